"""Pages of the wire as a reader gets them: read, ruled, rendered, each entry framed once for all who get the same bytes."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from newsflow.api.frame import Frame
from newsflow.api.framing import Framer
from newsflow.api.kept import Key, Keys, Page, Shelf
from newsflow.api.reader import Reader
from newsflow.db.pool import Pool, reading
from newsflow.db.query import Connection
from newsflow.documents.asking import Addresses
from newsflow.documents.choosing import Accepted, accepted_by
from newsflow.documents.loads import Shelf as Loads
from newsflow.domain.agency import Agency
from newsflow.domain.entry import Entry
from newsflow.domain.guid import Seq
from newsflow.formats.names import Format
from newsflow.formats.writers import WRITERS
from newsflow.wire.read import Cursor, items_named, judge_cursor, read
from newsflow.wire.rows import Item
from newsflow.wire.window import View, Window

SCANNED_AT_ONCE = 100
SCANNED_AT_MOST = 5_000
"""Entries that one page looks through; what a question leaves out costs time too."""
PAGE_BYTES = 4_000_000
"""The entry that reaches so many ends its page."""
MADE_S = 2.0
"""A page whose making takes so long ends there, as soon as it has anything: a back-fill begins within seconds."""
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
        # An empty page is kept at the head alone, where everybody asks for the same one.
        if made.shared and (made.frames or wanted.cursor.seq >= view.head.seq):
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
        epoch, until = view.head.epoch, self.monotonic() + MADE_S
        while True:
            entries, items = await self._entries(view, seq, min(limit - len(frames), SCANNED_AT_ONCE))
            if not entries:
                end = Cursor(epoch, max(cursor.seq, view.head.seq))
                return Page(tuple(frames), end, at_head=True, view=view, shared=shared)
            framed = await self._framed(kept, wanted, (entries, items), self.page_bytes - size, until)
            known = kept.frames[wanted.key]
            shared = shared and items is view.items and all(each in known for each in framed)
            fresh = [found for found in framed.values() if found is not None]
            frames += fresh
            seq, scanned = max(framed), scanned + len(framed)
            size += sum(len(each.body) for each in fresh)
            late = bool(frames) and self.monotonic() >= until
            if len(frames) >= limit or scanned >= SCANNED_AT_MOST or size >= self.page_bytes or late:
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
        self,
        kept: Shelf,
        wanted: "_Wanted",
        read: tuple[Sequence[Entry], dict[str, Item]],
        room: int,
        until: float,
    ) -> dict[int, Frame | None]:
        """The entries' frames by number, in order: up to the first that does not fit into so many bytes, it included.

        Or up to the first that was not made by that moment.
        """
        known = kept.frames.setdefault(wanted.key, {})
        made: dict[int, Frame | None] = {}
        entries, items = read
        if not all(int(entry.header.seq) in known for entry in entries):
            async with kept.locks.setdefault(wanted.key, asyncio.Lock()):
                framer = Framer(
                    pool=self.pool, agency=self.agency, addresses=self.addresses, shelf=self.shelf,
                    reader=wanted.reader, accepted=wanted.accepted, now=wanted.now, known=known,
                    late=lambda: self.monotonic() >= until,
                )  # fmt: skip
                made = await framer.frames(entries, items, room)
        found: dict[int, Frame | None] = {}
        for entry in entries:
            seq = int(entry.header.seq)
            if seq not in made and seq not in known:
                break
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
