"""What a subscriber's person may have: every item that a page shows is asked of the ruling here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsflow.db.query import Connection, query, rows
from newsflow.domain.codes import Verdict
from newsflow.domain.guid import SubscriberId
from newsflow.matching.contract import Contract, visible
from newsflow.matching.facts import facts_of
from newsflow.matching.predicate import ask
from newsflow.matching.ruling import Ruling, rule_any
from newsflow.matching.sql import where
from newsflow.matching.tree import EVERYTHING, All, Tree
from newsflow.portal.visit import Visit
from newsflow.subscribers.contracts import contracts_of
from newsflow.subscribers.ledger import took
from newsflow.wire.read import numbered
from newsflow.wire.rows import Item

ENDLESS = 2**62
_LINES = query("portal.lines", Item)
_NAMED = query("portal.named", Item)
_SECRET = query("portal.secret", Item)


@dataclass(frozen=True, slots=True)
class Known:
    """An item that the reader may know of: whole, or as a notice."""

    item: Item
    verdict: Verdict
    has_contract: bool = True
    """Whether any contract of theirs runs now: what is known as a notice alone may be so for want of one."""


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the wire, newest first, and the number from which older ones go on; None at the end."""

    known: tuple[Known, ...]
    older: int | None


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose contracts are asked, and when."""

    subscriber: SubscriberId
    contracts: tuple[Contract, ...]
    now: datetime

    @property
    def has_contract(self) -> bool:
        """Whether any contract runs now."""
        return any(contract.runs(self.now) for contract in self.contracts)

    def ruling(self, item: Item, had: frozenset[str]) -> Ruling:
        """What this reader may have of an item, and why."""
        taken = (item.notice_of or item.guid) in had
        return rule_any(item.facts(took=taken), self.contracts, taken, self.now)

    async def had(self, db: Connection, items: Iterable[Item]) -> frozenset[str]:
        """Which of the items were taken before; of a notice the item that it tells of."""
        return await took(db, self.subscriber, [item.notice_of or item.guid for item in items])

    async def known(self, db: Connection, items: Sequence[Item]) -> tuple[Known, ...]:
        """Those that the reader may know of."""
        had = await self.had(db, items)
        runs = self.has_contract
        found = (Known(item, self.ruling(item, had).verdict, runs) for item in items)
        return tuple(one for one in found if one.verdict is not Verdict.NONE)

    async def slice(
        self,
        db: Connection,
        tree: Tree = EVERYTHING,
        *,
        before: int = ENDLESS,
        after: int = 0,
        limit: int,
        members: bool = False,
    ) -> Slice:
        """What the tree is true of between two numbers, newest first, at most `limit` and one mark for what is older.

        The members of a series stand in it, and come by themselves only where `members` says so. A tree that asks for
        words is asked of the archive (`said_so.py`).
        """
        condition = where(All((visible(self.contracts, self.subscriber, self.now), tree)))
        facts = {**condition.params, "after": after, "before": before, "members": members, "limit": limit + 1}
        items = await rows(db, _LINES.ruled(condition.sql), facts)
        older = items[limit - 1].seq if len(items) > limit else None
        return Slice(await self.known(db, items[:limit]), older)

    async def secret(
        self, db: Connection, *, before: int, limit: int, members: bool = False
    ) -> tuple[Known, ...]:
        """What is under embargo and has come to this reader before its lift, as advance copy; newest first."""
        condition = where(visible(self.contracts, self.subscriber, self.now))
        facts = {**condition.params, "before": before, "members": members, "limit": limit}
        return await self.known(db, await rows(db, _SECRET.ruled(condition.sql), facts))

    async def named(self, db: Connection, guids: Iterable[str]) -> tuple[Known, ...]:
        """Those of these items that the reader may know of, the one that changed last first."""
        return await self.known(db, await rows(db, _NAMED, {"guids": sorted(set(guids))}))


async def reader_of(db: Connection, visit: Visit) -> Reader:
    """The reader of a visit, with the contracts as they stand now."""
    return Reader(visit.subscriber, await contracts_of(db, visit.subscriber), visit.now)


async def saying(db: Connection, tree: Tree, known: Sequence[Known]) -> frozenset[int]:
    """The numbers of those that the tree is true of, words and all."""
    embargoed = {one.item.seq: one.item.embargoed for one in known}
    return frozenset(
        entry.header.seq
        for entry in await numbered(db, embargoed)
        if entry.content is not None
        and ask(tree, facts_of(entry.header, entry.content, embargoed=embargoed[entry.header.seq])).yes
    )


def cut(found: Sequence[Known], limit: int) -> Slice:
    """The first of these; where there are more, with the number from which they go on."""
    return Slice(tuple(found[:limit]), found[limit - 1].item.seq if len(found) > limit else None)
