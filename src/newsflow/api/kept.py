"""What one process keeps of the pages it made: frames and whole pages, until the wire changes; and whose they may be."""

import asyncio
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from newsflow.api.frame import Frame
from newsflow.api.reader import Reader
from newsflow.api.reply import Reply
from newsflow.documents.choosing import Accepted
from newsflow.matching.contract import Contract, Entitlement
from newsflow.wire.read import Cursor
from newsflow.wire.window import View

KEPT_FOR = timedelta(seconds=30)
"""For so long a frame is handed out again while nothing happens: terms of use may begin and end."""
PAGES_KEPT = 2_000
KEPT_BYTES = 64_000_000
"""Pages are kept joined, and in each coding that was asked for; beyond this all are made anew."""
REPLIES_KEPT = 2
"""Of one page: it is asked for under few addresses."""
TERMS_KEPT = 20_000

Key = tuple[Hashable, ...]
"""What a reader's contracts, question and format come to: readers with the same key may have the same bytes."""


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """What came after a number: frames in order, how far it was looked, and whether that is the head."""

    frames: tuple[Frame, ...]
    cursor: Cursor
    at_head: bool
    view: View
    """Of when it is."""
    shared: bool = False
    """Whether every reader with the same key may have it."""
    taken: set[Hashable] = field(default_factory=set[Hashable])
    """Who has it in the ledger already, from where."""
    replies: dict[str, Reply] = field(default_factory=dict[str, Reply])
    """Whole answers with it, by their `next`."""
    sent: dict[str, bytes] = field(default_factory=dict[str, bytes])
    """As a stream has it, made once for all: the events, and the same as a chunk."""

    @property
    def events(self) -> bytes:
        """The page as server-sent events."""
        if "events" not in self.sent:
            self.sent["events"] = b"".join([each.event() for each in self.frames])
        return self.sent["events"]

    @property
    def chunk(self) -> bytes:
        """The same as a chunk of HTTP/1.1 (RFC 9112, 7.1)."""
        if "chunk" not in self.sent:
            self.sent["chunk"] = b"%x\r\n%b\r\n" % (len(self.events), self.events)
        return self.sent["chunk"]

    @property
    def handed(self) -> tuple[Frame, ...]:
        """Those that hand content over."""
        return tuple(each for each in self.frames if each.handed)


@dataclass(slots=True)
class Shelf:
    """What was made of one view of the wire."""

    generation: int
    at: datetime
    frames: dict[Key, dict[int, Frame | None]] = field(default_factory=dict[Key, dict[int, Frame | None]])
    """By number; None: whoever has this key does not hear of the entry."""
    pages: dict[Key, Page] = field(default_factory=dict[Key, Page])
    making: "dict[Key, asyncio.Future[Page | None]]" = field(
        default_factory=dict[Key, "asyncio.Future[Page | None]"]
    )
    """Pages that somebody makes just now; whoever wants the same waits for it."""
    locks: dict[Key, asyncio.Lock] = field(default_factory=dict[Key, asyncio.Lock])
    size: int = 0

    def holds(self, view: View, now: datetime) -> bool:
        """Whether it is still good."""
        return self.generation == view.generation and -KEPT_FOR < now - self.at < KEPT_FOR

    def put(self, key: Key, page: Page) -> None:
        """Keep a page."""
        size = (REPLIES_KEPT + 2) * sum(len(each.body) for each in page.frames)
        if len(self.pages) >= PAGES_KEPT or self.size + size > KEPT_BYTES:
            self.pages.clear()
            self.size = 0
        self.size += size
        self.pages[key] = page


@dataclass(slots=True)
class Keys:
    """Numbers for what contracts cover and for formats, so that they are compared once and not at each request."""

    _covers: dict[Entitlement, int] = field(default_factory=dict[Entitlement, int])
    _accepted: dict[tuple[Accepted, ...], int] = field(default_factory=dict[tuple[Accepted, ...], int])
    _known: dict[int, tuple[tuple[Contract, ...], tuple[int, ...]]] = field(
        default_factory=dict[int, tuple[tuple[Contract, ...], tuple[int, ...]]]
    )
    """By the identity of an account's contracts, which are held here so that no others can take it."""

    def of(
        self, reader: Reader, accepted: tuple[Accepted, ...], now: datetime, since: datetime | None
    ) -> Key:
        """The reader's key at this moment for entries that are no older than `since`; None: of any age.

        A contract that ran all that time is as any other that covers the same: its dates decide nothing.
        """
        contracts = reader.account.contracts
        terms = tuple([
            (number, None) if since is not None and _ran(one, since, now)
            else (number, (one.id, one.starts, one.ends, one.pauses, one.runs(now), one.tells(now)))
            for one, number in zip(contracts, self._numbers(contracts), strict=True)
        ])  # fmt: skip
        return (terms, reader.question, self._accepted.setdefault(accepted, len(self._accepted)))

    def _numbers(self, contracts: tuple[Contract, ...]) -> tuple[int, ...]:
        known = self._known.get(id(contracts))
        if known is not None and known[0] is contracts:
            return known[1]
        if len(self._known) >= TERMS_KEPT:
            self._known.clear()
        numbers = tuple(self._covers.setdefault(one.covers, len(self._covers)) for one in contracts)
        self._known[id(contracts)] = (contracts, numbers)
        return numbers


def _ran(contract: Contract, since: datetime, now: datetime) -> bool:
    """Whether it ran from one moment to the other, without a pause before or after."""
    return not contract.pauses and contract.starts <= since and contract.runs(now)
