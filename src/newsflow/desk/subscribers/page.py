"""Subscribers at a glance: what runs and until when, what they took this month, who is silent; as a page and as CSV."""

import csv
import io
from dataclasses import dataclass
from datetime import timedelta

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act
from newsflow.db.pool import reading
from newsflow.desk.frame import DeskFrame, DeskLink, answer, desk_frame, times
from newsflow.desk.items.found import address_of
from newsflow.desk.subscribers.tabs import tabs
from newsflow.desk.subscribers.words import HERE
from newsflow.desk.visit import PREFIX, Desk, Visit, signed_in
from newsflow.domain.clock import rfc3339
from newsflow.domain.text import direction
from newsflow.subscribers.quota import day_of
from newsflow.subscribers.reports.reading import top
from newsflow.subscribers.reports.standing import SILENT_DAYS, Standing, standing
from newsflow.web.cells import CSV_TYPE, plain
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _

ENDS_SOON = timedelta(days=60)
TOP_DAYS = timedelta(days=7)
TOP_ITEMS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriberLine:
    """A subscriber in the list."""

    address: str
    id: str
    name: str
    group: str
    suspended: bool
    runs: bool
    ends: Moment | None
    ends_soon: bool
    silent: bool
    last: Moment | None
    month: int
    people: int
    logins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TopLine:
    """An item that many took."""

    address: str
    headline: str
    language: str
    direction: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscribersPage:
    """The list."""

    frame: DeskFrame
    tabs: tuple[DeskLink, ...]
    lines: tuple[SubscriberLine, ...]
    silent: int
    top: tuple[TopLine, ...]
    csv: str
    days: int
    """After so many days without a request one is silent."""


SUBSCRIBERS_PAGE = page("desk/subscribers/page.html", SubscribersPage)


async def show(visit: Visit) -> Response:
    """The page."""
    found = await _standing(visit)
    today = day_of(visit.now, visit.desk.agency.zoneinfo)
    async with reading(visit.desk.pool) as db:
        most = await top(db, today - TOP_DAYS, today, TOP_ITEMS)
    lines = tuple(_line(visit, one) for one in found)
    context = SubscribersPage(
        frame=await desk_frame(visit, _("Subscribers")),
        tabs=tabs(visit),
        lines=lines,
        silent=sum(line.silent for line in lines),
        top=tuple(
            TopLine(
                address=address_of(one.guid),
                headline=one.headline or one.slug,
                language=one.language,
                direction=direction(one.language),
                number=one.number,
            )
            for one in most
        ),
        csv=f"{PREFIX}/subscribers.csv?days={_days(visit)}",
        days=_days(visit),
    )
    return answer(visit, SUBSCRIBERS_PAGE, context)


async def as_file(visit: Visit) -> Response:
    """The same as CSV."""
    out = io.StringIO(newline="")
    writes = csv.writer(out)
    writes.writerow(
        [
            "id",
            "name",
            "contracts",
            "ends",
            "items this month",
            "last",
            "silent",
            "people",
            "api users",
            "group",
            "suspended",
        ]
    )
    for one in await _standing(visit):
        last = one.last_asked
        writes.writerow([
            plain(one.id), plain(one.name), one.running, "" if one.ends is None else rfc3339(one.ends), one.month,
            "" if last is None else rfc3339(last), "yes" if one.is_silent(visit.now, _days(visit)) else "no", one.people, one.logins,
            plain(one.company_group or ""), "yes" if one.suspended else "no",
        ])  # fmt: skip
    headers = {"Content-Disposition": 'attachment; filename="subscribers.csv"'}
    return Response("\ufeff" + out.getvalue(), media_type=CSV_TYPE, headers=headers)


def _days(visit: Visit) -> int:
    """After how many days without a request one is silent: what the address asks for, 1 to 365."""
    asked = visit.request.query_params.get("days", "")
    return (
        min(max(int(asked), 1), 365)
        if asked.isascii() and asked.isdigit() and len(asked) < 6
        else SILENT_DAYS
    )


async def _standing(visit: Visit) -> list[Standing]:
    async with reading(visit.desk.pool) as db:
        return await standing(db, visit.now, visit.desk.agency.zoneinfo)


def _line(visit: Visit, one: Standing) -> SubscriberLine:
    writes, last = times(visit), one.last_asked
    return SubscriberLine(
        address=f"{HERE}/{one.id}",
        id=one.id,
        name=one.name,
        group=one.company_group or "",
        suspended=one.suspended,
        runs=one.running > 0,
        ends=None if one.ends is None else writes.short(one.ends, visit.now),
        ends_soon=one.ends is not None and one.ends - visit.now <= ENDS_SOON,
        silent=one.is_silent(visit.now, _days(visit)),
        last=None if last is None else writes.short(last, visit.now),
        month=one.month,
        people=one.people,
        logins=one.logins,
    )


def routes(desk: Desk) -> list[Route]:
    """The list and its file; for those who see subscribers."""
    return [
        Route("/subscribers", signed_in(desk, show, Act.SEE_SUBSCRIBERS), methods=["GET", "HEAD"]),
        Route("/subscribers.csv", signed_in(desk, as_file, Act.SEE_SUBSCRIBERS), methods=["GET", "HEAD"]),
    ]
