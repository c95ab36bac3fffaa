"""A new node begins with the object store's index, and never with one that is damaged or holds erased words."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.errors import ConflictError, NotFoundError
from newsflow.matching.tree import EVERYTHING
from newsflow.objects import ObjectStore, ObjectStoreError, Place, open_store
from newsflow.ops.jobs import indexing
from newsflow.search.folder import IndexFolder
from newsflow.search.reader import Archive
from newsflow.search.stored import Kept, begin_with_stored, fetch_index, store_index
from newsflow.wire.erase import Order, erase
from newsflow.wire.read import latest
from tests.builders import a_dispatch
from tests.search.conftest import numbers

if TYPE_CHECKING:
    from pathlib import Path

    from tests.harness import SettableClock
    from tests.search.conftest import Shelf

PATIENCE_S = 10.0


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """An empty object store in a folder."""
    return Place(url=str(tmp_path / "objects"), scratch=tmp_path / "scratch")


@pytest.fixture
def store(place: Place) -> ObjectStore:
    """That store."""
    return open_store(place)


async def saved(shelf: Shelf, store: ObjectStore, clock: SettableClock) -> Kept:
    """The node's index, read to the end and put into the store."""
    await shelf.read()
    async with transaction(shelf.newsroom.pool) as db:
        return await store_index(db, store, shelf.folder, clock())


async def digests(store: ObjectStore) -> list[str]:
    """What lies in the store."""
    return [each.sha256 async for each in store.listed()]


async def test_a_worker_without_an_index_begins_with_the_newest_of_the_store(
    shelf: Shelf, store: ObjectStore, place: Place, clock: SettableClock, tmp_path: Path
):
    await shelf.newsroom.release()
    await saved(shelf, store, clock)
    await shelf.newsroom.release()
    newest = await saved(shelf, store, clock)
    assert await digests(store) == [newest.sha256]
    late = await shelf.newsroom.release()
    new = IndexFolder(tmp_path / "new")
    await begin_with_stored(shelf.newsroom.pool, store, new)
    taken = new.serving()
    view = Archive(new).view()
    assert view is not None
    assert numbers(view, EVERYTHING) == [2, 1]
    stop = asyncio.Event()
    job = asyncio.ensure_future(indexing(new, place)(shelf.newsroom.pool, clock, stop))
    archive = Archive(new)
    async with asyncio.timeout(PATIENCE_S):
        while (view := archive.view()) is None or view.reached.seq < late.seq:  # noqa: ASYNC110 - a commit sets no event
            await asyncio.sleep(0.02)
    stop.set()
    await job
    assert numbers(view, EVERYTHING) == [3, 2, 1]
    assert new.serving() == taken, "it went on, and did not begin anew"


async def test_a_damaged_index_is_refused_and_the_wire_is_read_from_its_first_entry(
    shelf: Shelf, store: ObjectStore, place: Place, clock: SettableClock, tmp_path: Path
):
    await shelf.newsroom.release()
    kept = await saved(shelf, store, clock)
    (file,) = place.folder.rglob(kept.sha256)
    whole = file.read_bytes()
    file.write_bytes(whole[:-1000] + b"\1" + whole[-999:])
    new = IndexFolder(tmp_path / "new")
    async with transaction(shelf.newsroom.pool) as db:
        with pytest.raises(ObjectStoreError, match="is not what it was"):
            await fetch_index(db, store, new)
    await begin_with_stored(shelf.newsroom.pool, store, new)
    assert new.serving() is None


async def test_an_order_to_erase_takes_the_stored_index_away(
    shelf: Shelf, store: ObjectStore, place: Place, clock: SettableClock, tmp_path: Path
):
    header = await shelf.newsroom.release(a_dispatch(headline="Xylophone stolen"))
    kept = await saved(shelf, store, clock)
    people = {"ordered_by": shelf.newsroom.chief.id, "second": shelf.newsroom.editor.id}
    async with transaction(shelf.newsroom.pool) as db:
        wanted = (await latest(db, header.guid)).header.seq
        order = Order(law="A law", file_number="1", asked_by="Court", targets=(wanted,), **people)
        await erase(db, order, clock())
        with pytest.raises(NotFoundError, match="no index in the object store"):
            await fetch_index(db, store, IndexFolder(tmp_path / "new"))
    shelf.folder.ask_to_rebuild()
    async with transaction(shelf.newsroom.pool) as db:
        with pytest.raises(ConflictError, match="being built anew"):
            await store_index(db, store, shelf.folder, clock())
    assert await digests(store) == [kept.sha256]
    stop = asyncio.Event()
    job = asyncio.ensure_future(indexing(shelf.folder, place)(shelf.newsroom.pool, clock, stop))
    async with asyncio.timeout(PATIENCE_S):
        while shelf.folder.is_asked_to_rebuild() or await digests(store):  # noqa: ASYNC110 - another task does it
            await asyncio.sleep(0.02)
    stop.set()
    await job
