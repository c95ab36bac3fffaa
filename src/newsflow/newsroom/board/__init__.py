"""The board: what is being written, read, waited for, scheduled and sent, and the chains that nobody finished."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from newsflow.db.query import Connection, query, rows
from newsflow.domain.desk_rules import DeskRules
from newsflow.domain.guid import Guid, PersonId
from newsflow.domain.text import fold

BOARD_LIMIT = 500
"""Lines of one board, at most, drafts before the wire."""
WIRE_BACK = timedelta(hours=24)
CHAINS_BACK = timedelta(hours=24)
SEARCH_CHARACTERS = 200


class Column(StrEnum):
    """Where a line of the board stands: the states of a draft, and the wire."""

    WRITING = "writing"
    WITH_EDITOR = "with_editor"
    FOR_APPROVAL = "for_approval"
    SCHEDULED = "scheduled"
    ON_THE_WIRE = "on_the_wire"


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One line: a draft (`draft` is its id), or an item on the wire (`draft` is None)."""

    state: str
    draft: int | None
    guid: Guid | None
    version: int
    """Of an item, the version on the wire; of a draft, its last save."""
    action: str
    form: str
    language: str
    section: str
    slug: str
    headline: str | None
    """None when it was erased by order."""
    priority: str
    urgency: int
    since: datetime
    """When it came into its column."""
    changed_at: datetime
    due: datetime | None
    """The hour at which it goes out by itself."""
    embargo: datetime | None
    holder: PersonId | None
    name: str | None
    """With whom it lies."""
    writer: str | None
    """Who writes in it this moment."""
    request: str | None
    """The request that it waits for."""

    @property
    def column(self) -> Column:
        """Its column."""
        return Column(self.state)


@dataclass(frozen=True, slots=True)
class Chain:
    """A flash whose lead is overdue."""

    guid: Guid
    slug: str
    language: str
    section: str
    headline: str | None
    at: datetime
    """When it was flashed."""
    draft: int | None
    """The draft of a text in its story, if somebody has begun one."""


_BOARD = query("newsroom/board.board", BoardRow)
_CHAINS = query("newsroom/board.chains", Chain)


async def board_of(
    db: Connection,
    now: datetime,
    *,
    languages: tuple[str, ...] = (),
    sections: tuple[str, ...] = (),
    desks: tuple[str, ...] = (),
    search: str = "",
) -> list[BoardRow]:
    """Every open draft, and what came onto the wire in the last day: the fastest first, then who waits longest.

    Empty tuples mean all; `desks` are as `desk_covers` reads them. `search` looks in headline, slug, deck and body of drafts, released ones too.
    """
    words = fold(search.strip()[:SEARCH_CHARACTERS])
    for special in ("\\", "%", "_"):
        words = words.replace(special, f"\\{special}")
    asked = {
        "languages": list(languages),
        "sections": list(sections),
        "desks": list(desks),
        "words": f"%{words}%" if words else None,
    }
    return await rows(db, _BOARD, {**asked, "since": now - WIRE_BACK, "now": now, "limit": BOARD_LIMIT})


async def chains_of(
    db: Connection,
    rules: DeskRules,
    now: datetime,
    *,
    languages: tuple[str, ...] = (),
    sections: tuple[str, ...] = (),
    desks: tuple[str, ...] = (),
    young: bool = False,
) -> list[Chain]:
    """The last day's flashes that have gone without a lead for longer than the desk allows, the oldest first.

    With `young` those too that still have time: who goes off duty hands on every one.
    """
    asked = {"languages": list(languages), "sections": list(sections), "desks": list(desks)}
    span = {"since": now - CHAINS_BACK, "until": now if young else now - rules.lead_after}
    return await rows(db, _CHAINS, {**asked, **span, "limit": BOARD_LIMIT})
