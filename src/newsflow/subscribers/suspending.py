"""Suspension: none of a subscriber's contracts runs until it is lifted; what tells of kills still comes, and why is said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from newsflow.db.query import Connection, query, row, rows, run
from newsflow.domain.clock import rfc3339
from newsflow.domain.errors import ConflictError, NewsflowError, NotAllowedError, NotFoundError
from newsflow.domain.guid import SubscriberId
from newsflow.domain.worded import worded
from newsflow.matching.contract import Contract, suspended

SUSPENSIONS_LIMIT = 1_000


class SuspendedError(NotAllowedError):
    """The subscriber is suspended, and this is copy."""

    slug = "suspended"


@dataclass(frozen=True, slots=True)
class Suspension:
    """One suspension, lifted or not."""

    id: int
    since: datetime
    because: str
    by: str
    lifted_at: datetime | None
    lifted_by: str | None


_HOLD = query("subscribers.hold_subscriber")
_SUSPEND = query("subscribers.suspend")
_LIFT = query("subscribers.lift_suspension")
_OPEN = query("subscribers.open_suspension", Suspension)
_ALL = query("subscribers.suspensions", Suspension)


async def suspend(db: Connection, subscriber: SubscriberId, because: str, *, by: str, now: datetime) -> None:
    """Suspend a subscriber from now on. Raises ConflictError where it is suspended already."""
    await run(db, _HOLD, {"subscriber": subscriber})
    if await row(db, _OPEN, {"subscriber": subscriber}) is not None:
        raise ConflictError("This subscriber is suspended already.", subscriber, "Lift that first.")
    await run(db, _SUSPEND, {"subscriber": subscriber, "because": because, "by": by, "at": now})


async def lift(db: Connection, subscriber: SubscriberId, *, by: str, now: datetime) -> None:
    """End the suspension: what the contracts cover is had again from now on. Raises ConflictError where there is none."""
    await run(db, _HOLD, {"subscriber": subscriber})
    found = await row(db, _OPEN, {"subscriber": subscriber})
    if found is None:
        raise ConflictError("This subscriber is not suspended.", subscriber, "There is nothing to do.")
    await run(db, _LIFT, {"suspension": found.id, "by": by, "at": now})


async def suspensions(db: Connection, subscriber: SubscriberId) -> list[Suspension]:
    """All of a subscriber's suspensions, the latest first."""
    return await rows(db, _ALL, {"subscriber": subscriber, "limit": SUSPENSIONS_LIMIT})


def instead(error: NotFoundError, contracts: Iterable[Contract], now: datetime) -> NewsflowError:
    """What somebody is told who may not know of an item: that, or of any item that the subscriber is suspended, and why."""
    pause = suspended(contracts, now)
    if pause is None:
        return error
    return SuspendedError(
        "The subscription is suspended.",
        worded("Since %(since)s: %(because)s", since=rfc3339(pause.since), because=pause.because),
        "Kills and notices of what you took still come. Ask the agency.",
    )
