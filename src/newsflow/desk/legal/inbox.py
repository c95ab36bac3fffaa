"""The inbox of legal requests, the nearest deadline first, and the form that enters one."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act
from newsflow.db.pool import reading, transaction
from newsflow.desk.frame import DeskFrame, DeskLink, answer, desk_frame, done, times
from newsflow.desk.legal.words import KINDS, STATES
from newsflow.desk.visit import PREFIX, Desk, Visit, signed_in
from newsflow.domain.errors import BadInputError, NewsflowError, NotFoundError
from newsflow.domain.worded import worded
from newsflow.newsroom.legal.requests import (
    LETTER_CHARACTERS,
    Asker,
    Kind,
    NewRequest,
    Request,
    open_request,
    requests,
)
from newsflow.web.hours import read_hour, shown_hour, spelled_zone
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.refused import REFUSALS, Refused, refused

LEGAL = f"{PREFIX}/legal"
SOON = timedelta(hours=24)
USUAL_TIME = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """A request in the inbox."""

    number: int
    address: str
    kind: str
    asked_by: str
    file: str
    items: int
    came: Moment
    due: Moment
    urgency: str
    """`late`, `soon` or nothing."""
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxPage:
    """The inbox."""

    frame: DeskFrame
    tabs: tuple[DeskLink, ...]
    lines: tuple[RequestLine, ...]
    is_closed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFields:
    """What was typed."""

    kind: str = Kind.TAKE_DOWN.value
    asked_by: str = ""
    law: str = ""
    file_number: str = ""
    came_at: str = ""
    due_at: str = ""
    guids: str = ""
    name: str = ""
    address: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPage:
    """The form of a new request."""

    frame: DeskFrame
    kinds: tuple[tuple[str, str], ...]
    fields: NewFields = field(default_factory=NewFields)
    zone: str
    most: int
    refused: Refused | None


INBOX = page("desk/legal/inbox.html", InboxPage)
NEW = page("desk/legal/new.html", NewPage)


def routes(desk: Desk) -> list[Route]:
    """The inbox's address and the form's."""
    return [
        Route("/legal", signed_in(desk, inbox, Act.ANSWER_LEGAL)),
        Route("/legal/new", signed_in(desk, new, Act.ANSWER_LEGAL), methods=["GET", "POST"]),
    ]


async def inbox(visit: Visit) -> Response:
    """What is open, or with `?closed=yes` what is closed."""
    closed = visit.request.query_params.get("closed") == "yes"
    async with reading(visit.desk.pool) as db:
        both = {shut: await requests(db, closed=shut) for shut in (False, True)}
    say = tongue(visit.language).say
    tabs = (
        DeskLink(address=LEGAL, text=say(_("Open")), current=not closed, count=len(both[False])),
        DeskLink(address=f"{LEGAL}?closed=yes", text=say(_("Closed")), current=closed, count=len(both[True])),
    )
    context = InboxPage(
        frame=await desk_frame(visit, _("Legal requests")),
        tabs=tabs,
        lines=tuple(_line(visit, each) for each in both[closed]),
        is_closed=closed,
    )
    return answer(visit, INBOX, context)


async def new(visit: Visit) -> Response:
    """The form, or what it asks for, done."""
    if visit.request.method != "POST":
        return await _form(visit)
    try:
        async with transaction(visit.desk.pool) as db:
            number = await open_request(db, _read(visit), visit.hand, visit.now)
    except REFUSALS as error:
        return await _form(visit, error)
    except NotFoundError as error:
        return await _form(visit, BadInputError(error.what, error.which, error.what_now))
    return done(f"{LEGAL}/{number}", "legal_opened")


def urgency_of(asked: Request, now: datetime) -> str:
    """`late` past the deadline, `soon` within a day of it, else nothing; nothing for a closed request."""
    if asked.state == "closed":
        return ""
    return "late" if asked.due_at <= now else "soon" if asked.due_at - now <= SOON else ""


def _line(visit: Visit, asked: Request) -> RequestLine:
    say, shown = tongue(visit.language).say, times(visit)
    return RequestLine(
        number=asked.id,
        address=f"{LEGAL}/{asked.id}",
        kind=say(KINDS[Kind(asked.kind)]),
        asked_by=asked.asked_by,
        file=" · ".join(part for part in (asked.law, asked.file_number) if part),
        items=len(asked.guids),
        came=shown.short(asked.came_at, visit.now),
        due=shown.full(asked.due_at),
        urgency=urgency_of(asked, visit.now),
        state=say(STATES[asked.state]),
    )


def _read(visit: Visit) -> NewRequest:
    form, zone = visit.form, visit.desk.agency.zoneinfo
    kind, came, due = (
        form.line("kind"),
        read_hour(form.line("came_at"), zone),
        read_hour(form.line("due_at"), zone),
    )
    if kind not in set(Kind):
        raise BadInputError("Choose what is asked.", worded("Nothing was chosen."), "Choose the nearest.")
    if due is None:
        raise BadInputError(
            "A request has a deadline.", worded("None is given."), "Set one, if only your own."
        )
    return NewRequest(
        kind=Kind(kind),
        asked_by=form.line("asked_by"),
        law=form.line("law"),
        file_number=form.line("file_number"),
        came_at=came or visit.now,
        due_at=due,
        asker=Asker(name=form.line("name"), address=form.line("address"), letter=form.text("letter").strip()),
        guids=tuple(dict.fromkeys(form.text("guids").split())),
    )


async def _form(visit: Visit, error: NewsflowError | None = None) -> Response:
    zone, form = visit.desk.agency.zoneinfo, visit.form
    fresh = NewFields(
        kind=Kind.TAKE_DOWN.value,
        came_at=shown_hour(visit.now, zone),
        due_at=shown_hour(visit.now + USUAL_TIME, zone),
        guids=visit.request.query_params.get("item", ""),
    )
    typed = NewFields(**{name: form.text(name) for name in NewFields.__dataclass_fields__})
    context = NewPage(
        frame=await desk_frame(visit, _("Enter a legal request")),
        kinds=tuple((kind.value, tongue(visit.language).say(words)) for kind, words in KINDS.items()),
        fields=fresh if error is None else typed,
        zone=spelled_zone(zone, visit.now),
        most=LETTER_CHARACTERS,
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, NEW, context, status=200 if error is None else error.status)
