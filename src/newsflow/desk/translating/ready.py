"""A translation that waits is said to be ready: it goes out by itself as soon as its original is out."""

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act
from newsflow.db.pool import reading, transaction
from newsflow.desk.frame import DeskFrame, answer, desk_frame, done
from newsflow.desk.releasing.slips import Slip, passed_by, slips_of
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.codes import Action
from newsflow.domain.errors import ConflictError, NewsflowError
from newsflow.domain.release import faults
from newsflow.domain.worded import worded
from newsflow.newsroom import drafts
from newsflow.newsroom.checking import check_draft
from newsflow.newsroom.translation.held import make_ready
from newsflow.newsroom.translation.orders import get_order
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.within.refused import REFUSALS, Refused, refused
from newsflow.web.within.views import Sheet, for_subscribers


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyPage:
    """What is looked at before a translation is left to go with its original."""

    frame: DeskFrame
    address: str
    sheet: Sheet
    slips: tuple[Slip, ...]
    stops: bool
    refused: Refused | None


READY = page("desk/translation/ready.html", ReadyPage)


def routes(desk: Desk) -> list[Route]:
    """The page's address."""
    path = "/translations/{order:int}/ready"
    return [Route(path, signed_in(desk, readying, Act.WRITE), methods=["GET", "POST"])]


async def readying(visit: Visit) -> Response:
    """The page; posted, the order waits for its original with this person's word."""
    if visit.request.method != "POST":
        return await _shown(visit)
    number = int(visit.request.path_params["order"])
    try:
        async with transaction(visit.desk.pool) as db:
            passed = passed_by(visit.form)
            await make_ready(db, visit.desk.agency, number, visit.hand, visit.now, passed=passed)
    except REFUSALS as error:
        return await _shown(visit, error)
    return done("/desk/translations", "ready")


async def _shown(visit: Visit, error: NewsflowError | None = None) -> Response:
    async with reading(visit.desk.pool) as db:
        order = await get_order(db, int(visit.request.path_params["order"]))
        if order.draft is None:
            raise ConflictError(
                "Nobody has begun this translation.",
                worded("Order %(number)s.", number=order.id),
                "Take it first.",
            )
        draft = await drafts.get(db, order.draft)
        version, action, agency = draft.dispatch(), Action(draft.action), visit.desk.agency
        found = await check_draft(
            db, agency, version, action, before=draft.guid, now=visit.now, draft=draft.id
        )
    slips = slips_of(visit, draft.id, faults(version, action, agency, visit.now), found)
    context = ReadyPage(
        frame=await desk_frame(visit, _("Ready")),
        address=f"/desk/drafts/{draft.id}/translate",
        sheet=for_subscribers(version, agency),
        slips=slips,
        stops=any(slip.refuses for slip in slips),
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, READY, context, status=200 if error is None else error.status)
