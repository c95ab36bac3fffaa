"""Cursors of another epoch, or ahead of the head: told where to resume, never an empty answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest

from newsflow.db.pool import transaction
from newsflow.domain.errors import BadInputError, LostCursorError
from newsflow.domain.guid import Seq
from newsflow.ops.embedded import DatabaseRole
from newsflow.wire.fsck import fsck
from newsflow.wire.read import Cursor, check_cursor, epochs, head, last, read
from tests.harness import MORNING
from tests.wire.entries import put_new

if TYPE_CHECKING:
    from newsflow.db.pool import Pool
    from tests.harness import Database, SettableClock


async def lost(pool: Pool, epoch: int, seq: int) -> LostCursorError:
    """What a reader with this cursor is told."""
    async with transaction(pool) as db:
        with pytest.raises(LostCursorError) as caught:
            await check_cursor(db, Cursor(epoch, Seq(seq)))
    return caught.value


async def goes_on(pool: Pool, epoch: int, seq: int) -> list[int]:
    """The numbers that a reader with this cursor reads next."""
    async with transaction(pool) as db:
        await check_cursor(db, Cursor(epoch, Seq(seq)))
        return [entry.header.seq for entry in await read(db, seq)]


def new_epoch(begun: Database, past: int) -> None:
    """Nothing; a restore whose numbers may have run up to `past`."""
    with psycopg.connect(begun.dsn(DatabaseRole.OWNER)) as owner:
        owner.execute(
            "SELECT wire_new_epoch(%s, %s, %s, 'restore')", [past, past, MORNING + timedelta(hours=1)]
        )


async def test_a_cursor_within_the_wire_goes_on(wire: Pool, clock: SettableClock):
    await put_new(wire, clock, [1, 2, 3])
    assert await goes_on(wire, 1, 0) == [1, 2, 3]
    assert await goes_on(wire, 1, 2) == [3]
    assert await goes_on(wire, 1, 3) == []


async def test_a_cursor_ahead_of_the_head_is_told_to_resume_at_the_head(wire: Pool, clock: SettableClock):
    await put_new(wire, clock, [1, 2])
    told = await lost(wire, 1, 3)
    assert (told.resume, told.void_from) == ("1.2", None)
    assert "the head is 1.2" in str(told)


async def test_a_cursor_of_an_epoch_that_never_was_is_told_where_to_resume(wire: Pool, clock: SettableClock):
    await put_new(wire, clock, [1, 2])
    assert (await lost(wire, 7, 1)).resume == "1.1"


async def test_a_cursor_that_saw_void_numbers_is_told_which_they_are(
    begun: Database, wire: Pool, clock: SettableClock
):
    await put_new(wire, clock, [1, 2, 3])
    new_epoch(begun, 500)
    for seq in (4, 77, 500, 9000):
        told = await lost(wire, 1, seq)
        assert (told.resume, told.void_from, told.void_to) == ("2.3", 4, 500)
        assert "numbers 4 to 500 are void" in str(told)


async def test_a_cursor_that_saw_nothing_void_goes_on_into_the_new_epoch(
    begun: Database, wire: Pool, clock: SettableClock
):
    await put_new(wire, clock, [1, 2, 3])
    new_epoch(begun, 500)
    await put_new(wire, clock, [900])
    assert await goes_on(wire, 1, 3) == [501]
    assert await goes_on(wire, 1, 1) == [2, 3, 501]
    assert await goes_on(wire, 2, 3) == [501]
    assert await goes_on(wire, 2, 500) == [501]
    async with transaction(wire) as db:
        report = await fsck(db)
    assert (report.faults, report.epochs) == ([], 2)


async def test_after_two_restores_each_old_cursor_resumes_before_its_first_void_number(
    begun: Database, wire: Pool, clock: SettableClock
):
    await put_new(wire, clock, [1, 2, 3])
    new_epoch(begun, 500)
    await put_new(wire, clock, [901, 902])
    new_epoch(begun, 2000)
    await put_new(wire, clock, [2500])
    assert (await lost(wire, 1, 4)).resume == "3.3"
    assert (await lost(wire, 2, 503)).resume == "3.502"
    assert await goes_on(wire, 2, 502) == [2001]


async def test_a_cursor_from_between_two_restores_of_one_backup_is_told(
    begun: Database, wire: Pool, clock: SettableClock
):
    await put_new(wire, clock, [1, 2, 3])
    new_epoch(
        begun, 5000
    )  # the second restore; the first went past 500 only, and gave 501 and 502 in its epoch 2
    told = await lost(wire, 2, 502)
    assert (told.resume, told.void_from, told.void_to) == ("2.3", 4, 5000)


async def test_a_new_epoch_never_turns_a_number_back(begun: Database, wire: Pool, clock: SettableClock):
    clock.advance(timedelta(hours=3))  # later than the hour at which the restore says it began
    await put_new(wire, clock, [1, 2, 3])
    new_epoch(begun, 2)
    async with transaction(wire) as db:
        last = await head(db)
        begun_now = (await epochs(db))[-1]
        assert (last.epoch, last.seq, last.at) == (2, 3, MORNING + timedelta(hours=3))
        assert (begun_now.first_seq, begun_now.void_from) == (4, None)
        assert (await fsck(db)).faults == []
    assert await goes_on(wire, 1, 3) == []
    assert (await lost(wire, 1, 4)).resume == "2.3"


async def test_the_last_entries_are_found_across_void_numbers(
    begun: Database, wire: Pool, clock: SettableClock
):
    await put_new(wire, clock, [1, 2, 3])
    new_epoch(begun, 500)
    async with transaction(wire) as db:
        assert [entry.header.seq for entry in await last(db, 2)] == [2, 3]
    await put_new(wire, clock, [900])
    async with transaction(wire) as db:
        assert [entry.header.seq for entry in await last(db, 3)] == [2, 3, 501]
        assert len(await last(db, 100)) == 4


async def test_a_read_takes_a_thousand_entries_at_most(wire: Pool):
    async with transaction(wire) as db:
        for limit in (0, -1, 1001):
            with pytest.raises(BadInputError, match="1 to 1,000"):
                await read(db, 0, limit)
