"""The worker's part: takes an asset under a lease, has the press make its renditions, stores them.

A worker that dies leaves its lease; when that ends, another begins the asset again. Renditions are stored under their
digests, so what the dead one had stored is in nobody's way.
"""

import asyncio
import contextlib
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path, PurePath

import structlog

from newsflow.db.pool import Pool
from newsflow.db.query import Query, row, run
from newsflow.domain.clock import Clock
from newsflow.domain.codes import ItemType
from newsflow.domain.errors import NotFoundError
from newsflow.domain.media import Rendition, RenditionName
from newsflow.domain.worded import packed, unpacked, worded
from newsflow.media.assets import MAX_TRIES, Asset, as_json, asset_of
from newsflow.media.facts import Facts
from newsflow.media.limits import PICTURE_TIME_LIMIT_S, VIDEO_TIME_LIMIT_S
from newsflow.media.orders import Made, PageSize, Said
from newsflow.media.printing import Press, PressDiedError, PressLateError, prepare
from newsflow.media.rows import FINISH, GIVE_BACK, KEEP, REFUSE, TAKE
from newsflow.media.sniff import PDF, POSTSCRIPT
from newsflow.objects import ObjectStore, ObjectStoreError

LEASE = timedelta(seconds=30)
KEEP_EVERY_S = 5.0
"""How often a lease is kept, and progress told."""
LOOK_S = 0.5
"""How often an idle worker looks for a waiting asset."""
PRESS_FOLDER = "press-"
FORGOTTEN_AFTER = timedelta(days=1)
"""A file in the making that nobody touched for this long has lost its maker."""

STILLS = (ItemType.PICTURE, ItemType.GRAPH, ItemType.FILE)
FILMS = (ItemType.VIDEO,)
GRAPHICS = {PDF: RenditionName.PDF, POSTSCRIPT: RenditionName.EPS}
"""As what a graphic of this type goes out, unless its name says that it is Illustrator's own."""

log = structlog.stdlib.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What a worker works with: the database, the store, the clock, its own name, the house's words."""

    pool: Pool
    store: ObjectStore
    clock: Clock
    holder: str
    house: Facts
    """Said in a rendition where neither the desk nor the file says anything: the agency's rights."""


async def take(bench: Bench, kinds: Sequence[ItemType]) -> Asset | None:
    """The oldest waiting asset of these kinds, under a lease of this worker's; None when there is none."""
    now = bench.clock()
    wanted = [kind.value for kind in kinds]
    async with bench.pool.connection() as db:
        found = await row(
            db, TAKE, {"kinds": wanted, "holder": bench.holder, "until": now + LEASE, "now": now}
        )
    return None if found is None else asset_of(found)


async def make_next(bench: Bench, kinds: Sequence[ItemType]) -> bool:
    """Make the renditions of the oldest waiting asset of these kinds; gives whether there was one.

    One asset at a time and caller: films have a job of their own, so that no picture waits for one.
    """
    taken = await take(bench, kinds)
    if taken is None:
        return False
    if taken.tries > MAX_TRIES:
        await _refuse(
            bench,
            taken,
            worded("It was tried %(most)s times, and each time its worker ended over it.", most=MAX_TRIES),
        )
        return True
    try:
        await _make(bench, taken)
    except (asyncio.CancelledError, ObjectStoreError):
        await _give_back(bench, taken, uncounted=1)
        raise
    except OSError as error:
        await _give_back(bench, taken, uncounted=1)
        raise ObjectStoreError(
            "A file in the making cannot be written.",
            f"{bench.store.scratch}: {error.strerror}.",
            "See that its disk has room.",
        ) from error
    return True


async def _make(bench: Bench, asset: Asset) -> None:
    with tempfile.TemporaryDirectory(prefix=PRESS_FOLDER, dir=bench.store.scratch) as name:
        folder = Path(name)
        try:
            await prepare(bench.store, asset, folder, bench.house)
            said = await _watched(bench, asset, Press(folder))
        except NotFoundError:
            await _refuse(bench, asset, worded("Its file was erased."))
            return
        except PressLateError:
            limit = _time_limit(asset.kind)
            late = worded("It took longer than the %(limit)s seconds that it may take.", limit=f"{limit:.0f}")
            await _refuse(bench, asset, late)
            return
        except PressDiedError as died:
            await _after_death(bench, asset, died)
            return
        if said is None:
            log.warning("asset_lease_lost", asset_id=asset.id)
        elif said.made is None:
            await _refuse(
                bench, asset, unpacked(said.refused) if said.refused else worded("The press gave no reason.")
            )
        else:
            renditions = [await _stored(bench.store, folder, made) for made in said.made]
            as_they_came = _with_pages(_passed_through(asset, renditions), said.pages)
            await _finish(bench, asset, (*as_they_came, *renditions), said.facts)


