"""The worker: what it begins it ends, or somebody after it does."""

from __future__ import annotations

import asyncio
import dataclasses
import os
import signal
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsflow.db.query import run
from newsflow.domain.errors import ConflictError, NotFoundError
from newsflow.media import AssetId, AssetState, Facts, asset, printing, ready, remake, work
from newsflow.media import assets as list_assets
from newsflow.media.rows import REMAKE
from newsflow.media.work import FILMS, LEASE, STILLS, make_next, run_media, sweep
from newsflow.objects import ObjectStoreError, Place, open_store
from tests.media.invented import WORDS, a_film, a_jpeg, a_long_film
from tests.media.making import added, made, now

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from newsflow.media import Asset
    from newsflow.media.work import Bench
    from tests.harness import Database, SettableClock

WORKER = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from newsflow.db.pool import open_pool
from newsflow.media import Facts
from newsflow.media import work
from newsflow.objects import Place, open_store

work.KEEP_EVERY_S = 0.05

async def main():
    store = open_store(Place(url=sys.argv[2], scratch=Path(sys.argv[3])))
    async with open_pool(sys.argv[1]) as pool:
        clock = lambda: datetime.now(UTC)
        bench = work.Bench(pool=pool, store=store, clock=clock, holder="doomed", house=Facts())
        await work.make_next(bench, work.FILMS)

