"""Signing in and out. By password it works without JavaScript; a passkey signs in without either field."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from newsflow.accounts.audit import note
from newsflow.accounts.ceremonies import NoPasskeyError, ask_sign_in, person_of_passkey
from newsflow.accounts.hand import PASSWORD
from newsflow.accounts.looks.looks import end_look
from newsflow.accounts.oidc.providers import may_use_passwords
from newsflow.accounts.passkeys import passkeys_of
from newsflow.accounts.people import Person
from newsflow.accounts.proving import must_use_passkey
from newsflow.accounts.sessions import end_session, whose
from newsflow.accounts.sign_in import WrongLoginError, begin_try, good_try, person_of_password
from newsflow.db.pool import reading, transaction
from newsflow.domain.errors import (
    NewsflowError,
    TooFastError,
)
from newsflow.web.csrf import SAFE, ForgedError, check_origin, check_token, csrf_token, has_the_token, is_ours
from newsflow.web.forms import Form
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.door import Door
from newsflow.web.within.face import House
from newsflow.web.within.frame import FaceFrame
from newsflow.web.within.kept import FIELD, Kept, fields_of, seal, unseal
from newsflow.web.within.proof import asked_answer, party_of
from newsflow.web.within.resumed import resume, resumed
from newsflow.web.within.sign_in_words import (
    KEY_WANTED,
    NOT_YET,
    PROVIDER_WANTED,
    UNKNOWN_KEY,
    KeyWantedError,
    NotYetError,
    ProviderWantedError,
    said_of,
)
from newsflow.web.within.visit import (
    SessionOverError,
    Visit,
    asked_address,
    safe_next,
    seen_after,
    signed_in,
    who,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage:
    """What the sign-in page shows."""

    frame: FaceFrame
    email: str
    next: str
    error: str
    kept: str
    """A form that is carried through, sealed; "" without one."""
    origin: str
    """Where passkeys work: the public address."""
    by_provider: bool
    """Whether organisations may have a way of their own: not at the desk."""


SIGN_IN_PAGE = page("web/within/door/sign_in.html", SignInPage)


async def show(house: House, request: Request) -> Response:
    """The sign-in page."""
    return door_page(Door.of(house, request), Form((("next", request.query_params.get("next", "")),)))


async def by_password(house: House, request: Request) -> Response:
    """On to the first page, or the page with what was wrong."""

    async def who(form: Form) -> tuple[Person, str]:
        person = await person_of_password(
            house.pool,
            email=form.line("email"),
            password=form.text("password"),
            address=house.address_of(request),
            now=house.clock(),
            of_desk=house.face.of_desk,
        )
        if must_use_passkey(person, house.agency.desk.passkey_roles):
            async with reading(house.pool) as db:
                if await passkeys_of(db, person.id):
                    raise KeyWantedError(KEY_WANTED, person.email, "")
        async with reading(house.pool) as db:
            if not await may_use_passwords(db, person.subscriber):
                raise ProviderWantedError(PROVIDER_WANTED, person.email, "")
        return person, PASSWORD

    return await _through(house, request, who)


async def by_passkey(house: House, request: Request) -> Response:
    """On to the first page, or the page with what was wrong."""

    async def who(form: Form) -> tuple[Person, str]:
        now = house.clock()
        async with transaction(house.pool) as db:
            begun = await begin_try(db, account=None, address=house.address_of(request), now=now)
        async with transaction(house.pool) as db:
            person, key = await person_of_passkey(
                db,
                party_of(house),
                nonce=form.line("passkey_nonce"),
                answer=form.text("passkey"),
                now=now,
            )
            if not house.face.lets_in(person):
                raise NoPasskeyError(UNKNOWN_KEY, "", "")
            await good_try(db, begun)
        return person, key

    return await _through(house, request, who)


async def ask(house: House, request: Request) -> Response:
    """What the passkey element asks the browser."""
    door = Door.of(house, request)
    check_origin(request, house.origin)
    check_token(request, Form(), door.csrf)
    async with transaction(house.pool) as db:
        return asked_answer(await ask_sign_in(db, party_of(house), house.clock()))


async def _through(
    house: House, request: Request, who: Callable[[Form], Awaitable[tuple[Person, str]]]
) -> Response:
    door, form = Door.of(house, request), Form()
    try:
        form = await door.form()
        person, key = await who(form)
    except (
        WrongLoginError,
        NoPasskeyError,
        KeyWantedError,
        ProviderWantedError,
        TooFastError,
        ForgedError,
    ) as error:
        return door_page(door, form, error)
    kept = unseal(house.server_key, form.line(FIELD), house.clock())
    if kept is not None and kept.person in {"", person.id}:
        return await resume(door, person, key, kept)
    return await door.let_in(person, key=key, next_path=form.line("next"))


def door_page(door: Door, form: Form, error: NewsflowError | None = None) -> Response:
    frame = door.frame(_("Sign in"))
    if form.line(FIELD):
        frame = replace(frame, languages=())  # a link to another language would leave the form behind
    next_path = form.text("next")
    context = SignInPage(
        frame=frame,
        email=form.text("email"),
        next=safe_next(door.house.face, next_path) if next_path else "",
        error=tongue(frame.language).say(said_of(error)) if error else "",
        kept=form.line(FIELD),
        origin=door.house.origin,
        by_provider=not door.house.face.of_desk,
    )
    return door.answer(SIGN_IN_PAGE, context, frame.language, error.status if error else 200)


async def sign_in_again(house: House, request: Request, typed: Form) -> Response | None:
    """The sign-in page, which carries on what was typed; None where it is too long, or nobody says that it is ours."""
    async with reading(house.pool) as db:
        owner = await whose(db, house.cookie.read(request))
    has_token = owner is not None and has_the_token(request, typed, csrf_token(house.server_key, owner.id))
    if not has_token and not is_ours(request, house.origin):
        return None
    kept = Kept(
        person=owner.person if owner is not None else "",
        address=asked_address(request),
        at=house.clock(),
        fields=fields_of(typed),
        had_files=bool(typed.given_files),
    )
    sealed = seal(house.server_key, kept)
    return (
        door_page(Door.of(house, request), Form(((FIELD, sealed),)), SessionOverError(typed))
        if sealed
        else None
    )


async def from_another_window(house: House, request: Request) -> Response:
    """The form that was carried along, now that its person signed in in another window; or the page again, with it."""
    door, form = Door.of(house, request), Form()
    try:
        form = await door.form()
    except ForgedError as error:
        return door_page(door, form, error)
    found = await who(house, request, house.clock())
    kept = unseal(house.server_key, form.line(FIELD), house.clock())
    if found is None or kept is None or kept.person not in {"", found[1].id}:
        return door_page(door, form, NotYetError(NOT_YET, "", ""))
    return await resumed(door, *found, kept)


async def sign_out(visit: Visit) -> Response:
    """To the sign-in page; this session is over."""
    if visit.looker is not None:
        return await _end_look(visit)
    async with transaction(visit.house.pool) as db:
        await end_session(db, visit.session.id, visit.person.id, visit.now)
        await note(db, visit.hand, "sign_out", f"person:{visit.person.id}", at=visit.now)
    return signed_out(visit.house)


async def _end_look(visit: Visit) -> Response:
    """Back to the subscriber's page at the desk; the look is over."""
    async with transaction(visit.house.pool) as db:
        await end_look(db, visit.hand, visit.session.id, visit.person.id, now=visit.now)
    response = seen_after(f"/desk/subscribers/{visit.person.subscriber}")
    visit.house.cookie.drop(response)
    return response


def signed_out(house: House) -> Response:
    """To the sign-in page, the cookie taken away."""
    response = seen_after(house.face.sign_in)
    house.cookie.drop(response)
    return response


def routes(house: House) -> list[BaseRoute]:
    """Signing in and out."""
    elsewhere = (
        []
        if house.face.of_desk
        else [Route("/sign-in/resume", partial(from_another_window, house), methods=["POST"])]
    )
    return [
        *elsewhere,
        Route("/sign-in", partial(show, house), methods=sorted(SAFE)),
        Route("/sign-in", partial(by_password, house), methods=["POST"]),
        Route("/sign-in/passkey", partial(by_passkey, house), methods=["POST"]),
        Route("/sign-in/ask", partial(ask, house), methods=["POST"]),
        Route("/sign-out", signed_in(house, sign_out, while_enrolling=True), methods=["POST"]),
    ]
