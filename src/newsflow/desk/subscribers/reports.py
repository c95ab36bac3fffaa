"""Reports: what each subscriber used of each section, what most took, and kills that were not fetched; pages and files."""

from dataclasses import dataclass
from datetime import date, timedelta

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act
from newsflow.db.pool import reading
from newsflow.desk.frame import DeskFrame, DeskLink, answer, desk_frame, times
from newsflow.desk.items.found import address_of
from newsflow.desk.subscribers.files import csv_file
from newsflow.desk.subscribers.tabs import tabs
from newsflow.desk.subscribers.words import HERE, KILLS, REPORTS
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.clock import rfc3339
from newsflow.domain.errors import BadInputError
from newsflow.domain.text import direction
from newsflow.subscribers.books.terms import read_day
from newsflow.subscribers.contracts import subscribers
from newsflow.subscribers.quota import day_of
from newsflow.subscribers.reports.reading import UseLine, outstanding, top, use
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.within.covered import label_of

SPAN_DAYS = 30
LONGEST_DAYS = 400
KILLS_DAYS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class UseRow:
    """A subscriber's use: all of it, and by section."""

    address: str
    name: str
    items: int
    sections: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopRow:
    """An item that many took."""

    address: str
    headline: str
    language: str
    direction: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsPage:
    """The use over a span."""

    frame: DeskFrame
    tabs: tuple[DeskLink, ...]
    address: str
    since: str
    until: str
    csv: str
    lines: tuple[UseRow, ...]
    top: tuple[TopRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KillRow:
    """A kill that somebody has not fetched."""

    address: str
    slug: str
    at: Moment
    waiting: tuple[str, ...]
    number: int
    took: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KillsPage:
    """The kills that are outstanding."""

    frame: DeskFrame
    tabs: tuple[DeskLink, ...]
    csv: str
    days: int
    lines: tuple[KillRow, ...]


REPORTS_PAGE = page("desk/subscribers/reports.html", ReportsPage)
KILLS_PAGE = page("desk/subscribers/kills.html", KillsPage)


async def show(visit: Visit) -> Response:
    """The use over a span: the last thirty days that are over, where none is asked for."""
    since, until = _span(visit)
    async with reading(visit.desk.pool) as db:
        found, most = await use(db, since, until), await top(db, since, until)
    context = ReportsPage(
        frame=await desk_frame(visit, _("Reports")),
        tabs=tabs(visit),
        address=REPORTS,
        since=since.isoformat(),
        until=until.isoformat(),
        csv=f"{REPORTS}.csv?from={since}&until={until}",
        lines=_by_subscriber(visit, found),
        top=tuple(
            TopRow(
                address=address_of(one.guid),
                headline=one.headline or one.slug,
                language=one.language,
                direction=direction(one.language),
                number=one.number,
            )
            for one in most
        ),
    )
    return answer(visit, REPORTS_PAGE, context)


async def as_file(visit: Visit) -> Response:
    """The same as CSV, a line for each subscriber and section."""
    since, until = _span(visit)
    async with reading(visit.desk.pool) as db:
        found = await use(db, since, until)
    lines = [(one.id, one.name, one.section, one.items) for one in found]
    return csv_file("use.csv", ("subscriber", "name", "section", "items"), lines)


def _span(visit: Visit) -> tuple[date, date]:
    asked, yesterday = (
        visit.request.query_params,
        day_of(visit.now, visit.desk.agency.zoneinfo) - timedelta(days=1),
    )
    until = read_day(asked.get("until", "")) or yesterday
    since = read_day(asked.get("from", "")) or until - timedelta(days=SPAN_DAYS - 1)
    if not timedelta() <= until - since < timedelta(days=LONGEST_DAYS):
        raise BadInputError(
            "This span cannot be shown.", f"{since}, {until}.", "Choose up to 400 days, in order."
        )
    return since, until


def _by_subscriber(visit: Visit, found: list[UseLine]) -> tuple[UseRow, ...]:
    agency = visit.desk.agency
    labels = {row.code: label_of(row, agency, visit.language) for row in agency.sections}
    together: dict[tuple[str, str], list[UseLine]] = {}
    for one in found:
        together.setdefault((one.id, one.name), []).append(one)
    made = [
        UseRow(
            address=f"{HERE}/{id_}",
            name=name,
            items=sum(one.items for one in lines),
            sections=" · ".join(f"{labels.get(one.section, one.section)} {one.items}" for one in lines),
        )
        for (id_, name), lines in together.items()
    ]
    return tuple(sorted(made, key=lambda row: -row.items))


async def kills(visit: Visit) -> Response:
    """Who took an item that was killed since, and has not fetched the kill."""
    async with reading(visit.desk.pool) as db:
        found = await outstanding(db, visit.now - timedelta(days=KILLS_DAYS))
        names = {one.id: one.name for one in await subscribers(db)}
    context = KillsPage(
        frame=await desk_frame(visit, _("Kills outstanding")),
        tabs=tabs(visit),
        csv=f"{KILLS}.csv",
        days=KILLS_DAYS,
        lines=tuple(
            KillRow(
                address=address_of(one.kill.guid, "deliveries"),
                slug=one.kill.slug,
                at=times(visit).full(one.kill.at),
                waiting=tuple(names.get(who, who) for who in one.waiting),
                number=len(one.waiting),
                took=one.took,
            )
            for one in found
        ),
    )
    return answer(visit, KILLS_PAGE, context)


async def kills_file(visit: Visit) -> Response:
    """The same as CSV, a line for each subscriber that has not fetched one."""
    async with reading(visit.desk.pool) as db:
        found = await outstanding(db, visit.now - timedelta(days=KILLS_DAYS))
    lines = [
        (one.kill.guid, one.kill.slug, rfc3339(one.kill.at), who) for one in found for who in one.waiting
    ]
    return csv_file("kills.csv", ("guid", "slug", "killed", "subscriber"), lines)


def routes(desk: Desk) -> list[Route]:
    """The reports and their files."""
    gets = {
        "/subscriber-reports": show,
        "/subscriber-reports.csv": as_file,
        "/subscriber-kills": kills,
        "/subscriber-kills.csv": kills_file,
    }
    return [
        Route(path, signed_in(desk, shown, Act.SEE_SUBSCRIBERS), methods=["GET", "HEAD"])
        for path, shown in gets.items()
    ]
