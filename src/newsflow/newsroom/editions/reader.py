"""The public site's reader of the wire: each entry becomes the lines that the agency's rules make of it.

Cursor and lines move in one transaction, so a worker that dies leaves neither a gap nor a twin. The lock on the
reader's row is the lease: it ends with its connection, which a lease with an hour on it would not.
"""

import asyncio
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from newsflow.db.pool import Pool, transaction
from newsflow.db.query import Connection, query, row, run
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.codes import Action
from newsflow.domain.edition import (
    PUTS_RIGHT,
    About,
    Act,
    Because,
    Before,
    Line,
    Words,
    about_of,
    decide,
    due_of,
    edition_of,
    ends_of,
)
from newsflow.domain.entry import Entry
from newsflow.newsroom.editions import due
from newsflow.newsroom.editions.log import Placed, append_lines, empty_killed
from newsflow.wire.read import follow, item, read

READER = "editions"
BATCH = 100
"""Entries in one transaction."""
GRACE = timedelta(seconds=1)
"""How much after its hour an entry is published: one that was released before that hour is then there to be read first."""

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Reached:
    """Where the reader has got to."""

    epoch: int
    seq: int


@dataclass(frozen=True, slots=True)
class RuleShows:
    """Whether the last line that a rule made shows the item, and on which entry."""

    shown: bool
    wire_seq: int


@dataclass(frozen=True, slots=True)
class Embargoed:
    """Whether an item is still under embargo."""

    embargoed: bool


@dataclass(frozen=True, slots=True)
class EditorsLine:
    """The last line that an editor made of an item."""

    act: str
    headline: str | None
    deck: str | None
    summary: list[str] | None
    editor: str
    wire_seq: int
    undone: bool

    def line(self) -> Line | None:
        """It as a line, or None where it no longer holds: undone, or emptied."""
        if self.act == Act.HIDE:
            return Line(act=Act.HIDE, because=Because.EDITOR, editor=self.editor)
        if self.undone or self.headline is None:
            return None
        words = Words(headline=self.headline, deck=self.deck, summary=tuple(self.summary or ()))
        return Line(act=Act.SHOW, because=Because.EDITOR, words=words, editor=self.editor)


READER_OPEN = query("newsroom/editions.reader_open")
READER_TAKE = query("newsroom/editions.reader_take", Reached)
READER_AT = query("newsroom/editions.reader_at", Reached)
READER_MOVE = query("newsroom/editions.reader_move")
RULE_SHOWS = query("newsroom/editions.rule_shows", RuleShows)
EDITORS_LINE = query("newsroom/editions.editors_line", EditorsLine)
EMBARGOED = query("newsroom/editions.embargoed", Embargoed)


async def run_editions(pool: Pool, agency: Agency, clock: Clock, stop: asyncio.Event) -> None:
    """Keep the edition log up with the wire until `stop` is set. Any number of workers may run it at once."""
    async with transaction(pool) as db:
        await run(db, READER_OPEN, {"name": READER})
    while not stop.is_set():
        if not await step(pool, agency, clock):
            await _woken(pool, clock, stop)


async def catch_up(pool: Pool, agency: Agency, clock: Clock) -> int:
    """Read all that is on the wire now; gives the number of entries read. For loaders, the CLI and tests."""
    async with transaction(pool) as db:
        await run(db, READER_OPEN, {"name": READER})
    read_so_far = 0
    while count := await step(pool, agency, clock):
        read_so_far += count
    return read_so_far


async def step(pool: Pool, agency: Agency, clock: Clock) -> int:
    """Read one batch, or at the head publish what is due, in one transaction.

    Gives the number of entries that were dealt with, 0 where there was nothing to do or while another reads. What
    is due is published in the wire's own time: before an entry comes whatever was due by its release, so that the
    lines follow from the wire alone however late the reader is.
    """
    async with transaction(pool) as db:
        reached = await row(db, READER_TAKE, {"name": READER})
        if reached is None:
            return 0
        work = _Work(db, agency, clock)
        entries = await read(db, reached.seq, BATCH)
        for entry in entries:
            await work.publish_due(entry.header.at)
            await work.arrive(entry)
        if entries:
            last = entries[-1].header
            await run(db, READER_MOVE, {"name": READER, "epoch": last.epoch, "seq": last.seq})
            log.info("edition_log_advanced", seq=last.seq, entries=len(entries), lines=work.lines)
            return len(entries)
        return await work.publish_due(clock() - GRACE)


