"""`newsflow doctor`: what is wrong with this installation, looked at from where the program stands."""

import os
import secrets
import shutil
import stat
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import LiteralString

import psycopg

from newsflow.db.migrate import pending
from newsflow.domain.errors import NewsflowError, SetupError
from newsflow.newsroom.editions.purge import told
from newsflow.objects import Place, open_store
from newsflow.ops.access import app_dsn
from newsflow.ops.embedded import FLOOR, DataFolder
from newsflow.ops.index_health import index_health
from newsflow.ops.settings import Settings
from newsflow.ops.web_server import BACKLOG_CONNECTIONS
from newsflow.search.folder import IndexFolder
from newsflow.search.standing import GAP_LIMIT as FAR_BEHIND

SOMAXCONN = Path("/proc/sys/net/core/somaxconn")
CONNECT_TIMEOUT_S = 5
FULL_BYTES = 1_000_000_000
"""Less room than this for media is wrong."""
SCARCE_BYTES = 20_000_000_000
"""Less than this is odd: a video may have as much."""

_WHO = """
SELECT rolname,
       rolsuper,
       pg_has_role(rolname, (SELECT datdba FROM pg_database WHERE datname = current_database()), 'MEMBER')
FROM pg_roles
WHERE rolname = current_user
"""

_OWNED = """
SELECT relname
FROM pg_class
WHERE relnamespace = 'public'::regnamespace
AND pg_has_role(current_user, relowner, 'MEMBER')
ORDER BY relname
LIMIT 1
"""

_WRITABLE = """
SELECT relname
FROM pg_class
WHERE relnamespace = 'public'::regnamespace
AND relkind IN ('r', 'p')
AND relname LIKE 'wire\\_%'
AND has_table_privilege(oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
ORDER BY relname
LIMIT 20
"""


class Gravity(IntEnum):
    """How much a finding weighs; the gravest is the exit code."""

    WELL = 0
    ODD = 1
    WRONG = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's."""

    gravity: Gravity
    says: str


async def examine(settings: Settings) -> list[Finding]:
    """Everything the doctor finds, in the order in which it looks; the database must answer for the last part."""
    findings = [*look_at_machine()]
    if settings.is_embedded:
        findings += look_at_folder(DataFolder(settings.data))
    findings += [finding async for finding in look_at_store(settings.objects)]
    dsn = app_dsn(settings)
    try:
        findings += look_at_database(dsn)
        findings += await look_at_migrations(dsn)
        findings += await look_at_index(dsn, settings.search)
        if settings.cache is not None:
            findings.append(await look_at_cache(dsn))
    except psycopg.Error as error:
        findings.append(Finding(Gravity.WRONG, f"The database does not answer as it should: {error}".strip()))
    return findings


def look_at_machine() -> Iterator[Finding]:
    """Whether the kernel grants the backlog that we ask for."""
    if SOMAXCONN.exists() and (granted := int(SOMAXCONN.read_text(encoding="ascii"))) < BACKLOG_CONNECTIONS:
        yield Finding(
            Gravity.ODD,
            f"The kernel lets {granted} connections wait (net.core.somaxconn), and {BACKLOG_CONNECTIONS} are asked for:"
            " many readers who come back at once will wait.",
        )


def look_at_folder(folder: DataFolder) -> Iterator[Finding]:
    """Whether the data folder's parts are there, and closed to everybody else."""
    for path in (folder.cluster, folder.run, folder.keys, folder.log, folder.objects):
        yield from _closed(path, stat.S_IRWXG | stat.S_IRWXO)
    for key in sorted(folder.keys.iterdir()):
        yield from _closed(key, stat.S_IRWXG | stat.S_IRWXO | stat.S_IXUSR)
        if key.stat().st_uid != os.geteuid():
            yield Finding(Gravity.WRONG, f"{key} belongs to uid {key.stat().st_uid}, not to us.")


def _closed(path: Path, forbidden: int) -> Iterator[Finding]:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & forbidden:
        yield Finding(Gravity.WRONG, f"{path} has mode {mode:04o}: run chmod {mode & ~forbidden:04o} on it.")
    else:
        yield Finding(Gravity.WELL, f"{path} is closed to others ({mode:04o}).")


async def look_at_store(place: Place) -> AsyncIterator[Finding]:
    """Whether the object store takes, gives back and erases a few bytes, and how much room a folder has left."""
    if place.bucket is None and not place.folder.is_dir():
        yield Finding(Gravity.WRONG, f"{place.folder} is not there: make it, or mend NEWSFLOW_OBJECTS_URL.")
        return
    probe = secrets.token_bytes(32)
    try:
        store = open_store(place)
        stored = await store.put(probe)
        returned = await store.get(stored.sha256)
        await store.delete(stored.sha256)
    except (NewsflowError, OSError) as error:
        yield Finding(Gravity.WRONG, f"The object store {place.url} does not take and give bytes: {error}")
        return
    if returned != probe:
        yield Finding(Gravity.WRONG, f"The object store {place.url} gave back other bytes than it took.")
        return
    yield Finding(Gravity.WELL, f"The object store {place.url} takes, gives and erases.")
    if place.bucket is None:
        yield room(shutil.disk_usage(place.folder).free, place.folder)


