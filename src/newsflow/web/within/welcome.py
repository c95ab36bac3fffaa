"""Choosing a password by a letter's link, and asking for such a letter. Neither says whether an address is known."""

import asyncio
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from newsflow.accounts.audit import note
from newsflow.accounts.hand import PASSWORD
from newsflow.accounts.oidc.providers import may_use_passwords
from newsflow.accounts.passkeys import passkeys_of
from newsflow.accounts.people import by_email
from newsflow.accounts.proving import must_use_passkey
from newsflow.accounts.sign_in import begin_try
from newsflow.accounts.tokens import (
    TokenKind,
    asked_lately,
    new_token,
    person_of_token,
    set_password_by_token,
)
from newsflow.db.pool import reading, transaction
from newsflow.domain.errors import BadInputError, GoneError, NewsflowError, NotFoundError, TooFastError
from newsflow.mail import send
from newsflow.web.csrf import SAFE, ForgedError
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.door import Door
from newsflow.web.within.face import House
from newsflow.web.within.frame import FaceFrame
from newsflow.web.within.letters import link_letter
from newsflow.web.within.visit import seen_after

TAKES_S = 0.3
"""How long asking for a letter takes, whether the address is known or not."""

UNEQUAL = _("The two passwords differ. Write the same one twice.")
WEAK = _("Take 12 to 200 characters, without your name or address: four words in a row are good.")
OLD_LINK = _("This link was used, or is too old. Ask for another one.")
OLD_PAGE = _("This page was open for too long, or its cookie was lost. Try once more.")


@dataclass(frozen=True, slots=True, kw_only=True)
class WelcomePage:
    """What whoever follows a letter's link sees. Without an address the link is good no more."""

    frame: FaceFrame
    email: str
    key: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgotPage:
    """What whoever asks for a new password sees."""

    frame: FaceFrame
    sent: bool
    error: str


WELCOME_PAGE = page("web/within/door/welcome.html", WelcomePage)
FORGOT_PAGE = page("web/within/door/forgot.html", ForgotPage)


async def show(house: House, request: Request) -> Response:
    """The page for a new password."""
    return await _welcome(Door.of(house, request), request.query_params.get("key", ""))


async def choose(house: House, request: Request) -> Response:
    """The new password kept, the link used, and its person signed in; or the page with what was wrong."""
    door, key = Door.of(house, request), ""
    try:
        form = await door.form()
        key, password = form.line("key"), form.text("password")
        if password != form.text("again"):
            return await _welcome(door, key, UNEQUAL, 400)
        async with transaction(house.pool) as db:
            person = await set_password_by_token(db, key, password, house.clock())
            await note(db, None, "set_password", f"person:{person.id}", at=house.clock())
            held = await passkeys_of(db, person.id)
            by_password = await may_use_passwords(db, person.subscriber)
    except ForgedError:
        return await _welcome(door, request.query_params.get("key", ""), OLD_PAGE, 403)
    except (GoneError, BadInputError) as error:
        return await _welcome(door, key, WEAK if isinstance(error, BadInputError) else "", error.status)
    roles = house.agency.desk.passkey_roles
    if not house.face.lets_in(person) or not by_password or (held and must_use_passkey(person, roles)):
        return seen_after(house.face.sign_in)
    return await door.let_in(person, key=PASSWORD)


async def _welcome(door: Door, key: str, error: str = "", status: int = 200) -> Response:
    frame = door.frame(_("Choose a password"))
    try:
        async with reading(door.house.pool) as db:
            email = (await person_of_token(db, key, door.house.clock())).email
    except GoneError as gone:
        email, error, status = "", OLD_LINK, gone.status
    says = tongue(frame.language)
    context = WelcomePage(frame=frame, email=email, key=key, error=says.say(error) if error else "")
    return door.answer(WELCOME_PAGE, context, frame.language, status)


async def show_forgot(house: House, request: Request) -> Response:
    """The page that asks for an address."""
    return _forgot(Door.of(house, request))


async def forgot(house: House, request: Request) -> Response:
    """The same words after the same time, whether a letter goes out or not."""
    door = Door.of(house, request)
    done_at = asyncio.get_running_loop().time() + TAKES_S
    try:
        form = await door.form()
        await _write(house, request, form.line("email").strip())
    except (ForgedError, TooFastError) as error:
        return _forgot(door, error=error)
    await asyncio.sleep(max(0.0, done_at - asyncio.get_running_loop().time()))
    return _forgot(door, sent=True)


async def _write(house: House, request: Request, email: str) -> None:
    now = house.clock()
    async with transaction(house.pool) as db:
        await begin_try(db, account=f"reset {email.casefold()}", address=house.address_of(request), now=now)
    async with transaction(house.pool) as db:
        try:
            person = await by_email(db, email)
        except NotFoundError:
            return
        if not person.active or not house.face.lets_in(person) or await asked_lately(db, person.id, now):
            return
        secret = await new_token(db, person.id, TokenKind.RESET, by=None, now=now)
        await send(db, link_letter(house.agency, house.origin, person, TokenKind.RESET, secret), now)
        await note(db, None, "ask_reset", f"person:{person.id}", at=now)


def _forgot(door: Door, *, sent: bool = False, error: NewsflowError | None = None) -> Response:
    frame = door.frame(_("Ask for a new password"))
    words = ""
    if error is not None:
        too_many = _("Too many tries. Wait a quarter of an hour.")
        words = tongue(frame.language).say(too_many if isinstance(error, TooFastError) else OLD_PAGE)
    context = ForgotPage(frame=frame, sent=sent, error=words)
    return door.answer(FORGOT_PAGE, context, frame.language, error.status if error else 200)


def routes(house: House) -> list[BaseRoute]:
    """The letter's link, and asking for one."""
    return [
        Route("/welcome", partial(show, house), methods=sorted(SAFE)),
        Route("/welcome", partial(choose, house), methods=["POST"]),
        Route("/forgot", partial(show_forgot, house), methods=sorted(SAFE)),
        Route("/forgot", partial(forgot, house), methods=["POST"]),
    ]
