"""Reinstate a held or withdrawn item; lift an embargo, or move it to another hour."""

from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act
from newsflow.db.pool import reading, transaction
from newsflow.desk.frame import DeskFrame, answer, desk_frame, done
from newsflow.desk.items.found import Found, ItemHead, address_of, find, head_of
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.codes import Action
from newsflow.domain.entry import FOLLOWS
from newsflow.domain.errors import BadInputError, NewsflowError
from newsflow.domain.worded import worded
from newsflow.newsroom.embargo import move_embargo
from newsflow.newsroom.stop import lift, reinstate
from newsflow.subscribers.ledger import who_took
from newsflow.web.hours import read_hour, shown_hour, spelled_zone
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.refused import REFUSALS, Refused, refused
from newsflow.web.within.views import Sheet, for_subscribers


@dataclass(frozen=True, slots=True, kw_only=True)
class ReinstatePage:
    """The page of a reinstatement, with the text that will be used again."""

    frame: DeskFrame
    head: ItemHead
    over: str
    told: int
    sheet: Sheet | None
    refused: Refused | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftPage:
    """The page of an embargo: ended now, or moved."""

    frame: DeskFrame
    head: ItemHead
    over: str
    hour: str
    zone: str
    refused: Refused | None


REINSTATE = page("desk/item/reinstate.html", ReinstatePage)
LIFT = page("desk/item/lift.html", LiftPage)


def routes(desk: Desk) -> list[Route]:
    """Their addresses. Whether a right was lent is asked with the item's desk, where it is done."""
    both = ["GET", "POST"]
    return [
        Route("/items/{guid}/reinstate", signed_in(desk, reinstating, Act.WRITE), methods=both),
        Route("/items/{guid}/lift", signed_in(desk, lifting, Act.WRITE), methods=both),
    ]


async def reinstating(visit: Visit) -> Response:
    """The page, or the reinstatement."""
    guid = visit.request.path_params["guid"]
    if visit.request.method != "POST":
        return await _shown_reinstate(visit)
    try:
        async with transaction(visit.desk.pool) as db:
            await reinstate(db, visit.desk.clock, visit.desk.agency, guid, visit.hand)
    except REFUSALS as error:
        return await _shown_reinstate(visit, error)
    return done(address_of(guid), "reinstated")


async def lifting(visit: Visit) -> Response:
    """The page, or the lift, or the move to another hour."""
    guid = visit.request.path_params["guid"]
    if visit.request.method != "POST":
        return await _shown_lift(visit)
    try:
        if visit.form.line("does") == "move":
            to = _hour(visit)
            async with transaction(visit.desk.pool) as db:
                await move_embargo(db, visit.desk.clock, guid, visit.hand, to=to)
            return done(address_of(guid), "embargo_moved")
        async with transaction(visit.desk.pool) as db:
            await lift(db, visit.desk.clock, guid, visit.hand)
    except REFUSALS as error:
        return await _shown_lift(visit, error)
    return done(address_of(guid), "lifted")


def _hour(visit: Visit) -> datetime:
    found = read_hour(visit.form.line("hour"), visit.desk.agency.zoneinfo)
    if found is None:
        raise BadInputError("Say until when.", worded("The hour is empty."), "Or lift the embargo now.")
    return found


async def _shown_reinstate(visit: Visit, error: NewsflowError | None = None) -> Response:
    async with reading(visit.desk.pool) as db:
        found = await find(db, visit)
        told = len(await who_took(db, found.item.guid))
    is_over = Action.REINSTATE not in FOLLOWS[found.action]
    live = None if is_over else found.live
    context = ReinstatePage(
        frame=await desk_frame(visit, _("Reinstate")),
        head=head_of(visit, found),
        over=tongue(visit.language).say(_over_reinstate(found)) if is_over else "",
        told=told,
        sheet=None if live is None else for_subscribers(live, visit.desk.agency),
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, REINSTATE, context, status=200 if error is None else error.status)


def _over_reinstate(found: Found) -> str:
    if found.action is Action.KILL:
        return _("This item was killed, which is for ever. A new text is a new item.")
    return _("This item is in use: nothing needs reinstating.")


async def _shown_lift(visit: Visit, error: NewsflowError | None = None) -> Response:
    async with reading(visit.desk.pool) as db:
        found = await find(db, visit)
    fits = found.item.embargoed and Action.LIFT in FOLLOWS[found.action]
    zone = visit.desk.agency.zoneinfo
    context = LiftPage(
        frame=await desk_frame(visit, _("Lift or move the embargo")),
        head=head_of(visit, found),
        over=""
        if fits
        else tongue(visit.language).say(_("This item is under no embargo that can be lifted.")),
        hour=visit.form.line("hour") or shown_hour(found.entries[0].not_before, zone),
        zone=tongue(visit.language).say(_("Time of %(zone)s"), zone=spelled_zone(zone, visit.now)),
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, LIFT, context, status=200 if error is None else error.status)
