"""An item that is asked for by its id, if the caller may know of it."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.api.addresses import WireAddresses
from newsflow.api.ruled import facts_at
from newsflow.db.query import Connection
from newsflow.documents import Asking
from newsflow.documents.loads import Shelf
from newsflow.domain.agency import Agency
from newsflow.domain.codes import ItemType, Verdict
from newsflow.domain.entry import STOPS, Entry
from newsflow.domain.errors import BadInputError, GoneError, NotAllowedError, NotFoundError
from newsflow.domain.guid import parse_guid
from newsflow.matching.contract import Contract
from newsflow.matching.facts import Facts
from newsflow.matching.reading import Reading, word_of
from newsflow.matching.ruling import rule, rule_any
from newsflow.subscribers.api_users import Account
from newsflow.subscribers.ledger import Take
from newsflow.subscribers.suspending import instead
from newsflow.wire.read import item as read_item
from newsflow.wire.read import latest, versions
from newsflow.wire.rows import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request for items: whose, when, with what at hand."""

    db: Connection
    account: Account
    address: str
    agency: Agency
    now: datetime
    addresses: WireAddresses
    shelf: Shelf

    def asking(self) -> Asking:
        """The same for documents."""
        return Asking(
            agency=self.agency, now=self.now, addresses=self.addresses, shelf=self.shelf,
            subscriber=self.account.subscriber, contracts=self.account.contracts,
        )  # fmt: skip

    def take(self, entry: Entry, item: Item, path: str) -> Take:
        """A line of the ledger; what tells of a stop never counts against a quota."""
        return Take(
            subscriber=self.account.subscriber,
            username=self.account.username,
            guid=str(entry.header.guid),
            version=entry.header.version,
            path=path,
            counts=item.action not in STOPS and item.notice_of is None,
            address=self.address or None,
        )


@dataclass(frozen=True, slots=True)
class Found:
    """An item that the caller may have, whole or as what tells of its stop."""

    item: Item
    entry: Entry
    reading: Reading
    took: bool

    @property
    def stopped(self) -> bool:
        """Whether there is only what tells of the stop."""
        return self.item.action in STOPS


async def find(visit: Visit, guid: str) -> Found:
    """The item with its latest entry; NotFoundError in the same words whether it is there or not."""
    try:
        parse_guid(guid)
        item = await read_item(visit.db, guid)
    except (NotFoundError, BadInputError):
        raise instead(not_found(guid), visit.account.contracts, visit.now) from None
    had = await visit.asking().had(visit.db, [item])
    took = (item.notice_of or item.guid) in had
    ruling = rule_any(item.facts(took=took), visit.account.contracts, took, visit.now)
    stopped = item.action in STOPS
    if ruling.verdict is Verdict.NONE or (ruling.verdict is Verdict.NOTICE and not stopped):
        raise instead(not_found(guid), visit.account.contracts, visit.now)
    entry = await latest(visit.db, item.guid)
    if entry.header.seq != item.seq:  # it changed between the two looks
        return await find(visit, guid)
    why = word_of(ruling, item.facts(took=took))
    return Found(item, entry, Reading(ruling.verdict, why, ruling.because if stopped else ()), took)


async def version_of(visit: Visit, found: Found, number: int) -> Entry:
    """A version of the item, the latest or, where the contract grants history, an older one.

    Raises NotAllowedError without history, GoneError for what was stopped or erased, NotFoundError for none such.
    """
    if number == found.entry.header.version:
        return found.entry
    for entry in await history(visit, found):
        if entry.header.version == number:
            return entry
    raise NotFoundError("No such version.", f"{found.item.guid} version {number}.", "See its versions.")


async def history(visit: Visit, found: Found) -> list[Entry]:
    """The item's versions that the caller may have, newest first. Errors as from `version_of`."""
    guid = found.item.guid
    if found.stopped:
        raise GoneError(
            "The item may not be used.",
            f"{guid} was stopped by “{found.item.action}”.",
            "See the item itself.",
        )
    entries = await versions(visit.db, guid)
    granted = [
        entry
        for entry in entries
        if _granting(visit.account, facts_at(entry, found.item), found.took, visit.now)
    ]
    if not granted:
        raise NotAllowedError(
            "The contract grants no history of this item.",
            f"{guid}.",
            "Its latest version is there without one.",
        )
    return granted


def _granting(account: Account, facts: Facts, took: bool, now: datetime) -> tuple[Contract, ...]:
    """The contracts that grant history and cover that version."""
    return tuple(
        one
        for one in account.contracts
        if one.covers.history and rule(facts, one, took, now).verdict is Verdict.WHOLE
    )


def type_of(item: Item) -> ItemType:
    """The item's type."""
    return ItemType(item.type)


def not_found(
    guid: str, what_now: str = "Check the id; `explain` says why one may not be had."
) -> NotFoundError:
    """The one answer for what is not there and for what the caller may not know of."""
    return NotFoundError("No such item.", f"“{guid[:80]}”.", what_now)
