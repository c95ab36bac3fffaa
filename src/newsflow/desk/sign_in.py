"""Signing in and out. By password it works without JavaScript; a passkey signs in without either field."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from newsflow.accounts.audit import note
from newsflow.accounts.hand import PASSWORD
from newsflow.accounts.passkeys import NoPasskeyError, ask_sign_in, passkeys_of, person_of_passkey
from newsflow.accounts.people import Person
from newsflow.accounts.proving import must_use_passkey
from newsflow.accounts.sessions import end_session, whose
from newsflow.accounts.sign_in import WrongLoginError, begin_try, good_try, person_of_password
from newsflow.db.pool import reading, transaction
from newsflow.desk.door import Door
from newsflow.desk.frame import DeskFrame
from newsflow.desk.kept import FIELD, Kept, fields_of, seal, unseal
from newsflow.desk.proof import asked_answer, party_of
from newsflow.desk.resumed import resume
from newsflow.desk.visit import (
    SIGN_IN,
    Desk,
    SessionOverError,
    Visit,
    asked_address,
    safe_next,
    seen_after,
    signed_in,
)
from newsflow.domain.errors import NewsflowError, NotAllowedError, TooFastError
from newsflow.web.csrf import SAFE, ForgedError, check_origin, check_token, csrf_token, has_the_token, is_ours
from newsflow.web.forms import Form
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue

WRONG = _("Address and password do not belong together. Nobody was signed in.")
UNKNOWN_KEY = _("Nobody signs in with this passkey. Use another one, or your address and password.")
KEY_WANTED = _("The password is right, but this account signs in with its passkey.")
TOO_MANY = _("Too many tries. Wait a quarter of an hour, use a passkey, or ask for a new password.")
OVER = _("You are not signed in any more. Nothing is lost: what you typed is kept, and comes with you.")
OLD_PAGE = _("This page was open for too long, or its cookie was lost. Try once more.")


class KeyWantedError(NotAllowedError):
    """This person signs in by passkey alone."""

    slug = "key-wanted"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage:
    """What the sign-in page shows."""

    frame: DeskFrame
    email: str
    next: str
    error: str
    kept: str
    """A form that is carried through, sealed; "" without one."""
    origin: str
    """Where passkeys work: the public address."""


SIGN_IN_PAGE = page("desk/door/sign_in.html", SignInPage)


async def show(desk: Desk, request: Request) -> Response:
    """The sign-in page."""
    return _page(Door.of(desk, request), Form((("next", request.query_params.get("next", "")),)))


async def by_password(desk: Desk, request: Request) -> Response:
    """On to the desk, or the page with what was wrong."""

    async def who(form: Form) -> tuple[Person, str]:
        person = await person_of_password(
            desk.pool,
            email=form.line("email"),
            password=form.text("password"),
            address=desk.address_of(request),
            now=desk.clock(),
            of_desk=True,
        )
        if must_use_passkey(person, desk.agency.desk.passkey_roles):
            async with reading(desk.pool) as db:
                if await passkeys_of(db, person.id):
                    raise KeyWantedError(KEY_WANTED, person.email, "")
        return person, PASSWORD

    return await _through(desk, request, who)


async def by_passkey(desk: Desk, request: Request) -> Response:
    """On to the desk, or the page with what was wrong."""

    async def who(form: Form) -> tuple[Person, str]:
        now = desk.clock()
        async with transaction(desk.pool) as db:
            begun = await begin_try(db, account=None, address=desk.address_of(request), now=now)
        async with transaction(desk.pool) as db:
            person, key = await person_of_passkey(
                db,
                party_of(desk),
                nonce=form.line("passkey_nonce"),
                answer=form.text("passkey"),
                now=now,
            )
            if not person.is_of_desk:
                raise NoPasskeyError(UNKNOWN_KEY, "", "")
            await good_try(db, begun)
        return person, key

    return await _through(desk, request, who)


async def ask(desk: Desk, request: Request) -> Response:
    """What the passkey element asks the browser."""
    door = Door.of(desk, request)
    check_origin(request, desk.origin)
    check_token(request, Form(), door.csrf)
    async with transaction(desk.pool) as db:
        return asked_answer(await ask_sign_in(db, party_of(desk), desk.clock()))


async def _through(
    desk: Desk, request: Request, who: Callable[[Form], Awaitable[tuple[Person, str]]]
) -> Response:
    door, form = Door.of(desk, request), Form()
    try:
        form = await door.form()
        person, key = await who(form)
    except (WrongLoginError, NoPasskeyError, KeyWantedError, TooFastError, ForgedError) as error:
        return _page(door, form, error)
    kept = unseal(desk.server_key, form.line(FIELD), desk.clock())
    if kept is not None and kept.person in {"", person.id}:
        return await resume(door, person, key, kept)
    return await door.let_in(person, key=key, next_path=form.line("next"))


def _page(door: Door, form: Form, error: NewsflowError | None = None) -> Response:
    frame = door.frame(_("Sign in"))
    if form.line(FIELD):
        frame = replace(frame, languages=())  # a link to another language would leave the form behind
    next_path = form.text("next")
    context = SignInPage(
        frame=frame,
        email=form.text("email"),
        next=safe_next(next_path) if next_path else "",
        error=tongue(frame.language).say(_said(error)) if error else "",
        kept=form.line(FIELD),
        origin=door.desk.origin,
    )
    return door.answer(SIGN_IN_PAGE, context, frame.language, error.status if error else 200)


async def sign_in_again(desk: Desk, request: Request, typed: Form) -> Response | None:
    """The sign-in page, which carries on what was typed; None where it is too long, or nobody says that it is ours."""
    async with reading(desk.pool) as db:
        owner = await whose(db, desk.cookie.read(request))
    has_token = owner is not None and has_the_token(request, typed, csrf_token(desk.server_key, owner.id))
    if not has_token and not is_ours(request, desk.origin):
        return None
    kept = Kept(
        person=owner.person if owner is not None else "",
        address=asked_address(request),
        at=desk.clock(),
        fields=fields_of(typed),
        had_files=bool(typed.given_files),
    )
    sealed = seal(desk.server_key, kept)
    return (
        _page(Door.of(desk, request), Form(((FIELD, sealed),)), SessionOverError(typed)) if sealed else None
    )


def _said(error: NewsflowError) -> str:
    match error:
        case SessionOverError():
            return OVER
        case TooFastError():
            return TOO_MANY
        case ForgedError():
            return OLD_PAGE
        case NoPasskeyError():
            return UNKNOWN_KEY
        case KeyWantedError():
            return KEY_WANTED
        case _:
            return WRONG


async def sign_out(visit: Visit) -> Response:
    """To the sign-in page; this session is over."""
    async with transaction(visit.desk.pool) as db:
        await end_session(db, visit.session.id, visit.person.id, visit.now)
        await note(db, visit.hand, "sign_out", f"person:{visit.person.id}", at=visit.now)
    return signed_out(visit.desk)


def signed_out(desk: Desk) -> Response:
    """To the sign-in page, the cookie taken away."""
    response = seen_after(SIGN_IN)
    desk.cookie.drop(response)
    return response


def routes(desk: Desk) -> list[BaseRoute]:
    """Signing in and out."""
    return [
        Route("/sign-in", partial(show, desk), methods=sorted(SAFE)),
        Route("/sign-in", partial(by_password, desk), methods=["POST"]),
        Route("/sign-in/passkey", partial(by_passkey, desk), methods=["POST"]),
        Route("/sign-in/ask", partial(ask, desk), methods=["POST"]),
        Route("/sign-out", signed_in(desk, sign_out, while_enrolling=True), methods=["POST"]),
    ]
