"""Counts each day's use once it is over: of the ledger's lines, and of the ranges of its cursors, turned into items."""

from collections import Counter
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
    """An item that somebody took, and its section."""

    guid: str
    section: str


_FIRST = query("subscribers/reports.first_day", FirstDay)
_BEGIN = query("subscribers/reports.begin_day")
_TAKEN = query("subscribers/reports.taken_items", UsedItem)
_RANGED = query("subscribers/reports.ranged_items", UsedItem)
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


async def _count(db: Connection, day: date, zone: ZoneInfo) -> None:
    takers: Counter[str] = Counter()
    for subscriber in await subscribers(db):
        used = await _used(db, subscriber.id, day, zone)
        takers.update(used.keys())
        sections = Counter(used.values())
        given = {"sections": list(sections), "items": list(sections.values())}
        if sections:
            await run(db, _PUT_USE, {**given, "day": day, "subscriber": subscriber.id})
    if takers:
        await run(db, _PUT_ITEMS, {"day": day, "guids": list(takers), "numbers": list(takers.values())})


async def _used(db: Connection, subscriber: SubscriberId, day: date, zone: ZoneInfo) -> dict[str, str]:
    """The items that the subscriber took on that day, each with its section."""
    found = await rows(db, _TAKEN, {"subscriber": subscriber, "day": day})
    begins, over = _midnight(day, zone), _midnight(day + timedelta(days=1), zone)
    for contract in await contracts_of(db, subscriber):
        since, until = (
            max(begins, contract.starts),
            over if contract.ends is None else min(over, contract.ends),
        )
        if since < until:
            found += await _ranged(db, contract, since, until)
    return {one.guid: one.section for one in found}


async def _ranged(db: Connection, contract: Contract, since: datetime, until: datetime) -> list[UsedItem]:
    condition = where(covers(contract.covers))
    facts = {**condition.params, "subscriber": contract.subscriber, "since": since, "until": until}
    return await rows(db, _RANGED.ruled(condition.sql), facts)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)
