"""What an edition shows now: its items, its pins, and how its front page is laid. The public's pages and the desk read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from newsflow.db.query import Connection, query, rows
from newsflow.domain.agency import Agency
from newsflow.domain.front import Candidate, Front, arrange

CANDIDATES = 150
"""How many of the newest the front is laid from."""
PINS = 10
"""Items that may be pinned to one front."""
AFTER_ALL = 2**62
"""A number after every line of the log."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """An item as lists show it."""

    seq: int
    guid: str
    edition: str
    headline: str
    deck: str | None
    summary: list[str] | None
    section: str
    story: str | None
    form: str
    priority: str
    urgency: int
    first_at: datetime
    version_at: datetime
    version_action: str
    editor: str | None
    """Whose words these are; None: the rules'."""
    changed_at: datetime
    """When the public's words last changed: with the version, or by an editor's hand since."""


@dataclass(frozen=True, slots=True)
class PinRow:
    """A pinned item."""

    guid: str
    until_at: datetime | None
    wire_seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A front page as it is laid: the places, the items by guid, and the pins in order."""

    front: Front
    items: dict[str, ListRow]
    pins: tuple[PinRow, ...]


NEWEST = query("newsroom/editions.newest", ListRow)
PINNED = query("newsroom/editions.pinned", PinRow)


async def newest(
    db: Connection,
    edition: str,
    limit: int,
    *,
    section: str | None = None,
    topics: Sequence[str] | None = None,
    place: str | None = None,
    before: int = AFTER_ALL,
    guids: Sequence[str] | None = None,
) -> list[ListRow]:
    """What the edition shows now, newest line first."""
    facts = {
        "edition": edition,
        "section": section,
        "topics": None if topics is None else list(topics),
        "places": None if place is None else [place],
        "before": before,
        "guids": None if guids is None else list(guids),
        "limit": limit,
    }
    return await rows(db, NEWEST, facts)


async def pins_of(db: Connection, edition: str, now: datetime) -> list[PinRow]:
    """The pins that hold, in their order."""
    return await rows(db, PINNED, {"edition": edition, "now": now, "limit": PINS})


async def laid_front(db: Connection, agency: Agency, edition: str, now: datetime) -> Laid:
    """The edition's front page."""
    pins = await pins_of(db, edition, now)
    found = await newest(db, edition, CANDIDATES)
    if missing := {pin.guid for pin in pins} - {row.guid for row in found}:
        found += await newest(db, edition, len(missing), guids=sorted(missing))
    places = {pin.guid: place for place, pin in enumerate(pins)}
    sections = [section.code for section in agency.sections if not section.retired]
    front = arrange((_candidate(row, places.get(row.guid)) for row in found), sections, now)
    return Laid(front=front, items={row.guid: row for row in found}, pins=tuple(pins))


def _candidate(row: ListRow, pin: int | None) -> Candidate:
    return Candidate(
        guid=row.guid,
        story=row.story,
        section=row.section,
        form=row.form,
        urgency=row.urgency,
        shown_at=row.version_at,
        pin=pin,
    )
