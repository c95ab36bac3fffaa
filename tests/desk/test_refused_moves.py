"""A move of a draft that may not be made is refused in the editor itself, with the reason and what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsflow.accounts.hand import cli_hand
from newsflow.db.pool import transaction
from newsflow.newsroom import drafts, locks, moves
from tests.builders import a_dispatch, a_newsroom

if TYPE_CHECKING:
    from httpx import Response

    from tests.desk.room import DeskClient, DeskRoom


async def with_an_editor(desk: DeskRoom) -> int:
    """A draft that was handed on."""
    newsroom = await a_newsroom(desk.pool, desk.clock)
    number = await newsroom.draft(a_dispatch())
    async with transaction(desk.pool) as db:
        await moves.hand_on(db, number, newsroom.hand(newsroom.editor), desk.clock())
    return number


async def sent(client: DeskClient, number: int, **fields: str) -> Response:
    """The answer to the editor's form, as it stands but for those fields."""
    page = (await client.get(f"/desk/drafts/{number}")).text
    base = page.split('name="base_save" value="')[1].split('"')[0]
    return await client.send_form(f"/desk/drafts/{number}", base_save=base, sitting="a-sitting", **fields)


async def test_a_draft_that_is_sent_back_without_a_word_asks_for_one_in_the_editor(desk: DeskRoom):
    number = await with_an_editor(desk)
    edda = await desk.client("editor:edda")
    refused = await sent(edda, number, does="send_back", headline="Ferry is late", words=" ")
    assert refused.status_code == 400
    assert 'id="editor"' in refused.text
    assert "not sent back without a word" in refused.text
    assert '<details class="menu menu-up" open>' in refused.text, "where the word is asked for stands open"
    async with transaction(desk.pool) as db:
        kept = await drafts.get(db, number)
    assert (kept.headline, kept.state) == ("Ferry is late", "with_editor"), (
        "what was typed is saved all the same"
    )
    assert (await sent(edda, number, does="send_back", words="Who says so?")).status_code == 303


async def test_a_move_that_came_too_late_says_so_and_keeps_the_note(desk: DeskRoom):
    number = await with_an_editor(desk)
    edda = await desk.client("editor:edda")
    late = await sent(edda, number, does="hand_on", words="For the night desk.")
    assert late.status_code == 409
    assert "is with_editor" not in late.text
    assert "For the night desk." in late.text


async def test_nobody_takes_over_without_a_word_and_the_page_still_offers_it(desk: DeskRoom):
    number = await with_an_editor(desk)
    writer = await desk.client("editor:ewa")
    async with transaction(desk.pool) as db:
        await locks.take(db, number, cli_hand(writer.person, desk.clock()), desk.clock(), sitting="hers")
    edda = await desk.client("editor:edda")
    refused = await edda.send_form(f"/desk/drafts/{number}/take-over", words=" ")
    assert refused.status_code == 400
    assert "Nobody takes over without a word" in refused.text
    assert f'action="/desk/drafts/{number}/take-over"' in refused.text
    assert (await edda.send_form(f"/desk/drafts/{number}/take-over", words="She is off.")).status_code == 303


async def test_a_text_at_the_address_of_a_series_is_led_to_its_own_page_whatever_became_of_it(desk: DeskRoom):
    number = await with_an_editor(desk)
    edda = await desk.client("editor:edda")
    for does in ("drop", ""):
        answer = await edda.get(f"/desk/series/{number}")
        assert (answer.status_code, answer.headers["location"]) == (303, f"/desk/drafts/{number}")
        if does:
            assert (await sent(edda, number, does=does)).status_code == 303
