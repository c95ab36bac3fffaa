"""One request of a signed-in person: every page of a face is given this, after the door has asked who they are."""

import unicodedata
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Generic, TypeVar, cast
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from newsflow.accounts.hand import SESSION, Hand
from newsflow.accounts.looks.looks import looker_of
from newsflow.accounts.people import AccountAct, Act, Person, authorise, by_id
from newsflow.accounts.proving import came_as_they_must
from newsflow.accounts.sessions import Session, session_of
from newsflow.db.pool import transaction
from newsflow.domain.errors import (
    AnothersAccountError,
    BadInputError,
    NotAllowedError,
    NotFoundError,
    NotSignedInError,
)
from newsflow.domain.guid import SubscriberId
from newsflow.domain.worded import worded
from newsflow.web.csrf import SAFE, check_origin, check_token, csrf_token
from newsflow.web.forms import LIMIT_BYTES, Form, read_form
from newsflow.web.negotiate import wants_html, wished_language
from newsflow.web.say import LANGUAGES
from newsflow.web.within.face import Face, House

Endpoint = Callable[[Request], Awaitable[Response]]
_REMEMBERED = "newsflow.web.within.visit"


class SessionOverError(NotSignedInError):
    """A form, or a stream, came without a live session. `form` holds what was typed, so that it is not lost."""

    def __init__(self, form: Form) -> None:
        """Keep the form; files that came with it are gone."""
        super().__init__("You are not signed in, or no more.", "Nothing was done.", "Sign in again.")
        self.form = form


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request of a signed-in person. `form` holds what was posted; the body is read already."""

    house: House
    request: Request
    person: Person
    session: Session
    language: str
    csrf: str
    """The token that every form of the page carries, in a hidden field named `csrf`."""
    now: datetime
    form: Form = field(default_factory=Form)
    account: SubscriberId | None = None
    """The account that the page is about, once `authorise` let the person do there what the page does."""

    lent: frozenset[Act] = frozenset()
    """What is lent to the person now, besides what their role gives: `may` and `authorise` take it."""
    looker: Person | None = None
    """Who of the agency looks on as the person; None: it is they themselves."""

    @property
    def hand(self) -> Hand:
        """What they act with when nothing more is proved; of a look, whoever looks."""
        return Hand(person=self.looker or self.person, key=SESSION, session=self.session.id, at=self.now)


V = TypeVar("V", bound=Visit)
NOBODYS = SubscriberId("")
"""The account of what is not there: it is refused as another's is, so that nobody learns which of the two it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside(Generic[V]):
    """What a page does in an organisation's account, and which account it is about: that of what its address names."""

    acts: tuple[AccountAct, ...]
    of: Callable[[V], Awaitable[SubscriberId]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard(Generic[V]):
    """What stands before a page: who may pass, with what, and the page behind it."""

    house: House
    kind: type[V]
    """The face's own kind of visit."""
    page: Callable[[V], Awaitable[Response]]
    acts: tuple[Act, ...] = ()
    inside: Inside[V] | None = None
    limit_bytes: int = LIMIT_BYTES
    while_enrolling: bool = False

    def endpoint(self) -> Endpoint:
        """The endpoint of the page: who asks is signed in and may do all of `acts` somewhere; a form is ours.

        What is done `inside` an account is asked with that account, and what is another's is not there. Acts on a text are asked again, with its language and section, where it is changed. Without a session a page is
        led to from signing in; anything else is told so. Who must have a passkey and did not come with one sees only
        the pages that are there `while_enrolling` it.
        """
        return partial(_guarded, self)


def signed_in(
    house: House,
    page: Callable[[Visit], Awaitable[Response]],
    *acts: Act,
    limit_bytes: int = LIMIT_BYTES,
    while_enrolling: bool = False,
) -> Endpoint:
    """The endpoint of a page that every face has."""
    guard = Guard(
        house=house,
        kind=Visit,
        page=page,
        acts=acts,
        limit_bytes=limit_bytes,
        while_enrolling=while_enrolling,
    )
    return guard.endpoint()


async def _guarded(guard: Guard[V], request: Request) -> Response:
    house, now = guard.house, guard.house.clock()
    _check_address(request)
    found = await who(house, request, now)
    if found is None:
        return await _to_sign_in(guard, request)
    came = visit_of(house, request, *found, now, kind=guard.kind)
    visit = seen = await with_looker(replace(came, lent=await house.lent(came.person, now)))
    remember(request, visit)
    if visit.looker is not None:
        _check_look(guard, request)
    if not guard.while_enrolling and not _came_as_they_must(house, visit.session, visit.person):
        return _to_enrol(house, request)
    try:
        if request.method not in SAFE:
            check_origin(request, house.origin)
            seen = replace(visit, form=await read_form(request, limit_bytes=guard.limit_bytes))
            remember(request, seen)
        for act in guard.acts:
            authorise(seen.person, act, lent=seen.lent)
        if guard.inside is not None:
            seen = await _inside(guard.inside, seen)
        if request.method not in SAFE:
            check_token(request, seen.form, seen.csrf)
        return _private(await guard.page(seen))
    finally:
        await seen.form.close()


async def with_looker(visit: V) -> V:
    """The visit, with whoever looks on where its session is a look. Raises NotAllowedError where they may no more."""
    if visit.session.looker is None:
        return visit
    async with transaction(visit.house.pool) as db:
        return replace(visit, looker=await looker_of(db, visit.session))


def _check_look(guard: Guard[V], request: Request) -> None:
    """Pass where a look may go: what an account's page shows, and the way out. Raises NotAllowedError."""
    face, path = guard.house.face, request.url.path
    if path == f"{face.prefix}/sign-out":
        return
    if request.method not in SAFE or guard.inside is None or path.startswith(face.me):
        raise NotAllowedError("A look changes nothing.", path, "End the look to go on.")


async def _inside(inside: Inside[V], visit: V) -> V:
    """The visit in the account that it is about. Raises NotFoundError for another's, once the role itself would do."""
    account = await inside.of(visit)
    try:
        for act in inside.acts:
            authorise(visit.person, act, account=account)
    except AnothersAccountError as error:
        path = visit.request.url.path
        raise NotFoundError("There is no such thing of yours.", path, "See your account's pages.") from error
    return replace(visit, account=account)


def visit_of(
    house: House, request: Request, session: Session, person: Person, now: datetime, *, kind: type[V]
) -> V:
    """The visit of a person with that session, before any form is read."""
    return kind(
        house=house,
        request=request,
        person=person,
        session=session,
        language=language_of(request, person),
        csrf=csrf_token(house.server_key, session.id),
        now=now,
    )


def remember(request: Request, visit: Visit) -> None:
    """Nothing; an error's page knows from now on whose request it answers, and what was typed."""
    request.scope[_REMEMBERED] = visit


def remembered(request: Request) -> Visit | None:
    """The visit of this request as far as it went; None when nobody was known yet."""
    return cast("Visit | None", request.scope.get(_REMEMBERED))


async def who(house: House, request: Request, now: datetime) -> tuple[Session, Person] | None:
    """The live session that the request comes with, and whose it is; None without one."""
    secret = house.cookie.read(request)
    if not secret:
        return None
    async with transaction(house.pool) as db:
        session = await session_of(db, secret, now, house.terms)
        person = None if session is None else await by_id(db, session.person)
    if session is None or person is None:
        return None
    if not house.face.lets_in(person):
        what, what_now = house.face.not_yours
        raise NotAllowedError(what, person.email, what_now)
    return session, person


def _check_address(request: Request) -> None:
    said = (request.scope["path"], *request.query_params.keys(), *request.query_params.values())
    if any(unicodedata.category(character) == "Cc" for part in said for character in part):
        raise BadInputError("The address holds a character that is no text.", "", "Check the address.")


async def _to_sign_in(guard: Guard[V], request: Request) -> Response:
    if request.method not in SAFE:
        raise SessionOverError(await _typed(guard, request))
    if "text/event-stream" in request.headers.get("accept", ""):
        raise SessionOverError(Form())
    here, face = asked_address(request), guard.house.face
    to = face.sign_in if here == face.home else f"{face.sign_in}?next={quote(here, safe='/')}"
    return RedirectResponse(to, status_code=303, headers={"Cache-Control": "no-store"})


async def _typed(guard: Guard[V], request: Request) -> Form:
    """What was typed into a form of ours before the session was over; a program's is not read."""
    if not wants_html(request):
        return Form()
    check_origin(request, guard.house.origin)
    form = await read_form(request, limit_bytes=min(guard.limit_bytes, LIMIT_BYTES))
    await form.close()
    return form


def asked_address(request: Request) -> str:
    """The path that was asked for, with its query."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _came_as_they_must(house: House, session: Session, person: Person) -> bool:
    return session.looker is not None or came_as_they_must(
        person, session.key, house.agency.desk.passkey_roles
    )


def _to_enrol(house: House, request: Request) -> Response:
    if request.method not in SAFE:
        raise NotAllowedError(
            "Enrol a passkey first.", worded("Nothing was done."), "See your account's page."
        )
    return seen_after(f"{house.face.me}?said=passkey_first")


def safe_next(face: Face, path: str) -> str:
    """The face's own page that `path` names, else the first page: a link never leads out of it after sign-in."""
    prefix = face.prefix
    inside = path == prefix or path.startswith((f"{prefix}/", f"{prefix}?"))
    plain = path.isprintable() and path.isascii() and "\\" not in path and "//" not in path.partition("?")[0]
    dotted = any(part in {".", ".."} for part in path.partition("?")[0].replace("%2e", ".").split("/"))
    return path if inside and plain and not dotted and len(path) <= 2_000 else face.home


def language_of(request: Request, person: Person | None = None) -> str:
    """The person's own language of the pages, else the browser's, else English."""
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
