"""What the pages before sign-in share: a form is bound to the browser that was given it, and a session begins anew."""

import secrets
from dataclasses import dataclass

import structlog
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from newsflow.accounts.audit import note
from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Person
from newsflow.accounts.sessions import Opened, begin_session, end_session, session_of
from newsflow.db.pool import transaction
from newsflow.db.query import Connection
from newsflow.web.csrf import check_origin, check_token, csrf_token
from newsflow.web.forms import Form, read_form
from newsflow.web.pages import Context, Page
from newsflow.web.within.face import House
from newsflow.web.within.frame import FaceFrame, door_frame
from newsflow.web.within.kept import KEPT_CHARACTERS
from newsflow.web.within.visit import safe_next, seen_after

FORM_LIMIT_BYTES = 60_000 + KEPT_CHARACTERS
"""A form of the door, and a form that is carried through it."""

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Door:
    """One request of somebody who is not known yet.

    The form's token is of a cookie that the browser was given with the page: nobody signs another's browser in.
    """

    house: House
    request: Request
    secret: str

    @classmethod
    def of(cls, house: House, request: Request) -> "Door":
        """The door as this browser finds it; it keeps its secret while it has one."""
        return cls(house, request, house.door_cookie.read(request) or secrets.token_urlsafe(16))

    @property
    def csrf(self) -> str:
        """The token of the forms given to this browser."""
        return csrf_token(self.house.server_key, f"door {self.secret}")

    def frame(self, title: str) -> FaceFrame:
        """The frame of a page before sign-in."""
        return door_frame(self.house, self.request, title, csrf=self.csrf)

    async def form(self) -> Form:
        """What was posted, from a page that this browser was given. Raises ForgedError."""
        check_origin(self.request, self.house.origin)
        form = await read_form(self.request, limit_bytes=FORM_LIMIT_BYTES)
        await form.close()
        check_token(self.request, form, self.csrf)
        return form

    def answer(self, page: Page[Context], context: Context, language: str, status: int = 200) -> Response:
        """The page, kept by no cache, with the cookie that its forms are bound to."""
        text = self.house.pages.speaking(language).render(page, context)
        response = HTMLResponse(text, status_code=status, headers={"Cache-Control": "no-store"})
        self.house.door_cookie.write(response, self.secret)
        return response

    async def let_in(self, person: Person, *, key: str, next_path: str = "") -> Response:
        """On to the face's pages with a new session; the one that the browser came with, if any, is over."""
        opened = await self.open(person, key=key)
        response = seen_after(safe_next(self.house.face, next_path))
        self.house.cookie.write(response, opened.secret)
        return response

    async def open(self, person: Person, *, key: str) -> Opened:
        """The new session itself; its cookie has still to be given."""
        now = self.house.clock()
        async with transaction(self.house.pool) as db:
            await self._leave(db)
            opened = await begin_session(
                db,
                person,
                key=key,
                agent=self.request.headers.get("user-agent", ""),
                address=self.house.address_of(self.request),
                now=now,
                terms=self.house.terms,
            )
            hand = Hand(person=person, key=key, session=opened.session.id, at=now)
            await note(db, hand, "sign_in", f"person:{person.id}", at=now)
        log.info("person_signed_in", person=person.id, by=key.partition(":")[0])
        return opened

    async def _leave(self, db: Connection) -> None:
        now = self.house.clock()
        session = await session_of(db, self.house.cookie.read(self.request), now, self.house.terms)
        if session is not None:
            await end_session(db, session.id, session.person, now)
