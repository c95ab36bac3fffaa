"""The due list: entries that wait for the hour at which the public may read them, or for the end of their days."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.db.query import Connection, query, row, rows, run
from newsflow.domain.edition import Act

LISTED = 1_000_000


@dataclass(frozen=True, slots=True)
class Due:
    """A line of the list."""

    wire_seq: int
    act: str
    guid: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of the list."""

    due_at: datetime


_ADD = query("newsroom/editions.due_add")
_CANCEL = query("newsroom/editions.due_cancel")
_DROP = query("newsroom/editions.due_drop")
_WAITS = query("newsroom/editions.due_waits", Hour)
_NOW = query("newsroom/editions.due_now", Due)
_NEXT = query("newsroom/editions.due_next", Hour)
_ALL = query("newsroom/editions.due_all", Due)


async def add(db: Connection, wire_seq: int, act: Act, guid: str, due: datetime) -> None:
    """Put an entry on the list."""
    await run(db, _ADD, {"seq": wire_seq, "act": act.value, "guid": guid, "due": due})


async def cancel(db: Connection, guid: str, act: Act | None = None) -> None:
    """Take an item's entries off the list, or those of one kind."""
    await run(db, _CANCEL, {"guid": guid, "act": act})


async def waits(db: Connection, guid: str) -> datetime | None:
    """The earliest hour for which a version of the item waits."""
    found = await row(db, _WAITS, {"guid": guid})
    return None if found is None else found.due_at


async def taken(db: Connection, until: datetime, limit: int) -> list[Due]:
    """What is due by then, the earliest first, taken off the list."""
    found = await rows(db, _NOW, {"until": until, "limit": limit})
    for one in found:
        await run(db, _DROP, {"seq": one.wire_seq, "act": one.act})
    return found


async def upcoming(db: Connection) -> datetime | None:
    """The next hour on the list."""
    found = await row(db, _NEXT)
    return None if found is None else found.due_at


async def listed(db: Connection) -> list[Due]:
    """The whole list."""
    return await rows(db, _ALL, {"limit": LISTED})
