"""Rights lent for a shift: a reporter who may release tonight, and no longer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from newsflow.accounts import audit
from newsflow.accounts.hand import Hand
from newsflow.accounts.people import LENDABLE, Act, Person, authorise, by_id
from newsflow.db.query import Connection, query, row, rows, run
from newsflow.domain.errors import BadInputError, ConflictError, NotAllowedError
from newsflow.domain.guid import PersonId
from newsflow.domain.worded import worded
from newsflow.newsroom.drafts import note
from newsflow.newsroom.rows import MARK_REFUSED, SCHEDULED_BY

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


@dataclass(frozen=True, slots=True)
class _Loan:
    person: PersonId
    act: str


_LEND = query("newsroom/duty.lend", _Id)
_TAKE_BACK = query("newsroom/duty.take_back", _Loan)
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
        raise BadInputError(
            "A right is lent for a shift.",
            worded("Until %(until)s.", until=until.isoformat()),
            "A day at most.",
        )
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
    """End a loan now. What its person scheduled by it, and may not release without it, is being written again.

    A loan that ends at its own hour takes nothing back: the word was good when it was given.
    """
    authorise(hand.person, Act.LEND_RIGHTS)
    taken = await row(db, _TAKE_BACK, {"id": loan, "now": now})
    if taken is None:
        raise ConflictError("This loan is over, or there is none.", f"{loan}.", "Nothing needs doing.")
    drafts = await _unschedule(db, taken, hand, now) if taken.act == Act.RELEASE else 0
    await audit.note(db, hand, "take_right_back", f"loan:{loan}", at=now, drafts=drafts)


async def _unschedule(db: Connection, loan: _Loan, hand: Hand, now: datetime) -> int:
    """Take what the person scheduled and may not release any more back to writing; gives how many."""
    person = await by_id(db, loan.person)
    assert person is not None
    lent = await lent_to(db, person, now)
    taken = 0
    for draft in await rows(db, SCHEDULED_BY, {"person": person.id, "limit": LENT_LIMIT}):
        try:
            authorise(person, Act.RELEASE, language=draft.language, section=draft.section, lent=lent)
        except NotAllowedError:
            await run(db, MARK_REFUSED, {"id": draft.id, "now": now})
            words = "The right to release it was taken back before its hour."
            await note(db, draft.id, "refused", hand.person.id, now, words=words)
            taken += 1
    return taken


async def lent_now(db: Connection, now: datetime) -> list[Lent]:
    """Every right that is lent now, the next to end first."""
    return await rows(db, _LENT, {"person": None, "at": now, "limit": LENT_LIMIT})


async def lent_to(db: Connection, person: Person, at: datetime) -> frozenset[Act]:
    """What is lent to the person at a moment: `authorise` takes it as `lent`."""
    found = await rows(db, _LENT, {"person": person.id, "at": at, "limit": LENT_LIMIT})
    return frozenset(Act(each.act) for each in found)
