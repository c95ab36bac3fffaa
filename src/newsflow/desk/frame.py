"""What every desk page has around its content: language, the way round the desk, who is signed in, what just happened.

A page of a signed-in person: `frame=await desk_frame(visit, _("Board"))`, and `answer(visit, PAGE, Context(…))`, its
template extends `desk/_page.html`. Before sign-in: `door_frame(…)` and `desk/_door.html`. After a form: `done(address,
"saved")` redirects, and the next page says it (SAID).
"""

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from newsflow.accounts.people import Act, may
from newsflow.db.pool import reading
from newsflow.db.query import query, row
from newsflow.desk.visit import Desk, Visit
from newsflow.domain.text import direction
from newsflow.web.frame import Alternate
from newsflow.web.moments import Moment, Times
from newsflow.web.negotiate import wished_language
from newsflow.web.pages import Context, Page
from newsflow.web.say import LANGUAGES, NAMES, Tongue, tongue
from newsflow.web.say import noop as _
from newsflow.web.words import words

SAID = {
    "saved": _("Saved."),
    "passkey_added": _("The passkey is enrolled."),
    "passkey_first": _("Enrol a passkey first."),
    "invited": _("The invitation is on its way."),
    "link_sent": _("A letter with a link is on its way."),
    "signed_out": _("Signed out everywhere."),
    "files_came": _("The files are stored; the worker has them next."),
    "words_kept": _("Saved. The files are made again with these words in them."),
    "dropped": _("The draft was dropped. Its versions are kept."),
    "taken": _("The draft is yours to write."),
    "handed": _("An editor has it now."),
    "read": _("Begun from the copy. Look at what was filled in."),
    "sent_back": _("It went back with your note."),
    "held": _("It is on hold. Subscribers who took it are being told."),
    "killed": _("It is killed. Subscribers who took it are being told."),
    "withdrawn_item": _("It is withdrawn. Subscribers who took it are being told."),
    "reinstated": _("It may be used again."),
    "lifted": _("The embargo is lifted. It is on everybody’s wire."),
    "embargo_moved": _("The embargo has a new hour."),
    "looked": _("Your look is in the file."),
    "legal_opened": _("The request is in the inbox."),
    "legal_decided": _("Decided. Nothing is touched until another person confirms it."),
    "legal_taken_back": _("The decision was taken back."),
    "legal_done": _("It is carried out, and the request is closed."),
    "legal_begun": _("Drafts are begun; see the board. The request is closed."),
    "released": _("It is on the wire."),
    "scheduled": _("It goes out by itself at its hour."),
    "asked": _("A second look is asked for."),
    "approved": _("Approved."),
    "sent_alone": _("It is on the wire. The chief is told; somebody looks at it afterwards."),
    "refused": _("Refused. Whoever asked has the draft again, with your reason."),
    "request_withdrawn": _("The request is taken back."),
    "on_duty": _("On duty."),
    "off_duty": _("The shift is over."),
    "alone": _("You are alone: all desks are on this board."),
    "lent": _("The right is lent until the shift is over."),
    "right_back": _("The right is taken back."),
    "noted": _("The note stands in the hand-over."),
    "note_closed": _("The note is closed."),
    "signed": _("Signed. It is your watch."),
    "ordered": _("Ordered. It is in the queue."),
    "order_back": _("It is in the queue again."),
    "order_dropped": _("The order is taken back."),
    "stands": _("The translation stands."),
    "accepted": _("Accepted."),
    "caught_up": _("The translation is up to its original."),
    "machine_drafted": _("A machine’s draft is in. Each sentence waits for you."),
    "ready": _("It goes out with its original."),
    "name_dropped": _("The name is out of the list."),
    "set": _("Changed. Every part of the house has it within seconds."),
}
"""What a page says of the form that led to it, by the code that `done` was given. Rooms add their own lines."""

ROLES = {
    "reporter": _("Reporter"),
    "correspondent": _("Correspondent"),
    "translator": _("Translator"),
    "editor": _("Editor"),
    "chief": _("Chief editor"),
    "picture_desk": _("Picture desk"),
    "administrator": _("Administrator"),
}
_NAV = (
    ("/desk/", _("Board"), "b", None),
    ("/desk/flash", _("Flash"), "f", Act.WRITE),
    ("/desk/drafts/new", _("New"), "n", Act.WRITE),
    ("/desk/media", _("Media"), "p", Act.WRITE),
    ("/desk/approvals", _("Approvals"), "a", None),
    ("/desk/translations", _("Translations"), "q", Act.WRITE),
    ("/desk/duty", _("Duty"), "d", None),
    ("/desk/legal", _("Legal"), "l", Act.ANSWER_LEGAL),
    ("/desk/settings", _("Settings"), None, None),
)
_MENU = (
    ("/desk/me", _("Your account"), None),
    ("/desk/people", _("People"), Act.MANAGE_PEOPLE),
    ("/desk/audit", _("Audit trail"), Act.SEE_AUDIT),
)
"""Addresses, words, keys, and the act without which a link would lead to a refusal."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many releases wait for a second look."""

    count: int


