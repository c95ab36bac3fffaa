"""The index keeps up with the wire, one writer at a time, whatever comes: refused items, rebuilding, another wire."""

from __future__ import annotations

import asyncio
import sys
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from house.yardstick import stretched
from newsflow.matching.tree import EVERYTHING, AnyOf, Field
from newsflow.search import batches, hand
from newsflow.search import schema as names
from newsflow.search.folder import LockBusyError
from newsflow.search.following import catch_up, run_search
from newsflow.search.making import document, tried
from newsflow.search.place import Reached
from newsflow.search.standing import SearchBehindError, standing
from newsflow.search.writer import Writer
from tests.builders import a_dispatch
from tests.search.conftest import numbers

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from newsflow.search.making import Made, Make
    from newsflow.search.rows import Latest
    from tests.harness import SettableClock
    from tests.search.conftest import Shelf

WITHIN_S = 1.0
"""A release is found by the index alone so soon, on a machine that is not busy with others."""
PATIENCE_S = 10.0


@asynccontextmanager
async def written(shelf: Shelf) -> AsyncGenerator[None]:
    """The worker's job runs meanwhile."""
    stop = asyncio.Event()
    job = asyncio.create_task(run_search(shelf.newsroom.pool, shelf.folder, stop))
    try:
        yield
    finally:
        stop.set()
        await asyncio.wait_for(job, PATIENCE_S)


async def reached(shelf: Shelf, seq: int) -> float:
    """The seconds until the index has read so far."""
    begun = time.monotonic()
    while (view := shelf.archive.view()) is None or view.reached.seq < seq:
        assert time.monotonic() - begun < PATIENCE_S
        await asyncio.sleep(0.02)
    return time.monotonic() - begun


async def test_a_release_is_in_the_index_within_a_second(shelf: Shelf):
    async with written(shelf):
        await reached(shelf, (await shelf.newsroom.release()).seq)
        waits = sorted([await reached(shelf, (await shelf.newsroom.release()).seq) for _ in range(5)])
    assert waits[2] < stretched(WITHIN_S)


async def test_a_second_writer_gets_lock_busy_and_leaves_the_first_alone(shelf: Shelf):
    async with written(shelf):
        await reached(shelf, (await shelf.newsroom.release()).seq)
        with pytest.raises(LockBusyError, match="LockBusy"):
            await catch_up(shelf.newsroom.pool, shelf.folder)
        building = shelf.folder.serving()
        assert building is not None
        with pytest.raises(ValueError, match="LockBusy"):
            await asyncio.to_thread(Writer, building, Reached(wire="nf", epoch=1, seq=0))
        await reached(shelf, (await shelf.newsroom.release()).seq)


