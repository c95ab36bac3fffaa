"""Rights lent for a shift: a reporter who may release tonight, and no longer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from newsflow.accounts import audit
from newsflow.accounts.hand import Hand
from newsflow.accounts.people import LENDABLE, Act, Person, authorise
from newsflow.db.query import Connection, query, row, rows, run
from newsflow.domain.errors import BadInputError, ConflictError, NotAllowedError
from newsflow.domain.guid import PersonId

LENT_HOURS = 24
LENT_LIMIT = 1_000


@dataclass(frozen=True, slots=True)
class Lent:
    """A right that was lent, to whom, by whom, from when until when, and why."""

    id: int
    person: PersonId
    name: str
    act: str
    lent_by: PersonId
    from_at: datetime
    until_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


_LEND = query("newsroom/duty.lend", _Id)
_TAKE_BACK = query("newsroom/duty.take_back")
_LENT = query("newsroom/duty.lent", Lent)


async def lend(
    db: Connection, person: Person, act: Act, hand: Hand, now: datetime, *, until: datetime, reason: str
) -> int:
    """Lend a right until an hour within a day; gives the loan's id. Nobody lends to themselves, or what they lack."""
    authorise(hand.person, Act.LEND_RIGHTS)
    authorise(hand.person, act)
    authorise(person, Act.WRITE)
    if act not in LENDABLE:
        raise NotAllowedError("This right is not lent.", act.value, "An administrator gives a role.")
    if person.id == hand.person.id:
        raise NotAllowedError("Nobody lends to themselves.", person.email, "Ask a colleague.")
    if not now < until <= now + timedelta(hours=LENT_HOURS):
        raise BadInputError("A right is lent for a shift.", f"Until {until.isoformat()}.", "A day at most.")
    if not reason.strip():
        raise BadInputError("A right is lent with a reason.", act.value, "Say why.")
    facts = {"person": person.id, "act": act.value, "by": hand.person.id, "now": now, "until": until}
    made = await row(db, _LEND, {**facts, "reason": reason})
    assert made is not None
    await audit.note(
        db, hand, "lend_right", f"person:{person.id}", at=now, right=act.value, until=until.isoformat()
    )
    return made.id


async def take_back(db: Connection, loan: int, hand: Hand, now: datetime) -> None:
    """End a loan now."""
    authorise(hand.person, Act.LEND_RIGHTS)
    if not await run(db, _TAKE_BACK, {"id": loan, "now": now}):
        raise ConflictError("This loan is over, or there is none.", f"{loan}.", "Nothing needs doing.")
    await audit.note(db, hand, "take_right_back", f"loan:{loan}", at=now)


async def lent_now(db: Connection, now: datetime) -> list[Lent]:
    """Every right that is lent now, the next to end first."""
    return await rows(db, _LENT, {"person": None, "at": now, "limit": LENT_LIMIT})


async def lent_to(db: Connection, person: Person, at: datetime) -> frozenset[Act]:
    """What is lent to the person at a moment: `authorise` takes it as `lent`."""
    found = await rows(db, _LENT, {"person": person.id, "at": at, "limit": LENT_LIMIT})
    return frozenset(Act(each.act) for each in found)
