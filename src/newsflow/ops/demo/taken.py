"""What the demo's subscribers took in its fortnight, by the ledger's own functions, so that its reports have something to say."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from random import Random

from newsflow.db.pool import Pool, transaction
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.codes import Verdict
from newsflow.domain.entry import Entry
from newsflow.matching.facts import facts_of
from newsflow.matching.ruling import rule_any
from newsflow.ops.demo.cast import Logins
from newsflow.portal.opened import LEDGER_NAME
from newsflow.subscribers.api_users import Account, sign_in
from newsflow.subscribers.ledger import Ledger, Take
from newsflow.subscribers.quota import day_of
from newsflow.subscribers.ranges import Range, Ranges
from newsflow.wire.read import read

SOON = timedelta(minutes=5)
"""So soon what is released is taken; nothing in the demo is stopped sooner."""


@dataclass(frozen=True, slots=True)
class _Habit:
    """How one of the subscribers takes what its contract covers, document by document or by cursor."""

    shares: Mapping[str, float] | None
    """Of a hundred documents so many by each path; None: everything, by cursor."""
    stopped: timedelta = timedelta()
    """How long ago it last asked for anything."""


BY_CURSOR, PAGE = "v1:entries", f"{LEDGER_NAME}:page"
HABITS: tuple[_Habit, ...] = (
    _Habit({"has:document:newsml29": 0.75, PAGE: 0.2}),
    _Habit(None),
    _Habit({"has:document:newsml12": 0.9}, stopped=timedelta(days=9)),
)
"""Of the demo's subscribers, in their order. The first fetches copy alone, so that a kill is outstanding; the last has fallen silent."""


async def take_some(
    pool: Pool, clock: Clock, agency: Agency, logins: Logins, *, server_key: bytes, seed: int
) -> None:
    """Write down who took what since the demo begins, and when each machine last asked."""
    now, chance = clock(), Random(seed)  # noqa: S311 — invented use needs repeatable chance
    wire = await _whole(pool)
    for login, habit in zip(logins.api_users, HABITS, strict=True):
        last = now - habit.stopped
        async with transaction(pool) as db:
            name, secret = login.username, login.password
            found = await sign_in(db, username=name, secret=secret, server_key=server_key, now=last)
        assert found is not None
        taker = _Taker(agency, found, last, [entry for entry in wire if entry.header.at <= last])
        if habit.shares is None:
            ranges = Ranges(pool)
            await asyncio.gather(*(ranges.put(one) for one in taker.days()))
        else:
            ledger = Ledger(pool, agency.zoneinfo)
            takings = taker.documents(habit.shares, chance)
            await asyncio.gather(*(ledger.write([one], at) for one, at in takings))


async def _whole(pool: Pool) -> list[Entry]:
    wire: list[Entry] = []
    async with transaction(pool) as db:
        while more := await read(db, wire[-1].header.seq if wire else 0):
            wire += more
    return wire


@dataclass(frozen=True, slots=True)
class _Taker:
    """A subscriber's machine, when it last asked, and the wire until then."""

    agency: Agency
    account: Account
    last: datetime
    wire: Sequence[Entry]

    def documents(self, shares: Mapping[str, float], chance: Random) -> Iterator[tuple[Take, datetime]]:
        """Some of the versions that the contracts give whole, each soon after it was released."""
        paths, weights = [*shares, None], [*shares.values(), 1 - sum(shares.values())]
        for entry in self.wire:
            header, at = entry.header, min(entry.header.at + SOON, self.last)
            (path,) = chance.choices(paths, weights)
            if path is None or entry.content is None or entry.content.notice_of is not None:
                continue
            facts = facts_of(header, entry.content, embargoed=header.not_before is not None)
            if rule_any(facts, self.account.contracts, took=False, now=at).verdict is not Verdict.WHOLE:
                continue
            yield (
                Take(
                    subscriber=self.account.subscriber,
                    username=LEDGER_NAME if path == PAGE else self.account.username,
                    guid=header.guid,
                    version=header.version,
                    path=path,
                ),
                at,
            )

    def days(self) -> Iterator[Range]:
        """The wire as it was read by cursor, a range for each day."""
        names = tuple(one.id for one in self.account.contracts)
        for _day, group in groupby(self.wire, lambda one: day_of(one.header.at, self.agency.zoneinfo)):
            headers = [entry.header for entry in group]
            yield Range(
                subscriber=self.account.subscriber,
                path=BY_CURSOR,
                contracts=names,
                running=names,
                after_seq=headers[0].seq - 1,
                to_seq=headers[-1].seq,
                first_at=headers[0].at,
                last_at=min(headers[-1].at + SOON, self.last),
                username=self.account.username,
                address=None,
            )
