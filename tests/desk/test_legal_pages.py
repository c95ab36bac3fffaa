"""Legal requests on the desk's pages: entered, looked at, decided by one, confirmed by another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from newsflow.db.pool import transaction
from newsflow.newsroom import drafts
from newsflow.newsroom.legal.decisions import plan_of_waiting
from newsflow.wire.read import item, versions
from tests.builders import a_dispatch, a_newsroom, paragraph
from tests.desk.room import PASSWORD
from tests.desk.test_passkeys import enrol

if TYPE_CHECKING:
    from newsflow.domain.dispatch import Dispatch
    from tests.desk.room import DeskClient, DeskRoom

PASSAGE = "its bell ringing"
REQUEST = {
    "kind": "redact",
    "asked_by": "Harbour Town Court",
    "law": "Press Act, § 12",
    "file_number": "4 C 77/26",
    "due_at": "2026-12-01T12:00",
    "name": "Ada Sample",
    "address": "Quay 1",
    "letter": "Take the bell out.",
}
TAKE_OUT = {"verdict": "redact", "words": PASSAGE, "put": "[…]", "reason": "The court says so."}


async def on_the_wire(desk: DeskRoom, content: Dispatch | None = None) -> str:
    return (await (await a_newsroom(desk.pool, desk.clock)).release(content)).guid


async def entered(client: DeskClient, guid: str, **facts: str) -> str:
    """The address of a request about the item, entered by its form."""
    answer = await client.send_form("/desk/legal/new", guids=guid, **{**REQUEST, **facts})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].partition("?")[0]


async def decided(client: DeskClient, address: str, **words: str) -> None:
    answer = await client.send_form(f"{address}/decide", does="decide", **(words or TAKE_OUT))
    assert answer.status_code == 303, answer.text


async def digest(desk: DeskRoom, address: str) -> str:
    async with transaction(desk.pool) as db:
        return (
            await plan_of_waiting(db, desk.agency, int(address.rpartition("/")[2]), desk.clock())
        ).digest_hex


async def test_a_passage_is_looked_at_decided_by_one_and_taken_out_by_another(desk: DeskRoom):
    guid = await on_the_wire(desk)
    chief, admin = await desk.client("chief:ada"), await desk.client("administrator:zoe")
    address = await entered(chief, guid)
    look = await chief.send_form(f"{address}/decide", does="look", **TAKE_OUT)
    assert look.status_code == 200
    assert re.search(rf"<del[^>]*>.*{PASSAGE}.*</del>", look.text)
    assert "Nothing is touched yet" in look.text
    await decided(chief, address)
    mine = await chief.get(address)
    assert "Another person confirms it" in mine.text
    assert "Confirm and carry it out" not in mine.text
    hers = await admin.get(address)
    assert "Confirm and carry it out" in hers.text
    answer = await admin.send_form(
        f"{address}/confirm", digest=await digest(desk, address), proof_password=PASSWORD
    )
    assert answer.status_code == 303, answer.text
    async with transaction(desk.pool) as db:
        entries = await versions(db, guid)
    assert [entry.content is None for entry in entries] == [False, True]
    assert entries[0].content is not None
    assert PASSAGE not in " ".join(entries[0].content.words())
    closed = await admin.get(address)
    assert "Confirmed by Zoe" in closed.text
    assert PASSAGE not in closed.text, "what was taken out is kept nowhere, the decision's own words neither"
    assert PASSAGE not in (await admin.get(f"/desk/items/{guid}")).text


async def test_no_confirmation_without_a_proof_nor_by_who_decided_nor_for_another_text(desk: DeskRoom):
    guid = await on_the_wire(desk)
    chief, admin = await desk.client("chief:ada"), await desk.client("administrator:zoe")
    address = await entered(chief, guid)
    await decided(chief, address)
    seen = await digest(desk, address)
    proof = {"proof_password": PASSWORD}
    again = await desk.client("chief:ada")
    for client, form in (
        (chief, {"digest": seen, **proof}),
        (again, {"digest": seen, **proof}),
        (admin, {"digest": seen}),
        (admin, {"digest": "0" * 64, **proof}),
        (admin, proof),
    ):
        answer = await client.send_form(f"{address}/confirm", **form)
        assert answer.status_code in {400, 403, 409}, answer.text
    async with transaction(desk.pool) as db:
        assert (await item(db, guid)).version == 1


@pytest.mark.parametrize("path", ["/desk/legal", "/desk/legal/new", "/desk/legal/1"])
async def test_a_reporter_sees_no_legal_request(desk: DeskRoom, path: str):
    guid = await on_the_wire(desk)
    await entered(await desk.client("chief:ada"), guid)
    answer = await (await desk.client("reporter:ben")).get(path)
    assert answer.status_code == 403
    assert "Quay 1" not in answer.text


async def test_the_inbox_puts_the_nearest_deadline_first_and_says_what_is_late(desk: DeskRoom):
    guid = await on_the_wire(desk)
    chief = await desk.client("chief:ada")
    await entered(chief, guid, due_at="2030-01-01T12:00", asked_by="Port Authority")
    await entered(chief, guid, due_at="2020-01-01T12:00", asked_by="Data Office")
    page = (await chief.get("/desk/legal")).text
    assert page.index("Data Office") < page.index("Port Authority")
    assert page.count("Past its deadline") == 1


async def test_a_form_that_is_refused_comes_back_with_what_was_typed(desk: DeskRoom):
    guid = await on_the_wire(desk)
    chief = await desk.client("chief:ada")
    refused = await chief.send_form("/desk/legal/new", **{**REQUEST, "guids": "nf:text:20260302:999"})
    assert refused.status_code == 400
    assert "4 C 77/26" in refused.text
    address = await entered(chief, guid)
    nothing = await chief.send_form(
        f"{address}/decide", does="look", **{**TAKE_OUT, "words": "no such words"}
    )
    assert nothing.status_code == 400
    assert "None of these items holds these words" in nothing.text


async def test_a_decision_taken_back_forgets_its_words_and_opens_the_request(desk: DeskRoom):
    guid = await on_the_wire(desk)
    chief = await desk.client("chief:ada")
    address = await entered(chief, guid)
    await decided(chief, address)
    assert (await chief.send_form(f"{address}/take-back")).status_code == 303
    page = (await chief.get(address)).text
    assert "taken back" in page
    assert "Show what it touches" in page


async def test_taking_down_kills_the_item_and_erases_it(desk: DeskRoom):
    guid = await on_the_wire(desk)
    chief, admin = await desk.client("chief:ada"), await desk.client("administrator:zoe")
    address = await entered(chief, guid, kind="take_down")
    await decided(chief, address, verdict="take_down", reason="The court says so.")
    assert "Killed, with a notice" in (await admin.get(address)).text
    answer = await admin.send_form(
        f"{address}/confirm", digest=await digest(desk, address), proof_password=PASSWORD
    )
    assert answer.status_code == 303, answer.text
    async with transaction(desk.pool) as db:
        entries = await versions(db, guid)
    assert [(entry.header.action, entry.content is None) for entry in entries] == [
        ("kill", False),
        ("new", True),
    ]


async def test_an_update_confirmed_by_who_does_not_write_lies_with_who_decided(desk: DeskRoom):
    guid = await on_the_wire(desk)
    chief, admin = await desk.client("chief:ada"), await desk.client("administrator:zoe")
    address = await entered(chief, guid, kind="update")
    await decided(chief, address, verdict="update", reason="The court says so.")
    answer = await admin.send_form(
        f"{address}/confirm", digest=await digest(desk, address), proof_password=PASSWORD
    )
    assert answer.status_code == 303, answer.text
    async with transaction(desk.pool) as db:
        begun = await drafts.get(db, 2)  # the first one is the item's own
    assert (begun.guid, begun.action, begun.created_by) == (guid, "update", chief.person.id)
    assert '<a href="/desk/drafts/2">Draft 2</a>' in (await chief.get(address)).text


async def test_a_reply_is_begun_as_a_draft_that_answers_the_item(desk: DeskRoom):
    guid = await on_the_wire(desk, a_dispatch(body=(paragraph("A captain was late."),)))
    chief = await desk.client("chief:ada")
    address = await entered(chief, guid, kind="reply")
    answer = await chief.send_form(
        f"{address}/reply", guid=guid, kind="reply", headline="A captain replies", text="I was on time."
    )
    assert answer.status_code == 303, answer.text
    draft = (await chief.get(answer.headers["location"])).text
    assert re.search(r'id="body"[^>]* readonly>\s*I was on time\.', draft), (
        "nobody types in a text that stands"
    )
    other = await chief.send_form(
        f"{address}/reply", guid="nf:text:20260302:77", kind="reply", headline="x", text="y"
    )
    assert other.status_code == 400


async def test_a_decision_is_confirmed_in_the_browser_by_a_passkey_for_just_what_is_shown(desk: DeskRoom):
    guid = await on_the_wire(desk)
    chief = await desk.client("chief:ada")
    address = await entered(chief, guid)
    await decided(chief, address)
    page = await desk.browser("administrator:zoe", passkeys=True)
    await enrol(page, desk)
    await page.goto(desk.url + address)
    await expect(page.locator("del.diff")).to_contain_text(PASSAGE)
    await page.get_by_role("button", name="Confirm and carry it out").click()
    await expect(page.get_by_role("status")).to_have_text("It is carried out, and the request is closed.")
    async with desk.pool.connection() as db:
        kept = await (
            await db.execute("SELECT confirmed_key, changes, erasure FROM legal_decision")
        ).fetchone()
    assert kept is not None
    assert (kept[0].startswith("passkey:"), kept[1], kept[2]) == (True, None, 1)
