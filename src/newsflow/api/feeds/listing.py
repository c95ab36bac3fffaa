"""What a feed shows: the latest items that its account may have, each once, in their latest state."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsflow.api.framing import MADE_AT_ONCE
from newsflow.api.reader import Reader
from newsflow.api.ruled import Ruled, ruled
from newsflow.db.query import Connection, query, rows
from newsflow.documents import Asking, Document, Wanted, documents_of
from newsflow.documents.asking import Addresses
from newsflow.documents.choosing import Accepted
from newsflow.documents.loads import Shelf
from newsflow.domain.agency import Agency
from newsflow.domain.codes import Form, Verdict
from newsflow.domain.dispatch import Restriction
from newsflow.domain.entry import STOPS, Header
from newsflow.formats.names import FEEDS, Format
from newsflow.matching.contract import visible
from newsflow.matching.query import parse
from newsflow.matching.reading import Why
from newsflow.matching.sql import where
from newsflow.matching.tree import All, AnyOf, Field, Some, Taken, Tree
from newsflow.wire.read import numbered
from newsflow.wire.rows import Item

SCANNED_AT_ONCE = 200
SPARE = 10
"""What is looked at first beside what a feed shows: embargoes and advisories among the latest are left out."""
SCANNED_AT_MOST = 2_000
"""Items that are looked through for one page; a question of rare words finds what is among them."""
NEWEST = 2**62

LATEST = query("api/feeds.latest", Item)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One entry of a feed."""

    header: Header
    body: bytes
    counts: bool
    """Whether it is copy: a notice goes against no limit."""
    says_of: frozenset[str]
    """The items that it shows, itself and those that it links to."""
    terms: tuple[Restriction, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Lists for one feed at one moment."""

    agency: Agency
    shelf: Shelf
    addresses: Addresses
    reader: Reader
    now: datetime

    async def latest(self, db: Connection, form: Format, limit: int) -> list[Shown]:
        """The latest entries in this format, at most `limit`, the newest first. Raises QuestionError."""
        found: list[Shown] = []
        async for several in self._may_show(db, limit + SPARE):
            rest = several
            while rest and len(found) < limit:
                lot = rest[: min(MADE_AT_ONCE, limit - len(found))]
                rest = rest[len(lot) :]
                found += await self._documents(db, lot, form)
            if len(found) >= limit:
                break
        return found

    async def shows(self, db: Connection, item: Item) -> Ruled | None:
        """The item's latest entry, if the feed shows it."""
        if item.embargoed or item.form == Form.ADVISORY.value:
            return None
        return next(iter(await self._ruled(db, [item])), None)

    @property
    def asking(self) -> Asking:
        """Who asks for documents."""
        account = self.reader.account
        return Asking(
            agency=self.agency, now=self.now, addresses=self.addresses, shelf=self.shelf,
            subscriber=account.subscriber, contracts=account.contracts,
        )  # fmt: skip

    async def _may_show(self, db: Connection, first: int) -> AsyncGenerator[list[Ruled], None]:
        """What the feed may show, the newest first; so many are looked at before it is known that more are needed."""
        condition = where(self._wanted())
        before, scanned, at_once = NEWEST, 0, min(first, SCANNED_AT_ONCE)
        while scanned < SCANNED_AT_MOST:
            params = {**condition.params, "before": before, "limit": at_once}
            items = await rows(db, LATEST.ruled(condition.sql), params)
            yield await self._ruled(db, items)
            if len(items) < at_once:
                return
            before, scanned = items[-1].seq, scanned + len(items)
            at_once = min(SCANNED_AT_ONCE, SCANNED_AT_MOST - scanned)

    def _wanted(self) -> Tree:
        """What the account may know of, narrowed by the question; stops are told whatever was asked."""
        account = self.reader.account
        seen = visible(account.contracts, account.subscriber, self.now)
        if not self.reader.question:
            return seen
        stopped = AnyOf(Field.ACTION, frozenset(action.value for action in STOPS))
        asked = parse(self.reader.question, self.agency, self.now)
        return All((seen, Some((asked, stopped, Taken(account.subscriber)))))

    async def _ruled(self, db: Connection, items: Sequence[Item]) -> list[Ruled]:
        """Those of the items that the feed shows: whole, or with the notice of a stop."""
        entries = await numbered(db, [item.seq for item in items])
        of: dict[str, Item] = {item.guid: item for item in items}
        told = await ruled(db, list(reversed(entries)), of, self.reader, agency=self.agency, now=self.now)
        return [each for each in told if _is_shown(each)]

    async def _documents(self, db: Connection, several: Sequence[Ruled], form: Format) -> list[Shown]:
        """The entries in the format, but for what stands up to no schema, or was erased meanwhile."""
        wanted = [Wanted(each.entry, each.item, self.asking) for each in several]
        made = await documents_of(db, wanted, (Accepted(form),))
        return [
            Shown(
                header=one.header, body=one.entry if form in FEEDS else one.body,
                counts=not one.stopped and each.item.notice_of is None, says_of=one.shown, terms=each.item.terms(),
            )
            for each, one in zip(several, made, strict=True)
            if isinstance(one, Document)
        ]  # fmt: skip


def _is_shown(each: Ruled) -> bool:
    reading = each.reading
    if reading is None:
        return False
    stop = each.entry.header.action in STOPS
    return reading.verdict is Verdict.WHOLE or (stop and reading.why is Why.STOPPED)
