"""The edition log's reader: it goes on without gap or twin, and what rules made can be made again."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action
from newsflow.domain.guid import Guid, PersonId
from newsflow.newsroom import editions
from newsflow.newsroom.editions import edition_faults, run_editions
from newsflow.newsroom.editions.reader import READER
from newsflow.wire.erase import Order, erase
from tests.site.builders import EDITOR, lines

if TYPE_CHECKING:
    from newsflow.domain.agency import Agency
    from tests.harness import Database, SettableClock
    from tests.site.builders import Newsroom


async def a_busy_day(newsroom: Newsroom) -> list[Guid]:
    """Some items with everything that may happen to one."""
    guids = [
        await newsroom.release(headline=f"Nouvelle {n}", section=("culture", "world")[n % 2])
        for n in range(6)
    ]
    guids.append(await newsroom.release(embargo=newsroom.clock() + timedelta(hours=1)))
    await newsroom.change(guids[0], Action.UPDATE, headline="Nouvelle 0, suite")
    await newsroom.change(guids[1], Action.KILL)
    await newsroom.change(guids[2], Action.HOLD)
    await newsroom.change(guids[3], Action.CORRECT, correction="Une date.")
    await newsroom.change(guids[2], Action.REINSTATE)
    await newsroom.change(guids[6], Action.LIFT)
    await newsroom.change(guids[4], Action.UPDATE, packages=("economy",))
    return guids


class TestRebuilding:
    async def test_the_rule_made_part_rebuilt_from_the_wire_equals_what_is_stored(
        self, newsroom: Newsroom, clock: SettableClock, agency: Agency
    ):
        guids = await a_busy_day(newsroom)
        await newsroom.publish()
        async with transaction(newsroom.pool) as db:
            await editions.set_summary(db, clock, agency, guids[0], EDITOR, summary=["Bref."])
        await newsroom.change(guids[0], Action.UPDATE, deck="Encore")
        await newsroom.publish()
        async with transaction(newsroom.pool) as db:
            assert await edition_faults(db, agency) == []

    async def test_rebuilding_finds_a_planted_line_and_a_missing_rule(
        self, newsroom: Newsroom, agency: Agency
    ):
        await newsroom.release()
        await newsroom.publish()
        async with transaction(newsroom.pool) as db:
            await db.execute(
                "INSERT INTO edition_log (seq, at, edition, guid, act, because, wire_seq, headline)"
                " VALUES (99, now(), 'fr', 'nf:text:20260302:1', 'show', 'rule', 1, 'Faux')"
            )
            assert "Faux" in "".join(await edition_faults(db, agency))
            assert len(await edition_faults(db, replace(agency, public_rules=()))) == 2

    async def test_erased_entries_leave_no_words_in_the_log_and_no_fault(
        self, newsroom: Newsroom, clock: SettableClock, agency: Agency
    ):
        await newsroom.release()
        await newsroom.release(headline="Autre chose")
        await newsroom.publish()
        async with transaction(newsroom.pool) as db:
            order = Order(
                law="GDPR 17",
                file_number="1/26",
                asked_by="court",
                ordered_by=EDITOR,
                second=PersonId("p-2"),
                targets=(1,),
            )
            await erase(db, order, clock())
        assert [line.headline for line in await lines(newsroom.pool)] == [None, "Autre chose"]
        async with transaction(newsroom.pool) as db:
            assert await edition_faults(db, agency) == []


class TestReader:
    async def test_a_reader_that_is_killed_between_two_steps_goes_on_without_gap_or_twin(
        self, newsroom: Newsroom, agency: Agency, monkeypatch: pytest.MonkeyPatch
    ):
        from newsflow.newsroom.editions import reader

        monkeypatch.setattr(reader, "BATCH", 3)
        await newsroom.publish()
        await a_busy_day(newsroom)
        die = ConnectionResetError("killed here")
        for place in ("append_lines", "run"):
            with monkeypatch.context() as here:

                async def dead(*_: object, **__: object) -> int:
                    raise die

                await reader.step(newsroom.pool, agency, newsroom.clock)
                here.setattr(reader, place, dead)
                with pytest.raises(ConnectionResetError):
                    await reader.step(newsroom.pool, agency, newsroom.clock)
        await newsroom.publish()
        async with transaction(newsroom.pool) as db:
            assert await edition_faults(db, agency) == []

    async def test_a_reader_s_process_that_is_killed_again_and_again_leaves_neither_gap_nor_twin(
        self, newsroom: Newsroom, agency: Agency, database: Database
    ):
        for _ in range(4):
            await a_busy_day(newsroom)
        kills = 0
        for after_s in (0.0, 0.005, 0.01, 0.015, 0.02, 0.03):
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.site.one_reader", database.dsn(), stdout=asyncio.subprocess.PIPE
            )
            assert process.stdout is not None
            await process.stdout.readline()  # it has begun to read
            await asyncio.sleep(after_s)
            kills += process.returncode is None
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        assert kills >= 3, "most must have been killed at work"
        await newsroom.publish()
        async with transaction(newsroom.pool) as db:
            assert await edition_faults(db, agency) == []

    async def test_two_workers_at_once_write_each_line_once(self, newsroom: Newsroom, agency: Agency):
        await a_busy_day(newsroom)
        await asyncio.gather(*(newsroom.publish() for _ in range(3)))
        async with transaction(newsroom.pool) as db:
            assert await edition_faults(db, agency) == []

    async def test_a_running_reader_shows_an_entry_within_a_second_and_stops_when_asked(
        self, newsroom: Newsroom, agency: Agency
    ):
        stop = asyncio.Event()
        running = asyncio.create_task(run_editions(newsroom.pool, agency, newsroom.clock, stop))
        await asyncio.sleep(0.2)
        await newsroom.release()
        async with asyncio.timeout(1):
            while not await lines(newsroom.pool):  # noqa: ASYNC110 - the database has no event to wait for
                await asyncio.sleep(0.01)
        stop.set()
        async with asyncio.timeout(2):
            await running

    async def test_the_cursor_says_how_far_the_site_has_read(self, newsroom: Newsroom):
        await a_busy_day(newsroom)
        assert await newsroom.publish() == 14
        async with transaction(newsroom.pool) as db:
            cursor = await db.execute("SELECT epoch, seq FROM reader WHERE name = %s", [READER])
            assert await cursor.fetchone() == (1, 14)


async def test_the_log_takes_no_change_but_the_emptying_of_words(newsroom: Newsroom):
    await newsroom.release()
    await newsroom.publish()
    for statement in (
        "UPDATE edition_log SET headline = 'Autre'",
        "DELETE FROM edition_log",
        "TRUNCATE edition_log",
    ):
        with pytest.raises(psycopg.Error):
            async with transaction(newsroom.pool) as db:
                await db.execute(statement.encode())
