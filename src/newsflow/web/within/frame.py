"""What every page behind a sign-in has around its content: language, the way round, who is signed in, what just happened.

A page of a signed-in person: `frame=await frame_of(visit, _("Board"))`, and `answer(visit, PAGE, Context(…))`, its
template extends `web/within/_page.html`. Before sign-in: `door_frame(…)` and `_door.html`. After a form: `done(address,
"saved")` redirects, and the next page says it (the face's `said`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from newsflow.accounts.people import may
from newsflow.domain.text import direction
from newsflow.web.compressing import compressed
from newsflow.web.frame import Alternate
from newsflow.web.moments import Moment, Times
from newsflow.web.negotiate import wished_language
from newsflow.web.pages import Context, Page
from newsflow.web.say import LANGUAGES, NAMES, Tongue, tongue
from newsflow.web.say import noop as _
from newsflow.web.within.face import NO_COUNTS, House, Way
from newsflow.web.within.visit import Visit
from newsflow.web.words import words

SUSPENDED = _(
    "Your organisation is suspended since %(at)s: %(why)s No copy is had until that is lifted;"
    " what you took and must not use any more still stands here."
)
LOOK = _(
    "%(looker)s of the agency sees this as %(name)s does, until %(until)s. Nothing can be changed or downloaded."
)
COUNTED = _("Your organisation sees how many items each person takes.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceLink:
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
class FaceFrame:
    """The head, the bar and the foot of a page. A page before sign-in has neither links nor a person."""

    language: str
    direction: str
    title: str
    style: str
    icon: str
    script: str
    face: str
    """The face's name for whoever hears the page."""
    prefix: str
    """Where the face lies; its first page is at `<prefix>/`."""
    agency: str
    zone: str
    now: Moment
    said: str | None = None
    """What the form did that led here."""
    description: str | None = None
    robots: str | None = "noindex"
    canonical: str | None = None
    alternates: tuple[Alternate, ...] = ()
    nav: tuple[FaceLink, ...] = ()
    menu: tuple[FaceLink, ...] = ()
    languages: tuple[FaceLink, ...] = ()
    person: str = ""
    role: str = ""
    csrf: str = ""
    look: str = ""
    """Who of the agency looks on as whom, at the head of every page; "" where nobody does."""
    suspended: str = ""
    """Why their organisation gets no copy, at the head of every page; "" where it is not suspended."""
    told: str = ""
    """What every page tells its person of themselves, at its foot."""


async def frame_of(visit: Visit, title: str) -> FaceFrame:
    """The frame of a signed-in person's page; `title` is English marked by `_()`, or words of the wire's."""
    return plain_frame(visit, title, counts=await visit.house.counts())


def plain_frame(visit: Visit, title: str, *, counts: Mapping[str, int] = NO_COUNTS) -> FaceFrame:
    """The frame without a look at the database, which may be what is broken."""
    speaks = tongue(visit.language)
    face = visit.house.face
    return replace(
        _bare(visit.house, visit.request, speaks, title, visit.now),
        nav=tuple(
            _link(visit, way, speaks, counts)
            for way in face.nav
            if _leads(visit, way) and _waits(way, counts)
        ),
        menu=tuple(_link(visit, way, speaks, counts) for way in face.menu if _leads(visit, way)),
        person=visit.person.name,
        role=speaks.say(face.roles.get(visit.person.role, visit.person.role)),
        csrf=visit.csrf,
        suspended=_suspended(visit),
        look=_look(visit),
        told=speaks.say(COUNTED) if visit.person.organisation_counts_use else "",
    )


def _look(visit: Visit) -> str:
    """Who looks on as whom, and until when; "" where the person is there themselves."""
    if visit.looker is None:
        return ""
    until = times(visit).short(visit.session.ends, visit.now).text
    return tongue(visit.language).say(
        LOOK, looker=isolated(visit.looker.name), name=isolated(visit.person.name), until=until
    )


def _suspended(visit: Visit) -> str:
    """Why their organisation gets no copy; "" where it is not suspended."""
    since, because = visit.person.suspended_since, visit.person.suspended_because
    if since is None:
        return ""
    moment = times(visit).full(since)
    return tongue(visit.language).say(
        SUSPENDED, at=f"{moment.text} {moment.zone}", why=isolated(because or "")
    )


def _leads(visit: Visit, way: Way) -> bool:
    return way.act is None or may(visit.person, way.act, lent=visit.lent)


def _waits(way: Way, counts: Mapping[str, int]) -> bool:
    return not way.only_if_any or counts.get(way.address, 0) > 0


def _link(visit: Visit, way: Way, speaks: Tongue, counts: Mapping[str, int]) -> FaceLink:
    path, home = visit.request.url.path, visit.house.face.home
    is_here = path == way.address or path.startswith(way.also)
    return FaceLink(
        address=way.address,
        text=speaks.say(way.text),
        current=is_here or (way.address != home and path.startswith(f"{way.address}/")),
        key=way.key,
        count=counts.get(way.address),
    )


def door_frame(house: House, request: Request, title: str, *, csrf: str = "") -> FaceFrame:
    """The frame of a page before sign-in, in the language that the address or the browser asks for."""
    speaks = tongue(door_language(request))
    query = dict(request.query_params)
    return replace(
        _bare(house, request, speaks, title, house.clock()),
        languages=tuple(
            FaceLink(
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
    pages = visit.house.pages.speaking(visit.language)
    headers = {"Cache-Control": "private, no-store"}
    made = HTMLResponse(pages.render(page, context), status_code=status, headers=headers)
    return compressed(visit.request, made)


def done(address: str, said: str | None = None) -> Response:
    """On to another page after a form; that page says what happened, by a code of the face's `said`."""
    if said is None:
        return RedirectResponse(address, status_code=303)
    mark = "&" if urlsplit(address).query else "?"
    return RedirectResponse(f"{address}{mark}{urlencode({'said': said})}", status_code=303)


def isolated(text: str) -> str:
    """Somebody's words within a sentence of ours: whichever way they run, the sentence stays in order around them."""
    return f"\u2068{text}\u2069"


def times(visit: Visit) -> Times:
    """Writes times in the person's language and the agency's zone."""
    return Times(words(visit.language).time, visit.house.agency.zoneinfo)


def _bare(house: House, request: Request, speaks: Tongue, title: str, now: datetime) -> FaceFrame:
    agency, static, face = house.agency, house.pages.static, house.face
    said = face.said.get(request.query_params.get("said", ""))
    return FaceFrame(
        language=speaks.language,
        direction=direction(speaks.language),
        title=f"{speaks.say(title)} · {agency.name}",
        style=static.path(f"{face.name}.css"),
        icon=static.path("mark.svg"),
        script=static.path(f"js/{face.name}.js"),
        face=speaks.say(face.title),
        prefix=face.prefix,
        agency=agency.name,
        zone=agency.zone,
        now=Times(words(speaks.language).time, agency.zoneinfo).short(now, now),
        said=None if said is None else speaks.say(said),
    )