asyncio.run(main())
"""


async def until(condition: Callable[[], Awaitable[bool]], within_s: float = 20.0) -> None:
    end = time.monotonic() + within_s
    while not await condition():
        assert time.monotonic() < end, "it did not come"
        await asyncio.sleep(0.02)


def presses(scratch: Path) -> list[int]:
    """The processes that work in this scratch folder."""
    found: list[int] = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                arguments = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if os.fsencode(scratch / "press-") in arguments and b"newsflow.media.press" in arguments:
                found.append(int(entry.name))
    return found


def is_at_work(bench: Bench, of: Asset) -> Callable[[], Awaitable[bool]]:
    async def looked() -> bool:
        found = await now(bench, of)
        return found.state is AssetState.WORKING and found.progress > 0

    return looked


async def test_a_video_half_done_when_its_worker_is_killed_is_done_by_the_next(
    bench: Bench, database: Database, clock: SettableClock
):
    film = await added(bench, a_long_film(), "uzun.mp4")
    scratch = bench.store.scratch
    doomed = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WORKER, database.dsn(), str(scratch.parent / "objects"), str(scratch)
    )
    await until(is_at_work(bench, film))
    assert len(presses(scratch)) == 1
    doomed.send_signal(signal.SIGKILL)
    await doomed.wait()

    async def no_press() -> bool:
        return not presses(scratch)

    await until(no_press, within_s=5)
    clock.set(datetime.now(UTC))
    assert not await make_next(bench, FILMS), "its lease still runs"
    clock.advance(LEASE)
    assert await make_next(bench, FILMS)
    found = await now(bench, film)
    assert (found.state, found.tries, len(found.renditions)) == (AssetState.READY, 2, 3)
    clock.advance(timedelta(days=2))
    assert sweep(scratch, clock()) == 1, "the dead one's folder"
    assert not list(scratch.iterdir())


async def test_a_worker_that_is_asked_to_end_gives_back_what_it_began_and_that_is_no_try(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(work, "KEEP_EVERY_S", 0.05)
    film = await added(bench, a_long_film(), "uzun.mp4")
    stop = asyncio.Event()
    working = asyncio.create_task(run_media(bench, FILMS, stop))
    await until(is_at_work(bench, film))
    stop.set()
    await asyncio.wait_for(working, timeout=30)
    found = await now(bench, film)
    assert (found.state, found.tries, found.progress) == (AssetState.WAITING, 0, 0)
    assert not presses(bench.store.scratch)
    assert not list(bench.store.scratch.iterdir())


async def test_whoever_lost_the_lease_stops_and_writes_nothing(bench: Bench, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(work, "KEEP_EVERY_S", 0.05)
    film = await added(bench, a_long_film(), "uzun.mp4")
    working = asyncio.create_task(make_next(bench, FILMS))
    await until(is_at_work(bench, film))
    async with bench.pool.connection() as db:
        await run(db, REMAKE, {"id": film.id, "given": "{}", "now": bench.clock()})
    assert await asyncio.wait_for(working, timeout=30)
    assert (await now(bench, film)).state is AssetState.WAITING
    assert not presses(bench.store.scratch)


async def test_a_picture_does_not_wait_for_a_film(bench: Bench):
    await added(bench, a_film(1), "liman.mp4")
    picture = await added(bench, a_jpeg(64, 48))
    assert await make_next(bench, STILLS)
    assert (await now(bench, picture)).state is AssetState.READY
    assert not await make_next(bench, STILLS)


async def test_one_asset_is_made_by_one_worker(bench: Bench):
    one = await added(bench, a_jpeg(64, 48))
    two = await added(bench, a_jpeg(80, 60))
    other = dataclasses.replace(bench, holder="worker-2")
    assert await asyncio.gather(make_next(bench, STILLS), make_next(other, STILLS)) == [True, True]
    for each in (one, two):
        found = await now(bench, each)
        assert (found.state, found.tries) == (AssetState.READY, 1)


async def test_what_breaks_the_press_three_times_is_refused_for_a_person_to_look_at(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(printing, "PRESS", "newsflow.media.no_such_press")
    picture = await added(bench, a_jpeg(64, 48))
    for _ in range(2):
        assert await make_next(bench, STILLS)
        assert (await now(bench, picture)).state is AssetState.WAITING
    assert await make_next(bench, STILLS)
    found = await now(bench, picture)
    assert found.state is AssetState.REFUSED
    assert found.because == "It was tried 3 times, and each time what reads it broke over it."
    assert not await make_next(bench, STILLS)


async def test_what_ends_three_workers_is_refused_by_the_fourth(bench: Bench, clock: SettableClock):
    picture = await added(bench, a_jpeg(64, 48))
    for _ in range(3):
        assert await work.take(bench, STILLS) is not None
        clock.advance(LEASE)
    assert await make_next(bench, STILLS)
    found = await now(bench, picture)
    assert found.because == "It was tried 3 times, and each time its worker ended over it."


async def test_what_takes_too_long_is_ended_and_refused(bench: Bench, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(work, "PICTURE_TIME_LIMIT_S", 0.02)
    found = await made(bench, a_jpeg(64, 48))
    assert found.state is AssetState.REFUSED
    assert found.because is not None
    assert "took longer than the" in found.because
    assert not presses(bench.store.scratch)


async def test_a_store_that_does_not_answer_costs_no_try(bench: Bench, tmp_path: Path):
    picture = await added(bench, a_jpeg(64, 48))
    nowhere = Place(
        url="s3://x", endpoint="http://127.0.0.1:9", access_key="a", secret_key="b", scratch=tmp_path
    )
    with pytest.raises(ObjectStoreError):
        await make_next(dataclasses.replace(bench, store=open_store(nowhere)), STILLS)
    found = await now(bench, picture)
    assert (found.state, found.tries) == (AssetState.WAITING, 0)


async def test_an_asset_whose_file_was_erased_is_refused(bench: Bench):
    picture = await added(bench, a_jpeg(64, 48))
    assert await bench.store.delete(picture.original.sha256)
    assert await make_next(bench, STILLS)
    assert (await now(bench, picture)).because == "Its file was erased."


async def test_other_words_make_other_renditions(bench: Bench):
    first = await made(bench, a_jpeg(64, 48, words=WORDS))
    async with bench.pool.connection() as db:
        await remake(db, first.id, Facts(caption="Yeni altyazı"), bench.clock())
    assert await make_next(bench, STILLS)
    second = await now(bench, first)
    assert second.facts == dataclasses.replace(WORDS, caption="Yeni altyazı")
    assert {each.sha256 for each in first.renditions}.isdisjoint(each.sha256 for each in second.renditions)
    for each in first.renditions:
        assert await bench.store.exists(each.sha256), "what was released stays"


async def test_the_same_file_and_words_make_the_same_renditions(bench: Bench):
    first, second = await made(bench, a_jpeg(64, 48)), await made(bench, a_jpeg(64, 48))
    assert first.renditions == second.renditions


async def test_the_newsroom_is_told_why_it_cannot_release_yet(bench: Bench):
    waiting = await added(bench, a_jpeg(64, 48))
    async with bench.pool.connection() as db:
        with pytest.raises(ConflictError, match="is not ready"):
            await ready(db, [waiting.id])
        with pytest.raises(NotFoundError, match="No such asset"):
            await ready(db, [AssetId("nobody")])
    await bench.store.delete(waiting.original.sha256)
    await make_next(bench, STILLS)
    async with bench.pool.connection() as db:
        with pytest.raises(ConflictError, match=r"was refused\. Its file was erased"):
            await ready(db, [waiting.id])
        assert [each.id for each in await list_assets(db, [AssetState.REFUSED])] == [waiting.id]
        assert (await asset(db, waiting.id)).renditions == ()
