"""What one process keeps of the pages it made: frames and whole pages, until the wire changes; and whose they may be."""

import asyncio
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from newsflow.api.frame import Frame
from newsflow.api.reader import Reader
from newsflow.api.reply import Reply
from newsflow.matching.contract import Contract
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
    locks: dict[Key, asyncio.Lock] = field(default_factory=dict[Key, asyncio.Lock])
    size: int = 0

    def holds(self, view: View, now: datetime) -> bool:
        """Whether it is still good."""
        return self.generation == view.generation and -KEPT_FOR < now - self.at < KEPT_FOR

    def put(self, key: Key, page: Page) -> None:
        """Keep a page."""
        size = REPLIES_KEPT * sum(len(each.body) for each in page.frames)
        if len(self.pages) >= PAGES_KEPT or self.size + size > KEPT_BYTES:
            self.pages.clear()
            self.size = 0
        self.size += size
        self.pages[key] = page


@dataclass(slots=True)
class Keys:
    """Numbers for terms, so that they are compared once and not at each request."""

    _terms: dict[Hashable, int] = field(default_factory=dict[Hashable, int])
    _known: dict[int, tuple[tuple[Contract, ...], int]] = field(
        default_factory=dict[int, tuple[tuple[Contract, ...], int]]
    )
    """By the identity of an account's contracts, which are held here so that no others can take it."""

    def of(self, reader: Reader, now: datetime) -> Key:
        """The reader's key at this moment."""
        account = reader.account
        runs = tuple([(one.runs(now), one.tells(now)) for one in account.contracts])
        return (self._number(account.contracts), runs, reader.question, reader.accepted or account.subscriber)

    def _number(self, contracts: tuple[Contract, ...]) -> int:
        known = self._known.get(id(contracts))
        if known is not None and known[0] is contracts:
            return known[1]
        if len(self._known) >= TERMS_KEPT:
            self._known.clear()
        terms = tuple((one.covers, one.starts, one.ends, one.pauses) for one in contracts)
        number = self._terms.setdefault(terms, len(self._terms))
        self._known[id(contracts)] = (contracts, number)
        return number