async def test_nothing_is_missing_after_a_rebuild_under_traffic(
    shelf: Shelf, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(batches, "BATCH", 4)
    released = [await shelf.newsroom.release(a_dispatch(slug=f"s-{number}")) for number in range(30)]
    async with written(shelf):
        await reached(shelf, released[-1].seq)
        first = shelf.folder.serving()
        shelf.folder.ask_to_rebuild()
        for number in range(30):
            clock.advance(timedelta(seconds=1))
            if number % 3 == 0:
                await shelf.newsroom.release(a_dispatch(headline=f"Again {number}"), of=released[number].guid)
            elif number % 3 == 1:
                await shelf.newsroom.stop(released[number].guid)
            else:
                released.append(await shelf.newsroom.release(a_dispatch(slug=f"t-{number}")))
        begun = time.monotonic()
        while shelf.folder.serving() == first or shelf.folder.is_asked_to_rebuild():
            assert time.monotonic() - begun < PATIENCE_S
            await asyncio.sleep(0.02)
    view = await shelf.read()
    async with shelf.newsroom.pool.connection() as db:
        on_the_wire = await (await db.execute("SELECT seq FROM wire_item ORDER BY seq DESC")).fetchall()
    assert numbers(view, EVERYTHING) == [int(row[0]) for row in on_the_wire]
    assert [path.name for path in shelf.folder.path.glob("v*")] == [shelf.folder.serving().name]  # pyright: ignore[reportOptionalMemberAccess] - it was read


def unreadable(item: Latest) -> Made:
    """A maker that gives the second item a time beyond all times."""
    made = document(item)
    if item.guid.endswith(":2"):
        made.numbers.append((names.AT, 1 << 70))
    return made


def deadly(item: Latest) -> Made:
    """A maker that gives a number's field a text: the writer's thread dies of it, a while later."""
    made = document(item)
    if item.guid.endswith(":2"):
        made.texts.append((names.SEQ, "two"))
    return made


@pytest.mark.parametrize("beside", [sys.executable, "/bin/false"])
async def test_what_is_far_behind_is_made_by_processes_beside_and_by_the_worker_where_they_die(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, beside: str
):
    monkeypatch.setattr(batches, "BATCH", 3)
    monkeypatch.setattr(batches, "BATCH_BESIDE", 3)
    monkeypatch.setattr(batches, "FAR_ENTRIES", 6)
    monkeypatch.setattr(hand.sys, "executable", beside)
    released = [await shelf.newsroom.release(a_dispatch(slug=f"s-{number}")) for number in range(14)]
    await shelf.newsroom.release(a_dispatch(headline="Once more"), of=released[0].guid)
    made_here: list[str] = []

    def noted(item: Latest, make: Make) -> Made:
        made_here.append(item.guid)
        return tried(item, make)

    monkeypatch.setattr(batches, "tried", noted)
    assert numbers(await shelf.read(), EVERYTHING) == list(range(15, 1, -1))
    assert bool(made_here) == (beside == "/bin/false")


@pytest.mark.parametrize("make", [unreadable, deadly])
async def test_one_refused_item_is_parked_and_the_others_are_found(
    shelf: Shelf, make: object, caplog: pytest.LogCaptureFixture
):
    headers = [await shelf.newsroom.release(a_dispatch(slug=f"s-{number}")) for number in range(4)]
    await catch_up(shelf.newsroom.pool, shelf.folder, make=make)  # pyright: ignore[reportArgumentType] - one of the two above
    view = shelf.archive.view()
    assert view is not None
    assert numbers(view, EVERYTHING) == [4, 3, 1]
    assert [(one.guid, one.seq) for one in view.reached.parked] == [(headers[1].guid, 2)]
    assert view.reached.parked[0].why
    await shelf.newsroom.release(a_dispatch(headline="Mended"), of=headers[1].guid)
    mended = await shelf.read()
    assert numbers(mended, EVERYTHING) == [5, 4, 3, 1]
    assert not mended.reached.parked


async def test_an_index_of_another_wire_or_of_void_entries_is_built_anew(shelf: Shelf):
    for _ in range(3):
        await shelf.newsroom.release()
    view = await shelf.read()
    building = shelf.folder.serving()
    assert building is not None
    for other in (
        replace(view.reached, wire="other"),
        replace(view.reached, digest="00" * 32),
        replace(view.reached, seq=9),
    ):
        building = shelf.folder.serving()
        assert building is not None
        writer = Writer(building, view.reached)
        writer.put([], other)
        writer.close()
        again = await shelf.read()
        assert (again.reached.seq, numbers(again, AnyOf(Field.LANGUAGE, frozenset({"en"})))) == (3, [3, 2, 1])
        assert shelf.folder.serving() != building


async def test_an_index_whose_files_are_broken_is_an_error_until_it_is_built_anew(shelf: Shelf):
    await shelf.newsroom.release()
    await shelf.read()
    building = shelf.folder.serving()
    assert building is not None
    (building / "meta.json").write_text("{")
    async with shelf.newsroom.pool.connection() as db:
        with pytest.raises(SearchBehindError):
            await standing(db, shelf.archive)
    async with written(shelf):
        late = await shelf.newsroom.release()
        begun = time.monotonic()
        while shelf.folder.serving() == building:
            assert time.monotonic() - begun < PATIENCE_S
            await asyncio.sleep(0.02)
        await reached(shelf, late.seq)
    view = shelf.archive.view()
    assert view is not None
    assert numbers(view, EVERYTHING) == [2, 1]


async def test_another_version_of_the_schema_is_swept_away_and_built_from_the_first_entry(shelf: Shelf):
    await shelf.newsroom.release()
    old = shelf.folder.path / "v0-7"
    old.mkdir(parents=True)
    (shelf.folder.path / "serving").write_text("v0-7")
    view = await shelf.read()
    assert numbers(view, EVERYTHING) == [1]
    assert not old.exists()
