"""Erasure orders as lines of a file, so that a restored backup gets those that were recorded after it."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import msgspec

from newsflow.db.query import Connection, rows
from newsflow.domain.errors import SetupError
from newsflow.domain.guid import PersonId
from newsflow.media.erasing import doomed, erase, erased_originals
from newsflow.newsroom.legal.erasing import carry_out
from newsflow.objects import ObjectStore
from newsflow.wire.erase import Order, on_the_wire, other_users
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """All orders of a wire, and the digests of the files that came in and were erased by them.

    The digests are there for files whose entries a restore loses: the orders' numbers then lead nowhere.
    """

    recorded: tuple[Recorded, ...] = ()
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Files:
    """The last line of a file of orders."""

    wire: str
    files: tuple[str, ...]


async def orders_of(db: Connection, wire: str) -> Orders:
    """Every order of the wire, oldest first, and the erased files."""
    return Orders(
        recorded=tuple(_recorded(wire, order) for order in await rows(db, ERASURES)),
        files=await erased_originals(db),
    )


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


def as_lines(orders: Orders, wire: str) -> bytes:
    """The orders as JSON, one a line, the files last. They hold no text: numbers, digests, opaque ids, the law."""
    lines = [*orders.recorded, *([_Files(wire=wire, files=orders.files)] if orders.files else ())]
    return b"".join(msgspec.json.encode(line) + b"\n" for line in lines)


def from_lines(path: Path, wire: str) -> Orders:
    """The orders in a file. SetupError when it cannot be read or is another wire's."""
    recorded: list[Recorded] = []
    files: list[_Files] = []
    try:
        for line in filter(None, path.read_bytes().splitlines()):
            if "files" in msgspec.json.decode(line, type=dict[str, object]):
                files.append(msgspec.json.decode(line, type=_Files))
            else:
                recorded.append(msgspec.json.decode(line, type=Recorded))
    except (OSError, msgspec.DecodeError) as error:
        raise SetupError(
            "The erasure orders cannot be read.",
            f"{path}: {error}",
            "Name a file that `newsflow erasures export` wrote, or a backup's erasures.jsonl.",
        ) from None
    if other := {each.wire for each in (*recorded, *files)} - {wire}:
        raise SetupError(
            "The erasure orders are of another wire.",
            f"{path} is of “{', '.join(sorted(other))}”, the backup of “{wire}”.",
            "Name the right file.",
        )
    return Orders(recorded=tuple(recorded), files=tuple(digest for each in files for digest in each.files))


async def replay(db: Connection, store: ObjectStore, wire: str, orders: Orders, now: datetime) -> int:
    """Carry out the orders that are not recorded here, files included; gives how many.

    Entries that were lost need none, but their files may have come along: those are deleted by their digests.
    """
    known = set((await orders_of(db, wire)).recorded)
    done = 0
    for order in orders.recorded:
        here = await on_the_wire(db, order.targets)
        if not here or replace(order, targets=here) in known:
            continue
        again = Order(
            law=order.law,
            file_number=order.file_number,
            asked_by=order.asked_by,
            ordered_by=PersonId(order.ordered_by),
            second=PersonId(order.second),
            targets=here,
        )
        await carry_out(db, store, again, order.at)
        done += 1
    going = await doomed(db, orders.files)
    shown = frozenset(use.sha256 for use in await other_users(db, (), going))
    await erase(db, store, orders.files, now, keeping=shown)
    return done
