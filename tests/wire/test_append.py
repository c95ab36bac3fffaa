"""Numbers, times and turns: what `append` promises, and what the database refuses whoever asks."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import errors

from newsflow.db.pool import open_pool, transaction
from newsflow.domain.codes import Action
from newsflow.wire.append import append, next_number
from newsflow.wire.fsck import fsck
from newsflow.wire.read import follow, item, latest, read
from tests.harness import MORNING
from tests.wire.entries import a_dispatch, a_guid, put, put_new, to_append

if TYPE_CHECKING:
    from newsflow.db.pool import Pool
    from newsflow.domain.entry import Entry, Header
    from tests.harness import Database, SettableClock

WRITERS = 8
ENTRIES_EACH = 40


async def test_an_item_and_its_notice_are_numbered_together(wire: Pool, clock: SettableClock):
    await put_new(wire, clock, [1])
    both = await put(wire, clock, to_append(a_guid(1), 2, Action.CORRECT), to_append(a_guid(2)))
    assert [header.seq for header in both] == [2, 3]
    assert both[0].at == both[1].at


async def test_a_release_that_fails_takes_no_number(wire: Pool, clock: SettableClock):
    await put_new(wire, clock, [1])
    with pytest.raises(errors.CheckViolation):
        await put(wire, clock, to_append(a_guid(2)), to_append(a_guid(1), 7, Action.UPDATE))
    (header,) = await put_new(wire, clock, [3])
    assert header.seq == 2


async def test_time_stands_still_when_the_clock_runs_back(wire: Pool, clock: SettableClock):
    (first,) = await put_new(wire, clock, [1])
    clock.advance(-timedelta(hours=2))
    (second,) = await put_new(wire, clock, [2])
    assert second.at == first.at == MORNING
    clock.advance(timedelta(hours=3))
    (third,) = await put_new(wire, clock, [3])
    assert third.at == MORNING + timedelta(hours=1)


async def test_what_was_appended_is_read_back_whole(wire: Pool, clock: SettableClock):
    dispatch = a_dispatch(headline="Mıse à jour: İstanbul’da tören", keywords=("tören", "حفل"))
    (header,) = await put(wire, clock, to_append(a_guid(1), of=dispatch))
    async with transaction(wire) as db:
        assert [entry.content for entry in await read(db, 0)] == [dispatch]
        assert (await latest(db, a_guid(1))).header == header
        assert (await item(db, a_guid(1))).headline == dispatch.headline


async def test_item_numbers_are_given_once_to_many_askers(wire: Pool):
    async def ask() -> int:
        async with transaction(wire) as db:
            return await next_number(db)

    given = await asyncio.gather(*(ask() for _ in range(100)))
    assert len(set(given)) == len(given)


async def _write(pool: Pool, clock: SettableClock, writer: int, told: list[Header]) -> None:
    for turn in range(ENTRIES_EACH):
        number = 1000 * (writer + 1) + turn
        # A clock that jumps both ways, differently for each writer: `at` must not.
        clock.set(MORNING + timedelta(seconds=(turn * 37 + writer * 101) % 600))
        entries = [to_append(a_guid(number))]
        if turn % 3 == 0:
            entries.append(to_append(a_guid(number + 500)))
        told += await put(pool, clock, *entries)
        await asyncio.sleep(0)


async def _poll(pool: Pool, done: asyncio.Event) -> list[Entry]:
    seen: list[Entry] = []
    while True:
        was_done = done.is_set()
        async with transaction(pool) as db:
            new = await read(db, seen[-1].header.seq if seen else 0, limit=7)
        seen += new
        if not new and was_done:
            return seen
        await asyncio.sleep(0.001)


async def _follow(pool: Pool, expected: int) -> list[Entry]:
    seen: list[Entry] = []
    async for entries in follow(pool, 0):
        seen += entries
        if len(seen) >= expected:
            break
    return seen


async def test_eight_writers_leave_no_hole_and_every_reader_sees_each_entry_once_in_order(
    begun: Database, wire: Pool, clock: SettableClock
):
    told: list[Header] = []
    done = asyncio.Event()
    expected = WRITERS * (ENTRIES_EACH + len(range(0, ENTRIES_EACH, 3)))
    async with open_pool(begun.dsn(), at_least=3, at_most=4) as readers, asyncio.TaskGroup() as group:
        polled = group.create_task(_poll(readers, done))
        followed = group.create_task(_follow(readers, expected))
        async with asyncio.TaskGroup() as writers:
            for writer in range(WRITERS):
                writers.create_task(_write(wire, clock, writer, told))
        done.set()
    headers = sorted(told, key=lambda header: header.seq)
    assert [header.seq for header in headers] == list(range(1, expected + 1))
    for seen in (polled.result(), followed.result()):
        assert [entry.header for entry in seen] == headers
    times = [header.at for header in headers]
    assert times == sorted(times)
    async with transaction(wire) as db:
        report = await fsck(db)
    assert report.faults == []
    assert report.entries == expected


async def test_a_follower_wakes_by_notice_not_by_its_poll(wire: Pool, clock: SettableClock):
    arrived: list[int] = []

    async def read_on() -> None:
        async for entries in follow(wire, 0):
            arrived.extend(entry.header.seq for entry in entries)
            if len(arrived) == 5:
                return

    reader = asyncio.create_task(read_on())
    for number in range(1, 6):
        await put_new(wire, clock, [number])
        await asyncio.sleep(0.02)
    async with asyncio.timeout(2):  # five polls would take 25 s
        await reader
    assert arrived == [1, 2, 3, 4, 5]


async def test_a_follower_that_is_called_off_gives_its_connections_back(
    begun: Database, clock: SettableClock
):
    async with open_pool(begun.dsn(), at_least=2, at_most=2) as pool:
        for number in (1, 2, 3):
            reader = asyncio.create_task(_follow(pool, expected=99))
            await put_new(pool, clock, [number])
            await asyncio.sleep(0.05)
            reader.cancel()
            with pytest.raises(asyncio.CancelledError):
                await reader
        async with transaction(pool) as one, transaction(pool) as other:
            for db in (one, other):
                listening = await (
                    await db.execute("SELECT count(*) FROM pg_listening_channels()")
                ).fetchone()
                assert listening == (0,)


async def test_append_before_the_wire_was_begun_says_what_to_do(pool: Pool, clock: SettableClock):
    from newsflow.domain.errors import SetupError

    with pytest.raises(SetupError, match="newsflow migrate"):
        await put_new(pool, clock, [1])


async def test_a_second_writer_waits_for_the_first_to_commit(begun: Database, clock: SettableClock):
    async with (
        await psycopg.AsyncConnection.connect(begun.dsn()) as first,
        await psycopg.AsyncConnection.connect(begun.dsn()) as second,
    ):
        await append(first, clock, [to_append(a_guid(1))])
        waiting = asyncio.create_task(append(second, clock, [to_append(a_guid(2))]))
        await asyncio.sleep(0.1)
        assert not waiting.done()
        await first.commit()
        (header,) = await waiting
        assert header.seq == 2