async def _watched(bench: Bench, asset: Asset, press: Press) -> Said | None:
    """The press's last word, its lease kept meanwhile; None when the lease was lost."""
    working = asyncio.create_task(press.run(_time_limit(asset.kind)))
    try:
        while True:
            done, _ = await asyncio.wait({working}, timeout=KEEP_EVERY_S)
            if done:
                return working.result()
            if not await _kept(bench, asset, press.percent):
                return None
    finally:
        working.cancel()
        await asyncio.wait({working})


async def _kept(bench: Bench, asset: Asset, percent: int) -> bool:
    now = bench.clock()
    return bool(await _write(bench, KEEP, asset, until=now + LEASE, progress=min(percent, 99), now=now))


async def _stored(store: ObjectStore, folder: Path, made: Made) -> Rendition:
    stored = await store.put(folder / made.file)
    return Rendition(
        name=RenditionName(made.name),
        type=made.type,
        bytes=stored.bytes,
        sha256=stored.sha256,
        width=made.width,
        height=made.height,
        duration_ms=made.duration_ms,
    )


def _passed_through(asset: Asset, made: Sequence[Rendition]) -> tuple[Rendition, ...]:
    """What goes out as it came in: a file itself, a graphic's own formats, a video's subtitles and transcript."""
    names = {each.name for each in made}
    return tuple(each for each in (*_itself(asset), *asset.companions) if each.name not in names)


def _with_pages(renditions: Sequence[Rendition], pages: Sequence[PageSize]) -> tuple[Rendition, ...]:
    """The renditions with their pages' sizes, where the press found any."""
    sizes = {page.sha256: page for page in pages}
    return tuple(
        replace(each, width=size.width, height=size.height)
        if each.in_points and (size := sizes.get(each.sha256)) is not None
        else each
        for each in renditions
    )


def _itself(asset: Asset) -> tuple[Rendition, ...]:
    if asset.kind is ItemType.FILE:
        return (asset.original,)
    name = GRAPHICS.get(asset.original.type) if asset.kind is ItemType.GRAPH else None
    if name is None:
        return ()
    is_ai = PurePath(asset.file_name).suffix.lower() == ".ai"
    return (replace(asset.original, name=RenditionName.AI if is_ai else name),)


async def _after_death(bench: Bench, asset: Asset, died: PressDiedError) -> None:
    log.warning("press_died", asset_id=asset.id, code=died.code, tries=asset.tries)
    if asset.tries >= MAX_TRIES:
        await _refuse(
            bench,
            asset,
            worded("It was tried %(most)s times, and each time what reads it broke over it.", most=MAX_TRIES),
        )
    else:
        await _give_back(bench, asset, uncounted=0)


async def _finish(bench: Bench, asset: Asset, renditions: Sequence[Rendition], facts: Facts) -> None:
    now = bench.clock()
    if await _write(bench, FINISH, asset, renditions=as_json(renditions), facts=as_json(facts), now=now):
        log.info("asset_ready", asset_id=asset.id, kind=asset.kind.value, renditions=len(renditions))


async def _refuse(bench: Bench, asset: Asset, because: str) -> None:
    if await _write(bench, REFUSE, asset, because=packed(because), now=bench.clock()):
        log.warning("asset_refused", asset_id=asset.id, kind=asset.kind.value, because=because)


async def _give_back(bench: Bench, asset: Asset, *, uncounted: int) -> None:
    await _write(bench, GIVE_BACK, asset, tries=uncounted, now=bench.clock())


async def _write(bench: Bench, query: Query[None], asset: Asset, **values: object) -> int:
    async with bench.pool.connection() as db:
        return await run(db, query, {"id": asset.id, "holder": bench.holder, **values})


def _time_limit(kind: ItemType) -> float:
    return VIDEO_TIME_LIMIT_S if kind is ItemType.VIDEO else PICTURE_TIME_LIMIT_S


def sweep(scratch: Path, now: datetime) -> int:
    """Remove what dead workers left in the scratch folder; gives how many."""
    count = 0
    for path in [*scratch.glob(f"{PRESS_FOLDER}*"), *scratch.glob("spool-*"), *scratch.glob("door-*")]:
        if now.timestamp() - path.stat().st_mtime > FORGOTTEN_AFTER.total_seconds():
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
            count += 1
    return count


async def run_media(bench: Bench, kinds: Sequence[ItemType], stop: asyncio.Event) -> None:
    """Make renditions of these kinds until `stop` is set; what is under work then goes back, uncounted."""
    sweep(bench.store.scratch, bench.clock())
    while not stop.is_set():
        working = asyncio.create_task(make_next(bench, kinds))
        asked = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({working, asked}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            asked.cancel()
            if not working.done():
                working.cancel()
                await asyncio.wait({working})
        if not working.cancelled() and not working.result():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), LOOK_S)
