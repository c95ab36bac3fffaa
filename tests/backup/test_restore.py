"""The worst day: a backup an hour old is restored while readers hold cursors from after it."""

from __future__ import annotations

import asyncio
import json
import stat
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import open_pool, transaction
from newsflow.domain.errors import LostCursorError
from newsflow.domain.guid import Seq, parse_guid
from newsflow.ops.backup import Manifest, Restored, Restoring, Source, restore, take
from newsflow.ops.backup.restore import NUMBERS_A_SECOND, SLACK
from newsflow.ops.demo import AGENCY_FILE
from newsflow.ops.embedded import DatabaseRole, EmbeddedDatabase
from newsflow.ops.preparation import prepare
from newsflow.wire.fsck import fsck
from newsflow.wire.read import Cursor, check_cursor, epochs, head, read
from tests.builders import Newsroom, a_dispatch, a_newsroom, the_agency

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator
    from pathlib import Path

    from newsflow.db.pool import Pool
    from newsflow.domain.entry import Entry
    from tests.harness import Database, SettableClock

KEY = "a server key that only this test knows"
HOUR = timedelta(hours=1)


@pytest.fixture
async def newsroom(database: Database, clock: SettableClock) -> AsyncIterator[Newsroom]:
    """A desk at work."""
    await prepare(database.dsn(DatabaseRole.OWNER), the_agency(), clock)
    async with open_pool(database.dsn()) as pool:
        yield await a_newsroom(pool, clock)


@pytest.fixture
def source(database: Database, home: Path) -> Source:
    """What there is to back up: the database, and an object store with a picture."""
    (home / "objects" / "ab").mkdir(parents=True)
    (home / "objects" / "ab" / "picture").write_bytes(b"no picture, but its bytes")
    return Source(
        owner_dsn=database.dsn(DatabaseRole.OWNER),
        objects=home / "objects",
        server_key=KEY,
        agency_file=AGENCY_FILE,
        settings={"NEWSFLOW_PORT": "8080"},
    )


async def taken(source: Source, home: Path, clock: SettableClock) -> Manifest:
    """A backup in `home/backup`."""
    return await take(home / "backup", source, clock, print)


async def restored(home: Path, clock: SettableClock, asked: Restoring | None = None) -> Restored:
    """The backup restored into `home/new`."""
    asked = asked or Restoring(fast_and_unsafe=True)
    return await restore(home / "backup", home / "new", asked, clock, print)


@asynccontextmanager
async def running(home: Path) -> AsyncGenerator[Pool]:
    """The restored system, running, as its app's role."""
    with EmbeddedDatabase.open(home / "new", fast_and_unsafe=True) as database:
        async with open_pool(database.dsn(DatabaseRole.APP)) as pool:
            yield pool


@dataclass(slots=True)
class Reader:
    """A subscriber's machine: it remembers its cursor, and does what it is told."""

    cursor: Cursor = field(default_factory=lambda: Cursor(1, Seq(0)))
    seen: list[Entry] = field(default_factory=list["Entry"])
    told: list[LostCursorError] = field(default_factory=list[LostCursorError])

    async def read_on(self, pool: Pool, limit: int = 3) -> bool:
        """Whether there was anything new. Told that its cursor is lost, it drops what is void and resumes."""
        async with transaction(pool) as db:
            try:
                await check_cursor(db, self.cursor)
            except LostCursorError as error:
                self.told.append(error)
                epoch, seq = error.resume.split(".")
                self.cursor = Cursor(int(epoch), Seq(int(seq)))
                void_from = error.void_from or 0
                self.seen = [entry for entry in self.seen if entry.header.seq < void_from]
                return True
            new = await read(db, self.cursor.seq, limit)
        if new:
            self.seen += new
            self.cursor = Cursor(new[-1].header.epoch, new[-1].header.seq)
        return bool(new)

    async def read_to(self, pool: Pool, seq: int) -> None:
        """Read as far as this number."""
        while self.cursor.seq < seq:
            assert await self.read_on(pool, limit=1)


async def wire_of(pool: Pool) -> list[Entry]:
    """The whole wire."""
    async with transaction(pool) as db:
        return await read(db, 0)


async def test_no_reader_of_a_restored_wire_gets_an_empty_answer_in_silence(
    newsroom: Newsroom, source: Source, home: Path, clock: SettableClock
):
    for _ in range(5):
        await newsroom.release(a_dispatch())
    before = await taken(source, home, clock)
    readers = {name: Reader() for name in ("asleep", "early", "at the backup", "after it", "at the end")}
    for minute in range(20):
        clock.advance(HOUR / 20)
        await newsroom.release(a_dispatch(headline=f"Lost ferry {minute}"))
    for reader, reached in zip(readers.values(), (0, 3, 5, 6, 25), strict=True):
        await reader.read_to(newsroom.pool, reached)
    given = {parse_guid(entry.header.guid).number for entry in await wire_of(newsroom.pool)}

    done = await restored(home, clock)

    assert (before.seq, done.epoch.epoch, done.epoch.void_from) == (5, 2, 6)
    assert done.epoch.first_seq > 25 + (HOUR.total_seconds() - 1) * NUMBERS_A_SECOND
    async with running(home) as pool:
        again = Newsroom(pool, clock, newsroom.agency, newsroom.chief, newsroom.editor, newsroom.reporter)
        live = asyncio.gather(*(keep_reading(reader, pool, 12) for reader in readers.values()))
        after = [await again.release(a_dispatch(headline=f"New ferry {turn}")) for turn in range(7)]
        async with asyncio.timeout(20):
            await live
        wire = await wire_of(pool)
        async with transaction(pool) as db:
            assert (await fsck(db)).faults == []
    for name, reader in readers.items():
        assert reader.seen == wire, name
        void = {(told.void_from, told.void_to) for told in reader.told}
        assert void == ({(6, done.epoch.void_to)} if name in {"after it", "at the end"} else set()), name
    assert not given & {parse_guid(header.guid).number for header in after}
    assert after[0].seq == done.epoch.first_seq