@dataclass(slots=True)
class _Work:
    """The reader at work within one transaction; `lines` counts what it wrote."""

    db: Connection
    agency: Agency
    clock: Clock
    lines: int = 0

    async def publish_due(self, until: datetime) -> int:
        """The number of entries that were due by then, dealt with in their order."""
        count = 0
        while found := await due.taken(self.db, until, BATCH):
            for one in found:
                (entry,) = await read(self.db, one.wire_seq - 1, 1)
                await (self.take(entry) if one.act == Act.SHOW else self.end(entry))
            count += len(found)
        return count

    async def arrive(self, entry: Entry) -> None:
        """Nothing; the entry's lines are written, or it waits for its hour."""
        guid = entry.header.guid
        edition = await self.edition_of(entry)
        if edition is None:
            return
        before, embargoed = await self.before(entry, edition)
        shown = before.shown or (before.editors is not None and before.editors.act is Act.SHOW)
        waits = await due.waits(self.db, guid)
        hour = due_of(entry, self.agency, shown=shown, waits=waits, embargoed=embargoed)
        if hour is None or entry.header.action in PUTS_RIGHT:
            await due.cancel(self.db, guid, Act.SHOW)
        if hour is None:
            await self.take(entry)
        else:
            await due.add(self.db, entry.header.seq, Act.SHOW, guid, hour)

    async def take(self, entry: Entry) -> None:
        """Nothing; the lines that the rules make of the entry now are written."""
        header = entry.header
        edition = await self.edition_of(entry)
        if edition is None:
            return
        before, embargoed = await self.before(entry, edition)
        lines = decide(entry, before, self.agency, embargoed=embargoed)
        if header.action is Action.KILL:
            await empty_killed(self.db, header.guid)
        if lines:
            await due.cancel(self.db, header.guid, Act.HIDE)
        ends = ends_of(entry, self.agency)
        if ends is not None and any(line.because is Because.RULE for line in lines):
            await due.add(self.db, header.seq, Act.HIDE, header.guid, ends)
        # An editor's line made ahead of the rules keeps the entry that it was made on, else a correction that it
        # already knew of would undo it.
        editors = await row(self.db, EDITORS_LINE, _facts(entry, edition))
        kept_on = max(header.seq, editors.wire_seq if editors else 0)
        for line in lines:
            await self.append(
                edition, entry, line, wire_seq=kept_on if line.because is Because.KEPT else header.seq
            )

    async def end(self, entry: Entry) -> None:
        """Nothing; the entry has been public for as many days as its rule says, and is so no more."""
        edition = await self.edition_of(entry)
        if edition is None:
            return
        made = await row(self.db, RULE_SHOWS, _facts(entry, edition))
        if made is not None and made.shown and made.wire_seq == entry.header.seq:
            await self.append(edition, entry, Line(act=Act.HIDE, because=Because.AGED))

    async def append(self, edition: str, entry: Entry, line: Line, *, wire_seq: int | None = None) -> None:
        header = entry.header
        about = About() if entry.content is None else about_of(entry.content)
        placed = Placed(
            edition=edition, guid=header.guid, wire_seq=wire_seq or header.seq, line=line, about=about
        )
        await append_lines(self.db, self.clock, [placed])
        self.lines += 1

    async def edition_of(self, entry: Entry) -> str | None:
        content = entry.content
        language = content.language if content else (await item(self.db, entry.header.guid)).language
        return edition_of(self.agency, language)

    async def before(self, entry: Entry, edition: str) -> tuple[Before, bool]:
        """What the log says before the entry, and whether its item is still under embargo."""
        facts, header = _facts(entry, edition), entry.header
        made = await row(self.db, RULE_SHOWS, facts)
        editors = await row(self.db, EDITORS_LINE, facts)
        embargo = await row(self.db, EMBARGOED, facts)
        before = Before(
            shown=made is not None and made.shown,
            editors=editors.line() if editors else None,
            editors_are_ahead=editors is not None and editors.wire_seq >= header.seq,
        )
        return before, header.not_before is not None or (embargo is not None and embargo.embargoed)


def _facts(entry: Entry, edition: str) -> dict[str, object]:
    return {"guid": entry.header.guid, "edition": edition, "seq": entry.header.seq}


async def _woken(pool: Pool, clock: Clock, stop: asyncio.Event) -> None:
    """Return when the wire has gone on, when something is due, or when `stop` is set."""
    async with transaction(pool) as db:
        reached = await row(db, READER_AT, {"name": READER})
        upcoming = await due.upcoming(db)
    assert reached is not None
    wait_s = None if upcoming is None else max((upcoming + GRACE - clock()).total_seconds(), 0.05)
    waiting = asyncio.create_task(_next_entry(pool, reached.seq))
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((waiting, stopping), return_when=asyncio.FIRST_COMPLETED, timeout=wait_s)
        if waiting.done():
            waiting.result()
    finally:
        for task in (waiting, stopping):
            task.cancel()
        await asyncio.wait((waiting, stopping))


async def _next_entry(pool: Pool, after: int) -> None:
    async with aclosing(follow(pool, after)) as batches:
        async for _ in batches:
            return
