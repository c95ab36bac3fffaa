"""Pages of the wire as a reader gets them: read, ruled, rendered, each entry framed once for all who get the same bytes."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from newsflow.api.frame import Frame, frame
from newsflow.api.reader import Reader
from newsflow.api.ruled import Ruled, ruled
from newsflow.db.pool import Pool, reading
from newsflow.db.query import Connection
from newsflow.documents import Asking, document_of
from newsflow.documents.asking import Addresses, Personal
from newsflow.documents.choosing import Accepted, accepted_by
from newsflow.documents.loads import Shelf
from newsflow.domain.agency import Agency
from newsflow.domain.codes import Verdict
from newsflow.domain.entry import STOPS, Entry
from newsflow.domain.errors import ConflictError, GoneError
from newsflow.formats.names import Format
from newsflow.formats.writers import WRITERS
from newsflow.matching.reading import Reading, Why
from newsflow.wire.read import Cursor, items_named, judge_cursor, read
from newsflow.wire.rows import Item
from newsflow.wire.window import View, Window

SCANNED_AT_ONCE = 100
SCANNED_AT_MOST = 5_000
"""Entries that one page looks through; what a question leaves out costs time too."""
PAGE_BYTES = 4_000_000
KEPT_FOR = timedelta(seconds=30)
"""For so long a frame is handed out again while nothing happens: terms of use may begin and end."""
DEFAULT_FORMATS = (Format.NINJS_3, Format.TEXT)


@dataclass(frozen=True, slots=True)
class Page:
    """What came after a number: frames in order, how far it was looked, and whether that is the head."""

    frames: tuple[Frame, ...]
    cursor: Cursor
    at_head: bool

    @property
    def handed(self) -> tuple[Frame, ...]:
        """Those that hand content over."""
        return tuple(each for each in self.frames if each.handed)


@dataclass(slots=True)
class _Kept:
    """Frames made since the last change of the wire."""

    generation: int
    at: datetime
    frames: dict[tuple[object, ...], Frame | None] = field(
        default_factory=dict[tuple[object, ...], Frame | None]
    )
    """None: whoever has these terms does not hear of the entry."""
    locks: dict[tuple[object, ...], asyncio.Lock] = field(
        default_factory=dict[tuple[object, ...], asyncio.Lock]
    )


@dataclass(slots=True)
class Pages:
    """Makes pages, in one web process."""

    pool: Pool
    agency: Agency
    window: Window
    addresses: Addresses
    shelf: Shelf = field(default_factory=Shelf)
    _kept: _Kept | None = None

    async def view(self, cursor: Cursor) -> View:
        """What there is now, if the cursor can be read from. Raises LostCursorError."""
        view = await self.window.view()
        judge_cursor(cursor, view.head, view.epochs)
        return view

    async def after(self, reader: Reader, cursor: Cursor, limit: int, now: datetime) -> Page:
        """The page after a cursor: at most `limit` frames, fewer where they are large or much was looked through."""
        view = await self.view(cursor)
        frames: list[Frame] = []
        seq, scanned, size = int(cursor.seq), 0, 0
        epoch = view.head.epoch
        while True:
            entries, items = await self._entries(view, seq, min(limit - len(frames), SCANNED_AT_ONCE))
            if not entries:
                return Page(tuple(frames), Cursor(epoch, max(cursor.seq, view.head.seq)), at_head=True)
            fresh = await self._framed(view, reader, entries, items, now)
            frames += fresh
            seq, scanned = entries[-1].header.seq, scanned + len(entries)
            size += sum(len(each.body) for each in fresh)
            if len(frames) >= limit or scanned >= SCANNED_AT_MOST or size >= PAGE_BYTES:
                return Page(
                    tuple(frames), Cursor(epoch, entries[-1].header.seq), at_head=seq >= view.head.seq
                )

    async def _entries(self, view: View, after: int, limit: int) -> tuple[Sequence[Entry], dict[str, Item]]:
        """The next entries with their items: out of memory, or out of the database where they are older."""
        held = view.after(after, limit)
        if held is not None:
            return held, view.items
        async with reading(self.pool) as db:
            entries = await read(db, after, limit)
            return entries, await items_named(db, [entry.header.guid for entry in entries])

    async def _framed(
        self, view: View, reader: Reader, entries: Sequence[Entry], items: dict[str, Item], now: datetime
    ) -> list[Frame]:
        kept = self._kept
        if kept is None or kept.generation != view.generation or not -KEPT_FOR < now - kept.at < KEPT_FOR:
            kept = self._kept = _Kept(view.generation, now)
        key = (reader.terms(now), reader.question, reader.accepted or reader.account.subscriber)
        keys = [(*key, entry.header.seq) for entry in entries]
        if all(each in kept.frames for each in keys):
            return [made for each in keys if (made := kept.frames[each]) is not None]
        lock = kept.locks.setdefault(key, asyncio.Lock())
        async with lock:
            maker = _Maker(self, reader, now, kept, key)
            return await maker.frames(entries, items)


@dataclass(slots=True)
class _Maker:
    """Makes the frames of one page; takes a connection when it first needs one."""

    pages: Pages
    reader: Reader
    now: datetime
    kept: _Kept
    key: tuple[object, ...]

    async def frames(self, entries: Sequence[Entry], items: dict[str, Item]) -> list[Frame]:
        made: dict[int, Frame | None] = {}
        rest: list[Entry] = []
        for entry in entries:
            key = (*self.key, entry.header.seq)
            if key in self.kept.frames:
                made[entry.header.seq] = self.kept.frames[key]
            else:
                rest.append(entry)
        if rest:
            async with reading(self.pages.pool) as db:
                for each in await ruled(db, rest, items, self.reader, agency=self.pages.agency, now=self.now):
                    made[each.entry.header.seq] = await self._one(db, each)
        return [found for seq in sorted(made) if (found := made[seq]) is not None]

    async def _one(self, db: Connection, each: Ruled) -> Frame | None:
        """The frame of one ruled entry, kept for others where it says nothing that is this subscriber's alone."""
        personal, made = Personal(yes=each.personal), None
        if each.reading is not None:
            found, document = await self._document(db, each, each.reading, personal)
            made = frame(each.entry, each.item, found, self.now, document)
        if not personal.yes:
            self.kept.frames[(*self.key, each.entry.header.seq)] = made
        return made

    async def _document(
        self, db: Connection, each: Ruled, ruling: Reading, personal: Personal
    ) -> tuple[Reading, tuple[Format, bytes] | None]:
        """The document, where the ruling gives one: the version whole, or what tells of a stop."""
        stop = each.entry.header.action in STOPS
        if ruling.verdict is not Verdict.WHOLE and not stop:
            return ruling, None
        account = self.reader.account
        asking = Asking(
            agency=self.pages.agency, now=self.now, addresses=self.pages.addresses, shelf=self.pages.shelf,
            subscriber=account.subscriber, contracts=account.contracts, personal=personal,
        )  # fmt: skip
        accepted = self.reader.accepted or await formats_of(db, account.subscriber)
        try:
            made = await document_of(db, each.entry, each.item, asking, accepted)
        except GoneError:
            return replace(ruling, verdict=Verdict.NONE, why=Why.ERASED), None
        except ConflictError as error:
            return Reading(Verdict.NONE, Why.PARKED, (error.which,)), None
        return ruling, (made.format, made.body)


async def formats_of(db: Connection, subscriber: str) -> tuple[Accepted, ...]:
    """The formats that a subscriber takes and that we write; ours where it never said."""
    taken = tuple(one for one in await accepted_by(db, subscriber) if one.format in WRITERS)
    return taken or tuple(Accepted(form) for form in DEFAULT_FORMATS if form in WRITERS)[:1]
