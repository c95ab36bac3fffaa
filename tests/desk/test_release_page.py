"""Releases on pages: what will happen is said first; the second look is another person's, for exactly this text."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import transaction
from newsflow.newsroom import drafts
from newsflow.newsroom.approvals import get
from newsflow.newsroom.saves import save
from newsflow.wire.read import head, item
from tests.builders import a_contract, a_dispatch, a_newsroom, an_account
from tests.desk.room import PASSWORD

if TYPE_CHECKING:
    from newsflow.domain.dispatch import Dispatch
    from newsflow.newsroom.approvals import Request
    from tests.desk.room import DeskClient, DeskRoom

PROOF = {"proof_password": PASSWORD}
LINE = {"text": "Port closed to all ships", "source": "Harbour Office", "slug": "port", "language": "en"}
PASSED = {
    "pass_dateline_missing": "None is due.",
    "pass_near_duplicate": "On purpose.",
    "pass_quote_open": "So it stands.",
}


async def a_draft(desk: DeskRoom, content: Dispatch | None = None) -> int:
    async with transaction(desk.pool) as db:
        return await drafts.create(db, content or a_dispatch(), desk.clock())


async def flashed(desk: DeskRoom, by: DeskClient, **fields: str) -> Request:
    """The request of a flash that was asked for by its line."""
    section = desk.agency.sections[0].code
    answer = await by.send_form("/desk/flash", section=section, **{**LINE, **fields})
    assert answer.status_code == 303, answer.text
    request = answer.headers["location"].partition("?")[0].rsplit("/", 1)[1]
    async with desk.pool.connection() as db:
        return await get(db, request)


async def seq(desk: DeskRoom) -> int:
    async with desk.pool.connection() as db:
        return (await head(db)).seq


async def state_of(desk: DeskRoom, request: Request) -> str:
    async with desk.pool.connection() as db:
        return (await get(db, request.id)).state


async def test_the_page_says_whom_it_reaches_before_it_does(desk: DeskRoom):
    await an_account(desk.pool, desk.clock, a_contract(subscriber="gazette"), "7000001")
    await an_account(desk.pool, desk.clock, a_contract(subscriber="sporting", packages=()), "7000002")
    draft = await a_draft(desk)
    page = (await (await desk.client("editor:ada")).get(f"/desk/drafts/{draft}/release")).text
    assert "1 of 2 subscribers gets it whole" in page
    assert "The public site" in page
    assert "in your name" in page
    assert f"/desk/drafts/{draft}#place" in page, "a slip leads to the place where it is mended"


async def test_a_warning_is_passed_with_a_word_and_the_item_is_out(desk: DeskRoom):
    draft = await a_draft(desk)
    editor = await desk.client("editor:ada")
    refused = await editor.send_form(f"/desk/drafts/{draft}/release")
    assert refused.status_code == 400
    assert await seq(desk) == 0
    answer = await editor.send_form(f"/desk/drafts/{draft}/release", **PASSED)
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"].startswith("/desk/items/nf:text:")
    assert "on the wire already" in (await editor.get(f"/desk/drafts/{draft}/release")).text


async def test_a_draft_of_an_item_that_moved_on_is_told_so_and_does_not_go_out(desk: DeskRoom):
    newsroom = await a_newsroom(desk.pool, desk.clock)
    guid = (await newsroom.release()).guid
    draft = await newsroom.draft(a_dispatch(headline="Ferry returns at last"), of=guid)
    await newsroom.release(a_dispatch(headline="Ferry returns, late"), of=guid)
    editor = await desk.client("editor:ada")
    page = (await editor.get(f"/desk/drafts/{draft}/release")).text
    assert "The item moved on since this draft was begun." in page
    assert '<button class="button" disabled>' in page
    answer = await editor.send_form(f"/desk/drafts/{draft}/release", **PASSED)
    assert answer.status_code in {400, 409}
    assert await seq(desk) == 2


async def test_a_draft_of_a_killed_item_shows_nothing_of_it_and_does_not_go_out(desk: DeskRoom):
    newsroom = await a_newsroom(desk.pool, desk.clock)
    guid = (await newsroom.release()).guid
    draft = await newsroom.draft(a_dispatch(whats_new="The bell", urgency=1), of=guid)
    editor = await desk.client("editor:ada")
    asked = await editor.send_form(
        f"/desk/drafts/{draft}/release", pass_numbers_changed="so", pass_nothing_changed="so", **PASSED
    )
    assert asked.status_code == 303, asked.text
    request = asked.headers["location"].partition("?")[0]
    assert "its bell ringing" in (await editor.get(request)).text
    await newsroom.stop(guid)
    for address in (request, f"/desk/drafts/{draft}/release"):
        page = (await (await desk.client("editor:ben")).get(address)).text
        assert "its bell ringing" not in page, address
    async with desk.pool.connection() as db:
        waiting = await get(db, request.rsplit("/", 1)[1])
    ben = await desk.client("editor:ben")
    page = (await ben.get(request)).text
    assert "The item was killed." in page
    late = await ben.send_form(f"{request}/approve", digest=waiting.digest_hex, **PROOF)
    assert late.status_code == 409
    assert await seq(desk) == 3


async def test_a_release_is_set_for_an_hour_of_the_agency_s_zone(desk: DeskRoom):
    draft = await a_draft(desk)
    editor = await desk.client("editor:ada")
    past = await editor.send_form(f"/desk/drafts/{draft}/release", due="2020-01-01T10:00", **PASSED)
    assert past.status_code == 400
    day = desk.clock() + timedelta(days=1)
    answer = await editor.send_form(f"/desk/drafts/{draft}/release", due=f"{day:%Y-%m-%d}T09:00", **PASSED)
    assert answer.status_code == 303, answer.text
    async with desk.pool.connection() as db:
        found = await drafts.get(db, draft)
    assert found.state == "scheduled"
    assert found.due is not None
    assert found.due.astimezone(desk.agency.zoneinfo).hour == 9


async def test_a_reporter_s_flash_goes_to_the_editors_and_a_reporter_releases_and_approves_nothing(
    desk: DeskRoom,
):
    draft = await a_draft(desk)
    zoe, ada = await desk.client("reporter:zoe"), await desk.client("editor:ada")
    assert "An editor releases this." in (await zoe.get(f"/desk/drafts/{draft}/release")).text
    answer = await zoe.send_form(f"/desk/drafts/{draft}/release", **PASSED)
    assert answer.status_code == 403
    line = await zoe.send_form("/desk/flash", section=desk.agency.sections[0].code, **LINE)
    assert line.headers["location"] == "/desk/?said=handed", line.text
    async with desk.pool.connection() as db:
        (waiting,) = [one for one in await drafts.open_drafts(db) if one.state == "with_editor"]
    assert (waiting.dispatch().form, waiting.headline) == ("flash", LINE["text"])
    asked = await flashed(desk, ada)
    address = f"/desk/approvals/{asked.id}"
    assert "0 of 0 subscribers get it whole, in" in (await zoe.get(address)).text
    assert "Approve" not in re.sub(r"<nav.*?</nav>|<title>.*?</title>", "", (await zoe.get(address)).text)
    for act, more in (("approve", PROOF), ("refuse", {"why": "no"}), ("alone", {**PROOF, "reason": "night"})):
        answer = await zoe.send_form(f"{address}/{act}", digest=asked.digest_hex, **more)
        assert answer.status_code == 403, act
    assert await state_of(desk, asked) == "open"
    assert await seq(desk) == 0


async def test_an_approval_is_another_person_s_in_another_session(desk: DeskRoom):
    ada = await desk.client("editor:ada")
    asked = await flashed(desk, ada)
    address = f"/desk/approvals/{asked.id}/approve"
    again = await desk.client("editor:ada")
    for own in (ada, again):
        answer = await own.send_form(address, digest=asked.digest_hex, **PROOF)
        assert answer.status_code == 403
        assert "another person" in answer.text
    ben = await desk.client("editor:ben")
    unproved = await ben.send_form(address, digest=asked.digest_hex)
    assert unproved.status_code == 403
    assert await seq(desk) == 0
    answer = await ben.send_form(address, digest=asked.digest_hex, **PROOF)
    assert answer.status_code == 303, answer.text
    assert await state_of(desk, asked) == "approved"
    assert await seq(desk) == 1


async def test_an_approval_can_be_neither_moved_nor_replayed(desk: DeskRoom):
    ada, ben = await desk.client("editor:ada"), await desk.client("editor:ben")
    one, other = await flashed(desk, ada), await flashed(desk, ada, slug="quay", text="Quay closed as well")
    moved = await ben.send_form(f"/desk/approvals/{other.id}/approve", digest=one.digest_hex, **PROOF)
    assert moved.status_code == 409
    assert await seq(desk) == 0
    await ben.send_form(f"/desk/approvals/{one.id}/approve", digest=one.digest_hex, **PROOF)
    replayed = await ben.send_form(f"/desk/approvals/{one.id}/approve", digest=one.digest_hex, **PROOF)
    assert replayed.status_code == 409
    assert "approved it" in replayed.text
    assert await seq(desk) == 1


@pytest.mark.parametrize("act", ["approve", "refuse", "withdraw", "alone"])
async def test_no_answer_is_taken_without_the_form_s_token(desk: DeskRoom, act: str):
    ada, ben = await desk.client("editor:ada"), await desk.client("editor:ben")
    asked = await flashed(desk, ada)
    fields = {"digest": asked.digest_hex, "why": "no", "reason": "night", **PROOF}
    for client in (ada, ben):
        answer = await client.post(f"/desk/approvals/{asked.id}/{act}", data=fields)
        assert answer.status_code == 403
    assert await state_of(desk, asked) == "open"


async def test_a_request_is_over_once_the_text_is_changed_and_its_page_says_so(desk: DeskRoom):
    ada, ben = await desk.client("editor:ada"), await desk.client("editor:ben")
    asked = await flashed(desk, ada)
    async with transaction(desk.pool) as db:
        found = await drafts.get(db, asked.draft)
        content = a_dispatch(headline="Another line", slug="port")
        newsroom = await a_newsroom(desk.pool, desk.clock)
        hand = newsroom.hand(newsroom.chief)
        await save(db, asked.draft, content, hand, desk.clock(), base_save=found.save, sitting="s")
    late = await ben.send_form(f"/desk/approvals/{asked.id}/approve", digest=asked.digest_hex, **PROOF)
    assert late.status_code == 409
    assert "The request was withdrawn" in late.text
    assert await seq(desk) == 0


async def test_a_refusal_says_why_and_whoever_asked_has_the_draft_again(desk: DeskRoom):
    ada, ben = await desk.client("editor:ada"), await desk.client("editor:ben")
    asked = await flashed(desk, ada)
    address = f"/desk/approvals/{asked.id}"
    assert (await ben.send_form(f"{address}/refuse", why=" ")).status_code == 400
    assert (await ada.send_form(f"{address}/refuse", why="mine")).status_code == 403
    answer = await ben.send_form(f"{address}/refuse", why="The office says it is open.")
    assert answer.status_code == 303, answer.text
    page = (await ada.get(address)).text
    assert "refused it" in page
    assert "The office says it is open." in page


async def test_nobody_sends_alone_with_a_password_or_before_the_wait_is_over(desk: DeskRoom):
    ada = await desk.client("editor:ada")
    asked = await flashed(desk, ada)
    address = f"/desk/approvals/{asked.id}/alone"
    desk.clock.advance(timedelta(seconds=desk.agency.desk.alone_after_s + 1))
    answer = await ada.send_form(address, digest=asked.digest_hex, reason="Night.", **PROOF)
    assert answer.status_code == 403
    assert "passkey" in answer.text
    assert await seq(desk) == 0


async def test_the_waiting_list_shows_what_waits_and_the_state_changes_when_it_is_over(desk: DeskRoom):
    ada, ben = await desk.client("editor:ada"), await desk.client("editor:ben")
    asked = await flashed(desk, ada)
    for page in ("/desk/approvals", "/desk/approvals/lines"):
        assert LINE["text"] in (await ben.get(page)).text
    address = f"/desk/approvals/{asked.id}/state"
    before = (await ada.get(address)).text
    await ben.send_form(f"/desk/approvals/{asked.id}/approve", digest=asked.digest_hex, **PROOF)
    assert (await ada.get(address)).text != before
    assert LINE["text"] not in (await ben.get("/desk/approvals/lines")).text


async def test_a_flash_line_that_lacks_something_keeps_what_was_typed(desk: DeskRoom):
    ada = await desk.client("editor:ada")
    section = desk.agency.sections[0].code
    answer = await ada.send_form("/desk/flash", section=section, **{**LINE, "slug": ""})
    assert answer.status_code == 400
    assert LINE["text"] in answer.text
    unsourced = await ada.send_form("/desk/flash", section=section, **{**LINE, "source": ""})
    assert unsourced.status_code == 400
    assert "pass_flash_unsourced" in unsourced.text
    asked = await flashed(desk, ada, source="", pass_flash_unsourced="Our own reporter saw it.")
    assert asked.because == "flash"


async def test_the_lead_behind_a_flash_has_slug_and_source_filled_in(desk: DeskRoom):
    ada, ben = await desk.client("editor:ada"), await desk.client("editor:ben")
    asked = await flashed(desk, ada)
    found = re.search(
        r'href="/desk/drafts/(\d+)"[^>]*>Write the lead', (await ada.get(f"/desk/approvals/{asked.id}")).text
    )
    assert found is not None
    out = await ben.send_form(f"/desk/approvals/{asked.id}/approve", digest=asked.digest_hex, **PROOF)
    guid = out.headers["location"].partition("?")[0].rsplit("/", 1)[1]
    async with desk.pool.connection() as db:
        lead = (await drafts.get(db, int(found[1]))).dispatch()
        flash = await item(db, guid)
    assert flash.priority == "flash"
    assert (lead.slug, lead.form.value, lead.sources[0].name) == ("port", "lead", "Harbour Office")
