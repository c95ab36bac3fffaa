"""When a draft will go out, to whom first, as its hours stand: said before anything is released."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.desk.frame import times
from newsflow.desk.visit import Visit
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.errors import BadInputError
from newsflow.newsroom.schedule import check_due
from newsflow.web.hours import spelled_zone
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.telling import told


@dataclass(frozen=True, slots=True, kw_only=True)
class Zones:
    """Which zone each hour is in, spelled out: its distance from UTC is that of the hour's own day."""

    planned: str
    embargo: str


def zone_words(visit: Visit, at: datetime | None = None) -> str:
    """Which zone that hour is in, spelled out; None: an hour of today."""
    zone = spelled_zone(visit.desk.agency.zoneinfo, at or visit.now)
    return tongue(visit.language).say(_("Time of %(zone)s"), zone=zone)


def zones_of(visit: Visit, planned: datetime | None, embargo: datetime | None) -> Zones:
    """The zones of a draft's two hours."""
    return Zones(planned=zone_words(visit, planned), embargo=zone_words(visit, embargo))


def plan_fault(visit: Visit, content: Dispatch, planned: datetime | None) -> str:
    """Why the draft cannot be released for the hour it is planned for; "" where it can."""
    try:
        check_due(planned, content, visit.now)
    except BadInputError as error:
        return told(tongue(visit.language), error, times(visit)).text
    return ""


def going_out(visit: Visit, content: Dispatch, planned: datetime | None) -> str:
    """When it goes out and to whom first, in a sentence; "" where it simply goes out when it is released."""
    speaks = tongue(visit.language)
    hour, until = _hour(visit, planned), _hour(visit, content.embargo)
    if hour and until:
        both = _(
            "Once released, it goes by itself to subscribers with advance copy alone at %(hour)s, and to all at %(until)s."
        )
        return speaks.say(both, hour=hour, until=until)
    if hour:
        return speaks.say(
            _("Once released, it goes out by itself at %(hour)s; nobody has it before."), hour=hour
        )
    if until:
        alone = _("Goes to subscribers with advance copy alone when it is released, and to all at %(until)s.")
        return speaks.say(alone, until=until)
    return ""


def _hour(visit: Visit, at: datetime | None) -> str:
    if at is None:
        return ""
    moment = times(visit).full(at)
    return f"{moment.text} {moment.zone or ''}".strip()
