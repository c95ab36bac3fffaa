"""Scheduled: not on the wire until its hour, then at once, by one of many workers, once."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsflow.accounts.audit import trail
from newsflow.db.pool import transaction
from newsflow.db.query import rows
from newsflow.domain.codes import Action
from newsflow.domain.content import content_digest
from newsflow.domain.errors import BadInputError
from newsflow.newsroom import drafts
from newsflow.newsroom.approvals import Outcome
from newsflow.newsroom.saves import save
from newsflow.newsroom.schedule import LATE_S, drop_dead, next_due, release_due, run_schedule
from newsflow.wire.fsck import fsck
from newsflow.wire.read import latest, read
from newsflow.wire.rows import READ_ITEM
from tests.builders import a_dispatch
from tests.harness import MORNING

if TYPE_CHECKING:
    from tests.builders import Newsroom
    from tests.harness import SettableClock

HOUR = timedelta(hours=1)


async def scheduled(newsroom: Newsroom, draft: int, *, after: timedelta = HOUR) -> None:
    """Nothing; the draft is scheduled."""
    due = newsroom.clock() + after
    assert await newsroom.ask(draft, due=due) == Outcome(due=due)


async def test_a_scheduled_draft_is_not_on_the_wire_before_its_hour_and_is_at_it(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    draft = await newsroom.draft()
    await scheduled(newsroom, draft)
    clock.advance(HOUR - timedelta(milliseconds=1))
    assert await release_due(newsroom.pool, clock, newsroom.agency, "a") == []
    clock.advance(timedelta(milliseconds=1))
    (header,) = await release_due(newsroom.pool, clock, newsroom.agency, "a")
    async with transaction(newsroom.pool) as db:
        kept = await drafts.get(db, draft)
        assert kept.released_guid == header.guid
        assert await next_due(db) is None
    assert kept.salt is not None
    assert content_digest(kept.salt, kept.content) == header.content_digest


async def test_two_workers_release_it_once(newsroom: Newsroom, clock: SettableClock) -> None:
    for _ in range(5):
        await scheduled(newsroom, await newsroom.draft())
    clock.advance(2 * HOUR)
    both = await asyncio.gather(
        *(release_due(newsroom.pool, clock, newsroom.agency, holder) for holder in ("a", "b", "c"))
    )
    assert sorted(len(headers) for headers in both) == [0, 0, 5]
    async with transaction(newsroom.pool) as db:
        assert len(await read(db, 0)) == 5


async def test_a_lease_left_by_a_dead_worker_ends(newsroom: Newsroom, clock: SettableClock) -> None:
    assert await release_due(newsroom.pool, clock, newsroom.agency, "dead") == []
    await scheduled(newsroom, await newsroom.draft(), after=timedelta(seconds=1))
    clock.advance(timedelta(milliseconds=500))
    assert await release_due(newsroom.pool, clock, newsroom.agency, "b") == []
    clock.advance(timedelta(milliseconds=600))
    (header,) = await release_due(newsroom.pool, clock, newsroom.agency, "b")
    assert header.at - MORNING <= timedelta(seconds=1 + LATE_S)


async def test_a_change_before_the_hour_needs_its_release_again(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    draft = await newsroom.draft()
    await scheduled(newsroom, draft)
    async with transaction(newsroom.pool) as db:
        changed = a_dispatch(headline="Changed")
        await save(db, draft, changed, newsroom.hand(newsroom.reporter), clock(), base_save=1, sitting="one")
    clock.advance(2 * HOUR)
    assert await release_due(newsroom.pool, clock, newsroom.agency, "a") == []


async def test_a_scheduled_update_of_a_killed_item_is_dropped_and_the_others_go_out(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    first = await newsroom.release()
    doomed = await newsroom.draft(a_dispatch(headline="Too late"), of=first.guid)
    await scheduled(newsroom, doomed)
    other = await newsroom.draft(a_dispatch(slug="other"))
    await scheduled(newsroom, other, after=2 * HOUR)
    await newsroom.stop(first.guid)
    clock.advance(3 * HOUR)
    (header,) = await release_due(newsroom.pool, clock, newsroom.agency, "a")
    async with transaction(newsroom.pool) as db:
        assert (await drafts.get(db, doomed)).state == "dropped"
        assert (await drafts.get(db, other)).released_guid == header.guid
        assert (await latest(db, first.guid)).header.action is Action.KILL


async def test_an_hour_in_the_past_and_one_after_the_embargo_are_refused(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    draft = await newsroom.draft(a_dispatch(embargo=clock() + HOUR))
    with pytest.raises(BadInputError, match="past"):
        await scheduled(newsroom, draft, after=timedelta(0))
    with pytest.raises(BadInputError, match="embargo"):
        await scheduled(newsroom, draft, after=2 * HOUR)


async def test_the_job_releases_what_was_missed_and_gives_its_lease_back(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    await scheduled(newsroom, await newsroom.draft())
    clock.advance(2 * HOUR)
    stop = asyncio.Event()
    job = asyncio.create_task(run_schedule(newsroom.pool, clock, newsroom.agency, "a", stop))
    for _ in range(200):
        async with transaction(newsroom.pool) as db:
            if await read(db, 0):
                break
        await asyncio.sleep(0.02)
    stop.set()
    await asyncio.wait_for(job, 5)
    await scheduled(newsroom, await newsroom.draft(), after=timedelta(seconds=1))
    clock.advance(timedelta(seconds=1))
    assert len(await release_due(newsroom.pool, clock, newsroom.agency, "b")) == 1


async def test_an_embargo_ends_at_its_hour_by_itself_in_the_name_of_whoever_released_it(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    header = await newsroom.release(a_dispatch(embargo=clock() + HOUR))
    clock.advance(HOUR - timedelta(milliseconds=1))
    assert await release_due(newsroom.pool, clock, newsroom.agency, "a") == []
    clock.advance(timedelta(milliseconds=1))
    (lifted,) = await release_due(newsroom.pool, clock, newsroom.agency, "a")
    assert (lifted.guid, lifted.action, lifted.not_before) == (header.guid, Action.LIFT, None)
    async with transaction(newsroom.pool) as db:
        (last, first) = await rows(db, READ_ITEM, {"guid": header.guid, "limit": 2})
        assert (await fsck(db)).faults == []
    assert last.given()[0].by == first.given()[0].by == newsroom.chief.id
    assert last.given()[0].content_digest == lifted.content_digest.hex()
    assert await release_due(newsroom.pool, clock, newsroom.agency, "a") == []


async def test_a_moved_embargo_ends_at_its_new_hour_and_a_killed_one_never(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    moved = await newsroom.release(a_dispatch(embargo=clock() + HOUR))
    await newsroom.release(a_dispatch(embargo=clock() + 2 * HOUR), of=moved.guid)
    killed = await newsroom.release(a_dispatch(slug="other", embargo=clock() + HOUR))
    await newsroom.stop(killed.guid)
    clock.advance(HOUR)
    assert await release_due(newsroom.pool, clock, newsroom.agency, "a") == []
    clock.advance(HOUR)
    (lifted,) = await release_due(newsroom.pool, clock, newsroom.agency, "a")
    assert lifted.guid == moved.guid


async def test_the_trail_says_scheduled_when_it_is_scheduled_and_released_in_the_same_name_at_its_hour(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    draft = await newsroom.draft()
    await scheduled(newsroom, draft)
    async with transaction(newsroom.pool) as db:
        before = [(line.act, line.person) for line in await trail(db, subject=f"draft:{draft}", limit=10)]
    clock.advance(HOUR)
    assert await release_due(newsroom.pool, clock, newsroom.agency, "a")
    async with transaction(newsroom.pool) as db:
        after = [
            (line.act, line.person, line.at) for line in await trail(db, subject=f"draft:{draft}", limit=10)
        ]
    assert before == [("scheduled", newsroom.chief.id)]
    assert after[0] == ("released", newsroom.chief.id, clock())


async def test_what_a_closed_account_scheduled_does_not_go_out(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    draft = await newsroom.draft()
    await scheduled(newsroom, draft)
    async with transaction(newsroom.pool) as db:
        await db.execute("UPDATE person SET active = false WHERE id = %s", [newsroom.chief.id])
    clock.advance(HOUR)
    assert await release_due(newsroom.pool, clock, newsroom.agency, "a") == []
    async with transaction(newsroom.pool) as db:
        assert (await drafts.get(db, draft)).state == "writing"


async def test_a_draft_that_was_held_while_its_item_was_killed_is_dropped_soon_after(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    out = await newsroom.release()
    draft = await newsroom.draft(of=out.guid)
    async with newsroom.pool.connection() as held:
        await drafts.locked(held, draft)
        await newsroom.stop(out.guid)
    async with transaction(newsroom.pool) as db:
        assert (await drafts.get(db, draft)).state == "writing"
    assert await drop_dead(newsroom.pool, clock) == 1
    async with transaction(newsroom.pool) as db:
        assert (await drafts.get(db, draft)).state == "dropped"
    assert await drop_dead(newsroom.pool, clock) == 0
