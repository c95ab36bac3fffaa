"""One request of a signed-in person: every page of the desk is given this, after the door has asked who they are."""

import unicodedata
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import cast
from urllib.parse import quote, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from newsflow.accounts.hand import PASSKEY, SESSION, Hand
from newsflow.accounts.people import Act, Person, authorise, by_id
from newsflow.accounts.proving import must_use_passkey
from newsflow.accounts.sessions import Session, Terms, session_of
from newsflow.db.pool import Pool, transaction
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.errors import BadInputError, NotAllowedError, NotSignedInError
from newsflow.newsroom.engines import Engine
from newsflow.objects import ObjectStore
from newsflow.web.client import NO_PROXIES, Proxies, client_address
from newsflow.web.cookies import Cookie
from newsflow.web.csrf import SAFE, check_origin, check_token, csrf_token
from newsflow.web.forms import LIMIT_BYTES, Form, read_form
from newsflow.web.negotiate import wants_html, wished_language
from newsflow.web.pages import Pages
from newsflow.web.say import LANGUAGES

PREFIX = "/desk"
SIGN_IN = f"{PREFIX}/sign-in"
ME = f"{PREFIX}/me"
HOME = f"{PREFIX}/"
Endpoint = Callable[[Request], Awaitable[Response]]
_REMEMBERED = "newsflow.desk.visit"


class SessionOverError(NotSignedInError):
    """A form, or a stream, came without a live session. `form` holds what was typed, so that it is not lost."""

    def __init__(self, form: Form) -> None:
        """Keep the form; files that came with it are gone."""
        super().__init__("You are not signed in, or no more.", "Nothing was done.", "Sign in again.")
        self.form = form


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every page of the desk is given, whoever asks."""

    pool: Pool
    agency: Agency
    clock: Clock
    pages: Pages
    origin: str
    """The public address, without a slash at its end."""
    server_key: bytes
    store: ObjectStore | None = None
    proxies: Proxies = NO_PROXIES
    terms: Terms = field(default_factory=Terms)
    engine: Engine | None = None
    """The machine that drafts translations, where one is set up."""

    @property
    def is_https(self) -> bool:
        """Whether the outside reaches us so."""
        return self.origin.startswith("https://")

    @property
    def cookie(self) -> Cookie:
        """The session's cookie."""
        return Cookie("newsflow", https=self.is_https)

    @property
    def host(self) -> str:
        """The public host, which passkeys are bound to (WebAuthn's RP id)."""
        return urlsplit(self.origin).hostname or "localhost"

    def address_of(self, request: Request) -> str:
        """The network address that asks."""
        return client_address(request.scope, self.proxies)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request of a signed-in person. `form` holds what was posted; the body is read already."""

    desk: Desk
    request: Request
    person: Person
    session: Session
    language: str
    csrf: str
    """The token that every form of the page carries, in a hidden field named `csrf`."""
    now: datetime
    form: Form = field(default_factory=Form)

    @property
    def hand(self) -> Hand:
        """What they act with when nothing more is proved."""
        return Hand(person=self.person, key=SESSION, session=self.session.id, at=self.now)


Page = Callable[[Visit], Awaitable[Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What stands before a page: who may pass, with what, and the page behind it."""

    desk: Desk
    page: Page
    acts: tuple[Act, ...] = ()
    limit_bytes: int = LIMIT_BYTES
    while_enrolling: bool = False


def signed_in(
    desk: Desk, page: Page, *acts: Act, limit_bytes: int = LIMIT_BYTES, while_enrolling: bool = False
) -> Endpoint:
    """The endpoint of a page: who asks is signed in and may do all of `acts` somewhere; a form is ours.

    Acts on a text are asked again, with its language and section, where it is changed. Without a session a page is
    led to from signing in; anything else is told so. Who must have a passkey and did not come with one sees only the
    pages that are there `while_enrolling` it.
    """
    guard = Guard(desk=desk, page=page, acts=acts, limit_bytes=limit_bytes, while_enrolling=while_enrolling)
    return partial(_guarded, guard)


