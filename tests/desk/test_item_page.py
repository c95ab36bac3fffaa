"""An item's page and its acts: what they show, what they do, and who may not."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.codes import ReplyKind
from newsflow.domain.dispatch import Answers
from newsflow.domain.guid import SubscriberId
from newsflow.newsroom import drafts
from newsflow.newsroom.reach import standings
from newsflow.subscribers.ledger import Take, take
from newsflow.wire.read import item
from tests.builders import a_contract, a_dispatch, a_newsroom, an_account
from tests.desk.room import PASSWORD

if TYPE_CHECKING:
    from newsflow.domain.dispatch import Dispatch
    from newsflow.wire.rows import Item
    from tests.desk.room import DeskRoom

PROOF = {"proof_password": PASSWORD}
FALSE = {"reason_class": "false", **PROOF}
HEADLINE = "Ferry returns to the old harbour"


async def on_the_wire(desk: DeskRoom, content: Dispatch | None = None) -> str:
    """The id of an item that is out."""
    newsroom = await a_newsroom(desk.pool, desk.clock)
    return (await newsroom.release(content)).guid


async def now_of(desk: DeskRoom, guid: str) -> Item:
    async with desk.pool.connection() as db:
        return await item(db, guid)


SOON = "It is not on the public site yet."


async def test_the_page_shows_the_text_its_versions_and_whose_word_they_carry(desk: DeskRoom):
    guid = await on_the_wire(desk)
    page = await (await desk.client("editor:ada")).get(f"/desk/items/{guid}")
    assert page.status_code == 200, page.text
    for words in (
        HEADLINE,
        "its bell ringing",
        "harbour-ferry",
        guid,
        "Released by",
        "Kill…",
        "Correct…",
        SOON,
    ):
        assert words in page.text


async def test_one_who_may_not_stop_is_offered_no_stop_and_is_refused_one(desk: DeskRoom):
    guid = await on_the_wire(desk)
    reporter = await desk.client("reporter:zoe")
    assert "Kill…" not in (await reporter.get(f"/desk/items/{guid}")).text
    assert (await reporter.get(f"/desk/items/{guid}/kill")).status_code == 403
    for act in ("kill", "hold", "withdraw"):
        answer = await reporter.send_form(f"/desk/items/{guid}/{act}", **FALSE)
        assert answer.status_code == 403, act
    assert (await now_of(desk, guid)).action == "new"


@pytest.mark.parametrize(
    "act", ["kill", "hold", "withdraw", "reinstate", "lift", "update", "lead", "correct"]
)
async def test_no_act_is_done_without_the_form_s_token(desk: DeskRoom, act: str):
    guid = await on_the_wire(desk)
    editor = await desk.client("editor:ada")
    answer = await editor.post(f"/desk/items/{guid}/{act}", data=FALSE)
    assert answer.status_code == 403, answer.text
    assert (await now_of(desk, guid)).version == 1


async def test_a_kill_takes_a_reason_and_a_proof_and_is_done_at_once(desk: DeskRoom):
    guid = await on_the_wire(desk)
    editor = await desk.client("editor:ada")
    address = f"/desk/items/{guid}/kill"
    assert (await editor.send_form(address, **PROOF)).status_code == 400
    assert (await editor.send_form(address, reason_class="false")).status_code == 403
    wrong = await editor.send_form(address, reason_class="false", proof_password="not hers at all")
    assert wrong.status_code in {401, 403}
    assert (await now_of(desk, guid)).action == "new"
    answer = await editor.send_form(
        address, for_the_file="The harbour office called.", substitute="yes", **FALSE
    )
    assert answer.status_code == 303, answer.text
    told = (await editor.get(f"/desk/items/{guid}")).text
    assert "what it says is not true. A new text will follow under this slug." in told
    assert (await now_of(desk, guid)).action == "kill"


async def test_a_killed_item_s_page_has_nothing_of_its_text(desk: DeskRoom):
    guid = await on_the_wire(desk)
    editor = await desk.client("editor:ada")
    await editor.send_form(f"/desk/items/{guid}/kill", **FALSE)
    for path in ("", "?version=1", "/deliveries", "/kill", "/hold", "/correct", "/reinstate", "/lift"):
        page = (await editor.get(f"/desk/items/{guid}{path}")).text
        assert HEADLINE not in page, path
        assert "bell ringing" not in page, path
    page = (await editor.get(f"/desk/items/{guid}")).text
    assert "was killed" in page
    assert "It was never on the public site." in page


async def test_the_file_s_reason_stays_in_the_house_and_another_looks_afterwards(desk: DeskRoom):
    guid = await on_the_wire(desk)
    ada = await desk.client("editor:ada")
    await ada.send_form(f"/desk/items/{guid}/kill", for_the_file="The office called at nine.", **FALSE)
    own = (await ada.get(f"/desk/items/{guid}")).text
    assert "The office called at nine." in own
    assert "You cannot be the one" in own
    refused = await ada.send_form(f"/desk/items/{guid}/looked", look="1")
    assert refused.status_code == 403
    chief = await desk.client("chief:eve")
    answer = await chief.send_form(f"/desk/items/{guid}/looked", look="1", words="Right so.")
    assert answer.status_code == 303, answer.text
    assert "I have looked" not in (await chief.get(f"/desk/items/{guid}")).text
    async with desk.pool.connection() as db:
        found = await db.execute("SELECT convert_from(body, 'UTF8') FROM wire_content")
        assert not any("office called" in body for (body,) in await found.fetchall())


async def test_a_reason_that_repeats_the_headline_is_refused_and_what_was_typed_stays(desk: DeskRoom):
    guid = await on_the_wire(desk)
    editor = await desk.client("editor:ada")
    reason = f"We said: {HEADLINE}."
    answer = await editor.send_form(f"/desk/items/{guid}/kill", reason=reason, for_the_file="kept", **FALSE)
    assert answer.status_code == 400
    assert "repeats the headline" in answer.text
    assert "kept" in answer.text
    assert (await now_of(desk, guid)).action == "new"


async def test_a_slug_that_repeats_the_headline_is_told_of_before_the_kill(desk: DeskRoom):
    guid = await on_the_wire(desk, a_dispatch(headline="Ferry sinks at night", slug="ferry-sinks"))
    page = await (await desk.client("editor:ada")).get(f"/desk/items/{guid}/kill")
    assert "repeats the headline (ferry, sinks)" in page.text


async def test_a_second_kill_is_told_that_the_first_was_done(desk: DeskRoom):
    guid = await on_the_wire(desk)
    ada, ben = await desk.client("editor:ada"), await desk.client("editor:ben")
    await ada.send_form(f"/desk/items/{guid}/kill", **FALSE)
    late = await ben.send_form(f"/desk/items/{guid}/kill", **FALSE)
    assert late.status_code == 409
    assert "This item was killed" in late.text
    assert "Kill it now" not in late.text
    assert (await now_of(desk, guid)).version == 2


async def test_a_hold_is_reinstated_and_its_text_comes_back(desk: DeskRoom):
    guid = await on_the_wire(desk)
    editor = await desk.client("editor:ada")
    await editor.send_form(f"/desk/items/{guid}/hold", reason_class="checking", **PROOF)
    held = (await editor.get(f"/desk/items/{guid}")).text
    assert "Read the held text" in held
    assert "Reinstate…" in held
    reporter = await desk.client("reporter:zoe")
    assert (await reporter.send_form(f"/desk/items/{guid}/reinstate")).status_code == 403
    answer = await editor.send_form(f"/desk/items/{guid}/reinstate")
    assert answer.status_code == 303, answer.text
    assert (await now_of(desk, guid)).action == "reinstate"
    again = await editor.send_form(f"/desk/items/{guid}/reinstate")
    assert again.status_code == 409
    assert "nothing needs reinstating" in again.text


async def test_an_embargo_is_moved_and_lifted(desk: DeskRoom):
    until = desk.clock().replace(hour=20, minute=0, second=0, microsecond=0)
    guid = await on_the_wire(desk, a_dispatch(embargo=until))
    editor = await desk.client("editor:ada")
    address = f"/desk/items/{guid}/lift"
    past = await editor.send_form(address, does="move", hour="2020-01-01T10:00")
    assert past.status_code == 400
    moved = await editor.send_form(address, does="move", hour=f"{until:%Y-%m-%d}T23:30")
    assert moved.status_code == 303, moved.text
    assert (await now_of(desk, guid)).action == "update"
    lifted = await editor.send_form(address, does="lift")
    assert lifted.status_code == 303, lifted.text
    assert (await now_of(desk, guid)).embargoed is False
    assert "under no embargo" in (await editor.get(address)).text


async def test_update_lead_and_correction_begin_drafts_with_what_is_known(desk: DeskRoom):
    guid = await on_the_wire(desk)
    editor = await desk.client("editor:ada")
    begun: dict[str, int] = {}
    for act in ("update", "lead"):
        answer = await editor.send_form(f"/desk/items/{guid}/{act}")
        assert answer.status_code == 303, answer.text
        begun[act] = int(answer.headers["location"].rsplit("/", 1)[1])
    empty = await editor.send_form(f"/desk/items/{guid}/correct", sentence=" ")
    assert empty.status_code == 400
    answer = await editor.send_form(f"/desk/items/{guid}/correct", sentence="The bell did not ring.")
    begun["correct"] = int(answer.headers["location"].rsplit("/", 1)[1])
    async with desk.pool.connection() as db:
        made = {act: await drafts.get(db, number) for act, number in begun.items()}
    assert made["update"].action == "update"
    assert made["lead"].dispatch().replaces == (guid,)
    assert made["lead"].slug == "harbour-ferry"
    assert made["correct"].action == "correct"
    assert made["correct"].dispatch().correction == "The bell did not ring."


async def test_deliveries_say_who_has_taken_it_who_has_not_and_why(desk: DeskRoom):
    guid = await on_the_wire(desk)
    contracts = (
        a_contract(subscriber="gazette"),
        a_contract(subscriber="courier"),
        a_contract(subscriber="sporting", packages=()),
    )
    for number, contract in enumerate(contracts, start=7_000_001):
        await an_account(desk.pool, desk.clock, contract, str(number))
    async with transaction(desk.pool) as db:
        who = SubscriberId("gazette")
        path = "has:document:newsml29"
        await take(
            db, Take(subscriber=who, username="7000001", guid=guid, version=1, path=path), desk.clock()
        )
    async with desk.pool.connection() as db:
        found = {one.subscriber: one for one in await standings(db, await item(db, guid), desk.clock())}
    assert [taking.version for taking in found[who].took] == [1]
    editor = await desk.client("editor:ada")
    page = (await editor.get(f"/desk/items/{guid}/deliveries")).text
    assert "HAS · a document · newsml29" in page
    assert "The courier" in (await editor.get(f"/desk/items/{guid}/deliveries?who=due")).text
    barred = (await editor.get(f"/desk/items/{guid}/deliveries?who=none")).text
    assert "The sporting" in barred
    assert "The gazette" not in barred
    assert "package" in barred


async def test_a_picture_s_page_shows_what_is_said_of_it_and_offers_no_text_acts(desk: DeskRoom):
    newsroom = await a_newsroom(desk.pool, desk.clock)
    picture, *_ = await newsroom.release_series()
    page = (await (await desk.client("editor:ada")).get(f"/desk/items/{picture.guid}")).text
    assert "A small white ferry nears a stone quay." in page
    assert "640 × 480" in page
    assert "Kill…" in page
    assert "Correct…" not in page


async def test_a_reply_leads_to_what_it_answers_and_a_legal_request_is_a_link_away(desk: DeskRoom):
    newsroom = await a_newsroom(desk.pool, desk.clock)
    about = (await newsroom.release()).guid
    answers = Answers(item=about, version=1, kind=ReplyKind.REPLY)
    guid = (await newsroom.release(a_dispatch(headline="The harbour replies", answers=answers))).guid
    page = (await (await desk.client("chief:cem")).get(f"/desk/items/{guid}")).text
    assert f'A reply to our item</strong> <a href="/desk/items/{about}"' in page
    link = f"/desk/legal/new?item={quote(guid, safe='')}"
    assert f'href="{link}"' in page
    chief = await desk.client("chief:cem")
    assert f">{guid}</textarea>" in (await chief.get(link)).text.replace("\n", "")
    assert link not in (await (await desk.client("reporter:zoe")).get(f"/desk/items/{guid}")).text
