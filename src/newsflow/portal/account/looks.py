"""The agency's looks into the organisation's portal, for its masters: who, as whom, when and why."""

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.looks.looks import looks_of
from newsflow.accounts.people import AccountAct
from newsflow.db.pool import reading
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.within.frame import FaceFrame, answer, frame_of, times


@dataclass(frozen=True, slots=True, kw_only=True)
class LookLine:
    """One look."""

    begun: Moment
    over: Moment
    by: str
    person: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LooksPage:
    """All of them, the latest first."""

    frame: FaceFrame
    lines: tuple[LookLine, ...]


LOOKS_PAGE = page("portal/account/looks.html", LooksPage)


async def show(visit: Visit) -> Response:
    """The page."""
    async with reading(visit.portal.pool) as db:
        found = await looks_of(db, visit.subscriber)
    writes = times(visit)
    context = LooksPage(
        frame=await frame_of(visit, _("The agency’s looks")),
        lines=tuple(
            LookLine(
                begun=writes.full(one.begun),
                over=writes.full(one.over),
                by=one.by or "—",
                person=one.person or "—",
                because=one.because,
            )
            for one in found
        ),
    )
    return answer(visit, LOOKS_PAGE, context)


def routes(portal: Portal) -> list[Route]:
    """The page's address; a master's alone."""
    shown = signed_in(portal, show, AccountAct.MANAGE_ACCOUNT, of=own)
    return [Route("/account/looks", shown, methods=["GET", "HEAD"])]
