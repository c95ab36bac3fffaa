"""Restore a backup into an empty folder: a new epoch, past every number that anyone may hold (invariant 11)."""

import shutil
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
from psycopg import AsyncConnection, IsolationLevel, sql

from newsflow.db.migrate import migrate
from newsflow.db.query import Connection, query, row
from newsflow.domain.clock import Clock, as_utc
from newsflow.domain.errors import SetupError
from newsflow.objects import Place, open_store
from newsflow.ops.backup import bucket, client, manifest, orders
from newsflow.ops.backup.manifest import Manifest, must_be_empty
from newsflow.ops.backup.orders import Orders
from newsflow.ops.backup.take import AGENCY, SERVER_KEY, SETTINGS, Say
from newsflow.ops.embedded import DatabaseRole, EmbeddedDatabase
from newsflow.ops.embedded.roles import DATABASE, ensure_roles
from newsflow.wire.fsck import Report, fsck
from newsflow.wire.rows import Epoch

NUMBERS_A_SECOND = 10_000
"""More entries, and more items, than one wire can be given in a second: one lock, one commit each (`make bench`)."""
SLACK = timedelta(minutes=10)
"""By how much the clocks of the lost and of the new machine may be apart."""
RESTORING = "newsflow_restoring"
"""The database's name until it is proved: whoever starts a half restored folder finds no wire, not an old one."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The highest entry number that the database knows of, and the highest item number."""

    seq: int
    number: int


