"""Counters by the minute: what was asked and refused, beside the ledger."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from newsflow.db.pool import open_pool, transaction
from newsflow.subscribers.counters import KEYS_KEPT, Counters, counted
from tests.harness import MORNING

if TYPE_CHECKING:
    from tests.builders import Newsroom
    from tests.harness import Database

MINUTE = timedelta(minutes=1)


async def shown(
    newsroom: Newsroom, *, minutes: int = 10, by_minute: bool = False
) -> list[tuple[object, ...]]:
    """The counts as (minutes after nine, subscriber, what, number)."""
    async with transaction(newsroom.pool) as db:
        found = await counted(db, now=MORNING + 5 * MINUTE, minutes=minutes, by_minute=by_minute)
    return [((one.minute - MORNING) // MINUTE, one.subscriber, one.what, one.number) for one in found]


async def test_counts_of_two_processes_are_added_up_by_the_minute(newsroom: Newsroom) -> None:
    first, second = Counters(newsroom.pool), Counters(newsroom.pool)
    for seconds in (0, 59, 60):
        first.add("has:search", MORNING + timedelta(seconds=seconds), "gazette")
    second.add("has:search", MORNING, "gazette")
    second.add("has:refused:401", MORNING)
    await asyncio.gather(first.flush(), second.flush())
    await first.flush()
    assert await shown(newsroom, by_minute=True) == [
        (1, "gazette", "has:search", 1), (0, "", "has:refused:401", 1), (0, "gazette", "has:search", 3),
    ]  # fmt: skip
    assert await shown(newsroom) == [(1, "gazette", "has:search", 4), (0, "", "has:refused:401", 1)]
    assert await shown(newsroom, minutes=5) == [(1, "gazette", "has:search", 1)]


async def test_counts_are_written_by_themselves_and_together(newsroom: Newsroom) -> None:
    counters = Counters(newsroom.pool, flush_s=0.01)
    for _ in range(50):
        counters.add("has:search", MORNING, "gazette")
    for _ in range(500):
        if await shown(newsroom):
            break
        await asyncio.sleep(0.01)
    assert await shown(newsroom) == [(0, "gazette", "has:search", 50)]
    async with transaction(newsroom.pool) as db:
        cursor = await db.execute("SELECT count(DISTINCT xmin::text) FROM request_minute")
        assert await cursor.fetchone() == (1,)


async def test_a_database_that_does_not_answer_loses_no_count(newsroom: Newsroom) -> None:
    async with open_pool("postgresql://nobody@127.0.0.1:1/none", at_least=0) as gone:
        gone.timeout = 0.05
        counters = Counters(gone)
        counters.add("has:search", MORNING, "gazette")
        with structlog.testing.capture_logs() as logs:
            await counters.flush()
        counters.add("has:search", MORNING, "gazette")
    assert [(event["event"], event["counters"]) for event in logs] == [("counters_not_written", 1)]
    counters.pool = newsroom.pool
    await counters.flush()
    assert await shown(newsroom) == [(0, "gazette", "has:search", 2)]


async def test_whoever_counts_stops_with_its_pool(database: Database) -> None:
    """What no flush at the end came for is given up in silence, not tried again each FLUSH_S for ever."""
    async with open_pool(database.dsn()) as pool:
        counters = Counters(pool, flush_s=0.01)
        counters.add("has:search", MORNING, "gazette")
    with structlog.testing.capture_logs() as logs:
        await asyncio.sleep(0.1)
    assert logs == []


async def test_what_waits_in_memory_is_bounded(newsroom: Newsroom) -> None:
    counters = Counters(newsroom.pool, flush_s=3600)
    for number in range(KEYS_KEPT + 5):
        counters.add("has:search", MORNING, f"paper-{number}")
    counters.add("has:search", MORNING, "paper-0")
    await counters.flush()
    async with transaction(newsroom.pool) as db:
        cursor = await db.execute("SELECT count(*), sum(number) FROM request_minute")
        assert await cursor.fetchone() == (KEYS_KEPT, KEYS_KEPT + 1)
