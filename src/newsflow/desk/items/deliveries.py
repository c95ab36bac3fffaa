"""Deliveries: who has taken an item and who has not, and why: the ruling and the ledger, subscriber by subscriber."""

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.db.pool import reading
from newsflow.desk.frame import DeskFrame, DeskLink, answer, desk_frame, times
from newsflow.desk.items.found import ItemHead, address_of, find, head_of
from newsflow.desk.items.marks import Mark
from newsflow.desk.items.words import VERDICTS
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.codes import Verdict
from newsflow.newsroom.reach import Standing, standings
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.codes import field_naming
from newsflow.web.within.reasons import told_reason, told_way

SHOWN_LIMIT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenLine:
    """One line of the ledger."""

    version: int
    path: str
    times: int
    first: Moment
    last: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryLine:
    """One subscriber."""

    subscriber: str
    name: str
    may: Mark
    because: tuple[str, ...]
    """The rulings' own words, which are English."""
    took: tuple[TakenLine, ...]
    state: Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveriesPage:
    """Who has it."""

    frame: DeskFrame
    head: ItemHead
    tabs: tuple[DeskLink, ...]
    lines: tuple[DeliveryLine, ...]
    more: int
    """Lines that are not shown."""


DELIVERIES = page("desk/item/deliveries.html", DeliveriesPage)
_TABS = {
    "all": _("All"),
    "took": _("Took it"),
    "due": _("Not yet"),
    "older": _("Hold an older version"),
    "none": _("May not have it"),
}


def routes(desk: Desk) -> list[Route]:
    """The page's address."""
    return [Route("/items/{guid}/deliveries", signed_in(desk, shown))]


async def shown(visit: Visit) -> Response:
    """The page; `?who=` shows one kind alone."""
    async with reading(visit.desk.pool) as db:
        found = await find(db, visit)
        standing = await standings(db, found.item, visit.now)
    newest = found.item.version
    kinds = {code: [one for one in standing if _is(code, one, newest)] for code in _TABS}
    asked = visit.request.query_params.get("who", "all")
    chosen = asked if asked in kinds else "all"
    address, say = address_of(found.item.guid, "deliveries"), tongue(visit.language).say
    context = DeliveriesPage(
        frame=await desk_frame(visit, _("Deliveries")),
        head=head_of(visit, found),
        tabs=tuple(
            DeskLink(
                address=address if code == "all" else f"{address}?who={code}",
                text=say(text),
                current=code == chosen,
                count=len(kinds[code]),
            )
            for code, text in _TABS.items()
        ),
        lines=tuple(_line(visit, one, newest) for one in kinds[chosen][:SHOWN_LIMIT]),
        more=max(0, len(kinds[chosen]) - SHOWN_LIMIT),
    )
    return answer(visit, DELIVERIES, context)


def _is(code: str, one: Standing, newest: int) -> bool:
    """Whether a subscriber is of that kind."""
    may = one.ruling.verdict is not Verdict.NONE
    match code:
        case "took":
            return bool(one.took)
        case "due":
            return may and not one.took
        case "older":
            return bool(one.took) and (one.newest() or 0) < newest
        case "none":
            return not may
        case _:
            return True


def _line(visit: Visit, one: Standing, newest: int) -> DeliveryLine:
    says, say = times(visit), tongue(visit.language).say
    verdict, named = VERDICTS[one.ruling.verdict], field_naming(visit.desk.agency, visit.language)
    return DeliveryLine(
        subscriber=one.subscriber,
        name=one.name,
        may=Mark(text=say(verdict.text), kind=verdict.kind),
        because=tuple(
            told_reason(tongue(visit.language), why, lambda at: says.full(at).text, named)
            for why in one.ruling.because
        ),
        took=tuple(
            TakenLine(
                version=taking.version,
                path=told_way(tongue(visit.language), taking.path),
                times=taking.times,
                first=says.short(taking.first_at, visit.now),
                last=says.short(taking.last_at, visit.now),
            )
            for taking in one.took
        ),
        state=_state(visit, one, newest),
    )


def _state(visit: Visit, one: Standing, newest: int) -> Mark:
    say, held = tongue(visit.language).say, one.newest()
    if held is None:
        due = one.ruling.verdict is not Verdict.NONE
        return Mark(text=say(_("Not yet") if due else _("No")), kind="quiet")
    if held < newest:
        return Mark(text=say(_("Holds version %(number)s"), number=held), kind="embargo")
    return Mark(text=say(_("Has the newest")))