NUMBERS_HELD = query("ops.numbers_held", row=Numbers)
NEW_EPOCH = query("ops.new_epoch", row=Epoch)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restoring:
    """What is asked: the least numbers to go past, and the erasure orders recorded since the backup."""

    past: int = 0
    past_number: int = 0
    orders: Path | None = None
    database_user: str | None = None
    bucket: Place | None = None
    """The bucket that the settings name: it is looked into, and never written."""
    fast_and_unsafe: bool = False
    """For tests alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """The epoch that was begun, the orders that were carried out again, and what fsck said."""

    manifest: Manifest
    epoch: Epoch
    replayed: int
    report: Report


def bound(taken_at: datetime, now: datetime) -> int:
    """How many numbers may have been given since the backup: time passed, and slack, at the greatest rate."""
    passed = max(timedelta(0), now - taken_at) + SLACK
    return int(passed.total_seconds() * NUMBERS_A_SECOND)


async def restore(source: Path, data: Path, asked: Restoring, clock: Clock, say: Say) -> Restored:
    """Fill the empty folder `data` from a backup and prove it; gives what was begun. Leaves nothing if it fails."""
    must_be_empty(data, "A restore goes into a folder that is empty or not there yet.")
    taken = manifest.read(source)
    say(f"The backup of {taken.taken_at:%Y-%m-%d %H:%M} UTC is whole: up to entry {taken.epoch}.{taken.seq}.")
    work = _Work(source, asked, taken, _orders(asked, taken, say), as_utc(clock()), say)
    with (
        _left_empty_on_failure(data),
        EmbeddedDatabase.open(
            data, database_user=asked.database_user, fast_and_unsafe=asked.fast_and_unsafe
        ) as database,
    ):
        shutil.copytree(source / "objects", database.folder.objects, dirs_exist_ok=True)
        done = await work.fill(database)
        _put_beside(source, database)
        await _look_into_bucket(source, asked.bucket, say)
        _give_name(database)
    return done


async def _look_into_bucket(source: Path, place: Place | None, say: Say) -> None:
    named = bucket.written_down(source)
    if named is None:
        return
    if place is None:
        say(
            f"The media, {len(named)} objects, lay in a bucket: set NEWSFLOW_OBJECTS_URL to it before the start."
            " Files of the orders just carried out must be deleted there by their digests."
        )
        return
    gone = await bucket.missing(place, named)
    first = f"; the first: {gone[0].sha256}" if gone else ""
    say(f"Of {len(named)} objects that the backup names, {len(gone)} are missing in {place.url}{first}.")


def _orders(asked: Restoring, taken: Manifest, say: Say) -> Orders:
    if asked.orders is None:
        say("No file of erasure orders was given: orders since the backup are not carried out again.")
        return Orders()
    return orders.from_lines(asked.orders, taken.wire)


@dataclass(frozen=True, slots=True)
class _Work:
    """One restore: where from, what is asked, and when."""

    source: Path
    asked: Restoring
    taken: Manifest
    again: Orders
    now: datetime
    say: Say

    async def fill(self, database: EmbeddedDatabase) -> Restored:
        """Load the dump under its working name, replay the orders, begin the epoch and prove the wire."""
        _create(database)
        dsn = database.dsn(DatabaseRole.OWNER, RESTORING)
        client.load(dsn, self.source)
        await migrate(dsn)
        self.say("The database is loaded.")
        async with await AsyncConnection.connect(dsn) as db:
            store = open_store(Place(url=str(database.folder.objects), scratch=database.folder.scratch))
            replayed = await orders.replay(db, store, self.taken.wire, self.again, self.now)
            epoch = await self._new_epoch(db)
        self.say(f"{replayed} erasure orders were carried out again.")
        self.say(
            f"Epoch {epoch.epoch} begins at {epoch.first_seq}; {epoch.void_from} to {epoch.void_to} are void."
        )
        async with await AsyncConnection.connect(dsn) as db:
            await db.set_isolation_level(IsolationLevel.REPEATABLE_READ)
            report = await fsck(db)
        if report.faults:
            raise SetupError(
                "The restored wire is not whole.",
                f"{len(report.faults)} faults; the first: {report.faults[0]}",
                "Nothing was kept. Restore an older backup, and keep this one for whoever looks into it.",
            )
        counts = f"{report.entries} entries, {report.items} items, {report.erased} erased by order"
        self.say(f"The wire is whole: {counts}.")
        return Restored(manifest=self.taken, epoch=epoch, replayed=replayed, report=report)

    async def _new_epoch(self, db: Connection) -> Epoch:
        held = await row(db, NUMBERS_HELD)
        assert held is not None
        since = bound(self.taken.taken_at, self.now)
        begun = await row(
            db,
            NEW_EPOCH,
            {
                "past": max(self.asked.past, held.seq + since),
                "number": max(self.asked.past_number, max(held.number, self.taken.number) + since),
                "at": self.now,
                "reason": f"restored from a backup of {self.taken.taken_at.isoformat()}",
            },
        )
        assert begun is not None
        return begun


def _create(database: EmbeddedDatabase) -> None:
    with psycopg.connect(database.dsn(DatabaseRole.SUPERUSER, "postgres"), autocommit=True) as superuser:
        name, owner = sql.Identifier(RESTORING), sql.Identifier(DatabaseRole.OWNER.value)
        superuser.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, owner))


def _put_beside(source: Path, database: EmbeddedDatabase) -> None:
    folder = database.folder
    key = folder.keys / SERVER_KEY
    key.touch(mode=0o600)
    key.write_text((source / "keys" / SERVER_KEY).read_text(encoding="utf-8"), encoding="utf-8")
    for name in (AGENCY, SETTINGS):
        shutil.copyfile(source / name, folder.path / name)


def _give_name(database: EmbeddedDatabase) -> None:
    """The last act: from here on the folder opens as any other."""
    with psycopg.connect(database.dsn(DatabaseRole.SUPERUSER, "postgres"), autocommit=True) as superuser:
        superuser.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(DATABASE)))
        superuser.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(RESTORING), sql.Identifier(DATABASE)
            )
        )
    ensure_roles(database.folder)


@contextmanager
def _left_empty_on_failure(data: Path) -> Generator[None]:
    """Takes away what a failed restore made; the folder was empty or not there before."""
    with ExitStack() as undone_on_failure:
        undone_on_failure.callback(_empty, data, remove=not data.exists())
        yield
        undone_on_failure.pop_all()


def _empty(folder: Path, *, remove: bool) -> None:
    """Take away what is in the folder, as far as it goes, and with `remove` the folder too."""
    for path in folder.iterdir() if folder.exists() else ():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    if remove:
        shutil.rmtree(folder, ignore_errors=True)
