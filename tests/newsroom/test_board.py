"""The board: what stands where, who has it, and which chain nobody finished."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, Form
from newsflow.newsroom import moves
from newsflow.newsroom.board import Column, board_of, chains_of
from newsflow.newsroom.locks import take
from tests.builders import a_dispatch
from tests.newsroom.second_look import a_flash

if TYPE_CHECKING:
    from newsflow.newsroom.board import BoardRow
    from tests.builders import Newsroom
    from tests.harness import SettableClock


async def rows_of(newsroom: Newsroom, **asked: object) -> list[BoardRow]:
    """The board now."""
    async with transaction(newsroom.pool) as db:
        return await board_of(db, newsroom.clock(), **asked)  # pyright: ignore[reportArgumentType] — filters by name


async def test_each_line_stands_in_its_column_with_who_has_it_and_since_when(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    begun = clock()
    writing = await newsroom.draft(a_dispatch(slug="writing"))
    handed = await newsroom.draft(a_dispatch(slug="handed"))
    scheduled = await newsroom.draft(a_dispatch(slug="scheduled"))
    asked = await a_flash(newsroom, "asked")
    out = await newsroom.release(a_dispatch(slug="out"))
    clock.advance(timedelta(minutes=5))
    async with transaction(newsroom.pool) as db:
        await moves.hand_on(db, handed, newsroom.hand(newsroom.reporter), clock(), to=newsroom.editor)
        await take(db, writing, newsroom.hand(newsroom.reporter), clock(), sitting="one")
    due = clock() + timedelta(hours=1)
    await newsroom.ask(scheduled, due=due)
    lines = {row.slug: row for row in await rows_of(newsroom)}
    assert {slug: row.column for slug, row in lines.items()} == {
        "writing": Column.WRITING,
        "handed": Column.WITH_EDITOR,
        "asked": Column.FOR_APPROVAL,
        "scheduled": Column.SCHEDULED,
        "out": Column.ON_THE_WIRE,
    }
    assert (lines["writing"].since, lines["writing"].writer, lines["writing"].name) == (
        begun,
        "reporter",
        "reporter",
    )
    assert (lines["handed"].since, lines["handed"].name, lines["handed"].writer) == (clock(), "editor", None)
    assert (lines["asked"].request, lines["asked"].urgency) == (asked.id, a_dispatch().urgency)
    assert lines["scheduled"].due == due
    assert (lines["out"].guid, lines["out"].version, lines["out"].draft) == (out.guid, 1, None)


async def test_the_board_is_asked_by_language_section_and_words_of_the_text(newsroom: Newsroom) -> None:
    sections = [section.code for section in newsroom.agency.sections]
    await newsroom.draft(a_dispatch(slug="one", language="tr", headline="Iğdır'da ılık bir gün"))
    await newsroom.draft(a_dispatch(slug="two", section=sections[1]))
    await newsroom.release(a_dispatch(slug="three", deck="100% of the quay"))
    assert {row.slug for row in await rows_of(newsroom, languages=("tr",))} == {"one"}
    assert {row.slug for row in await rows_of(newsroom, sections=(sections[1],))} == {"two"}
    for desk, slugs in {
        "tr": {"one"},
        f"en/{sections[1]}": {"two"},
        f"*/{sections[1]}": {"two"},
        "*": {"one", "two", "three"},
    }.items():
        assert {row.slug for row in await rows_of(newsroom, desks=(desk,))} == slugs, desk
    assert {row.slug for row in await rows_of(newsroom, search="IGDIR")} == {"one"}
    assert {row.slug for row in await rows_of(newsroom, search="its bell")} == {"one", "two", "three"}
    assert {row.slug for row in await rows_of(newsroom, search="100% of")} == {"three"}
    assert {row.slug for row in await rows_of(newsroom, search="1%quay")} == set()


async def test_the_wire_shows_a_day_without_notices(newsroom: Newsroom, clock: SettableClock) -> None:
    old = await newsroom.release(a_dispatch(slug="old"))
    clock.advance(timedelta(hours=25))
    new = await newsroom.release(a_dispatch(slug="new"))
    await newsroom.stop(new.guid, Action.KILL)
    (line,) = await rows_of(newsroom)
    assert (line.guid, line.action, line.version) == (new.guid, "kill", 2)
    await newsroom.release(a_dispatch(slug="old", whats_new="A day later."), of=old.guid)
    assert [row.slug for row in await rows_of(newsroom)] == ["old", "new"]


async def test_a_flash_without_a_lead_is_overdue_after_ten_minutes_until_its_lead_is_out(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    flash = await newsroom.release(a_dispatch(form=Form.FLASH, body=()))
    stopped = await newsroom.release(a_dispatch(form=Form.FLASH, body=(), slug="stopped"))
    await newsroom.stop(stopped.guid, Action.HOLD)

    async def overdue() -> list[tuple[str, int | None]]:
        async with transaction(newsroom.pool) as db:
            return [(chain.guid, chain.draft) for chain in await chains_of(db, newsroom.agency.desk, clock())]

    clock.advance(timedelta(minutes=10) - timedelta(seconds=1))
    assert await overdue() == []
    clock.advance(timedelta(seconds=1))
    assert await overdue() == [(flash.guid, None)]
    lead = await newsroom.draft(a_dispatch(form=Form.LEAD, replaces=(flash.guid,)))
    assert await overdue() == [(flash.guid, lead)]
    await newsroom.release_draft(lead)
    assert await overdue() == []
