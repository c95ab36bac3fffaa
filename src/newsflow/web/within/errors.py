"""Errors under a face's prefix, as pages in that face: in the person's language, with what was typed, so that it can be copied.

A page that can shows its own form again, filled in (`refused.py`); what no page took comes here. Programs get problem+json.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from newsflow.domain.errors import NewsflowError, NotAllowedError, TooFastError
from newsflow.web.csrf import SAFE, ForgedError, check_origin, is_ours
from newsflow.web.errors import Handler, log_unreadable, of_http, problem
from newsflow.web.forms import Form, read_form, was_read
from newsflow.web.moments import Times
from newsflow.web.negotiate import wants_html
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.codes import naming
from newsflow.web.within.face import Face, House
from newsflow.web.within.frame import FaceFrame, door_frame, frame_of, plain_frame
from newsflow.web.within.kept import Typed, fields_of, typed
from newsflow.web.within.sign_in import sign_in_again
from newsflow.web.within.telling import Told, told, translated
from newsflow.web.within.visit import (
    SessionOverError,
    Visit,
    asked_address,
    remembered,
    safe_next,
    visit_of,
    who,
    with_looker,
)
from newsflow.web.words import words

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What an error's page says, whoever sees it."""

    title: str
    number: str
    told: Told
    """The error's own words; in English the first of them are the title."""
    typed: tuple[Typed, ...]
    """What was sent, to be copied."""
    fields: tuple[tuple[str, str], ...]
    """What is sent when the form is sent again."""
    again: str
    """Where it is sent again; "" where it may not be."""
    csrf: str
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultPage:
    """An error's page, for somebody who is signed in or for somebody at the door."""

    frame: FaceFrame
    fault: Fault


INSIDE = page("web/within/fault.html", FaultPage)
AT_THE_DOOR = page("web/within/door/fault.html", FaultPage)

_TITLES = {
    400: _("This could not be taken as it is."),
    401: _("You are not signed in, or no more."),
    403: _("This is not yours to do."),
    404: _("There is nothing at this address."),
    405: _("This address does not take that."),
    409: _("This is no longer possible."),
    410: _("This was here and is gone."),
    413: _("This is more than the page takes."),
    429: _("Too many tries. Wait a while."),
}
_BROKEN = _("Something broke on our side. Try again in a minute.")


@dataclass(frozen=True, slots=True)
class FaceErrors:
    """Answers the errors of a face's pages."""

    house: House

    def handlers(self) -> dict[int | type[Exception], Handler]:
        """What the face's router is guarded with."""
        return {NewsflowError: self.ours, HTTPException: self.http, Exception: self.broken}

    async def ours(self, request: Request, error: Exception) -> Response:
        """An error of ours, with its own status and words; a form without a session goes on through sign-in."""
        assert isinstance(error, NewsflowError)
        if error.status >= 500:
            log.error("request_failed", path=request.url.path, problem=error.slug)
            log_unreadable(error, request.url.path)
        if isinstance(error, SessionOverError) and error.form.pairs and wants_html(request):
            again = await sign_in_again(self.house, request, error.form)
            if again is not None:
                return again
        return await self.answer(request, error, error.status)

    async def http(self, request: Request, error: Exception) -> Response:
        """What the router raises, in the same shape."""
        assert isinstance(error, HTTPException)
        response = await self.answer(request, of_http(request, error), error.status_code)
        response.headers.update(error.headers or {})
        return response

    async def broken(self, request: Request, error: Exception) -> Response:
        """What nobody foresaw. The log has its trace; the page has what was typed."""
        log.error("request_broke", path=request.url.path, method=request.method, exc_info=error)
        broken = NewsflowError("Something broke on our side.", "", "Try again in a minute.")
        return await self.answer(request, broken, broken.status)

    async def answer(self, request: Request, error: NewsflowError, status: int) -> Response:
        """The error as a page of the face, or as problem+json."""
        headers = {"Cache-Control": "no-store", "Vary": "Accept, Accept-Language"}
        if isinstance(error, TooFastError):
            headers["Retry-After"] = str(max(1, round(error.wait_s + 0.5)))
        if not wants_html(request):
            visit = remembered(request)
            said = error if visit is None else translated(tongue(visit.language), error)
            return problem(said, status=status, headers=headers)
        visit, form = await self._visit(request, status), await self._form(request)
        title = _title(status)
        if visit is None:
            frame = door_frame(self.house, request, title)
        else:
            frame = plain_frame(visit, title) if status >= 500 else await frame_of(visit, title)
        context = FaultPage(frame=frame, fault=self._fault(request, error, status, frame, form))
        shown = INSIDE if visit else AT_THE_DOOR
        text = self.house.pages.speaking(frame.language).render(shown, context)
        return HTMLResponse(text, status_code=status, headers=headers)

    async def _visit(self, request: Request, status: int) -> Visit | None:
        """Whose request it was. Where the fault is ours nothing more is asked: it may be the database."""
        visit = remembered(request)
        if visit is not None or status >= 500:
            return visit
        now = self.house.clock()
        try:
            found = await who(self.house, request, now)
            if found is None:
                return None
            return await with_looker(visit_of(self.house, request, *found, now, kind=Visit))
        except NotAllowedError:
            return None

    async def _form(self, request: Request) -> Form:
        """What was typed. What another site sent is not repeated in our name."""
        visit = remembered(request)
        if visit is not None and visit.form.pairs:
            return visit.form
        if request.method in SAFE or was_read(request):
            return Form()
        try:
            check_origin(request, self.house.origin)
            form = await read_form(request)
        except NewsflowError:
            return Form()
        await form.close()
        return form

    def _fault(
        self, request: Request, error: NewsflowError, status: int, frame: FaceFrame, form: Form
    ) -> Fault:
        speaks, fields = tongue(frame.language), fields_of(form)
        is_late = isinstance(error, ForgedError) and is_ours(request, self.house.origin)
        may_again = bool(fields and frame.csrf) and not form.given_files and (status >= 500 or is_late)
        is_plain = speaks.language == "en" and status < 500
        which = "" if status >= 500 else error.which
        return Fault(
            title=error.what if is_plain else speaks.say(_title(status)),
            number=speaks.say(_("Error %(number)s"), number=status),
            told=told(
                speaks,
                NewsflowError("" if is_plain else error.what, which, error.what_now),
                Times(words(frame.language).time, self.house.agency.zoneinfo),
                named=naming(self.house.agency, frame.language),
            ),
            typed=typed(fields, speaks),
            fields=fields if may_again else (),
            again=asked_address(request) if may_again else "",
            csrf=frame.csrf,
            back=_back(self.house.face, request),
        )


def _title(status: int) -> str:
    return _BROKEN if status >= 500 else _TITLES.get(status, _TITLES[400])


def _back(face: Face, request: Request) -> str:
    """The face's page from which this was asked, else the first one."""
    home = face.home
    came = urlsplit(request.headers.get("referer", ""))
    if came.netloc != request.headers.get("host"):
        return home
    back = safe_next(face, came.path + (f"?{came.query}" if came.query else ""))
    return home if back == asked_address(request) else back
