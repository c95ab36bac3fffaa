"""The requests of subscribers' people: those that wait for us first."""

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act
from newsflow.db.pool import reading
from newsflow.desk.frame import DeskFrame, DeskLink, answer, desk_frame, times
from newsflow.desk.requests.words import KINDS, STEPS
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.subscribers.requests.requests import requests
from newsflow.subscribers.requests.rows import AccountRequest, RequestKind, RequestStep
from newsflow.web import enquiry_letters
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.request_letters import DESK
from newsflow.web.say import noop as _
from newsflow.web.say import tongue


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """A request in the list."""

    address: str
    organisation: str
    kind: str
    came: Moment
    state: str
    since: Moment
    waits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestsPage:
    """The list."""

    frame: DeskFrame
    tabs: tuple[DeskLink, ...]
    lines: tuple[RequestLine, ...]
    is_closed: bool


REQUESTS = page("desk/requests/inbox.html", RequestsPage)


def routes(desk: Desk) -> list[Route]:
    """The list's address."""
    return [Route("/requests", signed_in(desk, inbox, Act.ANSWER_ENQUIRIES))]


async def inbox(visit: Visit) -> Response:
    """What is open, or with `?closed=yes` what is closed."""
    closed = visit.request.query_params.get("closed") == "yes"
    async with reading(visit.desk.pool) as db:
        both = {shut: await requests(db, closed=shut) for shut in (False, True)}
    say = tongue(visit.language).say
    lines = [_line(visit, one) for one in both[closed]]
    context = RequestsPage(
        frame=await desk_frame(visit, _("Requests")),
        tabs=(
            DeskLink(address=DESK, text=say(_("Open")), current=not closed, count=len(both[False])),
            DeskLink(
                address=f"{DESK}?closed=yes", text=say(_("Closed")), current=closed, count=len(both[True])
            ),
            DeskLink(address=enquiry_letters.DESK, text=say(_("Enquiries"))),
        ),
        lines=tuple(sorted(lines, key=lambda line: not line.waits)),
        is_closed=closed,
    )
    return answer(visit, REQUESTS, context)


def _line(visit: Visit, found: AccountRequest) -> RequestLine:
    say, shown = tongue(visit.language).say, times(visit)
    return RequestLine(
        address=f"{DESK}/{found.id}",
        organisation=found.organisation,
        kind=say(KINDS[RequestKind(found.kind)]),
        came=shown.short(found.asked_at, visit.now),
        state=say(STEPS[RequestStep(found.last_kind)]),
        since=shown.short(found.last_at, visit.now),
        waits=found.waits,
    )
