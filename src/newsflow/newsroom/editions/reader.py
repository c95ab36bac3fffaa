"""The public site's reader of the wire: each entry becomes the lines that the agency's rules make of it.

Cursor and lines move in one transaction, so a worker that dies leaves neither a gap nor a twin. The lock on the
reader's row is the lease: it ends with its connection, which a lease with an hour on it would not.
"""

import asyncio
from contextlib import aclosing
from dataclasses import dataclass

import structlog

from newsflow.db.pool import Pool, transaction
from newsflow.db.query import Connection, query, row, run
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.codes import Action
from newsflow.domain.edition import Act, Because, Before, Line, Words, decide, edition_of
from newsflow.domain.entry import Entry
from newsflow.newsroom.editions.log import Placed, append_lines, empty_killed
from newsflow.wire.read import follow, item, read

READER = "editions"
BATCH = 100
"""Entries in one transaction."""

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Reached:
    """Where the reader has got to."""

    epoch: int
    seq: int


@dataclass(frozen=True, slots=True)
class RuleShows:
    """Whether the last line that a rule made shows the item."""

    shown: bool


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
            await _woken(pool, stop)


async def catch_up(pool: Pool, agency: Agency, clock: Clock) -> int:
    """Read all that is on the wire now; gives the number of entries read. For loaders, the CLI and tests."""
    async with transaction(pool) as db:
        await run(db, READER_OPEN, {"name": READER})
    read_so_far = 0
    while count := await step(pool, agency, clock):
        read_so_far += count
    return read_so_far


async def step(pool: Pool, agency: Agency, clock: Clock) -> int:
    """Read one batch in one transaction; gives the number of entries, 0 at the head or while another reads."""
    async with transaction(pool) as db:
        reached = await row(db, READER_TAKE, {"name": READER})
        if reached is None:
            return 0
        entries = await read(db, reached.seq, BATCH)
        lines = 0
        for entry in entries:
            lines += await _take(db, agency, clock, entry)
        if entries:
            last = entries[-1].header
            await run(db, READER_MOVE, {"name": READER, "epoch": last.epoch, "seq": last.seq})
            log.info("edition_log_advanced", seq=last.seq, entries=len(entries), lines=lines)
    return len(entries)


async def _take(db: Connection, agency: Agency, clock: Clock, entry: Entry) -> int:
    header = entry.header
    language = entry.content.language if entry.content else (await item(db, header.guid)).language
    edition = edition_of(agency, language)
    if edition is None:
        return 0
    facts = {"guid": header.guid, "edition": edition, "seq": header.seq}
    made = await row(db, RULE_SHOWS, facts)
    editors = await row(db, EDITORS_LINE, facts)
    embargo = await row(db, EMBARGOED, facts)
    before = Before(
        shown=made is not None and made.shown,
        editors=editors.line() if editors else None,
        editors_are_ahead=editors is not None and editors.wire_seq >= header.seq,
    )
    embargoed = header.not_before is not None or (embargo is not None and embargo.embargoed)
    lines = decide(entry, before, agency, embargoed=embargoed)
    if header.action is Action.KILL:
        await empty_killed(db, header.guid)
    # An editor's line made ahead of the rules keeps the entry that it was made on, else a correction that it
    # already knew of would undo it.
    kept_on = max(header.seq, editors.wire_seq if editors else 0)
    await append_lines(
        db,
        clock,
        [
            Placed(
                edition=edition,
                guid=header.guid,
                wire_seq=kept_on if line.because is Because.KEPT else header.seq,
                line=line,
            )
            for line in lines
        ],
    )
    return len(lines)


async def _woken(pool: Pool, stop: asyncio.Event) -> None:
    """Return when the wire has gone on, or when `stop` is set."""
    async with transaction(pool) as db:
        reached = await row(db, READER_AT, {"name": READER})
    assert reached is not None
    waiting = asyncio.create_task(_next_entry(pool, reached.seq))
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((waiting, stopping), return_when=asyncio.FIRST_COMPLETED)
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
