"""The ledger: who took which version by which path, written before the first byte goes."""

import asyncio
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

import psycopg

from newsflow.db.pool import Pool, transaction
from newsflow.db.query import Connection, row, rows, run
from newsflow.domain.guid import SubscriberId
from newsflow.subscribers.quota import Quota, QuotaError, Used, check_quota, day_of, first_of_month
from newsflow.subscribers.ranges import ranged
from newsflow.subscribers.rows import (
    LOCK_QUOTA,
    TAKE,
    TAKE_DAYS,
    TAKEN_TODAY,
    TAKERS,
    TOOK,
    USED_QUOTA,
    WHO_TOOK,
    Taking,
)

UTC_ZONE = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """Content about to be handed over. `path` names how: `has:document:newsml29`.

    `counts` says whether it goes against a quota: a notice of a stop never does, nor what only stands in a list.
    """

    subscriber: SubscriberId
    username: str
    guid: str
    version: int
    path: str
    counts: bool = True
    address: str | None = None
    """From where it was asked; the ledger forgets this, and then whose login it was, with time (ageing.py)."""


async def take(db: Connection, taking: Take, now: datetime, zone: ZoneInfo = UTC_ZONE) -> None:
    """Write a taking down, or count it up. Commit before the first byte goes."""
    await take_all(db, [taking], now, zone)


async def take_all(db: Connection, takings: Sequence[Take], now: datetime, zone: ZoneInfo) -> None:
    """Write takings of one moment down; the same one twice counts up by two."""
    await _write(db, [(taking, now) for taking in takings], zone)


async def _write(db: Connection, takings: Sequence[tuple[Take, datetime]], zone: ZoneInfo) -> None:
    """Write takings down in two statements, however many and of whatever moments.

    In the order of their keys, so that two processes that write the same rows wait for each other, never both.
    """
    rows_of: dict[tuple[str, str, int, str], list[tuple[Take, datetime]]] = {}
    for taking, at in takings:
        key = (taking.subscriber, taking.guid, taking.version, taking.path)
        rows_of.setdefault(key, []).append((taking, at))
    keys = sorted(rows_of)
    if not keys:
        return
    await run(
        db,
        TAKE,
        {
            "subscribers": [key[0] for key in keys],
            "guids": [key[1] for key in keys],
            "versions": [key[2] for key in keys],
            "paths": [key[3] for key in keys],
            "times": [len(rows_of[key]) for key in keys],
            "usernames": [rows_of[key][-1][0].username for key in keys],
            "addresses": [rows_of[key][-1][0].address for key in keys],
            "firsts": [min(at for _, at in rows_of[key]) for key in keys],
            "lasts": [max(at for _, at in rows_of[key]) for key in keys],
        },
    )
    counted = sorted({(one.subscriber, day_of(at, zone), one.guid) for one, at in takings if one.counts})
    if counted:
        await run(
            db,
            TAKE_DAYS,
            {
                "subscribers": [who for who, _, _ in counted],
                "days": [day for _, day, _ in counted],
                "guids": [what for _, _, what in counted],
            },
        )


@dataclass(frozen=True, slots=True)
class _Waiting:
    takings: tuple[Take, ...]
    now: datetime
    done: "asyncio.Future[None]"


@dataclass(slots=True)
class Ledger:
    """The ledger of one web process. Takings that come while others are being committed go together in the next commit.

    So one that comes alone waits for nothing but its own commit, and under load a commit serves many: a taking waits
    for the commit under way and then for its own.
    """

    pool: Pool
    zone: ZoneInfo
    _waiting: list[_Waiting] = field(default_factory=list[_Waiting])
    _writer: "asyncio.Task[None] | None" = None

    async def write(self, takings: Sequence[Take], now: datetime, quota: Quota | None = None) -> None:
        """Return when the takings are committed. Raises QuotaError, and nothing is then written.

        All `takings` are of one subscriber. `quota` is its limit, if there is one.
        """
        if not takings:
            return
        if quota is not None and not quota.endless:
            async with transaction(self.pool) as db:
                await _within(db, takings, now, self.zone, quota)
            return
        mine = _Waiting(tuple(takings), now, asyncio.get_running_loop().create_future())
        self._waiting.append(mine)
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._commit_all())
        await mine.done

    async def write_within(
        self, takings: Sequence[Take], now: datetime, quota: Quota
    ) -> "dict[Take, QuotaError]":
        """Return when those that the limit has room for are committed, all at once; gives the others, each with why not.

        All `takings` are of one subscriber.
        """
        if not takings:
            return {}
        async with transaction(self.pool) as db:
            return await _as_many(db, takings, now, self.zone, quota)

    async def _commit_all(self) -> None:
        """Commit until nobody waits."""
        while self._waiting:
            together, self._waiting = self._waiting, []
            await self._commit(together)

    async def _commit(self, together: list[_Waiting]) -> None:
        """One commit for all of them; should it fail, each hears of it and sends nothing."""
        try:
            async with transaction(self.pool) as db:
                await _write(db, [(each, one.now) for one in together for each in one.takings], self.zone)
        except psycopg.Error as error:
            for one in together:
                if not one.done.done():
                    one.done.set_exception(error)
            return
        for one in together:
            if not one.done.done():
                one.done.set_result(None)