def room(free_bytes: int, folder: Path) -> Finding:
    """How much that is for media."""
    says = f"{folder} has {free_bytes / 1e9:.1f} GB left"
    if free_bytes < FULL_BYTES:
        return Finding(Gravity.WRONG, f"{says}: make room now, or what comes in cannot be kept.")
    if free_bytes < SCARCE_BYTES:
        return Finding(Gravity.ODD, f"{says}: one long video takes {SCARCE_BYTES / 1e9:.0f} GB.")
    return Finding(Gravity.WELL, f"{says}.")


def look_at_database(dsn: str) -> Iterator[Finding]:
    """Whether the server is new enough, and whether the app's role is one that can do no harm to the wire."""
    with psycopg.connect(dsn, connect_timeout=CONNECT_TIMEOUT_S) as db:
        major = db.info.server_version // 10_000
        yield Finding(
            Gravity.WELL if major >= FLOOR else Gravity.WRONG,
            f"PostgreSQL is version {major}; {FLOOR} or later is needed.",
        )
        if (encoding := db.info.parameter_status("server_encoding")) != "UTF8":
            yield Finding(Gravity.WRONG, f"The database's encoding is {encoding}: make a new one in UTF8.")
        name, is_superuser, owns_database = db.execute(_WHO).fetchone() or ("nobody", True, True)
        owned = db.execute(_OWNED).fetchone()
        if is_superuser:
            yield Finding(Gravity.WRONG, f"The app connects as {name}, a superuser: give it newsflow_app.")
        elif owns_database or owned is not None:
            what = "the database" if owns_database or owned is None else f"the table {owned[0]}"
            yield Finding(
                Gravity.WRONG, f"The app connects as {name}, who owns {what}: give it newsflow_app."
            )
        else:
            yield Finding(Gravity.WELL, f"The app connects as {name}, who is neither owner nor superuser.")
            yield from _wire_is_closed(db, name, _WRITABLE)


def _wire_is_closed(db: psycopg.Connection, name: str, query: LiteralString) -> Iterator[Finding]:
    writable = [table for (table,) in db.execute(query)]
    if writable:
        yield Finding(
            Gravity.WRONG,
            f"{name} may write {', '.join(writable)} directly: revoke that; functions write the wire.",
        )
    else:
        yield Finding(Gravity.WELL, f"{name} reaches the wire through functions alone.")


async def look_at_index(dsn: str, folder: IndexFolder) -> list[Finding]:
    """How far this node's search index is, and each item that it refused."""
    try:
        async with await psycopg.AsyncConnection.connect(dsn, connect_timeout=CONNECT_TIMEOUT_S) as db:
            health = await index_health(db, folder)
    except SetupError as error:
        return [Finding(Gravity.WRONG, str(error))]
    except ValueError as error:  # what tantivy says of files that it cannot read
        return [Finding(Gravity.WRONG, f"The search index in {folder.path} cannot be read: {error}")]
    parked = [
        Finding(Gravity.WRONG, f"The search index refused {one.guid} (entry {one.seq}): {one.why}")
        for one in health.parked
    ]
    says = f"The search index has read {health.seq} of {health.head} entries"
    if health.head - health.seq > FAR_BEHIND:
        return [Finding(Gravity.ODD, f"{says}: words are answered 503 until a worker has built it."), *parked]
    return [Finding(Gravity.WELL, f"{says}."), *parked]


async def look_at_cache(dsn: str) -> Finding:
    """Whether the cache before the public site was told all that it must let go of."""
    async with await psycopg.AsyncConnection.connect(dsn, connect_timeout=CONNECT_TIMEOUT_S) as db:
        at = await told(db)
    if at is None:
        return Finding(Gravity.ODD, "The cache before the site was never told anything: start a worker.")
    why = at.said or "no try came to its end"
    if at.is_given_up():
        return Finding(
            Gravity.WRONG,
            f"The cache before the site may show what was taken off: it was not told in {at.tries} tries ({why})."
            " Mend NEWSFLOW_PURGE_URL or what answers there, and start the workers again.",
        )
    if at.tries:
        return Finding(
            Gravity.ODD,
            f"The cache before the site was not told in {at.tries} tries ({why}); it is tried again.",
        )
    return Finding(
        Gravity.WELL, f"The cache before the site was told up to line {at.seq} of the edition log."
    )


async def look_at_migrations(dsn: str) -> list[Finding]:
    """Whether the schema is the one that this program knows."""
    try:
        waiting = await pending(dsn)
    except SetupError as error:
        return [Finding(Gravity.WRONG, str(error))]
    if waiting:
        return [Finding(Gravity.WRONG, f"Migrations wait: {', '.join(waiting)}. Run `newsflow migrate`.")]
    return [Finding(Gravity.WELL, "Every migration has run.")]
