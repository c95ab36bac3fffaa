"""What a release will do, in sentences: whom it reaches, through which packages, public or not, in whose name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from newsflow.desk.frame import times
from newsflow.desk.releasing.words import why_a_second_look
from newsflow.desk.visit import Visit
from newsflow.domain.dispatch import Dispatch
from newsflow.newsroom.reach import Reach
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.views import for_the_public


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What is known of a release before it happens."""

    reach: Reach
    because: str
    """Why it takes a second look; "" where it takes none."""
    others_on_duty: int
    """How many besides whoever looks at the page are on duty for it."""
    planned: datetime | None
    """The hour to come that it is planned for."""


def sentences(visit: Visit, version: Dispatch, outlook: Outlook) -> tuple[str, ...]:
    """The sentences, the one that matters most first."""
    return (
        *whom_it_reaches(visit, version, outlook.reach),
        *_planned(visit, outlook),
        *_look(visit, outlook),
    )


def whom_it_reaches(visit: Visit, version: Dispatch, reach: Reach) -> tuple[str, ...]:
    """How many subscribers, in which packages, and whether the public."""
    return (*_reach(visit, version, reach), *_public(visit, version))


def _reach(visit: Visit, version: Dispatch, reach: Reach) -> Iterator[str]:
    speaks = tongue(visit.language)
    labels = {one.code: one.labels.get(visit.language, one.code) for one in visit.desk.agency.packages}
    packages = ", ".join(labels.get(code, code) for code in version.packages)
    if version.embargo is not None:
        until = times(visit).full(version.embargo)
        yield speaks.say(
            _("Under embargo until %(until)s: subscribers with advance copy alone have it before."),
            until=f"{until.text} {until.zone or ''}".strip(),
        )
    yield speaks.say_n(
        "%(count)s of %(of)s subscribers gets it whole, in %(packages)s.",
        "%(count)s of %(of)s subscribers get it whole, in %(packages)s.",
        reach.whole,
        of=reach.of,
        packages=packages or speaks.say(_("no package")),
    )
    if reach.notice:
        yield speaks.say_n(
            "%(count)s more that took it before is told that it changed.",
            "%(count)s more that took it before are told that it changed.",
            reach.notice,
        )


def _public(visit: Visit, version: Dispatch) -> Iterator[str]:
    speaks = tongue(visit.language)
    if for_the_public(version, visit.desk.agency) is None:
        yield speaks.say(_("The public site does not show it."))
    else:
        yield speaks.say(_("The public site shows it, shortened."))


def _planned(visit: Visit, outlook: Outlook) -> Iterator[str]:
    if outlook.planned is not None:
        hour = times(visit).full(outlook.planned)
        yield tongue(visit.language).say(
            _("Planned for %(hour)s: it goes out by itself then, unless you empty the hour below."),
            hour=f"{hour.text} {hour.zone or ''}".strip(),
        )


def _look(visit: Visit, outlook: Outlook) -> Iterator[str]:
    speaks = tongue(visit.language)
    if not outlook.because:
        yield speaks.say(_("It goes out in your name as soon as you press the button, or at its hour."))
        return
    yield speaks.say(
        _("It waits for a second person first: %(because)s."),
        because=why_a_second_look(outlook.because, speaks).rstrip("."),
    )
    if not outlook.others_on_duty:
        yield speaks.say(
            _(
                "Nobody else is on duty for it: after %(seconds)s seconds you may send it alone, with a passkey."
            ),
            seconds=visit.desk.agency.desk.alone_after_s,
        )
