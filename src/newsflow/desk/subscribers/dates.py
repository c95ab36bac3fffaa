"""What falls due: notice, renewal and end of contracts, and who was not checked against sanctions; a page and a file."""

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act
from newsflow.db.pool import reading
from newsflow.desk.frame import DeskFrame, DeskLink, answer, desk_frame, times
from newsflow.desk.subscribers.files import csv_file
from newsflow.desk.subscribers.tabs import tabs
from newsflow.desk.subscribers.words import DATES, HERE
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.subscribers.quota import day_of
from newsflow.subscribers.reports.due import AHEAD_DAYS, falling_due, unchecked
from newsflow.web.contract_reminders import WHATS
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """A day that comes."""

    day: Moment
    left: int
    what: str
    address: str
    name: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UncheckedRow:
    """A subscriber who is to be looked up."""

    address: str
    name: str
    last: Moment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatesPage:
    """What falls due."""

    frame: DeskFrame
    tabs: tuple[DeskLink, ...]
    csv: str
    days: int
    lines: tuple[DueRow, ...]
    unchecked: tuple[UncheckedRow, ...]


DATES_PAGE = page("desk/subscribers/dates.html", DatesPage)


async def show(visit: Visit) -> Response:
    """The page."""
    zone, say, writes = visit.desk.agency.zoneinfo, tongue(visit.language).say, times(visit)
    async with reading(visit.desk.pool) as db:
        found, not_checked = await falling_due(db, visit.now, zone), await unchecked(db, visit.now)
    today = day_of(visit.now, zone)
    context = DatesPage(
        frame=await desk_frame(visit, _("Dates of contracts")),
        tabs=tabs(visit),
        csv=f"{DATES}.csv",
        days=AHEAD_DAYS,
        lines=tuple(
            DueRow(
                day=writes.day(one.due),
                left=(one.due - today).days,
                what=say(WHATS[one.what]),
                address=f"{HERE}/{one.subscriber}/contracts/{one.contract}",
                name=one.name,
                title=one.title,
            )
            for one in found
        ),
        unchecked=tuple(
            UncheckedRow(
                address=f"{HERE}/{one.id}",
                name=one.name,
                last=None if one.last is None else writes.day(one.last),
            )
            for one in not_checked
        ),
    )
    return answer(visit, DATES_PAGE, context)


async def as_file(visit: Visit) -> Response:
    """The days of contracts as CSV."""
    async with reading(visit.desk.pool) as db:
        found = await falling_due(db, visit.now, visit.desk.agency.zoneinfo)
    lines = [
        (one.due.isoformat(), one.what, one.subscriber, one.name, one.contract, one.title) for one in found
    ]
    return csv_file("dates.csv", ("day", "what", "subscriber", "name", "contract", "title"), lines)


def routes(desk: Desk) -> list[Route]:
    """The page and its file."""
    return [
        Route("/subscriber-dates", signed_in(desk, show, Act.SEE_SUBSCRIBERS), methods=["GET", "HEAD"]),
        Route(
            "/subscriber-dates.csv", signed_in(desk, as_file, Act.SEE_SUBSCRIBERS), methods=["GET", "HEAD"]
        ),
    ]
