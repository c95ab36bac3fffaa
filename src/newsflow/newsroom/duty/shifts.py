"""Shifts: who is on, for which desk, until when; alone, all desks are theirs."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from newsflow.accounts import audit
from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, Person, authorise
from newsflow.db.query import Connection, query, row, rows, run
from newsflow.domain.desk_rules import desk_covers
from newsflow.domain.errors import BadInputError, ConflictError, NotFoundError
from newsflow.domain.guid import PersonId
from newsflow.domain.worded import worded

SHIFT_HOURS = 16
"""A shift is as long as that at most: nobody is on duty for a week by mistake."""
SHIFTS_LIMIT = 1_000
DESK_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Someone's shift. `desk` is `tr`, `fr/sport`, `*/sport`, or empty for all; alone it is always empty."""

    id: int
    person: PersonId
    name: str
    role: str
    desk: str
    alone: bool
    from_at: datetime
    until_at: datetime


@dataclass(frozen=True, slots=True)
class _Id:
    id: int


@dataclass(frozen=True, slots=True)
class _Whose:
    person: PersonId


_BEGIN = query("newsroom/duty.begin_shift", _Id)
_END_SAME = query("newsroom/duty.end_same")
_END = query("newsroom/duty.end_shift")
_SHIFT_OF = query("newsroom/duty.shift_of", _Whose)
_ON_DUTY = query("newsroom/duty.on_duty", OnDuty)


async def begin(
    db: Connection,
    hand: Hand,
    now: datetime,
    *,
    until: datetime,
    desk: str = "",
    alone: bool = False,
    person: Person | None = None,
) -> int:
    """Put oneself on duty, or another person, which takes a right to lend; gives the shift's id.

    Who is on for the same desk already goes on with this shift in the other's place: nobody stands on duty twice.
    """
    who = person or hand.person
    authorise(who, Act.WRITE)
    if who.id != hand.person.id:
        authorise(hand.person, Act.LEND_RIGHTS)
    if not now < until <= now + timedelta(hours=SHIFT_HOURS):
        raise BadInputError(
            "A shift ends within a day.",
            worded("Until %(until)s.", until=until.isoformat()),
            worded("Give %(most)s hours at most.", most=SHIFT_HOURS),
        )
    if len(desk) > DESK_CHARACTERS or (alone and desk):
        raise BadInputError("This is no desk.", f"“{desk[:80]}”.", "Write tr, fr/sport, or nothing for all.")
    facts = {"person": who.id, "desk": desk, "alone": alone, "now": now, "until": until, "by": hand.person.id}
    await run(db, _END_SAME, facts)
    made = await row(db, _BEGIN, facts)
    assert made is not None
    await audit.note(db, hand, "begin_shift", f"person:{who.id}", at=now, desk=desk, alone=alone)
    return made.id


async def end(db: Connection, shift: int, hand: Hand, now: datetime) -> None:
    """End a shift now: one's own, or another's with a right to lend."""
    whose = await row(db, _SHIFT_OF, {"id": shift})
    if whose is None:
        raise NotFoundError("No such shift.", f"{shift}.", "See `newsflow duty`.")
    if whose.person != hand.person.id:
        authorise(hand.person, Act.LEND_RIGHTS)
    if not await run(db, _END, {"id": shift, "now": now}):
        raise ConflictError("This shift is over.", f"{shift}.", "Nothing needs doing.")
    await audit.note(db, hand, "end_shift", f"person:{whose.person}", at=now)


async def on_duty(db: Connection, now: datetime) -> list[OnDuty]:
    """Everyone who is on, by desk."""
    return await rows(db, _ON_DUTY, {"now": now, "limit": SHIFTS_LIMIT})


async def is_on(db: Connection, person: Person, now: datetime, *, language: str, section: str) -> bool:
    """Whether the person is on duty for a text in that language and section."""
    return any(
        shift.person == person.id and desk_covers(shift.desk, language, section)
        for shift in await on_duty(db, now)
    )


async def who_for(db: Connection, now: datetime, *, language: str, section: str) -> frozenset[PersonId]:
    """Who is on duty for a text in that language and section, each once however many shifts they have begun."""
    on = await on_duty(db, now)
    return frozenset(shift.person for shift in on if desk_covers(shift.desk, language, section))


async def count_for(db: Connection, now: datetime, *, language: str, section: str) -> int:
    """How many people are on duty for a text in that language and section."""
    return len(await who_for(db, now, language=language, section=section))
