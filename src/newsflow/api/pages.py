"""Pages of the wire as a reader gets them: read, ruled, rendered, each entry framed once for all who get the same bytes."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from newsflow.api.frame import Frame, frame
from newsflow.api.kept import Key, Keys, Page, Shelf
from newsflow.api.reader import Reader
from newsflow.api.ruled import Ruled, ruled
from newsflow.db.pool import Pool, reading
from newsflow.db.query import Connection
from newsflow.documents import Asking, Document, document_of
from newsflow.documents.asking import Addresses, Personal
from newsflow.documents.choosing import Accepted, accepted_by
from newsflow.documents.loads import Shelf as Loads
from newsflow.domain.agency import Agency
from newsflow.domain.codes import Verdict
from newsflow.domain.entry import STOPS, Entry
from newsflow.domain.errors import ConflictError, GoneError
from newsflow.domain.guid import Seq
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
"""The entry that reaches so many ends its page."""
FORMATS_KEPT_S = 90.0
"""For so long the formats that a subscriber takes are believed; heartbeats of its streams look after FORMATS_LOOKED_S."""
FORMATS_LOOKED_S = 60.0
SUBSCRIBERS_KEPT = 20_000
MOMENT_S = 0.1
"""For so long one look at the wire serves the streams that get the same page."""
DEFAULT_FORMATS = (Format.NINJS_3, Format.TEXT)


@dataclass(slots=True)
class Pages:
    """Makes pages, in one web process."""

    pool: Pool
    agency: Agency
    window: Window
    addresses: Addresses
    shelf: Loads = field(default_factory=Loads)
    keys: Keys = field(default_factory=Keys)
    monotonic: Callable[[], float] = time.monotonic
    page_bytes: int = PAGE_BYTES
    _kept: Shelf | None = None
    _looked: "_Look | None" = None
    _formats: dict[str, tuple[float, tuple[Accepted, ...]]] = field(
        default_factory=dict[str, tuple[float, tuple[Accepted, ...]]]
    )

    async def view(self, cursor: Cursor) -> View:
        """What there is now, if the cursor can be read from. Raises LostCursorError."""
        view = await self.window.view()
        judge_cursor(cursor, view.head, view.epochs)
        return view

    async def stands(self, page: Page) -> bool:
        """Whether the page may go out still: asked last, once the ledger has it. False where it must be made anew."""
        now = await self.window.now()
        return now is page.view or now.still_holds(
            page.view, frozenset[str]().union(*(each.shown for each in page.frames))
        )

    async def stands_for_all(self, page: Page) -> bool:
        """As `stands`, for streams that all get the same page at once: one look serves those of a moment."""
        began, looked = self.monotonic(), self._looked
        if looked is None or looked.page is not page or began - looked.began > MOMENT_S:
            looked = self._looked = _Look(page, began, asyncio.ensure_future(self.stands(page)))
        return looked.found.result() if looked.found.done() else await asyncio.shield(looked.found)

    async def after(self, reader: Reader, cursor: Cursor, limit: int, now: datetime) -> Page:
        """The page after a cursor: at most `limit` frames, fewer where they are large or much was looked through."""
        accepted = await self.formats(reader, FORMATS_KEPT_S)
        view = await self.view(cursor)
        kept, key = self._shelf(view, now), self.keys.of(reader, accepted, now, _since(view, cursor))
        place = (*key, cursor, limit)
        made = kept.pages.get(place)
        if made is None and place in kept.making:
            made = await asyncio.shield(kept.making[place])
        if made is not None and made.shared:
            return made
        return await self._put(view, kept, place, _Wanted(reader, accepted, key, cursor, limit, now))

    async def _put(self, view: View, kept: Shelf, place: Key, wanted: "_Wanted") -> Page:
        """The page made, and kept for others where it is for them too."""
        making: asyncio.Future[Page | None] = asyncio.get_running_loop().create_future()
        kept.making.setdefault(place, making)
        told: Page | None = None  # where it could not be made, who waits for it makes their own
        try:
            made = told = await self._made(view, kept, wanted)
        finally:
            making.set_result(told)
            if kept.making.get(place) is making:
                del kept.making[place]
        if made.shared and made.frames:
            kept.put(place, made)
        return made

    async def formats(self, reader: Reader, kept_s: float) -> tuple[Accepted, ...]:
        """The formats that are asked for, or that the subscriber takes, as they were so long ago at most."""
        if reader.accepted is not None:
            return reader.accepted
        subscriber, now = reader.account.subscriber, self.monotonic()
        known = self._formats.get(subscriber)
        if known is not None and now - known[0] < kept_s:
            return known[1]
        async with reading(self.pool) as db:
            found = await formats_of(db, subscriber)
        if len(self._formats) >= SUBSCRIBERS_KEPT:
            self._formats.clear()
        self._formats[subscriber] = (now, found)
        return found

    async def _made(self, view: View, kept: Shelf, wanted: "_Wanted") -> Page:
        frames: list[Frame] = []
        cursor, limit = wanted.cursor, wanted.limit
        seq, scanned, size, shared = int(cursor.seq), 0, 0, True
        epoch = view.head.epoch
        while True:
            entries, items = await self._entries(view, seq, min(limit - len(frames), SCANNED_AT_ONCE))
            if not entries:
                end = Cursor(epoch, max(cursor.seq, view.head.seq))
                return Page(tuple(frames), end, at_head=True, view=view, shared=shared)
            framed = await self._framed(kept, wanted, entries, items, self.page_bytes - size)
            known = kept.frames[wanted.key]
            shared = shared and items is view.items and all(each in known for each in framed)
            fresh = [found for found in framed.values() if found is not None]
            frames += fresh
            seq, scanned = max(framed), scanned + len(framed)
            size += sum(len(each.body) for each in fresh)
            if len(frames) >= limit or scanned >= SCANNED_AT_MOST or size >= self.page_bytes:
                end = Cursor(epoch, Seq(seq))
                return Page(tuple(frames), end, at_head=seq >= view.head.seq, view=view, shared=shared)

    async def _entries(self, view: View, after: int, limit: int) -> tuple[Sequence[Entry], dict[str, Item]]:
        """The next entries with their items: out of memory, or out of the database where they are older."""
        held = view.after(after, limit)
        if held is not None:
            return held, view.items
        async with reading(self.pool) as db:
            entries = await read(db, after, limit)
            return entries, await items_named(db, [entry.header.guid for entry in entries])

    def _shelf(self, view: View, now: datetime) -> Shelf:
        kept = self._kept
        if kept is None or not kept.holds(view, now):
            kept = self._kept = Shelf(view.generation, now)
        return kept

    async def _framed(
        self, kept: Shelf, wanted: "_Wanted", entries: Sequence[Entry], items: dict[str, Item], room: int
    ) -> dict[int, Frame | None]:
        """The entries' frames by number, in order, up to the first that does not fit into so many bytes, it included."""
        known = kept.frames.setdefault(wanted.key, {})
        made: dict[int, Frame | None] = {}
        if not all(int(entry.header.seq) in known for entry in entries):
            async with kept.locks.setdefault(wanted.key, asyncio.Lock()):
                maker = _Maker(self, wanted.reader, wanted.accepted, wanted.now, known)
                made = await maker.frames(entries, items, room)
        found: dict[int, Frame | None] = {}
        for entry in entries:
            seq = int(entry.header.seq)
            each = found[seq] = made[seq] if seq in made else known[seq]
            room -= 0 if each is None else len(each.body)
            if room <= 0:
                break
        return found


