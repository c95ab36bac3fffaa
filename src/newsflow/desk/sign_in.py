"""Signing in and out. By password it works without JavaScript; a passkey signs in without either field."""

import secrets
from dataclasses import dataclass

import structlog
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from newsflow.accounts.audit import note
from newsflow.accounts.hand import PASSWORD, Hand
from newsflow.accounts.people import Person
from newsflow.accounts.sessions import begin_session, end_session, session_of
from newsflow.accounts.sign_in import WrongLoginError, person_of_password
from newsflow.db.pool import transaction
from newsflow.db.query import Connection
from newsflow.desk.frame import DeskFrame, door_frame
from newsflow.desk.visit import SIGN_IN, Desk, Visit, safe_next, seen_after, signed_in
from newsflow.domain.errors import NewsflowError, TooFastError
from newsflow.web.cookies import Cookie
from newsflow.web.csrf import SAFE, ForgedError, check_origin, check_token, csrf_token
from newsflow.web.forms import read_form
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue

FORM_LIMIT_BYTES = 20_000
WRONG = _("Address and password do not belong together. Nobody was signed in.")
TOO_MANY = _("Too many tries. Wait a quarter of an hour, use a passkey, or ask for a new password.")
OLD_PAGE = _("This page was open for too long, or its cookie was lost. Try once more.")

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage:
    """What the sign-in page shows."""

    frame: DeskFrame
    csrf: str
    email: str
    next: str
    error: str
    origin: str
    """Where passkeys work: the public address."""


SIGN_IN_PAGE = page("desk/door/sign_in.html", SignInPage)


@dataclass(frozen=True, slots=True)
class SignIn:
    """The sign-in page of a desk."""

    desk: Desk

    async def answer(self, request: Request) -> Response:
        """The page, or the way on once somebody was signed in."""
        if request.method in SAFE:
            return self.page(request, next_path=request.query_params.get("next", ""))
        check_origin(request, self.desk.origin)
        form = await read_form(request, limit_bytes=FORM_LIMIT_BYTES)
        email, next_path = form.line("email"), form.line("next")
        try:
            check_token(request, form, csrf_token(self.desk.server_key, self.browser.read(request)))
            person = await person_of_password(
                self.desk.pool,
                email=email,
                password=form.text("password"),
                address=self.desk.address_of(request),
                now=self.desk.clock(),
                of_desk=True,
            )
        except (WrongLoginError, TooFastError, ForgedError) as error:
            return self.page(request, email=email, next_path=next_path, error=error)
        return await signed_in_as(self.desk, request, person, key=PASSWORD, next_path=next_path)

    @property
    def browser(self) -> Cookie:
        """The cookie that binds the form to the browser which was given it: nobody can sign another in as themselves."""
        return Cookie("newsflow-door", https=self.desk.is_https)

    def page(
        self, request: Request, *, email: str = "", next_path: str = "", error: NewsflowError | None = None
    ) -> Response:
        """The page, with what was wrong."""
        secret = self.browser.read(request) or secrets.token_urlsafe(16)
        token = csrf_token(self.desk.server_key, secret)
        frame = door_frame(self.desk, request, _("Sign in"), csrf=token)
        context = SignInPage(
            frame=frame,
            csrf=token,
            email=email,
            next=safe_next(next_path) if next_path else "",
            error=tongue(frame.language).say(_said(error)) if error else "",
            origin=self.desk.origin,
        )
        response = HTMLResponse(
            self.desk.pages.speaking(frame.language).render(SIGN_IN_PAGE, context),
            status_code=error.status if error else 200,
            headers={"Cache-Control": "no-store"},
        )
        self.browser.write(response, secret)
        return response


def _said(error: NewsflowError) -> str:
    if isinstance(error, TooFastError):
        return TOO_MANY
    return OLD_PAGE if isinstance(error, ForgedError) else WRONG


async def signed_in_as(
    desk: Desk, request: Request, person: Person, *, key: str, next_path: str = ""
) -> Response:
    """On to the desk with a new session; the one that the browser came with, if any, is over."""
    now = desk.clock()
    async with transaction(desk.pool) as db:
        await leave(desk, request, db)
        opened = await begin_session(
            db,
            person,
            key=key,
            agent=request.headers.get("user-agent", ""),
            address=desk.address_of(request),
            now=now,
            terms=desk.terms,
        )
        hand = Hand(person=person, key=key, session=opened.session.id, at=now)
        await note(db, hand, "sign_in", f"person:{person.id}", at=now)
    log.info("person_signed_in", person=person.id, by=key.partition(":")[0])
    response = seen_after(safe_next(next_path))
    desk.cookie.write(response, opened.secret)
    return response


async def leave(desk: Desk, request: Request, db: Connection) -> None:
    """Nothing; the session that the browser came with, if any, is over."""
    now = desk.clock()
    session = await session_of(db, desk.cookie.read(request), now, desk.terms)
    if session is not None:
        await end_session(db, session.id, session.person, now)


async def sign_out(visit: Visit) -> Response:
    """To the sign-in page; this session is over."""
    async with transaction(visit.desk.pool) as db:
        await end_session(db, visit.session.id, visit.person.id, visit.now)
        await note(db, visit.hand, "sign_out", f"person:{visit.person.id}", at=visit.now)
    response = seen_after(SIGN_IN)
    visit.desk.cookie.drop(response)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def routes(desk: Desk) -> list[BaseRoute]:
    """Signing in and out."""
    return [
        Route("/sign-in", SignIn(desk).answer, methods=["GET", "POST"]),
        Route("/sign-out", signed_in(desk, sign_out), methods=["POST"]),
    ]
