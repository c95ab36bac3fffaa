"""Erasure orders as lines of a file, so that a restored backup gets those that were recorded after it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import msgspec

from newsflow.db.query import Connection, rows
from newsflow.domain.errors import SetupError
from newsflow.domain.guid import PersonId
from newsflow.wire.erase import Order, erase, on_the_wire
from newsflow.wire.rows import ERASURES, Erasure

NAME = "erasures.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """An order with the wire and the hour at which it was recorded."""

    wire: str
    at: datetime
    law: str
    file_number: str
    asked_by: str
    ordered_by: str
    second: str
    targets: tuple[int, ...]


async def recorded(db: Connection, wire: str) -> list[Recorded]:
    """Every order of the wire, oldest first."""
    return [_recorded(wire, order) for order in await rows(db, ERASURES)]


def _recorded(wire: str, order: Erasure) -> Recorded:
    return Recorded(
        wire=wire,
        at=order.at,
        law=order.law,
        file_number=order.file_number,
        asked_by=order.asked_by,
        ordered_by=order.ordered_by,
        second=order.second,
        targets=tuple(sorted(order.targets)),
    )


def as_lines(orders: Iterable[Recorded]) -> bytes:
    """The orders as JSON, one a line. They hold no text and no name, only numbers and opaque ids."""
    return b"".join(msgspec.json.encode(order) + b"\n" for order in orders)


def from_lines(path: Path, wire: str) -> list[Recorded]:
    """The orders in a file. SetupError when it cannot be read or is another wire's."""
    try:
        found = [msgspec.json.decode(line, type=Recorded) for line in path.read_bytes().splitlines() if line]
    except (OSError, msgspec.DecodeError) as error:
        raise SetupError(
            "The erasure orders cannot be read.",
            f"{path}: {error}",
            "Name a file that `newsflow erasures export` wrote, or a backup's erasures.jsonl.",
        ) from None
    if other := {order.wire for order in found} - {wire}:
        raise SetupError(
            "The erasure orders are of another wire.",
            f"{path} is of “{', '.join(sorted(other))}”, the backup of “{wire}”.",
            "Name the right file.",
        )
    return found


async def replay(db: Connection, wire: str, orders: Iterable[Recorded]) -> int:
    """Carry out the orders that are not recorded here; gives how many. Entries that were lost need none."""
    known = set(await recorded(db, wire))
    done = 0
    for order in orders:
        here = await on_the_wire(db, order.targets)
        if not here or replace(order, targets=here) in known:
            continue
        await erase(
            db,
            Order(
                law=order.law,
                file_number=order.file_number,
                asked_by=order.asked_by,
                ordered_by=PersonId(order.ordered_by),
                second=PersonId(order.second),
                targets=here,
            ),
            order.at,
        )
        done += 1
    return done
