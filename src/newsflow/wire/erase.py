"""Empty content by a recorded order (invariant 2). Headers stay; fsck counts the erased ones apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from newsflow.db.query import Connection, row, rows
from newsflow.domain.errors import BadInputError
from newsflow.domain.guid import PersonId
from newsflow.domain.worded import worded
from newsflow.wire.rows import ERASE, KNOWN_OF, USERS_OF, Use

USES_LIMIT = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Who asked, under which law and file number, and the two people who carry it out."""

    law: str
    file_number: str
    asked_by: str
    ordered_by: PersonId
    second: PersonId
    targets: tuple[int, ...]


async def erase(db: Connection, order: Order, now: datetime) -> int:
    """Empty the content of the order's entries; gives the order's number. Two different people, always."""
    if order.ordered_by == order.second:
        raise BadInputError(
            "An erasure takes two people.", worded("Both names are the same."), "Ask a second person."
        )
    if not order.targets:
        raise BadInputError(
            "An erasure names its entries.", worded("It names none."), "Give the numbers of the entries."
        )
    if unknown := set(order.targets) - set(await on_the_wire(db, order.targets)):
        raise BadInputError(
            "An erasure names entries of this wire.",
            worded("%(list)s is not on this wire.", list=", ".join(str(seq) for seq in sorted(unknown))),
            "Check the numbers of the entries.",
        )
    given = await row(
        db,
        ERASE,
        {
            "at": now,
            "law": order.law,
            "file_number": order.file_number,
            "asked_by": order.asked_by,
            "ordered_by": order.ordered_by,
            "second": order.second,
            "targets": list(order.targets),
        },
    )
    assert given is not None
    return given.number


async def on_the_wire(db: Connection, targets: tuple[int, ...]) -> tuple[int, ...]:
    """Which of these numbers are entries of the wire, in order."""
    known = await rows(db, KNOWN_OF, {"targets": list(targets)})
    return tuple(found.number for found in known)


async def other_users(db: Connection, targets: tuple[int, ...], digests: Iterable[str]) -> list[Use]:
    """The entries besides `targets` that still name any of these files: the files must stay for their sake."""
    asked = {"targets": list(targets), "digests": sorted(digests), "limit": USES_LIMIT}
    return await rows(db, USERS_OF, asked)
