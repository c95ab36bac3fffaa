"""Counts each day's use once it is over: of the ledger's lines, and of the ranges of its cursors, turned into items."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import structlog

from newsflow.db.pool import Pool, transaction
from newsflow.db.query import Connection, query, row, rows, run
from newsflow.domain.clock import Clock
from newsflow.domain.guid import SubscriberId
from newsflow.matching.contract import Contract, covers
from newsflow.matching.sql import where
from newsflow.subscribers.contracts import contracts_of, subscribers
from newsflow.subscribers.quota import day_of

BACK_DAYS = 400
"""How far back a ledger that was never counted is counted."""

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class FirstDay:
    """The first day that is not counted; None where nobody ever had a contract."""

    day: date | None


@dataclass(frozen=True, slots=True)
class UsedItem:
    """An item that somebody took on a day, and its section."""

    day: date
    guid: str
    section: str


@dataclass(frozen=True, slots=True)
class RangedItem:
    """An item that went out by cursor on a day, its section, by which way and to which login."""

    day: date
    guid: str
    section: str
    path: str
    login: str


@dataclass(frozen=True, slots=True)
class CursorUse:
    """By which way and to which login so many items went on a day."""

    day: date
    path: str
    login: str
    items: int


@dataclass(frozen=True, slots=True)
class Used:
    """What a subscriber took within some days."""

    items: Mapping[date, Mapping[str, str]]
    """Each day's items by id, each with its section; one that was taken twice counts once a day."""
    by_cursor: tuple[CursorUse, ...]
    """Of these, what went out by cursor."""


_FIRST = query("subscribers/reports.first_day", FirstDay)
_COUNTED = query("subscribers/reports.counted_until", FirstDay)
_BEGIN = query("subscribers/reports.begin_day")
_TAKEN = query("subscribers/reports.taken_items", UsedItem)
_RANGED = query("subscribers/reports.ranged_items", RangedItem)
_PUT_CURSOR = query("subscribers/reports.put_cursor")
_PUT_USE = query("subscribers/reports.put_use")
_PUT_ITEMS = query("subscribers/reports.put_items")


async def count_use(pool: Pool, clock: Clock, zone: ZoneInfo) -> int:
    """How many days were counted: every one that is over in that zone and was not, each in its own transaction."""
    today, counted = day_of(clock(), zone), 0
    async with transaction(pool) as db:
        first = await row(db, _FIRST, {"zone": zone.key})
    day = None if first is None else first.day
    if day is None:
        return 0
    day = max(day, today - timedelta(days=BACK_DAYS))
    while day < today:
        async with transaction(pool) as db:
            if await run(db, _BEGIN, {"day": day, "at": clock()}):
                await _count(db, day, zone)
                counted += 1
        day += timedelta(days=1)
    if counted:
        log.info("use_counted", days=counted)
    return counted


async def uncounted_since(db: Connection, first: date) -> date:
    """The first day from `first` on that was not counted yet: from there on a page counts by itself (`used`)."""
    found = await row(db, _COUNTED, {})
    return first if found is None or found.day is None else max(first, found.day + timedelta(days=1))


async def used(db: Connection, subscriber: SubscriberId, first: date, last: date, zone: ZoneInfo) -> Used:
    """What the subscriber took from one day of the zone to another, both included, by line and by cursor."""
    items: dict[date, dict[str, str]] = {}
    for one in await rows(db, _TAKEN, {"subscriber": subscriber, "first": first, "last": last}):
        items.setdefault(one.day, {})[one.guid] = one.section
    ranged: set[RangedItem] = set()
    begins, over = _midnight(first, zone), _midnight(last + timedelta(days=1), zone)
    for contract in await contracts_of(db, subscriber):
        since, until = (
            max(begins, contract.starts),
            over if contract.ends is None else min(over, contract.ends),
        )
        if since < until:
            ranged.update(await _ranged(db, contract, since, until, zone))
    for one in ranged:
        items.setdefault(one.day, {})[one.guid] = one.section
    ways = Counter((one.day, one.path, one.login) for one in ranged)
    return Used(items, tuple(CursorUse(*way, number) for way, number in sorted(ways.items())))


async def _count(db: Connection, day: date, zone: ZoneInfo) -> None:
    takers: Counter[str] = Counter()
    for subscriber in await subscribers(db):
        found = await used(db, subscriber.id, day, day, zone)
        items = found.items.get(day, {})
        takers.update(items.keys())
        sections = Counter(items.values())
        given = {"sections": list(sections), "items": list(sections.values())}
        if sections:
            await run(db, _PUT_USE, {**given, "day": day, "subscriber": subscriber.id})
        if found.by_cursor:
            await run(db, _PUT_CURSOR, {
                "subscriber": subscriber.id,
                "days": [one.day for one in found.by_cursor],
                "paths": [one.path for one in found.by_cursor],
                "logins": [one.login for one in found.by_cursor],
                "items": [one.items for one in found.by_cursor],
            })  # fmt: skip
    if takers:
        await run(db, _PUT_ITEMS, {"day": day, "guids": list(takers), "numbers": list(takers.values())})


async def _ranged(
    db: Connection, contract: Contract, since: datetime, until: datetime, zone: ZoneInfo
) -> list[RangedItem]:
    condition = where(covers(contract.covers))
    facts = {
        **condition.params, "subscriber": contract.subscriber, "since": since, "until": until, "zone": zone.key,
    }  # fmt: skip
    return await rows(db, _RANGED.ruled(condition.sql), facts)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)
