"""What the tests of this room do again and again: add a file, let the worker make it, open what came out."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import av

from newsflow.media import Asset, AssetState, Companion, Facts, NewAsset, add, asset
from newsflow.media.work import FILMS, STILLS, make_next
from tests.media.invented import vips

if TYPE_CHECKING:
    from av.container import InputContainer

    from newsflow.domain.codes import ItemType
    from newsflow.domain.media import Rendition
    from newsflow.media.work import Bench


async def added(
    bench: Bench,
    content: bytes,
    name: str = "liman.jpg",
    *,
    kind: ItemType | None = None,
    given: Facts | None = None,
    companions: tuple[Companion, ...] = (),
) -> Asset:
    """The asset of a file that came in."""
    new = NewAsset(file_name=name, content=content, kind=kind, given=given or Facts(), companions=companions)
    async with bench.pool.connection() as db:
        return await add(db, bench.store, new, bench.clock())


async def now(bench: Bench, of: Asset) -> Asset:
    """The asset as it is now."""
    async with bench.pool.connection() as db:
        return await asset(db, of.id)


async def made(
    bench: Bench,
    content: bytes,
    name: str = "liman.jpg",
    *,
    kind: ItemType | None = None,
    given: Facts | None = None,
    companions: tuple[Companion, ...] = (),
) -> Asset:
    """The asset of a file that came in, after a worker took it."""
    waiting = await added(bench, content, name, kind=kind, given=given, companions=companions)
    assert waiting.state is AssetState.WAITING
    assert await make_next(bench, (*STILLS, *FILMS))
    return await now(bench, waiting)


def rendition(of: Asset, name: str) -> Rendition:
    """The rendition of that name."""
    return next(each for each in of.renditions if each.name == name)


async def picture(bench: Bench, of: Asset, name: str) -> Any:
    """A rendition, opened as a picture."""
    return vips.Image.new_from_buffer(await bench.store.get(rendition(of, name).sha256), "")


async def film(bench: Bench, of: Asset, name: str) -> InputContainer:
    """A rendition, opened as a film."""
    return av.open(io.BytesIO(await bench.store.get(rendition(of, name).sha256)), "r")
