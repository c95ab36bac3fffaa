"""The audit trail: who did what, by which key. The app may add to it and never change it; it names people by ids."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from newsflow.accounts.hand import OPERATOR, Hand, Operator
from newsflow.db.query import Connection, query, rows, run

Fact = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Noted:
    """One line of the trail."""

    id: int
    at: datetime
    person: str | None
    key: str
    session: str | None
    act: str
    subject: str
    facts: dict[str, Any]

    def told(self) -> tuple[tuple[str, str], ...]:
        """Its facts by name, for a page."""
        return tuple((name, str(self.facts[name])) for name in sorted(self.facts))


_NOTE = query("accounts.note")
_TRAIL = query("accounts.trail", Noted)


async def note(
    db: Connection, who: Hand | Operator | None, act: str, subject: str, *, at: datetime, **facts: Fact
) -> None:
    """Write down that `who` did `act` to `subject` (`draft:12`, `item:nf:text:…`, `person:p_…`).

    In the transaction of the act itself. Facts hold ids, codes and numbers, no names and no addresses: the trail is
    for ever, and people may be erased. None did it where nobody was signed in; an operator's key says so.
    """
    hand = who if isinstance(who, Hand) else None
    await run(
        db,
        _NOTE,
        {
            "at": at,
            "person": None if hand is None else hand.person.id,
            "key": _key(who),
            "session": None if hand is None else hand.session,
            "act": act,
            "subject": subject,
            "facts": Jsonb(facts),
        },
    )


def _key(who: Hand | Operator | None) -> str:
    match who:
        case Hand():
            return who.key
        case Operator():
            return OPERATOR
        case None:
            return "none"


async def trail(
    db: Connection,
    *,
    person: str | None = None,
    act: str | None = None,
    subject: str | None = None,
    before: int | None = None,
    limit: int = 100,
) -> list[Noted]:
    """The latest lines first, of a person, an act or a subject where one is named, older than line `before`."""
    asked = {"person": person, "act": act, "subject": subject, "before": before, "limit": limit}
    return await rows(db, _TRAIL, asked)
