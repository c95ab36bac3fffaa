"""The flash line: one line of text, its source, section and story. On any page by one key; here without JavaScript."""

from dataclasses import dataclass
from datetime import timedelta

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act, Person, may
from newsflow.db.pool import reading, transaction
from newsflow.db.query import Connection, query, rows
from newsflow.desk.frame import DeskFrame, answer, desk_frame, done
from newsflow.desk.items.found import address_of
from newsflow.desk.releasing.slips import Slip, passed_by, slips_of
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.agency import Agency
from newsflow.domain.checks.finding import Finding
from newsflow.domain.codes import Action
from newsflow.domain.errors import ChecksError, NewsflowError
from newsflow.domain.release import HEADLINE_CHARACTERS
from newsflow.newsroom.checking import check_draft
from newsflow.newsroom.flash import FlashLine, flash, flash_of
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.within.refused import REFUSALS, Refused, refused
from newsflow.web.within.views import section_name

SLUGS_BACK = timedelta(days=2)
SLUGS_LIMIT = 100
Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Slug:
    """The slug of a story."""

    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlashFields:
    """The line's fields, and what may be chosen."""

    csrf: str
    text: str
    source: str
    slug: str
    section: str
    language: str
    most: int
    sections: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    slugs: tuple[str, ...]
    slips: tuple[Slip, ...]
    releases: bool
    """Whether the person may; else an editor does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlashPage:
    """The flash line as a page of its own."""

    frame: DeskFrame
    line: FlashFields
    refused: Refused | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlashPart:
    """The flash line for a dialog."""

    line: FlashFields


FLASH = page("desk/release/flash.html", FlashPage)
PART = page("desk/release/_flash.html", FlashPart)
_SLUGS = query("desk/releasing.slugs", Slug)


def routes(desk: Desk) -> list[Route]:
    """The page, and its form alone."""
    return [
        Route("/flash", signed_in(desk, flashing, Act.WRITE), methods=["GET", "POST"]),
        Route("/flash/line", signed_in(desk, part, Act.WRITE)),
    ]


async def part(visit: Visit) -> Response:
    """The form, for the dialog that a key opens."""
    async with reading(visit.desk.pool) as db:
        return answer(visit, PART, FlashPart(line=await _fields(db, visit)))


async def flashing(visit: Visit) -> Response:
    """The page, or the flash: asked for at once, its lead begun."""
    if visit.request.method != "POST":
        return await _shown(visit)
    try:
        async with transaction(visit.desk.pool) as db:
            made = await flash(
                db,
                visit.desk.clock,
                visit.desk.agency,
                _line(visit),
                visit.hand,
                passed=passed_by(visit.form),
            )
    except REFUSALS as error:
        return await _shown(visit, error)
    if made.outcome is None:
        return done("/desk/", "handed")
    if made.outcome.request is None:
        return done(address_of(made.outcome.headers[0].guid), "released")
    return done(f"/desk/approvals/{made.outcome.request.id}", "asked")


def _line(visit: Visit) -> FlashLine:
    form = visit.form
    return FlashLine(
        text=form.line("text"),
        source=form.line("source"),
        section=form.line("section"),
        slug=form.line("slug"),
        language=form.line("language"),
    )


async def _shown(visit: Visit, error: NewsflowError | None = None) -> Response:
    async with reading(visit.desk.pool) as db:
        found = await _findings(db, visit) if isinstance(error, ChecksError) else ()
        line = await _fields(db, visit, found)
    context = FlashPage(
        frame=await desk_frame(visit, _("Flash")),
        line=line,
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, FLASH, context, status=200 if error is None else error.status)


async def _findings(db: Connection, visit: Visit) -> tuple[Finding, ...]:
    """What the checks say of the line, so that it can be mended or passed where it stands."""
    content = await flash_of(db, visit.desk.agency, _line(visit))
    return await check_draft(db, visit.desk.agency, content, Action.NEW, before=None, now=visit.now)


async def _fields(db: Connection, visit: Visit, found: tuple[Finding, ...] = ()) -> FlashFields:
    form, agency = visit.form, visit.desk.agency
    asked = visit.request.query_params
    slugs = await rows(db, _SLUGS, {"since": visit.now - SLUGS_BACK, "limit": SLUGS_LIMIT})
    return FlashFields(
        csrf=visit.csrf,
        text=form.text("text"),
        source=form.text("source"),
        slug=form.line("slug") or asked.get("slug", ""),
        section=form.line("section") or asked.get("section", "") or _own_section(visit.person, agency),
        language=form.line("language") or asked.get("language", "") or _own_language(visit),
        most=HEADLINE_CHARACTERS,
        sections=tuple(
            (one.code, section_name(one.code, agency, visit.language))
            for one in agency.sections
            if not one.retired
        ),
        languages=tuple(
            (one.code, one.labels.get(visit.language, one.code))
            for one in agency.languages
            if not one.retired
        ),
        slugs=tuple(one.slug for one in slugs),
        slips=slips_of(visit, 0, (), found),
        releases=may(visit.person, Act.RELEASE, lent=visit.lent),
    )


def _own_language(visit: Visit) -> str:
    """The language that the person writes first, else their desk's, else that of their pages, else the agency's."""
    person, agency = visit.person, visit.desk.agency
    of_desks = (desk.partition("/")[0] for desk in person.desks)
    known = {one.code for one in agency.languages if not one.retired}
    wished = (*person.languages, *of_desks, visit.language)
    return next((code for code in wished if code in known), agency.default_language)


def _own_section(person: Person, agency: Agency) -> str:
    """The section that the person works for, else the agency's first."""
    of_desks = (desk.partition("/")[2] for desk in person.desks)
    known = {one.code for one in agency.sections if not one.retired}
    return next((code for code in of_desks if code in known), agency.sections[0].code)
