"""What went out by cursor: ranges of the wire's numbers, which the contracts turn into versions when it is asked."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import msgspec
import psycopg

from newsflow.db.pool import Pool, transaction
from newsflow.db.query import Connection, rows, run
from newsflow.domain.codes import Action, Verdict
from newsflow.domain.dispatch import Restriction
from newsflow.domain.guid import SubscriberId
from newsflow.matching.contract import Contract
from newsflow.matching.facts import Facts
from newsflow.matching.reading import Standing, read_entry
from newsflow.subscribers.contracts import contracts_of
from newsflow.subscribers.rows import PUT_RANGES, RANGED, Ranged, Taking

MERGED_WITHIN = timedelta(hours=1)
"""One row holds what a cursor took within so long, so that the contracts are asked at nearly the right time."""
LEASE = timedelta(minutes=2)
"""For so long a stream may hand over what comes without another word to the ledger."""
RENEWED_S = 30.0
RANGED_LIMIT = 100_000
CURSORS_KEPT = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Entries handed over: after one number, to another. `to_seq` None: a stream that is open until `last_at`."""

    subscriber: SubscriberId
    path: str
    contracts: tuple[str, ...]
    after_seq: int
    to_seq: int | None
    first_at: datetime
    last_at: datetime
    username: str
    address: str | None
    id: UUID = field(default_factory=uuid4)
    running: tuple[str, ...] = ()
    """The contracts that run: what goes out under others is a row of its own, since each row is judged by its own hour."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    range: Range
    done: "asyncio.Future[None]"


@dataclass(slots=True)
class Ranges:
    """The ranges of one web process. Those that come while others are being committed go together in the next commit."""

    pool: Pool
    _cursors: dict[tuple[object, ...], Range] = field(default_factory=dict[tuple[object, ...], Range])
    _waiting: list[_Waiting] = field(default_factory=list[_Waiting])
    _writer: "asyncio.Task[None] | None" = None

    async def pulled(self, found: Range) -> None:
        """Return when a page is in the ledger: as a row of its own, or as the next part of the row before it."""
        assert found.to_seq is not None
        key = (found.username, found.path, found.contracts, found.running)
        before = self._cursors.get(key)
        if before is not None and before.to_seq is not None and _continues(found, before):
            found = replace(
                before, to_seq=max(before.to_seq, found.to_seq), last_at=found.last_at, address=found.address
            )
        await self.put(found)
        if len(self._cursors) >= CURSORS_KEPT:
            self._cursors.clear()
        self._cursors[key] = found

    async def put(self, found: Range) -> None:
        """Return when the range is committed as it stands; psycopg's errors when it is not."""
        mine = _Waiting(found, asyncio.get_running_loop().create_future())
        self._waiting.append(mine)
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write_all())
        await mine.done

    async def _write_all(self) -> None:
        while self._waiting:
            together, self._waiting = self._waiting, []
            try:
                async with transaction(self.pool) as db:
                    await _write(db, [one.range for one in together])
            except psycopg.Error as error:
                for one in together:
                    if not one.done.done():
                        one.done.set_exception(error)
                continue
            for one in together:
                if not one.done.done():
                    one.done.set_result(None)


def _continues(found: Range, before: Range) -> bool:
    """Whether a page goes on where the row before it stopped, or within it."""
    assert before.to_seq is not None
    return (
        before.after_seq <= found.after_seq <= before.to_seq
        and found.last_at - before.first_at < MERGED_WITHIN
    )


async def _write(db: Connection, ranges: Sequence[Range]) -> None:
    last = {one.id: one for one in ranges}
    kept = [last[key] for key in sorted(last)]
    await run(db, PUT_RANGES, {
        "ids": [one.id for one in kept],
        "subscribers": [one.subscriber for one in kept],
        "paths": [one.path for one in kept],
        "contracts": [msgspec.json.encode(one.contracts).decode() for one in kept],
        "afters": [one.after_seq for one in kept],
        "tos": [one.to_seq for one in kept],
        "firsts": [one.first_at for one in kept],
        "lasts": [one.last_at for one in kept],
        "usernames": [one.username for one in kept],
        "addresses": [one.address for one in kept],
    })  # fmt: skip


async def ranged(
    db: Connection, guids: Iterable[str], subscriber: SubscriberId | None = None
) -> list[Taking]:
    """The versions of these items that went out whole by cursor, to one subscriber or to all; each range its own."""
    asked = sorted(set(guids))
    if not asked:
        return []
    given = {"guids": asked, "subscriber": subscriber, "limit": RANGED_LIMIT}
    contracts: dict[SubscriberId, dict[str, Contract]] = {}
    found: list[Taking] = []
    for one in await rows(db, RANGED, given):
        if one.subscriber not in contracts:
            all_of = await contracts_of(db, one.subscriber)
            contracts[one.subscriber] = {each.id: each for each in all_of}
        known = [
            contracts[one.subscriber][name] for name in one.contracts if name in contracts[one.subscriber]
        ]
        at = min(max(one.at, one.first_at), one.last_at)
        if _went_whole(one, known, at):
            found.append(Taking(one.subscriber, one.guid, one.version, one.path, 1, at, at))
    return found


def _went_whole(one: Ranged, known: Sequence[Contract], at: datetime) -> bool:
    """Whether the contracts that there were then gave the version whole at that time."""
    facts = Facts(
        guid=one.guid,
        type=one.type,
        language=one.language,
        form=one.form,
        section=one.section,
        packages=frozenset(one.packages),
        provider=one.provider,
        priority=one.priority,
        at=one.at,
        action=Action(one.action),
        embargoed=one.embargoed,
        restrictions=msgspec.json.decode(one.restrictions, type=tuple[Restriction, ...]),
    )
    found = read_entry(facts, Standing(facts.action), known, at)
    return found is not None and found.verdict is Verdict.WHOLE
