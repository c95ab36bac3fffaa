"""Ordering languages: of an item on the wire, or of a draft that its desk opens to translators before it is out."""

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act, may
from newsflow.db.pool import reading, transaction
from newsflow.db.query import Connection
from newsflow.desk.frame import DeskFrame, answer, desk_frame, done, times
from newsflow.desk.items.found import address_of
from newsflow.desk.translating.words import QUEUE, STATES, holds_choices, language_name
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.domain.errors import BadInputError, NewsflowError
from newsflow.domain.guid import Guid
from newsflow.domain.text import direction
from newsflow.domain.worded import worded
from newsflow.newsroom import drafts
from newsflow.newsroom.rows import Draft
from newsflow.newsroom.translation.orders import (
    NOTE_CHARACTERS,
    Holds,
    Order,
    Wanted,
    order,
    orders_of,
    queue,
)
from newsflow.web.hours import read_hour, spelled_zone
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.refused import REFUSALS, Refused, refused
from newsflow.wire.read import item

Choice = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """What is ordered already."""

    into: str
    state: str
    who: str
    deadline: Moment | None
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPage:
    """Where languages are ordered."""

    frame: DeskFrame
    headline: str
    language: str
    direction: str
    back: str
    ordered: tuple[Ordered, ...]
    choices: tuple[Choice, ...]
    chosen: tuple[str, ...]
    holds: tuple[Choice, ...]
    """When it goes out; empty for an item that is out already."""
    held: str
    deadline: str
    zone: str
    note: str
    most: int
    may_order: bool
    refused: Refused | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Original:
    """What is to be translated."""

    headline: str
    language: str
    section: str
    address: str
    orders: list[Order]
    guid: Guid | None = None
    draft: int | None = None


ORDER = page("desk/translation/order.html", OrderPage)


def routes(desk: Desk) -> list[Route]:
    """Where one orders."""
    both = ["GET", "POST"]
    return [
        Route("/items/{guid}/translate", signed_in(desk, ordering, Act.WRITE), methods=both),
        Route("/drafts/{draft:int}/order", signed_in(desk, ordering, Act.WRITE), methods=both),
    ]


async def ordering(visit: Visit) -> Response:
    """The page; posted, each chosen language is ordered, all or none."""
    if visit.request.method != "POST":
        return await _shown(visit)
    try:
        if not visit.form.texts("into"):
            raise BadInputError(
                "No language is chosen.", worded("Nothing was ordered."), "Choose one or more."
            )
        async with transaction(visit.desk.pool) as db:
            original = await _original(db, visit)
            await order_chosen(db, visit, guid=original.guid, draft=original.draft)
    except REFUSALS as error:
        return await _shown(visit, error)
    return done(visit.request.url.path, "ordered")


async def order_chosen(db: Connection, visit: Visit, *, guid: Guid | None, draft: int | None) -> None:
    """Nothing; the languages that the form names are ordered of an item, or of a draft."""
    deadline = read_hour(visit.form.line("deadline"), visit.desk.agency.zoneinfo)
    for language in dict.fromkeys(visit.form.texts("into")):
        wanted = Wanted(
            language=language,
            original=guid,
            draft=draft,
            deadline=deadline,
            note=visit.form.text("note").strip(),
            holds=_holds(visit.form.line("holds")),
        )
        await order(db, visit.desk.agency, wanted, visit.hand, visit.now)


def choices_for(visit: Visit, language: str, orders: list[Order]) -> tuple[Choice, ...]:
    """The languages that can be ordered still, as (code, name)."""
    agency = visit.desk.agency
    taken = {language, *(one.language for one in orders if one.state in {"open", "taken", "ready"})}
    return tuple(
        (one.code, language_name(visit, one.code))
        for one in agency.languages
        if not one.retired and one.code in agency.words and one.code not in taken
    )


def _holds(text: str) -> Holds:
    if text not in set(Holds):
        raise BadInputError("There is no such way to go out.", f"“{text[:20]}”.", "Choose from the list.")
    return Holds(text)


async def orders_for(db: Connection, draft: Draft) -> list[Order]:
    """What is ordered of a draft, or of the item whose next version it is."""
    if draft.guid is not None:
        return await orders_of(db, draft.guid)
    return [one for one in await queue(db) if one.original_draft == draft.id]


async def _original(db: Connection, visit: Visit) -> _Original:
    guid = visit.request.path_params.get("guid")
    if guid is not None:
        found = await item(db, guid)
        return _Original(
            headline=found.headline or found.slug,
            language=found.language,
            section=found.section,
            address=address_of(found.guid),
            orders=await orders_of(db, found.guid),
            guid=found.guid,
        )
    number = int(visit.request.path_params["draft"])
    draft = await drafts.get(db, number)
    return _Original(
        headline=draft.headline or tongue(visit.language).say(_("(no headline yet)")),
        language=draft.language,
        section=draft.section,
        address=f"/desk/drafts/{number}",
        orders=await orders_for(db, draft),
        draft=number,
    )


async def _shown(visit: Visit, error: NewsflowError | None = None) -> Response:
    async with reading(visit.desk.pool) as db:
        original = await _original(db, visit)
    agency, speaks = visit.desk.agency, tongue(visit.language)
    works = visit.person.works_for(language=original.language, section=original.section)
    context = OrderPage(
        frame=await desk_frame(visit, _("Translate into…")),
        headline=original.headline,
        language=original.language,
        direction=direction(original.language),
        back=original.address,
        ordered=tuple(_ordered(visit, one) for one in original.orders if one.state != "dropped"),
        choices=choices_for(visit, original.language, original.orders),
        chosen=visit.form.texts("into"),
        holds=() if original.draft is None else holds_choices(visit),
        held=visit.form.line("holds"),
        deadline=visit.form.line("deadline"),
        zone=speaks.say(_("Time of %(zone)s"), zone=spelled_zone(agency.zoneinfo, visit.now)),
        note=visit.form.text("note"),
        most=NOTE_CHARACTERS,
        may_order=works and may(visit.person, Act.RELEASE, lent=visit.lent),
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, ORDER, context, status=200 if error is None else error.status)


def _ordered(visit: Visit, one: Order) -> Ordered:
    due = one.deadline
    return Ordered(
        into=language_name(visit, one.language),
        state=tongue(visit.language).say(STATES[one.state]),
        who=one.name or "",
        deadline=None if due is None else times(visit).short(due, visit.now),
        address=f"{QUEUE}?language={one.language}",
    )
