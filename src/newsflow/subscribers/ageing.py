"""What the ledger forgets with time: from where something was taken, then by whose login. The organisation remains."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

import structlog

from newsflow.db.pool import Pool, transaction
from newsflow.db.query import Query, run
from newsflow.domain.clock import Clock
from newsflow.domain.retention import Retention
from newsflow.subscribers.rows import (
    FORGET_ADDRESSES,
    FORGET_COUNTERS,
    FORGET_CURSOR_LOGINS,
    FORGET_PEOPLE,
    FORGET_RANGE_ADDRESSES,
    FORGET_RANGE_PEOPLE,
)

BATCH = 5_000
"""Rows in one transaction, so that takings wait for none of them for long."""

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many lines lost their address, their login, and how many counters are gone."""

    addresses: int
    people: int
    counters: int


async def age_out(pool: Pool, clock: Clock, kept: Retention, stop: asyncio.Event | None = None) -> Forgotten:
    """Forget what is older than it may be, a batch at a time, until nothing is left or `stop` is set."""
    now = clock()
    forgotten = Forgotten(
        addresses=await _all(pool, FORGET_ADDRESSES, now - kept.addresses, stop)
        + await _all(pool, FORGET_RANGE_ADDRESSES, now - kept.addresses, stop),
        people=await _all(pool, FORGET_PEOPLE, now - kept.logins, stop)
        + await _all(pool, FORGET_RANGE_PEOPLE, now - kept.logins, stop)
        + await _all(pool, FORGET_CURSOR_LOGINS, now - kept.logins, stop),
        counters=await _all(pool, FORGET_COUNTERS, now - kept.counters, stop),
    )
    if forgotten != Forgotten(0, 0, 0):
        log.info(
            "ledger_aged",
            addresses=forgotten.addresses,
            people=forgotten.people,
            counters=forgotten.counters,
        )
    return forgotten


async def _all(pool: Pool, statement: Query[None], before: datetime, stop: asyncio.Event | None) -> int:
    total = 0
    while stop is None or not stop.is_set():
        async with transaction(pool) as db:
            changed = await run(db, statement, {"before": before, "limit": BATCH})
        total += changed
        if changed < BATCH:
            break
    return total
