"""The settings at a glance: which description is in force, and what each part of it holds."""

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import by_id
from newsflow.db.pool import reading
from newsflow.desk.frame import DeskFrame, answer, times
from newsflow.desk.visit import Desk, Visit
from newsflow.desk.wire_settings.setting import SETTINGS, Setting, frame_of, page_of, setting
from newsflow.domain.agency import Agency
from newsflow.domain.errors import NewsflowError
from newsflow.newsroom.description.in_force import FROM_FILE, InForce
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.codes import language_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """A part of the settings: where it stands, what it is for, what it holds."""

    address: str
    text: str
    told: str
    holds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewPage:
    """The settings at a glance."""

    frame: DeskFrame
    setting: Setting
    facts: tuple[tuple[str, str], ...]
    parts: tuple[PartLine, ...]
    from_file: bool
    by: str
    at: Moment | None


PAGE = page("desk/settings/page.html", OverviewPage)


async def show(visit: Visit, found: InForce, error: NewsflowError | None) -> Response:
    """The overview."""
    agency, say = found.agency, tongue(visit.language).say
    async with reading(visit.desk.pool) as db:
        person = await by_id(db, found.by) if found.by else None
    context = OverviewPage(
        frame=await frame_of(visit),
        setting=setting(visit, found, error, tab="", title=say(_("Settings"))),
        facts=(
            (say(_("Agency")), f"{agency.name} ({agency.code})"),
            (say(_("Dateline mark")), agency.mark),
            (say(_("Time zone")), agency.zone),
            (
                say(_("Languages")),
                say(_(", ")).join(language_in_words(code, agency, visit.language) for code in agency.words),
            ),
            (say(_("Contact")), agency.contact),
        ),
        parts=_parts(visit, agency),
        from_file=found.number == FROM_FILE,
        by=person.name if person else "",
        at=None if found.at is None else times(visit).full(found.at),
    )
    return answer(visit, PAGE, context)


def _parts(visit: Visit, agency: Agency) -> tuple[PartLine, ...]:
    speaks = tongue(visit.language)
    say, desk = speaks.say, agency.desk

    def part(code: str, text: str, told: str, holds: str) -> PartLine:
        return PartLine(address=f"{SETTINGS}/{code}", text=say(text), told=say(told), holds=holds)

    live = sum(not one.retired for one in agency.sections)
    sold = sum(not one.retired for one in agency.packages)
    return (
        part(
            "sections",
            _("Sections"),
            _("The agency’s list, and the HAS category of each."),
            speaks.say_n("%(count)s section", "%(count)s sections", live),
        ),
        part(
            "packages",
            _("Packages"),
            _("What is sold."),
            speaks.say_n("%(count)s package", "%(count)s packages", sold),
        ),
        part(
            "words",
            _("Words"),
            _("Notice marks and wording, reasons, names of forms, labels of leads."),
            speaks.say_n("%(count)s language", "%(count)s languages", len(agency.words)),
        ),
        part(
            "gauges",
            _("Gauges"),
            _("How long a headline may be, by form and language."),
            speaks.say_n("%(count)s of our own", "%(count)s of our own", len(desk.checks.gauges)),
        ),
        part(
            "checks",
            _("Checks"),
            _("What each finding does to a release."),
            speaks.say_n("%(count)s of our own", "%(count)s of our own", len(desk.checks.checks)),
        ),
        part(
            "looks",
            _("Second look"),
            _("Who must look twice, who shows a passkey, how long things may take."),
            speaks.say_n("%(count)s rule", "%(count)s rules", len(desk.second_look)),
        ),
    )


def routes(desk: Desk) -> list[Route]:
    """The overview."""
    return page_of(desk, "", show)
