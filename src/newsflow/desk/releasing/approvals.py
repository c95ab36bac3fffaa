"""What waits for a second look, and what somebody must look at afterwards; it keeps itself up to date."""

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.db.pool import reading
from newsflow.desk.frame import DeskFrame, answer, desk_frame, times
from newsflow.desk.items.found import address_of
from newsflow.desk.releasing.words import why_a_second_look
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.desk.writing.words import form_name
from newsflow.domain.codes import Priority
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.text import direction
from newsflow.newsroom.approvals import Request, open_requests, version_of
from newsflow.newsroom.duty import OwedLook, owed_looks
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.views import section_name


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """One release that waits."""

    address: str
    headline: str
    language: str
    direction: str
    speed: str
    form: str
    section: str
    at: Moment
    age: str
    who: str
    because: str
    due: Moment | None
    is_mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedLine:
    """One look that is owed afterwards."""

    address: str
    slug: str
    words: str
    at: Moment
    is_mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """The part of the page that changes by itself."""

    lines: tuple[RequestLine, ...]
    owed: tuple[OwedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalsPage:
    """The whole page."""

    frame: DeskFrame
    fresh: str
    lines: tuple[RequestLine, ...]
    owed: tuple[OwedLine, ...]


APPROVALS = page("desk/release/approvals.html", ApprovalsPage)
LINES = page("desk/release/_waiting.html", Waiting)
FRESH = "/desk/approvals/lines"
_OWED = {
    "hold": _("%(name)s put it on hold alone."),
    "kill": _("%(name)s killed it alone."),
    "withdraw": _("%(name)s withdrew it alone."),
    "sent_alone": _("%(name)s sent it without a second look."),
}


def routes(desk: Desk) -> list[Route]:
    """The page, and its part that is fetched again."""
    return [
        Route("/approvals", signed_in(desk, shown)),
        Route("/approvals/lines", signed_in(desk, lines)),
    ]


async def shown(visit: Visit) -> Response:
    """The page."""
    waiting = await _waiting(visit)
    context = ApprovalsPage(
        frame=await desk_frame(visit, _("Approvals")),
        fresh=FRESH,
        lines=waiting.lines,
        owed=waiting.owed,
    )
    return answer(visit, APPROVALS, context)


async def lines(visit: Visit) -> Response:
    """The part that changes."""
    return answer(visit, LINES, await _waiting(visit))


async def _waiting(visit: Visit) -> Waiting:
    async with reading(visit.desk.pool) as db:
        requests = await open_requests(db)
        looks = await owed_looks(db)
    return Waiting(
        lines=tuple(_line(visit, each, version_of(each)) for each in requests),
        owed=tuple(_owed(visit, each) for each in looks),
    )


def _line(visit: Visit, one: Request, version: Dispatch) -> RequestLine:
    speaks, writes = tongue(visit.language), times(visit)
    fast = version.priority in {Priority.FLASH, Priority.URGENT}
    waited_s = max(0, int((visit.now - one.asked_at).total_seconds()))
    return RequestLine(
        address=f"/desk/approvals/{one.id}",
        headline=version.headline,
        language=version.language,
        direction=direction(version.language),
        speed=version.priority.value if fast else "",
        form=form_name(version.form, visit.language),
        section=section_name(version.section, visit.desk.agency, visit.language),
        at=writes.short(one.asked_at, visit.now),
        age=speaks.say_n("%(count)s minute", "%(count)s minutes", waited_s // 60),
        who=one.name or speaks.say(_("somebody who is gone")),
        because=why_a_second_look(one.because, speaks),
        due=None if one.due is None else writes.short(one.due, visit.now),
        is_mine=one.asked_by == visit.person.id,
    )


def _owed(visit: Visit, look: OwedLook) -> OwedLine:
    speaks = tongue(visit.language)
    return OwedLine(
        address=address_of(look.guid),
        slug=look.slug,
        words=speaks.say(_OWED[look.act], name=look.name or speaks.say(_("somebody who is gone"))),
        at=times(visit).short(look.at, visit.now),
        is_mine=look.by == visit.person.id,
    )
