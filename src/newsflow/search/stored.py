"""Snapshots of the index in the object store: a new node begins with the newest one, and not with the wire's first entry."""

import asyncio
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog

from newsflow.db.pool import Pool, reading, transaction
from newsflow.db.query import Connection, row, rows, run
from newsflow.domain.errors import ConflictError, NewsflowError, NotFoundError
from newsflow.objects import ObjectStore, ObjectStoreError
from newsflow.search.folder import IndexFolder, LockBusyError
from newsflow.search.following import head_of
from newsflow.search.place import Reached
from newsflow.search.rows import (
    FORGET_SNAPSHOT,
    KEEP_SNAPSHOT,
    NEWEST_SNAPSHOT,
    STALE_SNAPSHOTS,
)
from newsflow.search.schema import VERSION
from newsflow.search.snapshot import load, save

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """A snapshot that lies in the store: what it has read, its digest and its bytes."""

    reached: Reached
    sha256: str
    bytes: int


async def store_index(db: Connection, store: ObjectStore, folder: IndexFolder, now: datetime) -> Kept:
    """Put this node's index into the store, in place of the one before; its worker may go on.

    Raises ConflictError where there is none, or one that may hold erased words still; ObjectStoreError.
    """
    if folder.is_asked_to_rebuild():
        raise ConflictError(
            "The index is being built anew.",
            f"{folder.path} may hold words that were erased.",
            "Save it later.",
        )
    with tempfile.TemporaryDirectory(dir=store.scratch, prefix="search-") as made:
        file = Path(made) / "index.tar"
        reached = await asyncio.to_thread(save, folder, file)
        stored = await store.put(file)
    kept = {"version": VERSION, "epoch": reached.epoch, "seq": reached.seq, "erasures": reached.erasures}
    await run(db, KEEP_SNAPSHOT, {**kept, "sha256": stored.sha256, "bytes": stored.bytes, "at": now})
    await forget_stale(db, store)
    return Kept(reached, stored.sha256, stored.bytes)


async def fetch_index(db: Connection, store: ObjectStore, folder: IndexFolder) -> Reached:
    """Have the newest index of the store asked on this node, its digest checked.

    Raises NotFoundError where there is none, ObjectStoreError for a damaged one, BadInputError for one that cannot be
    used here, LockBusyError while a worker writes here. Nothing has changed then.
    """
    head = await head_of(db)
    found = await row(db, NEWEST_SNAPSHOT, {"version": VERSION, "erasures": head.erasures})
    if found is None:
        raise NotFoundError(
            "There is no index in the object store.",
            f"None of fields {VERSION} that has every order to erase.",
            "Save one on a node that has it: `newsflow search-save`.",
        )
    with tempfile.TemporaryDirectory(dir=store.scratch, prefix="search-") as made:
        file = Path(made) / "index.tar"
        await store.fetch(found.sha256, file)
        return await asyncio.to_thread(load, folder, file)


async def begin_with_stored(pool: Pool, store: ObjectStore, folder: IndexFolder) -> None:
    """For a node without an index: take the newest of the store, if there is one that can be used."""
    if folder.serving() is not None:
        return
    try:
        async with reading(pool) as db:
            reached = await fetch_index(db, store, folder)
    except (NotFoundError, LockBusyError):
        return
    except NewsflowError as error:
        log.warning("search_snapshot_refused", why=str(error))
        return
    log.info("search_snapshot_taken", seq=reached.seq)


async def tidy(pool: Pool, store: ObjectStore) -> None:
    """Take stale ones away; where the store does not answer, the next call does."""
    try:
        async with transaction(pool) as db:
            await forget_stale(db, store)
    except ObjectStoreError as error:
        log.warning("search_snapshots_left", why=str(error))


async def forget_stale(db: Connection, store: ObjectStore) -> None:
    """Take away what newer ones stand in place of, and what holds words that were erased since."""
    head = await head_of(db)
    stale = await rows(db, STALE_SNAPSHOTS, {"erasures": head.erasures})
    for each in stale:
        await store.delete(each.sha256)
        await run(db, FORGET_SNAPSHOT, {"sha256": each.sha256})
