"""A line of the news list: another hour or other words, cancelled and why, expected again, or what came of it."""

import re
from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act
from newsflow.db.pool import reading, transaction
from newsflow.db.query import Connection
from newsflow.desk.frame import DeskFrame, answer, desk_frame, done
from newsflow.desk.news_list.fields import Fields, fields_of, held, read
from newsflow.desk.news_list.page import HERE, CoverageLine, line_of
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.coverage import WHAT_MOST
from newsflow.domain.errors import BadInputError, NewsflowError
from newsflow.newsroom.news_list import cancel, change, coverage_of, deliver, restore
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.within.refused import REFUSALS, Refused, refused

_GUID = re.compile(r"[a-z0-9]+:[a-z]+:[0-9]{8}:[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveragePage:
    """A line."""

    frame: DeskFrame
    line: CoverageLine
    fields: Fields
    is_cancelled: bool
    named: str
    """The item that the desk named."""
    because: str
    because_most: int
    refused: Refused | None


COVERAGE = page("desk/news_list/one.html", CoveragePage)


def routes(desk: Desk) -> list[Route]:
    """A line's address."""
    path = "/news-list/{line:int}"
    return [Route(path, signed_in(desk, show, Act.RELEASE), methods=["GET", "POST"])]


async def show(visit: Visit) -> Response:
    """The line; posted, what its form asks for is done."""
    number = min(int(visit.request.path_params["line"]), 2**62)
    if visit.request.method != "POST":
        return await _page(visit, number)
    try:
        async with transaction(visit.desk.pool) as db:
            said = await _done(visit, db, number)
    except REFUSALS as error:
        return await _page(visit, number, error)
    return done(HERE, said)


async def _done(visit: Visit, db: Connection, number: int) -> str:
    """What the next page says."""
    form = visit.form
    match form.line("act"):
        case "change":
            await change(db, visit.desk.agency, number, read(visit), visit.hand, now=visit.now)
            return "coverage_changed"
        case "cancel":
            await cancel(db, number, form.line("because"), visit.hand, visit.now)
            return "coverage_cancelled"
        case "restore":
            await restore(db, number, visit.hand, visit.now)
            return "coverage_restored"
        case "deliver":
            given = form.line("item")
            found = _GUID.search(given)
            await deliver(db, number, found.group() if found else given, visit.hand, visit.now)
            return "coverage_delivered"
        case other:
            raise BadInputError("This form asks for nothing.", other[:40], "Load the page again.")


async def _page(visit: Visit, number: int, error: NewsflowError | None = None) -> Response:
    async with reading(visit.desk.pool) as db:
        line = await coverage_of(db, number)
    context = CoveragePage(
        frame=await desk_frame(visit, _("News list")),
        line=line_of(visit, line),
        fields=fields_of(visit, held(line)),
        is_cancelled=line.cancelled_at is not None,
        named=visit.form.typed("item", line.delivered or ""),
        because=visit.form.text("because"),
        because_most=WHAT_MOST,
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, COVERAGE, context, status=200 if error is None else error.status)
