"""The ledger: who took which version by which path, written before the first byte goes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from newsflow.db.query import Connection, rows, run
from newsflow.domain.guid import SubscriberId
from newsflow.subscribers.rows import TAKE, TAKERS, TOOK, Taking


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """Content about to be handed over. `path` names how: `has:document:newsml29`."""

    subscriber: SubscriberId
    username: str
    guid: str
    version: int
    path: str


async def take(db: Connection, taking: Take, now: datetime) -> None:
    """Write a taking down, or count it up. Commit before the first byte goes."""
    await run(
        db,
        TAKE,
        {
            "subscriber": taking.subscriber,
            "username": taking.username,
            "guid": taking.guid,
            "version": taking.version,
            "path": taking.path,
            "now": now,
        },
    )


async def took(db: Connection, subscriber: SubscriberId, guids: Iterable[str]) -> frozenset[str]:
    """Which of the items the subscriber ever took a version of."""
    asked = sorted(set(guids))
    if not asked:
        return frozenset()
    return frozenset(f.guid for f in await rows(db, TOOK, {"subscriber": subscriber, "guids": asked}))


async def takers(db: Connection, guid: str) -> list[Taking]:
    """Everyone who took a version of an item, in the order in which they first did."""
    return await rows(db, TAKERS, {"guid": guid})
