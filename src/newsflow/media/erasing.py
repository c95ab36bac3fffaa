"""Erasing media by order: the bytes, and what was said of them. The order itself is the wire's (wire/erase.py)."""

from collections.abc import Iterable

from newsflow.db.pool import Pool, transaction
from newsflow.db.query import Connection, rows, run
from newsflow.domain.clock import Clock
from newsflow.media.assets import Asset, asset_of
from newsflow.media.rows import ASSETS_WITH, ERASE
from newsflow.objects import ObjectStore

ERASED = "It was erased by order."
MOST_ASSETS = 10_000


async def erase(pool: Pool, store: ObjectStore, digests: Iterable[str], clock: Clock) -> tuple[str, ...]:
    """Erase these bytes, and every asset that they belong to, its original and all its renditions; gives what went.

    Bytes of such an asset that another one has too (the same subtitles, say) stay, unless they are among `digests`.
    Asked again after a crash, it ends what was begun.
    """
    ordered = set(digests)
    async with transaction(pool) as db:
        found = await _with(db, ordered)
        theirs = ordered.union(*(_digests(asset) for asset in found))
        ids = {asset.id for asset in found}
        others = [asset for asset in await _with(db, theirs) if asset.id not in ids]
    kept = set[str]().union(*(_digests(asset) for asset in others)) - ordered
    # The rows name what is to go, so they are emptied last.
    gone = [digest for digest in sorted(theirs - kept) if await store.delete(digest)]
    async with transaction(pool) as db:
        await run(db, ERASE, {"ids": sorted(ids), "because": ERASED, "now": clock()})
    return tuple(gone)


async def _with(db: Connection, digests: set[str]) -> list[Asset]:
    found = await rows(db, ASSETS_WITH, {"digests": sorted(digests), "limit": MOST_ASSETS})
    return [asset_of(row) for row in found]


def _digests(asset: Asset) -> set[str]:
    return {each.sha256 for each in (asset.original, *asset.renditions, *asset.companions)}