async def _within(
    db: Connection, takings: Sequence[Take], now: datetime, zone: ZoneInfo, quota: Quota
) -> None:
    """Write takings if the quota has room for those that do not count today already; one subscriber at a time."""
    guids = {one.guid for one in takings if one.counts}
    more = len(guids - await _counted_today(db, takings[0].subscriber, guids, now, zone))
    if more:
        check_quota(quota, await used(db, takings[0].subscriber, now, zone), more, now, zone)
    await take_all(db, takings, now, zone)


async def _as_many(
    db: Connection, takings: Sequence[Take], now: datetime, zone: ZoneInfo, quota: Quota
) -> "dict[Take, QuotaError]":
    """Write, in order, the takings that the quota has room for; gives the others."""
    subscriber = takings[0].subscriber
    known = await _counted_today(db, subscriber, {one.guid for one in takings if one.counts}, now, zone)
    taken = await used(db, subscriber, now, zone)
    fresh: set[str] = set()
    over: dict[Take, QuotaError] = {}
    for one in takings:
        if one.counts and one.guid not in known and one.guid not in fresh:
            try:
                check_quota(quota, taken, len(fresh) + 1, now, zone)
            except QuotaError as error:
                over[one] = error
                continue
            fresh.add(one.guid)
    await take_all(db, [one for one in takings if one not in over], now, zone)
    return over


async def _counted_today(
    db: Connection, subscriber: SubscriberId, guids: Collection[str], now: datetime, zone: ZoneInfo
) -> frozenset[str]:
    """Which of the items count today already; nobody else of the subscriber takes any until the transaction ends."""
    if not guids:
        return frozenset()
    await run(db, LOCK_QUOTA, {"subscriber": subscriber})
    asked = {"subscriber": subscriber, "day": day_of(now, zone), "guids": sorted(guids)}
    return frozenset(found.guid for found in await rows(db, TAKEN_TODAY, asked))


async def used(db: Connection, subscriber: SubscriberId, now: datetime, zone: ZoneInfo) -> Used:
    """What a subscriber has taken this month and today."""
    today = day_of(now, zone)
    found = await row(
        db, USED_QUOTA, {"subscriber": subscriber, "day": today, "month": first_of_month(today)}
    )
    assert found is not None
    return found


async def took(db: Connection, subscriber: SubscriberId, guids: Iterable[str]) -> frozenset[str]:
    """Which of the items the subscriber ever took a version of."""
    asked = sorted(set(guids))
    if not asked:
        return frozenset()
    found = frozenset(f.guid for f in await rows(db, TOOK, {"subscriber": subscriber, "guids": asked}))
    rest = [guid for guid in asked if guid not in found]
    return found | {taking.guid for taking in await ranged(db, rest, subscriber)}


async def who_took(db: Connection, guid: str) -> frozenset[SubscriberId]:
    """Every subscriber that ever took a version of an item, however many."""
    found = await row(db, WHO_TOOK, {"guid": guid})
    ranges = {taking.subscriber for taking in await ranged(db, [guid])}
    return frozenset(ranges.union(() if found is None else found.subscribers))


async def takers(db: Connection, guid: str) -> list[Taking]:
    """Everyone who took a version of an item, in the order in which they first did."""
    found = [*await rows(db, TAKERS, {"guid": guid}), *await ranged(db, [guid])]
    return sorted(found, key=lambda one: (one.first_at, one.subscriber, one.version, one.path))
