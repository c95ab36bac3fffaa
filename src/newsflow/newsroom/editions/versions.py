"""The public version of an item: its words and whose they are, its own times, and all that was ever done to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from newsflow.db.query import Connection, query, row, rows
from newsflow.domain.agency import Agency, PublicRule
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.edition import Words, public_rule, words_of

HISTORY = 100
"""Lines of an item's history that are read."""
TAKEN_OFF = 30


@dataclass(frozen=True, slots=True)
class PublicVersion:
    """What the public last read of an item, or that it reads nothing."""

    edition: str
    act: str
    because: str
    headline: str | None
    deck: str | None
    summary: list[str] | None
    editor: str | None
    name: str | None
    updated_at: datetime
    first_at: datetime | None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """What was done to an item on the site, and by whom; `editor` is None for what the rules did."""

    seq: int
    at: datetime
    act: str
    because: str
    headline: str | None
    editor: str | None
    name: str | None
    until_at: datetime | None


@dataclass(frozen=True, slots=True)
class TakenOff:
    """An item that an editor keeps off the site."""

    guid: str
    headline: str
    at: datetime
    name: str | None


PUBLIC_VERSION = query("newsroom/editions.public_version", PublicVersion)
HISTORY_OF = query("newsroom/editions.history", HistoryLine)
TAKEN_OFF_NOW = query("newsroom/editions.taken_off", TakenOff)


async def public_version(db: Connection, guid: str) -> PublicVersion | None:
    """The item's public version; None where it was never public."""
    return await row(db, PUBLIC_VERSION, {"guid": guid})


async def history(db: Connection, guid: str) -> Sequence[HistoryLine]:
    """What the log ever said of the item, the last first."""
    return await rows(db, HISTORY_OF, {"guid": guid, "limit": HISTORY})


async def taken_off(db: Connection, edition: str) -> Sequence[TakenOff]:
    """What editors keep off the edition, the last first."""
    return await rows(db, TAKEN_OFF_NOW, {"edition": edition, "limit": TAKEN_OFF})


def measured(agency: Agency, version: Dispatch) -> Words:
    """The words that a version's rule gives, or by the first rule's measure where none covers it."""
    return words_of(version, public_rule(agency, version) or next(iter(agency.public_rules), PublicRule()))
