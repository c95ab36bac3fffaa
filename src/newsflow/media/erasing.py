"""Erasing media by order: the bytes, and what was said of them. The order itself is the wire's (wire/erase.py)."""

from collections.abc import Iterable
from datetime import datetime

from newsflow.db.query import Connection, rows, run
from newsflow.media.assets import Asset, asset_of
from newsflow.media.rows import ASSETS_ERASED, ASSETS_WITH, ERASE
from newsflow.objects import ObjectStore

ERASED = "It was erased by order."
MOST_ASSETS = 10_000
NONE_KEPT = frozenset[str]()


async def with_bytes(db: Connection, digests: Iterable[str]) -> list[Asset]:
    """The assets to which any of these bytes belong, in whatever rendition."""
    found = await rows(db, ASSETS_WITH, {"digests": sorted(digests), "limit": MOST_ASSETS})
    return [asset_of(row) for row in found]


async def doomed(
    db: Connection, digests: Iterable[str], keeping: frozenset[str] = NONE_KEPT
) -> tuple[str, ...]:
    """What an erasure of these bytes takes along: all bytes of every asset that they belong to.

    Bytes of such an asset that another one has too (the same subtitles, say) stay, unless they are among `digests`;
    those in `keeping` stay in any case.
    """
    ordered = set(digests) - keeping
    found = await with_bytes(db, ordered)
    theirs = ordered.union(*(_digests(asset) for asset in found))
    ids = {asset.id for asset in found}
    others = [asset for asset in await with_bytes(db, theirs) if asset.id not in ids]
    kept = set[str]().union(*(_digests(asset) for asset in others)) - ordered
    return tuple(sorted(theirs - kept - keeping))


async def erase(
    db: Connection,
    store: ObjectStore,
    digests: Iterable[str],
    now: datetime,
    keeping: frozenset[str] = NONE_KEPT,
) -> tuple[str, ...]:
    """Erase what is `doomed`, and empty the assets' rows; gives the digests of what was deleted now.

    The bytes go before the caller commits. Asked again after a crash, or after the store's refusal, it ends what was
    begun: the rows, which name what is to go, were rolled back.
    """
    ordered = set(digests) - keeping
    going = await doomed(db, ordered, keeping)
    ids = sorted(asset.id for asset in await with_bytes(db, ordered))
    await run(db, ERASE, {"ids": ids, "because": ERASED, "now": now})
    return tuple([digest for digest in going if await store.delete(digest)])


async def erased_originals(db: Connection) -> tuple[str, ...]:
    """The digests of the files whose assets were erased by order: a restored backup must not bring them back."""
    found = await rows(db, ASSETS_ERASED, {"because": ERASED, "limit": MOST_ASSETS})
    return tuple(asset_of(row).original.sha256 for row in found)


def _digests(asset: Asset) -> set[str]:
    return {each.sha256 for each in (asset.original, *asset.renditions, *asset.companions)}
