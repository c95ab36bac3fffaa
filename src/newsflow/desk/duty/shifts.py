"""Who is on duty, by desk: going on and off, being alone, and rights lent for a shift."""

from dataclasses import dataclass
from datetime import timedelta

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.deed import Deed
from newsflow.accounts.people import LENDABLE, Act, Person, by_id, may, people
from newsflow.db.pool import reading, transaction
from newsflow.db.query import Connection
from newsflow.desk.duty.words import DUTY, RIGHTS, desk_name, tabs_of
from newsflow.desk.frame import ROLES, DeskFrame, DeskLink, answer, desk_frame, done, times
from newsflow.desk.visit import HOME, Desk, Visit, signed_in
from newsflow.domain.desk_rules import desk_covers
from newsflow.domain.errors import BadInputError, NewsflowError
from newsflow.domain.guid import PersonId
from newsflow.newsroom import duty
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.proof import ProofField, proof_field, proved
from newsflow.web.within.refused import REFUSALS, Refused, refused

HOURS = 8
"""How long a shift is where nobody says otherwise."""
Choice = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftLine:
    """Someone who is on."""

    id: int
    name: str
    role: str
    desk: str
    alone: bool
    begun: Moment
    until: Moment
    is_me: bool
    may_end: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanLine:
    """A right that is lent."""

    id: int
    name: str
    right: str
    by: str
    until: Moment
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanFields:
    """What was typed of a loan that was refused; `given` says whether one was."""

    given: bool
    to: str
    right: str
    hours: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyPage:
    """Who is on, and what one can do about it."""

    frame: DeskFrame
    tabs: tuple[DeskLink, ...]
    refused: Refused | None
    mine: tuple[ShiftLine, ...]
    alone: bool
    on: tuple[ShiftLine, ...]
    uncovered: str
    desks: tuple[Choice, ...]
    hours: tuple[Choice, ...]
    usual: str
    people: tuple[Choice, ...]
    others: tuple[Choice, ...]
    """Everybody but oneself: nobody lends to themselves."""
    me: str
    may_write: bool
    loans: tuple[LoanLine, ...]
    may_lend: bool
    lending: LoanFields
    rights: tuple[Choice, ...]
    proof: ProofField | None


DUTY_PAGE = page("desk/duty/page.html", DutyPage)
_LENDING = Deed.of("lend a right")


async def show(visit: Visit, error: NewsflowError | None = None) -> Response:
    """The page."""
    speaks = tongue(visit.language)
    async with reading(visit.desk.pool) as db:
        on = await duty.on_duty(db, visit.now)
        loans = await duty.lent_now(db, visit.now)
        colleagues = [one for one in await people(db) if may(one, Act.WRITE) and one.is_of_desk]
    names = {one.id: one.name for one in colleagues}
    lines = tuple(_shift(visit, shift) for shift in on)
    may_lend = may(visit.person, Act.LEND_RIGHTS)
    context = DutyPage(
        frame=await desk_frame(visit, _("Duty")),
        tabs=tabs_of(visit, DUTY),
        refused=None if error is None else refused(visit, error),
        mine=tuple(line for line in lines if line.is_me),
        alone=any(line.is_me and line.alone for line in lines),
        on=lines,
        uncovered=_uncovered(visit, on),
        desks=_desks(visit),
        hours=tuple((str(n), speaks.say_n("%(count)s hour", "%(count)s hours", n)) for n in range(1, 17)),
        usual=str(HOURS),
        people=tuple((one.id, one.name) for one in colleagues),
        others=tuple((one.id, one.name) for one in colleagues if one.id != visit.person.id),
        me=visit.person.id,
        may_write=may(visit.person, Act.WRITE),
        loans=tuple(_loan(visit, loan, names) for loan in loans),
        may_lend=may_lend,
        lending=LoanFields(
            given=visit.form.has("right"),
            to=visit.form.typed("to"),
            right=visit.form.typed("right"),
            hours=visit.form.typed("lent_for", str(HOURS)),
            reason=visit.form.typed("reason"),
        ),
        rights=tuple((act.value, speaks.say(text)) for act, text in RIGHTS.items() if may(visit.person, act)),
        proof=await proof_field(visit, _LENDING) if may_lend else None,
    )
    return answer(visit, DUTY_PAGE, context, status=200 if error is None else error.status)


async def begin(visit: Visit) -> Response:
    """On duty from now on; alone, one's other shifts end and the board shows all desks."""
    alone = visit.form.has("alone")
    try:
        async with transaction(visit.desk.pool) as db:
            person = await _person(db, visit)
            until = visit.now + timedelta(hours=_hours(visit))
            if alone:
                for shift in await duty.on_duty(db, visit.now):
                    if shift.person == visit.person.id:
                        await duty.end(db, shift.id, visit.hand, visit.now)
            desk = "" if alone else visit.form.line("desk")
            who = None if alone else person
            await duty.begin(db, visit.hand, visit.now, until=until, desk=desk, alone=alone, person=who)
    except REFUSALS as error:
        return await show(visit, error)
    return done(HOME, "alone") if alone else done(DUTY, "on_duty")


