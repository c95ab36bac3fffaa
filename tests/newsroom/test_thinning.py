"""Saves made while one types are thinned to one a minute; what anything hangs on stays."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from psycopg import errors

from newsflow.db.pool import transaction
from newsflow.domain.errors import NotFoundError
from newsflow.newsroom import drafts, moves
from newsflow.newsroom.saves import get_save, save, saves_of
from newsflow.newsroom.thinning import LOOKED_AT, THIN_AFTER, thin_saves
from tests.builders import a_dispatch

if TYPE_CHECKING:
    from newsflow.accounts.people import Person
    from newsflow.newsroom.rows import Save
    from tests.builders import Newsroom
    from tests.harness import SettableClock

BEAT = timedelta(seconds=5)


async def typed(
    newsroom: Newsroom, clock: SettableClock, draft: int, times: int, *, by: Person | None = None
) -> list[tuple[int, datetime]]:
    """The numbers and times of so many saves made while somebody types, one every five seconds."""
    made: list[tuple[int, datetime]] = []
    who = by or newsroom.reporter
    for _ in range(times):
        clock.advance(BEAT)
        async with transaction(newsroom.pool) as db:
            base = (await drafts.get(db, draft)).save
            text = a_dispatch(headline=f"The {base}th word")
            hand = newsroom.hand(who)
            number = await save(db, draft, text, hand, clock(), base_save=base, sitting=who.id)
        made.append((number, clock()))
    return made


async def said_save(newsroom: Newsroom, draft: int, *, headline: str = "") -> int:
    """The number of a save by hand, of new words or of those that are there."""
    async with transaction(newsroom.pool) as db:
        found = await drafts.get(db, draft)
        text = a_dispatch(headline=headline) if headline else found.dispatch()
        hand, now = newsroom.hand(newsroom.reporter), newsroom.clock()
        sitting = newsroom.reporter.id
        return await save(db, draft, text, hand, now, base_save=found.save, sitting=sitting, by_hand=True)


async def kept(newsroom: Newsroom, draft: int) -> list[Save]:
    """The saves that there are, the oldest first."""
    async with transaction(newsroom.pool) as db:
        return list(reversed(await saves_of(db, draft)))


def last_of_each_minute(made: list[tuple[int, datetime]]) -> list[int]:
    """What is to stay of saves made while one typed."""
    by_minute = {at.replace(second=0): number for number, at in made}
    return sorted(by_minute.values())


async def test_of_what_was_saved_while_one_typed_the_last_of_each_minute_stays(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    draft = await newsroom.draft()
    made = await typed(newsroom, clock, draft, 40)
    assert await thin_saves(newsroom.pool, clock) == 0
    clock.advance(THIN_AFTER + timedelta(minutes=5))
    await newsroom.release_draft(draft)
    gone = await thin_saves(newsroom.pool, clock)
    left = [one.number for one in await kept(newsroom, draft)]
    assert left == [1, *last_of_each_minute(made)]
    assert gone == len(made) - len(left) + 1 > 30
    assert await thin_saves(newsroom.pool, clock) == 0
    async with transaction(newsroom.pool) as db:
        assert (await get_save(db, draft, left[-1])).headline == f"The {made[-1][0] - 1}th word"
        with pytest.raises(NotFoundError):
            await get_save(db, draft, 2)


async def test_what_is_younger_stays_word_by_word(newsroom: Newsroom, clock: SettableClock) -> None:
    draft = await newsroom.draft()
    await typed(newsroom, clock, draft, 12)
    clock.advance(THIN_AFTER)
    young = await typed(newsroom, clock, draft, 24)
    await thin_saves(newsroom.pool, clock)
    left = [one.number for one in await kept(newsroom, draft)]
    assert left[-24:] == [number for number, _ in young]
    assert len(left) < 30


async def test_saves_by_hand_requests_notes_and_another_s_words_all_stay(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    draft = await newsroom.draft()
    await typed(newsroom, clock, draft, 2)
    by_hand = await said_save(newsroom, draft, headline="Saved by hand")
    await typed(newsroom, clock, draft, 2)
    confirmed = await said_save(newsroom, draft)
    (noted,) = await typed(newsroom, clock, draft, 1)
    async with transaction(newsroom.pool) as db:
        hand = newsroom.hand(newsroom.reporter)
        await moves.hand_on(db, draft, hand, clock(), words="The second source is missing.")
        await drafts.note(db, draft, "taken", newsroom.editor.id, clock())
        await db.execute("DELETE FROM draft_lock")
    await typed(newsroom, clock, draft, 1, by=newsroom.editor)
    (last,) = await typed(newsroom, clock, draft, 1, by=newsroom.editor)
    clock.advance(THIN_AFTER + timedelta(minutes=1))
    await thin_saves(newsroom.pool, clock)
    left = await kept(newsroom, draft)
    assert {1, by_hand, confirmed, noted[0], last[0]} == {one.number for one in left}
    assert [one.number for one in left if one.by_hand] == [1, by_hand, confirmed]


async def test_where_another_begins_to_write_the_words_before_them_stay(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    draft = await newsroom.draft()
    theirs = await typed(newsroom, clock, draft, 3)
    async with transaction(newsroom.pool) as db:
        await db.execute("DELETE FROM draft_lock")
    mine = await typed(newsroom, clock, draft, 3, by=newsroom.editor)
    clock.advance(THIN_AFTER + timedelta(minutes=1))
    await thin_saves(newsroom.pool, clock)
    assert [one.number for one in await kept(newsroom, draft)] == [1, theirs[-1][0], mine[-1][0]]


async def test_save_said_on_words_saved_already_makes_theirs_a_version_by_hand(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    draft = await newsroom.draft()
    ((number, at),) = await typed(newsroom, clock, draft, 1)
    clock.advance(BEAT)
    assert await said_save(newsroom, draft) == number
    assert [(one.number, one.by_hand) for one in await kept(newsroom, draft)] == [(1, True), (number, True)]
    assert (await kept(newsroom, draft))[-1].saved_at == at


async def test_the_database_refuses_to_lose_a_save_that_stays(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    draft = await newsroom.draft()
    await typed(newsroom, clock, draft, 3)
    for number in (1, 4):
        with pytest.raises(errors.RestrictViolation, match="kept for ever"):
            async with transaction(newsroom.pool) as db:
                await db.execute("DELETE FROM draft_save WHERE number = %s", [number])
    async with transaction(newsroom.pool) as db:
        assert (await db.execute("DELETE FROM draft_save WHERE number = 2")).rowcount == 1


async def test_a_worker_back_after_a_week_of_standing_still_thins_what_came_since(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    old = await newsroom.draft(a_dispatch(slug="old"))
    await typed(newsroom, clock, old, 6)
    clock.advance(LOOKED_AT)
    new = await newsroom.draft(a_dispatch(slug="new"))
    await typed(newsroom, clock, new, 6)
    clock.advance(THIN_AFTER + timedelta(minutes=1))
    await thin_saves(newsroom.pool, clock)
    assert len(await kept(newsroom, old)) == 7
    assert len(await kept(newsroom, new)) < 5