_WAITING = query("desk.waiting", Waiting)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskLink:
    """A link of a list: where to, in which words, whether it is this page, its key, how many are there.

    `is_name` says that the words are a name, the same in every language.
    """

    address: str
    text: str
    current: bool = False
    key: str | None = None
    count: int | None = None
    is_name: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskFrame:
    """The head, the bar and the foot of a desk page. A page before sign-in has neither links nor a person."""

    language: str
    direction: str
    title: str
    style: str
    icon: str
    script: str
    agency: str
    zone: str
    now: Moment
    said: str | None = None
    """What the form did that led here."""
    description: str | None = None
    robots: str | None = "noindex"
    canonical: str | None = None
    alternates: tuple[Alternate, ...] = ()
    nav: tuple[DeskLink, ...] = ()
    menu: tuple[DeskLink, ...] = ()
    languages: tuple[DeskLink, ...] = ()
    person: str = ""
    role: str = ""
    csrf: str = ""


async def desk_frame(visit: Visit, title: str) -> DeskFrame:
    """The frame of a signed-in person's page; `title` is English marked by `_()`, or words of the wire's."""
    async with reading(visit.desk.pool) as db:
        waiting = await row(db, _WAITING)
    return plain_frame(visit, title, waiting=waiting.count if waiting else 0)


def plain_frame(visit: Visit, title: str, *, waiting: int = 0) -> DeskFrame:
    """The frame without a look at the database, which may be what is broken."""
    speaks = tongue(visit.language)
    path = visit.request.url.path
    counts = {"/desk/approvals": waiting}
    return replace(
        _bare(visit.desk, visit.request, speaks, title, visit.now),
        nav=tuple(
            DeskLink(
                address=address,
                text=speaks.say(text),
                current=_is_here(path, address),
                key=key,
                count=counts.get(address),
            )
            for address, text, key, act in _NAV
            if act is None or may(visit.person, act)
        ),
        menu=tuple(
            DeskLink(address=address, text=speaks.say(text), current=_is_here(path, address))
            for address, text, act in _MENU
            if act is None or may(visit.person, act)
        ),
        person=visit.person.name,
        role=speaks.say(ROLES.get(visit.person.role, visit.person.role)),
        csrf=visit.csrf,
    )


def door_frame(desk: Desk, request: Request, title: str, *, csrf: str = "") -> DeskFrame:
    """The frame of a page before sign-in, in the language that the address or the browser asks for."""
    speaks = tongue(door_language(request))
    query = dict(request.query_params)
    return replace(
        _bare(desk, request, speaks, title, desk.clock()),
        languages=tuple(
            DeskLink(
                address=f"{request.url.path}?{urlencode({**query, 'language': code})}",
                text=NAMES[code],
                key=code,
                current=code == speaks.language,
            )
            for code in LANGUAGES
        ),
        csrf=csrf,
    )


def door_language(request: Request) -> str:
    """The interface language before anybody is known: `?language=`, else the browser's wish, else English."""
    asked = request.query_params.get("language", "")
    return asked if asked in LANGUAGES else wished_language(request, LANGUAGES)


def answer(visit: Visit, page: Page[Context], context: Context, *, status: int = 200) -> Response:
    """The page in the person's language; it is theirs alone, so nothing on the way may keep it."""
    pages = visit.desk.pages.speaking(visit.language)
    headers = {"Cache-Control": "private, no-store"}
    return HTMLResponse(pages.render(page, context), status_code=status, headers=headers)


def done(address: str, said: str | None = None) -> Response:
    """On to another page after a form; that page says what happened, by a code of SAID."""
    if said is None:
        return RedirectResponse(address, status_code=303)
    mark = "&" if urlsplit(address).query else "?"
    return RedirectResponse(f"{address}{mark}{urlencode({'said': said})}", status_code=303)


def times(visit: Visit) -> Times:
    """Writes times in the person's language and the agency's zone."""
    return Times(words(visit.language).time, visit.desk.agency.zoneinfo)


def _bare(desk: Desk, request: Request, speaks: Tongue, title: str, now: datetime) -> DeskFrame:
    agency, static = desk.agency, desk.pages.static
    said = SAID.get(request.query_params.get("said", ""))
    return DeskFrame(
        language=speaks.language,
        direction=direction(speaks.language),
        title=f"{speaks.say(title)} · {agency.name}",
        style=static.path("desk.css"),
        icon=static.path("mark.svg"),
        script=static.path("js/desk.js"),
        agency=agency.name,
        zone=agency.zone,
        now=Times(words(speaks.language).time, agency.zoneinfo).short(now, now),
        said=None if said is None else speaks.say(said),
    )


def _is_here(path: str, address: str) -> bool:
    """Whether a page belongs to a link of the bar: the board is its own address alone."""
    if path.startswith("/desk/names"):  # the translation desk’s other half
        return address == "/desk/translations"
    if path == "/desk/handover":  # it is the other half of duty
        return address == "/desk/duty"
    if path.startswith("/desk/series/"):
        return address == "/desk/media"
    return path == address or (address != "/desk/" and path.startswith(f"{address}/"))
