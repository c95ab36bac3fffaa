"""Write the edition log: lines numbered under one lock, words emptied by a kill (an erasure empties them in the database)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from newsflow.db.query import Connection, query, row, run
from newsflow.domain.clock import Clock
from newsflow.domain.edition import About, Act, Line


@dataclass(frozen=True, slots=True)
class Number:
    """One number that the database gave."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A line with its edition, its item and the entry of the wire that it stands on."""

    edition: str
    guid: str
    wire_seq: int
    line: Line
    about: About
    """Where a line that shows the item lets it be found."""
    from_at: datetime | None = None
    until_at: datetime | None = None


HEAD_TAKE = query("newsroom/editions.head_take", Number)
HEAD_MOVE = query("newsroom/editions.head_move")
APPEND = query("newsroom/editions.append")
EMPTY_ITEM = query("newsroom/editions.empty_item")


async def append_lines(db: Connection, clock: Clock, lines: Sequence[Placed]) -> None:
    """Append the lines, in order, numbered together; the log's head stays locked until the caller commits."""
    if not lines:
        return
    head = await row(db, HEAD_TAKE)
    assert head is not None
    now = clock()
    for seq, placed in enumerate(lines, start=head.number + 1):
        line, words = placed.line, placed.line.words
        await run(
            db,
            APPEND,
            {
                "seq": seq,
                "at": now,
                "edition": placed.edition,
                "guid": placed.guid,
                "act": line.act.value,
                "because": line.because.value,
                "wire_seq": placed.wire_seq,
                "headline": words.headline if words else None,
                "deck": words.deck if words else None,
                "summary": list(words.summary) if words else None,
                "topics": list(placed.about.topics) if line.act is Act.SHOW else None,
                "places": list(placed.about.places) if line.act is Act.SHOW else None,
                "editor": line.editor,
                "from_at": placed.from_at,
                "until_at": placed.until_at,
            },
        )
    await run(db, HEAD_MOVE, {"seq": head.number + len(lines)})


async def empty_killed(db: Connection, guid: str) -> int:
    """Empty every word of an item in the log, as a kill asks; gives the number of lines emptied."""
    return await run(db, EMPTY_ITEM, {"guid": guid})
