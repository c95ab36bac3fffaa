"""Take a backup of a running system: database, objects, settings and keys, as of one moment."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import msgspec
from psycopg import AsyncConnection, IsolationLevel

from newsflow.db.query import query, row
from newsflow.domain.clock import Clock, as_utc
from newsflow.objects import Place
from newsflow.ops.backup import bucket, client, manifest, orders
from newsflow.ops.backup.manifest import FORMAT, Manifest, files_of, must_be_empty
from newsflow.wire.read import head
from newsflow.wire.rows import LAST_NUMBER

SETTINGS = "settings.json"
AGENCY = "agency.toml"
SERVER_KEY = "server.key"

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The name under which another session sees the database as ours does."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is backed up: the database as its owner, and what lies beside it."""

    owner_dsn: str
    objects: Path | None
    """The folder of the object store; None where it is a bucket, which has a backup of its own."""
    bucket: Place | None = None
    """The bucket, whose objects are written down and not copied."""
    server_key: str
    agency_file: Path
    settings: Mapping[str, str]
    """The settings in effect that are no secrets."""


EXPORT_SNAPSHOT = query("ops.export_snapshot", row=Snapshot)


async def take(target: Path, source: Source, clock: Clock, say: Say) -> Manifest:
    """Write a backup into `target`, which must be empty; gives its manifest. The system goes on meanwhile.

    The database is dumped at one snapshot; objects are copied after it, so that whatever it names is there.
    """
    _make_ours(target)
    taken_at = as_utc(clock())
    async with await AsyncConnection.connect(source.owner_dsn) as db:
        await db.set_isolation_level(IsolationLevel.REPEATABLE_READ)
        snapshot = await row(db, EXPORT_SNAPSHOT)
        assert snapshot is not None
        now = await head(db)
        number = await row(db, LAST_NUMBER)
        assert number is not None
        (target / orders.NAME).write_bytes(orders.as_lines(await orders.orders_of(db, now.wire), now.wire))
        client.dump(source.owner_dsn, snapshot.name, target)
    say(f"The database: {_size(target / client.DUMP)}, up to entry {now.epoch}.{now.seq}.")
    await _objects(target, source, say)
    _copy_beside(target, source, say)
    taken = Manifest(
        format=FORMAT,
        taken_at=taken_at,
        program=metadata.version("newsflow"),
        wire=now.wire,
        epoch=now.epoch,
        seq=now.seq,
        number=number.number,
        files=files_of(target),
    )
    manifest.write(target, taken)
    say(
        f"The backup is whole: {len(taken.files)} files in {target}. It holds keys: keep it as safe as they are."
    )
    return taken


def _make_ours(target: Path) -> None:
    must_be_empty(target, "Name a folder that is empty or not there yet.")
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    target.chmod(0o700)


async def _objects(target: Path, source: Source, say: Say) -> None:
    objects = target / "objects"
    if source.objects is not None:
        source.objects.mkdir(mode=0o700, parents=True, exist_ok=True)
        # An object has its name when it is whole; what the store is still writing has a mark in its name.
        shutil.copytree(source.objects, objects, ignore=shutil.ignore_patterns("*#*"))
        say(f"The objects: {sum(1 for path in objects.rglob('*') if path.is_file())} files.")
        return
    objects.mkdir()
    if source.bucket is not None:
        count = await bucket.write_down(source.bucket, target)
        say(
            f"The objects lie in {source.bucket.url} and are not copied: {count} are written down in {bucket.NAME}."
        )


def _copy_beside(target: Path, source: Source, say: Say) -> None:
    shutil.copyfile(source.agency_file, target / AGENCY)
    (target / SETTINGS).write_bytes(msgspec.json.format(msgspec.json.encode(dict(source.settings)), indent=1))
    key = target / "keys" / SERVER_KEY
    key.parent.mkdir(mode=0o700)
    key.touch(mode=0o600)
    key.write_text(source.server_key, encoding="utf-8")
    say("The settings, the agency and the server key.")


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1e6:.1f} MB"
