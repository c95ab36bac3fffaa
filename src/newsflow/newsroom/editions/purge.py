"""A cache before the public site, told what to let go of. The edition log is what it reads; how far it was told is one row.

Each request names `site`, the key of every page, since lists and neighbours show a headline too: so one that is taken makes good
all that failed before it, and a cache that was given up is whole again with the next.

A hold, kill or withdrawal is told twice: as the wire has it, uncounted, and when the edition log has it. The first is what makes
it fast; the second makes good what the first lost, and what was under way to the cache as it came.
"""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from newsflow.db.pool import Pool, transaction
from newsflow.db.query import Connection, query, row, rows, run
from newsflow.domain.clock import Clock
from newsflow.domain.entry import STOPS
from newsflow.outside import Outside, UnansweredError
from newsflow.wire.read import follow, head

TIMEOUT_S = 10.0
"""To connect, and to answer."""
LEASE = timedelta(seconds=60)
"""After which another worker takes over from one that died while it asked."""
FIRST_WAIT_S, LONGEST_WAIT_S = 5, 3600
TRIES = 15
"""Then it is given up, after some five hours, until the next line or until a worker starts."""
ITEMS = 25
"""Items named in one request; of more, the last. `site` is for all of them."""
LOOK_S = 0.2

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cache:
    """Where a cache is told, and the header by which it knows us."""

    outside: Outside
    header: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """How far the cache was told and how far the log is; the tries that failed since, and what the last one met."""

    seq: int
    head: int
    aimed: int
    tries: int
    due: datetime
    said: str | None

    def is_given_up(self) -> bool:
        """Whether no further try is due by itself."""
        return self.tries >= TRIES


@dataclass(frozen=True, slots=True)
class _Line:
    seq: int
    guid: str


@dataclass(frozen=True, slots=True)
class _Number:
    number: int


_OPEN = query("newsroom/editions.purge_open")
_AT = query("newsroom/editions.purge_at", Told)
_LINES = query("newsroom/editions.purge_lines", _Line)
_LEASE = query("newsroom/editions.purge_lease", _Number)
_DONE = query("newsroom/editions.purge_done")
_FAILED = query("newsroom/editions.purge_failed")


def wait_after(tries: int) -> timedelta:
    """How long to wait when so many tries failed: 5 s, doubling, to an hour."""
    return timedelta(seconds=min(FIRST_WAIT_S * 2 ** (tries - 1), LONGEST_WAIT_S))


async def run_purge(pool: Pool, clock: Clock, cache: Cache, stop: asyncio.Event) -> None:
    """Tell the cache until `stop` is set."""
    async with transaction(pool) as db:
        await run(db, _OPEN, {"now": clock()})
        after = (await head(db)).seq
    stops, stopping = asyncio.create_task(tell_stops(pool, cache, after)), asyncio.create_task(stop.wait())
    try:
        while not stop.is_set():
            await tell(pool, clock, cache)
            await asyncio.wait((stops, stopping), timeout=LOOK_S, return_when=asyncio.FIRST_COMPLETED)
            if stops.done():
                stops.result()
    finally:
        for task in (stops, stopping):
            task.cancel()
        await asyncio.wait((stops, stopping))


async def tell_stops(pool: Pool, cache: Cache, after: int) -> None:
    """Tell the cache of each stop after that number as it is committed, for ever; one that it does not take is left to `tell`."""
    async with aclosing(follow(pool, after)) as batches:
        async for entries in batches:
            guids = [entry.header.guid for entry in entries if entry.header.action in STOPS]
            if not guids:
                continue
            try:
                await _asked(cache, guids[-ITEMS:])
            except UnansweredError as error:
                log.warning("stop_not_told", items=len(guids), why=str(error))
            else:
                log.info("stop_told", seq=entries[-1].header.seq, items=len(guids))


async def told(db: Connection) -> Told | None:
    """How far a cache was told; None where there never was one."""
    return await row(db, _AT)


async def tell(pool: Pool, clock: Clock, cache: Cache) -> None:
    """Tell the cache once, if there is something to tell and a try is due."""
    async with transaction(pool) as db:
        at = await told(db)
        if at is None:
            return
        lines = await rows(db, _LINES, {"after": at.seq, "head": at.head, "limit": ITEMS})
        if not lines:
            if at.seq != at.head:
                await run(db, _DONE, {"seq": at.head})
            return
        tries = await _leased(db, at, lines[0].seq, clock())
    if tries is None:
        return
    try:
        await _asked(cache, [one.guid for one in reversed(lines)])
    except UnansweredError as error:
        log.warning("cache_not_told", seq=lines[0].seq, tries=tries, why=str(error))
        async with transaction(pool) as db:
            await run(db, _FAILED, {"due": clock() + wait_after(tries), "said": str(error)})
        return
    async with transaction(pool) as db:
        await run(db, _DONE, {"seq": at.head})
    log.info("cache_told", seq=at.head, items=len(lines))


async def _leased(db: Connection, at: Told, aimed: int, now: datetime) -> int | None:
    """The number of the try that is ours to make; None where none is due, or another worker makes it."""
    before = at.tries if aimed == at.aimed else 0
    is_asked_now = at.tries > 0 and at.said is None and at.due > now
    if before >= TRIES or is_asked_now or (before and at.due > now):
        return None
    facts = {"aimed": aimed, "tries": before + 1, "until": now + LEASE, "was": at.tries, "due": at.due}
    mine = await row(db, _LEASE, facts)
    return None if mine is None else mine.number


async def _asked(cache: Cache, guids: Sequence[str]) -> None:
    keys = ["site", *(f"item:{guid}" for guid in dict.fromkeys(guids))]
    headers = {"Surrogate-Key": " ".join(keys), **dict([cache.header] if cache.header else [])}
    await cache.outside.post("", {"tags": keys}, headers)
