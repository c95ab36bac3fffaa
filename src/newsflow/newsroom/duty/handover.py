"""The hand-over: what stands open, what to watch, and who signed for it."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from psycopg.types.json import Jsonb

from newsflow.accounts import audit
from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, authorise
from newsflow.db.query import Connection, query, row, rows, run
from newsflow.domain.desk_rules import DeskRules
from newsflow.domain.errors import BadInputError, ConflictError
from newsflow.domain.guid import Guid, PersonId
from newsflow.domain.worded import worded
from newsflow.newsroom.board import Chain, chains_of
from newsflow.newsroom.duty.after_look import OwedLook, owed_looks

LINES_LIMIT = 500
WORDS_CHARACTERS = 1_000
EMBARGOES_AHEAD = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Line:
    """A note on what to watch, open until somebody closes it."""

    id: int
    at: datetime
    by: PersonId
    name: str | None
    words: str


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An item that stands open. `at`: held since, or embargo until."""

    guid: Guid
    slug: str
    language: str
    section: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Handover:
    """Everything that the next shift signs for."""

    lines: list[Line]
    holds: list[OpenItem]
    embargoes: list[OpenItem]
    """Due within a day."""
    flashes: list[Chain]
    """Without a lead, however young."""
    looks: list[OwedLook]


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature, and the ids of what was shown to whoever signed, as JSON."""

    id: int
    at: datetime
    by: PersonId
    name: str | None
    shown: str

    def count(self) -> int:
        """How many lines were signed for."""
        return sum(len(ids) for ids in json.loads(self.shown).values())


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


_ADD = query("newsroom/duty.add_line", _Id)
_CLOSE = query("newsroom/duty.close_line")
_LINES = query("newsroom/duty.open_lines", Line)
_HOLDS = query("newsroom/duty.open_holds", OpenItem)
_EMBARGOES = query("newsroom/duty.embargoes_due", OpenItem)
_SIGN = query("newsroom/duty.sign_handover", _Id)
_SIGNED = query("newsroom/duty.signed", Signed)


async def watch(db: Connection, hand: Hand, now: datetime, *, words: str) -> int:
    """Add a note on what to watch; gives its id."""
    authorise(hand.person, Act.WRITE)
    if not words.strip() or len(words) > WORDS_CHARACTERS:
        raise BadInputError(
            "This is no note.",
            worded("%(count)s characters.", count=len(words)),
            worded("Write 1 to %(most)s characters.", most=WORDS_CHARACTERS),
        )
    made = await row(db, _ADD, {"now": now, "by": hand.person.id, "words": words.strip()})
    assert made is not None
    return made.id


async def close(db: Connection, line: int, hand: Hand, now: datetime) -> None:
    """Close a note: nobody needs to watch this any more."""
    authorise(hand.person, Act.WRITE)
    if not await run(db, _CLOSE, {"id": line, "now": now, "by": hand.person.id}):
        raise ConflictError("This note is closed, or there is none.", f"{line}.", "Nothing needs doing.")


async def handover(db: Connection, rules: DeskRules, now: datetime) -> Handover:
    """What stands open now."""
    return Handover(
        lines=await rows(db, _LINES, {"limit": LINES_LIMIT}),
        holds=await rows(db, _HOLDS, {"limit": LINES_LIMIT}),
        embargoes=await rows(db, _EMBARGOES, {"until": now + EMBARGOES_AHEAD, "limit": LINES_LIMIT}),
        flashes=await chains_of(db, rules, now, young=True),
        looks=await owed_looks(db),
    )


async def sign(db: Connection, rules: DeskRules, hand: Hand, now: datetime) -> int:
    """Sign for everything that stands open now; gives the signature's id. What was shown is kept by its ids."""
    authorise(hand.person, Act.WRITE)
    found = await handover(db, rules, now)
    shown = {
        "lines": [line.id for line in found.lines],
        "holds": [item.guid for item in found.holds],
        "embargoes": [item.guid for item in found.embargoes],
        "flashes": [item.guid for item in found.flashes],
        "looks": [look.id for look in found.looks],
    }
    made = await row(db, _SIGN, {"now": now, "by": hand.person.id, "shown": Jsonb(shown)})
    assert made is not None
    await audit.note(db, hand, "sign_handover", f"handover:{made.id}", at=now)
    return made.id


async def signatures(db: Connection, limit: int = 50) -> list[Signed]:
    """Who signed, the last first."""
    return await rows(db, _SIGNED, {"limit": limit})
