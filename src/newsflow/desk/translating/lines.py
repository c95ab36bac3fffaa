"""The lines of the queue: orders, what a changed original leaves to decide, a desk's figures."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.accounts.people import Act, may
from newsflow.desk.frame import times
from newsflow.desk.items.found import address_of
from newsflow.desk.translating.words import HAPPENED, HOLDS, STATES, language_name, span
from newsflow.desk.visit import Visit
from newsflow.domain.codes import Action
from newsflow.domain.text import direction
from newsflow.newsroom.translation.figures import Speed
from newsflow.newsroom.translation.orders import Order
from newsflow.newsroom.translation.tasks import Task
from newsflow.web.moments import Moment
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.views import section_name

FLASH_URGENCY, URGENT_URGENCY = 1, 2
_STOPPED = frozenset({Action.HOLD, Action.KILL, Action.WITHDRAW})


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """One order of the queue."""

    id: int
    headline: str
    language: str
    direction: str
    original_address: str
    into: str
    section: str
    slug: str
    speed: str
    age: str
    at: Moment
    deadline: Moment | None
    is_late: bool
    late: str
    note: str
    holds: str
    state: str
    who: str
    work_address: str
    """Where it is translated; "" while nobody has begun, or for who may not write there."""
    may_take: bool
    may_give_back: bool
    may_drop: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """A released translation whose original changed."""

    id: int
    headline: str
    language: str
    direction: str
    address: str
    into: str
    slug: str
    happened: str
    is_stopped: bool
    at: Moment
    age: str
    original_address: str
    may_write: bool
    may_decide: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedLine:
    """A desk's figures."""

    into: str
    section: str
    translations: int
    median: int
    ninth: int
    late: int
    corrected: int
    machine: int


def order_line(visit: Visit, one: Order, *, decides: bool) -> OrderLine:
    speaks, writes = tongue(visit.language), times(visit)
    mine = one.taken_by == visit.person.id
    works = visit.person.works_for(language=one.language, section=one.section)
    late = one.deadline is not None and one.deadline <= visit.now
    source = address_of(one.original) if one.original is not None else f"/desk/drafts/{one.original_draft}"
    spoken = one.from_language or visit.desk.agency.default_language
    return OrderLine(
        id=one.id,
        headline=one.headline or one.slug,
        language=spoken,
        direction=direction(spoken),
        original_address=source,
        into=language_name(visit, one.language),
        section=section_name(one.section, visit.desk.agency, visit.language),
        slug=one.slug,
        speed=_speed(one.urgency),
        age=span(speaks, visit.now - one.ordered_at),
        at=writes.short(one.ordered_at, visit.now),
        deadline=None if one.deadline is None else writes.short(one.deadline, visit.now),
        is_late=late,
        late=_late(visit, one.deadline) if late else "",
        note=one.note,
        holds=speaks.say(HOLDS[one.holds]) if one.holds else "",
        state=speaks.say(STATES[one.state]),
        who=one.name or "",
        work_address=f"/desk/drafts/{one.draft}/translate" if one.draft is not None and works else "",
        may_take=works and one.taken_by is None and may(visit.person, Act.WRITE),
        may_give_back=one.taken_by is not None and (mine or (decides and works)),
        may_drop=decides,
    )


def speed_line(visit: Visit, one: Speed) -> SpeedLine:
    return SpeedLine(
        into=language_name(visit, one.language),
        section=section_name(one.section, visit.desk.agency, visit.language),
        translations=one.translations,
        median=round(one.median_minutes),
        ninth=round(one.ninth_decile_minutes),
        late=one.late,
        corrected=round(one.corrected_share),
        machine=round(one.machine_share),
    )


def _late(visit: Visit, deadline: datetime | None) -> str:
    assert deadline is not None
    speaks = tongue(visit.language)
    return speaks.say(_("%(time)s late"), time=span(speaks, visit.now - deadline))


def _speed(urgency: int) -> str:
    return {FLASH_URGENCY: "flash", URGENT_URGENCY: "urgent"}.get(urgency, "")


def task_line(visit: Visit, one: Task, *, decides: bool) -> TaskLine:
    speaks = tongue(visit.language)
    works = visit.person.works_for(language=one.language, section=one.section)
    return TaskLine(
        id=one.id,
        headline=one.headline or one.slug,
        language=one.language,
        direction=direction(one.language),
        address=address_of(one.guid),
        into=language_name(visit, one.language),
        slug=one.slug,
        happened=speaks.say(HAPPENED.get(one.action, one.action)),
        is_stopped=one.action in _STOPPED,
        at=times(visit).short(one.raised_at, visit.now),
        age=span(speaks, visit.now - one.raised_at),
        original_address=address_of(one.original),
        may_write=works and may(visit.person, Act.WRITE),
        may_decide=works and decides,
    )
