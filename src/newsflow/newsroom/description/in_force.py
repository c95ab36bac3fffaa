"""Which description is in force: the file's until the desk changes something, from then on the last one kept (ADR-0025)."""

from dataclasses import dataclass
from datetime import datetime

from psycopg import errors

from newsflow.accounts import audit
from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, authorise
from newsflow.db.query import Connection, query, row, rows, run
from newsflow.domain.agency import Agency
from newsflow.domain.errors import BadInputError, ConflictError, SetupError
from newsflow.domain.guid import PersonId
from newsflow.domain.worded import worded
from newsflow.newsroom.description.agency_file import read_text
from newsflow.newsroom.description.codes import check_codes, known_codes
from newsflow.newsroom.description.writing import as_text, places

FROM_FILE = 0
"""The number of what agency.toml says, while nothing was changed at the desk."""
FIRST = 1
FILE = "file"
"""The part of a description that came from a file as a whole."""
PLACES_TOLD = 12
"""So many places of a change stand in the audit trail; the rest is counted. The descriptions themselves are kept."""


@dataclass(frozen=True, slots=True)
class InForce:
    """A description and its number, FROM_FILE when it is the file's; who put it in force, and when."""

    number: int
    agency: Agency
    at: datetime | None = None
    by: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A description as it was kept."""

    number: int
    at: datetime
    by: PersonId
    name: str | None
    part: str
    said: str


@dataclass(frozen=True, slots=True)
class _Last:
    number: int
    at: datetime
    by: PersonId
    part: str
    said: str


@dataclass(frozen=True, slots=True)
class _Number:
    number: int


_IN_FORCE = query("newsroom/description.in_force", _Last)
_NUMBER = query("newsroom/description.last_number", _Number)
_KEPT = query("newsroom/description.kept", Kept)
_PUT = query("newsroom/description.put")


async def number_in_force(db: Connection) -> int:
    """The number of the description in force; FROM_FILE where none was ever put."""
    found = await row(db, _NUMBER)
    return FROM_FILE if found is None else found.number


async def in_force(db: Connection, file: Agency) -> InForce:
    """The description in force; `file` is what agency.toml says. Raises SetupError when it cannot be read."""
    found = await row(db, _IN_FORCE)
    if found is None:
        return InForce(FROM_FILE, file)
    return InForce(found.number, read_text(found.said), found.at, found.by)


async def put_in_force(
    db: Connection, hand: Hand, now: datetime, *, after: InForce, part: str, agency: Agency
) -> int:
    """Put a changed description in force; gives its number. Every process takes it within seconds.

    The first change keeps what the file said as number 1, so that it can be seen what was changed.

    `after` is what the change was made to. Raises BadInputError with the place that is wrong, ConflictError when
    somebody changed the description since, or when nothing differs.
    """
    authorise(hand.person, Act.SET_WIRE)
    changed = changes(after.agency, agency)
    if not changed:
        raise ConflictError("Nothing differs from what is in force.", part, "Change something first.")
    text = as_text(agency)
    try:
        read = read_text(text)
        check_codes(await known_codes(db), read)
    except SetupError as error:
        raise BadInputError(error.what, error.which, error.what_now) from error
    if agency.code != after.agency.code:
        raise BadInputError(
            "A wire keeps its name for ever.",
            worded("It is “%(given)s”.", given=after.agency.code),
            "Keep it.",
        )
    number = max(after.number, FIRST) + 1
    facts: dict[str, object] = {"at": now, "by": hand.person.id}
    try:
        if after.number == FROM_FILE:
            said = as_text(after.agency)
            await run(db, _PUT, {**facts, "number": FIRST, "part": FILE, "said": said})
        await run(db, _PUT, {**facts, "number": number, "part": part, "said": text})
    except errors.UniqueViolation as error:
        raise ConflictError(
            "Somebody changed the settings meanwhile.",
            worded("Description %(number)s is in force already.", number=number),
            "Load the page again and look at what it says now.",
        ) from error
    told = ", ".join(sorted(changed)[:PLACES_TOLD])
    await audit.note(
        db, hand, "set_wire", f"settings:{part}", at=now, number=number, places=told, changed=len(changed)
    )
    return number


def changes(before: Agency, after: Agency) -> dict[str, tuple[str, str]]:
    """What differs, by its place: what it said, and what it says. Empty means that it was not there."""
    old, new = places(before), places(after)
    return {
        place: (old.get(place, ""), new.get(place, ""))
        for place in sorted(old.keys() | new.keys())
        if old.get(place, "") != new.get(place, "")
    }


async def kept(db: Connection, limit: int) -> list[Kept]:
    """The descriptions that were ever put in force, the last first."""
    return await rows(db, _KEPT, {"limit": limit})
