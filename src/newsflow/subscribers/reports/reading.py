"""The reports as they are read: use over a span, what most took, kills that were not fetched."""

from dataclasses import dataclass
from datetime import date, datetime

from newsflow.db.query import Connection, query, rows
from newsflow.domain.guid import SubscriberId
from newsflow.subscribers.ledger import takers

USE_LIMIT = 50_000
"""Lines of subscribers and sections in one report."""
TOP_LIMIT = 20
KILLS_LIMIT = 200
"""Kills that one report looks at, the latest."""


@dataclass(frozen=True, slots=True)
class UseLine:
    """Items that a subscriber took of a section; an item counts once a day."""

    id: SubscriberId
    name: str
    section: str
    items: int


@dataclass(frozen=True, slots=True)
class TopItem:
    """An item, and how many subscribers took it, each counted once a day."""

    guid: str
    headline: str | None
    slug: str
    language: str
    action: str
    number: int


@dataclass(frozen=True, slots=True)
class Killed:
    """An item that was killed."""

    guid: str
    slug: str
    section: str
    language: str
    version: int
    seq: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Who:
    """A subscriber's id."""

    subscriber: SubscriberId


@dataclass(frozen=True, slots=True)
class Outstanding:
    """A kill, and who took the item and has not fetched it; of how many who took it."""

    kill: Killed
    waiting: tuple[SubscriberId, ...]
    took: int


_USE = query("subscribers/reports.use", UseLine)
_TOP = query("subscribers/reports.top", TopItem)
_KILLED = query("subscribers/reports.killed", Killed)
_FETCHED = query("subscribers/reports.fetched", Who)


async def use(db: Connection, since: date, until: date) -> list[UseLine]:
    """What each subscriber took of each section from one day to another, both included; days that are counted."""
    return await rows(db, _USE, {"since": since, "until": until, "limit": USE_LIMIT})


async def top(db: Connection, since: date, until: date, limit: int = TOP_LIMIT) -> list[TopItem]:
    """What most subscribers took in that span."""
    return await rows(db, _TOP, {"since": since, "until": until, "limit": limit})


async def outstanding(db: Connection, since: datetime) -> list[Outstanding]:
    """The kills since then that somebody who took the item has not fetched, the latest first."""
    found: list[Outstanding] = []
    for kill in await rows(db, _KILLED, {"since": since, "limit": KILLS_LIMIT}):
        took = {one.subscriber for one in await takers(db, kill.guid) if one.version < kill.version}
        asked = {"guid": kill.guid, "version": kill.version, "seq": kill.seq, "at": kill.at}
        have = {one.subscriber for one in await rows(db, _FETCHED, asked)}
        if took - have:
            found.append(Outstanding(kill, tuple(sorted(took - have)), len(took)))
    return found