@dataclass(frozen=True, slots=True)
class _Look:
    """The look at the wire for the page that streams had last."""

    page: Page
    began: float
    found: "asyncio.Future[bool]"


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One page that is to be made."""

    reader: Reader
    accepted: tuple[Accepted, ...]
    key: Key
    cursor: Cursor
    limit: int
    now: datetime


@dataclass(slots=True)
class _Maker:
    """Makes the frames of one page; takes a connection when it first needs one."""

    pages: Pages
    reader: Reader
    accepted: tuple[Accepted, ...]
    now: datetime
    known: dict[int, Frame | None]

    async def frames(
        self, entries: Sequence[Entry], items: dict[str, Item], room: int
    ) -> dict[int, Frame | None]:
        """The frames that are not known, by number; none any more once there is no room. What is for everybody gets known."""
        made: dict[int, Frame | None] = {}
        rest = [entry for entry in entries if int(entry.header.seq) not in self.known]
        if not rest:
            return made
        async with reading(self.pages.pool) as db:
            for each in await ruled(db, rest, items, self.reader, agency=self.pages.agency, now=self.now):
                found = made[int(each.entry.header.seq)] = await self._one(db, each)
                room -= 0 if found is None else len(found.body)
                if room <= 0:
                    break
        return made

    async def _one(self, db: Connection, each: Ruled) -> Frame | None:
        """The frame of one ruled entry, kept for others where it says nothing that is this subscriber's alone."""
        personal, made = Personal(yes=each.personal), None
        if each.reading is not None:
            found, document = await self._document(db, each, each.reading, personal)
            held = None if document is None else (document.format, document.body)
            shown = frozenset[str]() if document is None else document.shown
            made = frame(each.entry, each.item, found, self.now, held, shown=shown)
        if not personal.yes:
            self.known[int(each.entry.header.seq)] = made
        return made

    async def _document(
        self, db: Connection, each: Ruled, ruling: Reading, personal: Personal
    ) -> tuple[Reading, Document | None]:
        """The document, where the ruling gives one: the version whole, or what tells of a stop."""
        stop = each.entry.header.action in STOPS
        if ruling.verdict is not Verdict.WHOLE and not stop:
            return ruling, None
        account = self.reader.account
        asking = Asking(
            agency=self.pages.agency, now=self.now, addresses=self.pages.addresses, shelf=self.pages.shelf,
            subscriber=account.subscriber, contracts=account.contracts, personal=personal,
        )  # fmt: skip
        try:
            made = await document_of(db, each.entry, each.item, asking, self.accepted)
        except GoneError:
            return replace(ruling, verdict=Verdict.NONE, why=Why.ERASED), None
        except ConflictError as error:
            return Reading(Verdict.NONE, Why.PARKED, (str(error.which),)), None
        return ruling, made


def _since(view: View, cursor: Cursor) -> datetime | None:
    """When the first entry after a cursor was released; None where it is not in memory."""
    first = view.after(cursor.seq, 1)
    if first is None:
        return None
    return first[0].header.at if first else view.head.at


async def formats_of(db: Connection, subscriber: str) -> tuple[Accepted, ...]:
    """The formats that a subscriber takes and that we write; ours where it never said."""
    taken = tuple(one for one in await accepted_by(db, subscriber) if one.format in WRITERS)
    return taken or tuple(Accepted(form) for form in DEFAULT_FORMATS if form in WRITERS)[:1]
