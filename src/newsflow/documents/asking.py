"""Who asks for documents, and what they may know of."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from newsflow.db.query import Connection
from newsflow.documents.loads import Shelf
from newsflow.domain.agency import Agency
from newsflow.domain.codes import ItemType, Verdict
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import STOPS
from newsflow.domain.guid import SubscriberId
from newsflow.domain.media import Rendition
from newsflow.formats.names import Format
from newsflow.matching.contract import Contract
from newsflow.matching.ruling import rule, rule_any
from newsflow.matching.sizes import covered, formats, handed
from newsflow.subscribers.ledger import took
from newsflow.wire.rows import Item

NO_TERMS = "[]"


class Addresses(Protocol):
    """Where an asker gets what a document links to."""

    def document(self, guid: str, form: Format) -> str | None:
        """The address of an item's document in a format; None where there is none to give."""
        ...

    def file(self, guid: str, rendition: Rendition) -> str:
        """The address of one of its files."""
        ...


@dataclass(slots=True)
class Personal:
    """Whether something was looked at that is one subscriber's alone: then its bytes are for nobody else."""

    yes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Who asks, of which agency, when. `subscriber` None is the desk itself, which may see all."""

    agency: Agency
    now: datetime
    addresses: Addresses
    shelf: Shelf
    subscriber: SubscriberId | None = None
    contracts: tuple[Contract, ...] = ()
    personal: Personal = field(default_factory=Personal)
    """Is told of what hangs on the ledger, or on terms of use, which may name subscribers."""

    async def had(self, db: Connection, items: Iterable[Item]) -> frozenset[str]:
        """Which of the items the asker ever took, by guid; of a notice the item that it tells of.

        It is asked of stops and notices alone: what may be had of anything else hangs on no taking.
        """
        return await self.took(db, self.hanging(items))

    async def took(self, db: Connection, guids: Iterable[str]) -> frozenset[str]:
        """Those of these items of which the asker ever took a version."""
        return frozenset() if self.subscriber is None else await took(db, self.subscriber, guids)

    def hanging(self, items: Iterable[Item]) -> frozenset[str]:
        """Those of which the ledger must be asked, as `had` does: by guid, of a notice the item that it tells of."""
        if self.subscriber is None:
            return frozenset()
        hanging = frozenset(
            str(item.notice_of or item.guid)
            for item in items
            if item.action in STOPS or item.notice_of is not None
        )
        if hanging:
            self.personal.yes = True
        return hanging

    def verdict(self, item: Item, had: frozenset[str]) -> Verdict:
        """The ruling on an item. The desk may see all; of what was stopped there is only the notice for anyone."""
        if self.subscriber is None:
            return Verdict.NOTICE if item.action in STOPS else Verdict.WHOLE
        if item.restrictions != NO_TERMS:
            self.personal.yes = True
        taken = (item.notice_of or item.guid) in had
        return rule_any(item.facts(took=taken), self.contracts, taken, self.now).verdict

    def knows(self, item: Item, had: frozenset[str]) -> bool:
        """Whether there is a document of the item for this asker: it whole, or its notice when it was stopped."""
        verdict = self.verdict(item, had)
        return verdict is Verdict.WHOLE or (verdict is Verdict.NOTICE and item.action in STOPS)

    def files(self, item: Item, content: Dispatch, had: frozenset[str]) -> tuple[Rendition, ...]:
        """The item's files that the asker may have; none of what was stopped."""
        if item.action in STOPS:
            return ()
        kind = ItemType(item.type)
        if self.subscriber is None:
            return handed(content, frozenset(formats(kind)))
        taken = (item.notice_of or item.guid) in had
        facts = item.facts(took=taken)
        covering = [
            contract
            for contract in self.contracts
            if rule(facts, contract, taken, self.now).verdict is Verdict.WHOLE
        ]
        return handed(content, covered(kind, covering))
