"""The look that comes after: what one person did alone, until another has looked at it (invariant 9)."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.accounts import audit
from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, authorise
from newsflow.db.query import Connection, query, row, rows, run
from newsflow.domain.errors import ConflictError, NotAllowedError
from newsflow.domain.guid import Guid, PersonId
from newsflow.newsroom.duty.lent import lent_to

OWED_LIMIT = 1_000
ALONE = "sent_alone"


@dataclass(frozen=True, slots=True)
class OwedLook:
    """A stop, or a release without a second person, that nobody else has looked at yet."""

    id: int
    guid: Guid
    version: int
    act: str
    """`hold`, `kill`, `withdraw` or `sent_alone`."""
    by: PersonId
    name: str | None
    at: datetime
    reason: str
    """For the file."""
    substitute: bool
    """A text in its place was promised."""
    slug: str
    language: str
    section: str


@dataclass(frozen=True, slots=True)
class _Owed:
    by: PersonId
    language: str
    section: str


_OWE = query("newsroom/duty.owe_look")
_OWED = query("newsroom/duty.owed_looks", OwedLook)
_ONE_OWED = query("newsroom/duty.owed_look", _Owed)
_LOOK = query("newsroom/duty.look_after")


async def owe_look(
    db: Connection,
    *,
    guid: str,
    version: int,
    act: str,
    by: PersonId,
    now: datetime,
    reason: str,
    substitute: bool = False,
) -> None:
    """Write down that somebody else must look at this version, with the reason for the file."""
    facts = {"guid": guid, "version": version, "act": act, "by": by, "now": now}
    await run(db, _OWE, {**facts, "reason": reason, "substitute": substitute})


async def owed_looks(db: Connection) -> list[OwedLook]:
    """What still waits for another person's look, the oldest first."""
    return await rows(db, _OWED, {"limit": OWED_LIMIT})


async def look_after(db: Connection, owed: int, hand: Hand, now: datetime, *, words: str = "") -> None:
    """Say that one has looked, and what one found. Never by whoever did it."""
    found = await row(db, _ONE_OWED, {"id": owed})
    if found is None:
        raise ConflictError(
            "Nobody waits for this look.", f"{owed}.", "Somebody looked already, or it is none."
        )
    lent = await lent_to(db, hand.person, now)
    authorise(hand.person, Act.APPROVE, language=found.language, section=found.section, lent=lent)
    if found.by == hand.person.id or hand.is_machine:
        raise NotAllowedError("The look after is another person's.", hand.person.email, "Ask a colleague.")
    await run(db, _LOOK, {"id": owed, "by": hand.person.id, "now": now, "words": words})
    await audit.note(db, hand, "look_after", f"after_look:{owed}", at=now)