async def keep_reading(reader: Reader, pool: Pool, until: int) -> None:
    """Nothing; polls until the reader holds so many entries."""
    while len(reader.seen) < until or not any(entry.header.epoch == 2 for entry in reader.seen[-7:]):
        if not await reader.read_on(pool):
            await asyncio.sleep(0.01)


async def test_a_second_restore_of_one_backup_tells_the_readers_of_the_first(
    newsroom: Newsroom, source: Source, home: Path, clock: SettableClock
):
    await newsroom.release(a_dispatch())
    await taken(source, home, clock)
    await restored(home, clock)
    reader = Reader()
    async with running(home) as pool:
        again = Newsroom(pool, clock, newsroom.agency, newsroom.chief, newsroom.editor, newsroom.reporter)
        first = await again.release(a_dispatch())
        await reader.read_to(pool, first.seq)
    (home / "new").rename(home / "lost")
    clock.advance(timedelta(days=2))

    done = await restored(home, clock)

    async with running(home) as pool:
        assert await reader.read_on(pool)
        assert [told.resume for told in reader.told] == ["2.1"]
        again = Newsroom(pool, clock, newsroom.agency, newsroom.chief, newsroom.editor, newsroom.reporter)
        second = await again.release(a_dispatch())
        assert await reader.read_on(pool)
    assert done.epoch.epoch == 2
    assert reader.seen[-1].header == second
    assert second.guid != first.guid
    assert second.seq > first.seq


async def test_a_restore_goes_past_what_the_operator_knows_of(
    newsroom: Newsroom, source: Source, home: Path, clock: SettableClock
):
    await newsroom.release(a_dispatch())
    await taken(source, home, clock)
    asked = Restoring(past=10**12, past_number=10**13, fast_and_unsafe=True)
    done = await restored(home, clock, asked)
    async with running(home) as pool:
        again = Newsroom(pool, clock, newsroom.agency, newsroom.chief, newsroom.editor, newsroom.reporter)
        header = await again.release(a_dispatch())
    assert done.epoch.first_seq == header.seq == 10**12 + 1
    assert parse_guid(header.guid).number == 10**13 + 1


async def test_a_clock_that_is_behind_on_the_new_machine_gives_no_number_twice(
    newsroom: Newsroom, source: Source, home: Path, clock: SettableClock
):
    await newsroom.release(a_dispatch())
    await taken(source, home, clock)
    clock.advance(-timedelta(days=1))
    done = await restored(home, clock)
    assert done.epoch.first_seq > SLACK.total_seconds() * NUMBERS_A_SECOND
    async with running(home) as pool, transaction(pool) as db:
        assert (await head(db)).at == (await epochs(db))[0].at  # time does not run back either
        assert (await fsck(db)).faults == []


async def test_a_backup_is_taken_while_the_desk_goes_on_releasing(
    newsroom: Newsroom, source: Source, home: Path, clock: SettableClock
):
    stopped = asyncio.Event()

    async def go_on() -> int:
        released = 0
        while not stopped.is_set():
            await newsroom.release(a_dispatch())
            released += 1
        return released

    await newsroom.release(a_dispatch())
    desk = asyncio.create_task(go_on())
    await asyncio.sleep(0.05)
    before = (await wire_of(newsroom.pool))[-1].header.seq
    backup = await asyncio.to_thread(lambda: asyncio.run(take(home / "backup", source, clock, print)))
    stopped.set()
    released = await desk
    done = await restored(home, clock)
    assert before <= backup.seq <= released + 1
    assert done.report.entries == backup.seq


async def test_objects_key_agency_and_settings_come_back(
    newsroom: Newsroom, source: Source, home: Path, clock: SettableClock
):
    await newsroom.release(a_dispatch())
    await taken(source, home, clock)
    await restored(home, clock)
    new = home / "new"
    assert (new / "objects" / "ab" / "picture").read_bytes() == b"no picture, but its bytes"
    assert (new / "keys" / "server.key").read_text() == KEY
    assert (new / "agency.toml").read_bytes() == AGENCY_FILE.read_bytes()
    assert json.loads((new / "settings.json").read_text()) == {"NEWSFLOW_PORT": "8080"}
    assert stat.S_IMODE((home / "backup").stat().st_mode) == 0o700
    assert stat.S_IMODE((home / "backup" / "keys" / "server.key").stat().st_mode) == 0o600
