"""An edition's front as the public reads it now: its pins in order, its places, and what an editor took off."""

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act
from newsflow.db.pool import reading, transaction
from newsflow.desk.editions.deeds import address_of, deed, known_edition
from newsflow.desk.editions.words import FLASH, GONE, LEAD, PREFIX, SECOND
from newsflow.desk.frame import DeskFrame, DeskLink, answer, desk_frame, done, times
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.edition import editions as editions_of
from newsflow.domain.errors import NewsflowError
from newsflow.domain.front import Front
from newsflow.domain.text import direction
from newsflow.newsroom.editions.shown import ListRow, PinRow, laid_front
from newsflow.newsroom.editions.versions import TakenOff, taken_off
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.refused import REFUSALS, Refused, refused
from newsflow.web.within.views import section_name
from newsflow.wire.read import item


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontLine:
    """An item on the front, or a pin, or what was taken off."""

    guid: str
    address: str
    headline: str
    place: str
    at: Moment | None
    own_words: bool
    """Whether an editor wrote the public words."""
    who: str = ""
    is_pinned: bool = False
    is_seen: bool = True
    """Whether the public sees it: a pin of what is on hold waits unseen."""
    until: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionPage:
    """An edition's front at the desk."""

    frame: DeskFrame
    tabs: tuple[DeskLink, ...]
    address: str
    site: str
    language: str
    direction: str
    pins: tuple[FrontLine, ...]
    places: tuple[FrontLine, ...]
    off: tuple[FrontLine, ...]
    refused: Refused | None


EDITION = page("desk/editions/front.html", EditionPage)


def routes(desk: Desk) -> list[Route]:
    """The front of each edition; without a code the one in the reader's own language."""
    return [
        Route("/editions", signed_in(desk, begin, Act.EDIT_EDITION)),
        Route("/editions/{edition}", signed_in(desk, edition, Act.EDIT_EDITION), methods=["GET", "POST"]),
    ]


async def begin(visit: Visit) -> Response:
    """The front of the edition in the reader's language, else of the agency's own."""
    known = editions_of(visit.desk.agency)
    own = visit.language if visit.language in known else visit.desk.agency.default_language
    return await _page(visit, own)


async def edition(visit: Visit) -> Response:
    """The front; or what one of its forms asks for, done."""
    code = known_edition(visit)
    if visit.request.method != "POST":
        return await _page(visit, code)
    try:
        async with transaction(visit.desk.pool) as db:
            said = await deed(visit, db, code, visit.form.line("guid"))
    except REFUSALS as error:
        return await _page(visit, code, error)
    return done(f"{PREFIX}/{code}", said)


async def _page(visit: Visit, code: str, error: NewsflowError | None = None) -> Response:
    agency = visit.desk.agency
    async with reading(visit.desk.pool) as db:
        laid = await laid_front(db, agency, code, visit.now)
        off = await taken_off(db, code)
        names = {pin.guid: (await item(db, pin.guid)).headline or "" for pin in laid.pins}
    pinned = {pin.guid for pin in laid.pins}
    context = EditionPage(
        frame=await desk_frame(visit, _("Public site")),
        tabs=tuple(
            DeskLink(
                address=f"{PREFIX}/{one}", text=agency.house(one).name, current=one == code, is_name=True
            )
            for one in editions_of(agency)
        ),
        address=f"{PREFIX}/{code}",
        site=f"/{code}/",
        language=code,
        direction=direction(code),
        pins=tuple(_pin(visit, code, pin, laid.items.get(pin.guid), names[pin.guid]) for pin in laid.pins),
        places=tuple(
            _line(visit, code, laid.items[guid], place, is_pinned=guid in pinned)
            for place, guid in _places(visit, laid.front)
        ),
        off=tuple(_off(visit, code, one) for one in off),
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, EDITION, context, status=200 if error is None else error.status)


def _places(visit: Visit, front: Front) -> Iterator[tuple[str, str]]:
    """Each place of the front by its name, and the item that stands there."""
    say = tongue(visit.language).say
    if front.flash:
        yield say(FLASH), front.flash
    if front.lead:
        yield say(LEAD), front.lead
    for guid in front.seconds:
        yield say(SECOND), guid
    for river in front.rivers:
        for guid in river.items:
            yield section_name(river.section, visit.desk.agency, visit.language), guid


def _line(visit: Visit, code: str, row: ListRow, place: str, *, is_pinned: bool) -> FrontLine:
    return FrontLine(
        guid=row.guid,
        address=address_of(code, row.guid),
        headline=row.headline,
        place=place,
        at=times(visit).short(row.version_at, visit.now),
        own_words=row.editor is not None,
        is_pinned=is_pinned,
    )


def _pin(visit: Visit, code: str, pin: PinRow, row: ListRow | None, headline: str) -> FrontLine:
    return FrontLine(
        guid=pin.guid,
        address=address_of(code, pin.guid),
        headline=row.headline if row else headline,
        place="",
        at=None,
        own_words=row is not None and row.editor is not None,
        is_pinned=True,
        is_seen=row is not None,
        until=None if pin.until_at is None else times(visit).short(pin.until_at, visit.now),
    )


def _off(visit: Visit, code: str, one: TakenOff) -> FrontLine:
    return FrontLine(
        guid=one.guid,
        address=address_of(code, one.guid),
        headline=one.headline,
        place="",
        at=times(visit).short(one.at, visit.now),
        own_words=False,
        who=one.name or tongue(visit.language).say(GONE),
    )