async def end(visit: Visit) -> Response:
    """The shift is over."""
    try:
        async with transaction(visit.desk.pool) as db:
            await duty.end(db, _number(visit), visit.hand, visit.now)
    except REFUSALS as error:
        return await show(visit, error)
    return done(DUTY, "off_duty")


async def lend(visit: Visit) -> Response:
    """A right is somebody's until their shift is over, in the name of whoever proved that they lend it."""
    try:
        right = visit.form.line("right")
        if right not in LENDABLE:
            raise BadInputError("This right is not lent.", f"“{right[:40]}”.", "Choose one of the list.")
        hand = await proved(visit, _LENDING)
        async with transaction(visit.desk.pool) as db:
            until = visit.now + timedelta(hours=_hours(visit, "lent_for"))
            await duty.lend(
                db,
                await _person(db, visit, "to"),
                Act(right),
                hand,
                visit.now,
                until=until,
                reason=visit.form.line("reason"),
            )
    except REFUSALS as error:
        return await show(visit, error)
    return done(DUTY, "lent")


async def take_back(visit: Visit) -> Response:
    """The loan is over."""
    try:
        async with transaction(visit.desk.pool) as db:
            await duty.take_back(db, _number(visit), visit.hand, visit.now)
    except REFUSALS as error:
        return await show(visit, error)
    return done(DUTY, "right_back")


async def _person(db: Connection, visit: Visit, name: str = "person") -> Person:
    asked = visit.form.line(name) or visit.person.id
    found = await by_id(db, asked)
    if found is None:
        raise BadInputError("Nobody at the desk is that.", asked[:40], "Choose one of the list.")
    return found


def _hours(visit: Visit, name: str = "hours") -> int:
    asked = visit.form.line(name) or str(HOURS)
    if not (asked.isascii() and asked.isdigit() and len(asked) < 3):
        raise BadInputError("This is no number of hours.", f"“{asked[:20]}”.", "Choose one of the list.")
    return int(asked)


def _number(visit: Visit) -> int:
    asked = visit.form.line("number")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        raise BadInputError("This is no number.", f"“{asked[:20]}”.", "Load the page again.")
    return int(asked)


def _shift(visit: Visit, shift: duty.OnDuty) -> ShiftLine:
    is_me, shown = shift.person == visit.person.id, times(visit)
    return ShiftLine(
        id=shift.id,
        name=shift.name,
        role=tongue(visit.language).say(ROLES.get(shift.role, shift.role)),
        desk=desk_name(visit, shift.desk),
        alone=shift.alone,
        begun=shown.short(shift.from_at, visit.now),
        until=shown.short(shift.until_at, visit.now),
        is_me=is_me,
        may_end=is_me or may(visit.person, Act.LEND_RIGHTS),
    )


def _loan(visit: Visit, loan: duty.Lent, names: dict[PersonId, str]) -> LoanLine:
    return LoanLine(
        id=loan.id,
        name=loan.name,
        right=tongue(visit.language).say(RIGHTS.get(Act(loan.act), loan.act)),
        by=names.get(loan.lent_by, ""),
        until=times(visit).short(loan.until_at, visit.now),
        reason=loan.reason,
    )


def _uncovered(visit: Visit, on: list[duty.OnDuty]) -> str:
    """The languages for which nobody is on; a section's desk is not all of its language."""
    return (
        tongue(visit.language)
        .say(_(", "))
        .join(
            desk_name(visit, one.code)
            for one in visit.desk.agency.languages
            if not one.retired and not any(desk_covers(shift.desk, one.code, "") for shift in on)
        )
    )


def _desks(visit: Visit) -> tuple[Choice, ...]:
    agency = visit.desk.agency
    codes = [
        "",
        *visit.person.desks,
        *(one.code for one in agency.languages if not one.retired),
        *(f"*/{one.code}" for one in agency.sections if not one.retired),
    ]
    return tuple((code, desk_name(visit, code)) for code in dict.fromkeys(codes))


def routes(desk: Desk) -> list[Route]:
    """Duty; everybody of the desk sees it."""
    posts = {"/duty": begin, "/duty/end": end, "/duty/lend": lend, "/duty/take-back": take_back}
    return [
        Route("/duty", signed_in(desk, show), methods=["GET", "HEAD"]),
        *(Route(path, signed_in(desk, taken), methods=["POST"]) for path, taken in posts.items()),
    ]
