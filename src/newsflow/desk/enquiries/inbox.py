"""The enquiries: those that wait for us first."""

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act
from newsflow.db.pool import reading
from newsflow.desk.enquiries.words import FORGOTTEN, STEPS, WAITS
from newsflow.desk.frame import DeskFrame, DeskLink, answer, desk_frame, times
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.subscribers.enquiries.enquiries import enquiries
from newsflow.subscribers.enquiries.rows import Listed, StepKind
from newsflow.subscribers.requests.requests import waiting
from newsflow.web import request_letters
from newsflow.web.enquiry_letters import DESK
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.codes import language_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryLine:
    """An enquiry in the list."""

    address: str
    organisation: str
    languages: str
    came: Moment
    state: str
    since: Moment
    waits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiriesPage:
    """The list."""

    frame: DeskFrame
    tabs: tuple[DeskLink, ...]
    lines: tuple[EnquiryLine, ...]
    is_closed: bool


ENQUIRIES = page("desk/enquiries/inbox.html", EnquiriesPage)


def routes(desk: Desk) -> list[Route]:
    """The list's address."""
    return [Route("/enquiries", signed_in(desk, inbox, Act.ANSWER_ENQUIRIES))]


async def inbox(visit: Visit) -> Response:
    """What is open, or with `?closed=yes` what is closed."""
    closed = visit.request.query_params.get("closed") == "yes"
    async with reading(visit.desk.pool) as db:
        both = {shut: await enquiries(db, closed=shut) for shut in (False, True)}
        asked = await waiting(db)
    say = tongue(visit.language).say
    lines = [_line(visit, one) for one in both[closed]]
    context = EnquiriesPage(
        frame=await desk_frame(visit, _("Enquiries")),
        tabs=(
            DeskLink(address=DESK, text=say(_("Open")), current=not closed, count=len(both[False])),
            DeskLink(
                address=f"{DESK}?closed=yes", text=say(_("Closed")), current=closed, count=len(both[True])
            ),
            DeskLink(address=request_letters.DESK, text=say(_("Requests of subscribers")), count=asked),
        ),
        lines=tuple(sorted(lines, key=lambda line: not line.waits)),
        is_closed=closed,
    )
    return answer(visit, ENQUIRIES, context)


def _line(visit: Visit, found: Listed) -> EnquiryLine:
    say, shown = tongue(visit.language).say, times(visit)
    last = StepKind(found.last_kind)
    return EnquiryLine(
        address=f"{DESK}/{found.id}",
        organisation=found.organisation or say(FORGOTTEN),
        languages=say(_(", ")).join(
            language_in_words(code, visit.desk.agency, visit.language) for code in found.languages
        ),
        came=shown.short(found.asked_at, visit.now),
        state=say(STEPS[last]),
        since=shown.short(found.last_at, visit.now),
        waits=last in WAITS,
    )