async def _guarded(guard: Guard, request: Request) -> Response:
    desk, now = guard.desk, guard.desk.clock()
    _check_address(request)
    found = await who(desk, request, now)
    if found is None:
        return await _to_sign_in(guard, request)
    visit = seen = visit_of(desk, request, *found, now)
    remember(request, visit)
    if not guard.while_enrolling and not _came_as_they_must(desk, visit.session, visit.person):
        return _to_enrol(request)
    try:
        if request.method not in SAFE:
            check_origin(request, desk.origin)
            form = await read_form(request, limit_bytes=guard.limit_bytes)
            seen = replace(visit, form=form)
            remember(request, seen)
        for act in guard.acts:
            authorise(seen.person, act)
        if request.method not in SAFE:
            check_token(request, seen.form, seen.csrf)
        return _private(await guard.page(seen))
    finally:
        await seen.form.close()


def visit_of(desk: Desk, request: Request, session: Session, person: Person, now: datetime) -> Visit:
    """The visit of a person with that session, before any form is read."""
    return Visit(
        desk=desk,
        request=request,
        person=person,
        session=session,
        language=language_of(request, person),
        csrf=csrf_token(desk.server_key, session.id),
        now=now,
    )


def remember(request: Request, visit: Visit) -> None:
    """Nothing; an error's page knows from now on whose request it answers, and what was typed."""
    request.scope[_REMEMBERED] = visit


def remembered(request: Request) -> Visit | None:
    """The visit of this request as far as it went; None when nobody was known yet."""
    return cast("Visit | None", request.scope.get(_REMEMBERED))


async def who(desk: Desk, request: Request, now: datetime) -> tuple[Session, Person] | None:
    """The live session that the request comes with, and whose it is; None without one."""
    secret = desk.cookie.read(request)
    if not secret:
        return None
    async with transaction(desk.pool) as db:
        session = await session_of(db, secret, now, desk.terms)
        person = None if session is None else await by_id(db, session.person)
    if session is None or person is None:
        return None
    if not person.is_of_desk:
        raise NotAllowedError("The desk is the agency's own.", person.email, "Use the subscribers' pages.")
    return session, person


def _check_address(request: Request) -> None:
    said = (request.scope["path"], *request.query_params.keys(), *request.query_params.values())
    if any(unicodedata.category(character) == "Cc" for part in said for character in part):
        raise BadInputError("The address holds a character that is no text.", "", "Check the address.")


async def _to_sign_in(guard: Guard, request: Request) -> Response:
    if request.method not in SAFE:
        raise SessionOverError(await _typed(guard, request))
    if "text/event-stream" in request.headers.get("accept", ""):
        raise SessionOverError(Form())
    here = asked_address(request)
    to = SIGN_IN if here == HOME else f"{SIGN_IN}?next={quote(here, safe='/')}"
    return RedirectResponse(to, status_code=303, headers={"Cache-Control": "no-store"})


async def _typed(guard: Guard, request: Request) -> Form:
    """What was typed into a form of ours before the session was over; a program's is not read."""
    if not wants_html(request):
        return Form()
    check_origin(request, guard.desk.origin)
    form = await read_form(request, limit_bytes=min(guard.limit_bytes, LIMIT_BYTES))
    await form.close()
    return form


def asked_address(request: Request) -> str:
    """The path that was asked for, with its query."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _came_as_they_must(desk: Desk, session: Session, person: Person) -> bool:
    return session.key.startswith(PASSKEY) or not must_use_passkey(person, desk.agency.desk.passkey_roles)


def _to_enrol(request: Request) -> Response:
    if request.method not in SAFE:
        raise NotAllowedError("Enrol a passkey first.", "Nothing was done.", "See your account's page.")
    return seen_after(f"{ME}?said=passkey_first")


def safe_next(path: str) -> str:
    """The desk's own page that `path` names, else the first page: a link never leads out of the desk after sign-in."""
    inside = path == PREFIX or path.startswith((f"{PREFIX}/", f"{PREFIX}?"))
    plain = path.isprintable() and path.isascii() and "\\" not in path and "//" not in path.partition("?")[0]
    dotted = any(part in {".", ".."} for part in path.partition("?")[0].replace("%2e", ".").split("/"))
    return path if inside and plain and not dotted and len(path) <= 2_000 else HOME


def language_of(request: Request, person: Person | None = None) -> str:
    """The person's own language of the desk, else the browser's, else English."""
    if person is not None and person.interface_language in LANGUAGES:
        return person.interface_language
    return wished_language(request, LANGUAGES)


def seen_after(path: str) -> Response:
    """To `path` once a form was done: reloading it does nothing twice."""
    return RedirectResponse(path, status_code=303, headers={"Cache-Control": "no-store"})


def _private(response: Response) -> Response:
    """The response, kept by no cache: on a shared machine the next person would see it."""
    response.headers["Cache-Control"] = "no-store"
    return response
