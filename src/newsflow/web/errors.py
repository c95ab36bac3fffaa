"""Errors as answers: a page for people, problem+json for programs. No stack trace leaves the house."""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from newsflow.domain.errors import (
    BadInputError,
    GoneError,
    NewsflowError,
    NotFoundError,
    StoredContentError,
    TooFastError,
)
from newsflow.web.frame import Frame, frame
from newsflow.web.negotiate import best_language, wants_html
from newsflow.web.pages import Pages, page
from newsflow.web.security import HEADERS
from newsflow.web.words import ErrorWords, Said, words

Handler = Callable[[Request, Exception], Awaitable[Response]]

log = structlog.stdlib.get_logger(__name__)


class MethodNotAllowedError(NewsflowError):
    """The page is there, but not for this method."""

    status = 405
    slug = "method-not-allowed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorPage:
    """The error page: what happened, which, and what to do."""

    frame: Frame
    title: str
    text: str
    which: str | None
    words_language: str
    """The language that title and text are in."""
    number: str
    front: str
    name: str


ERROR = page("web/error.html", ErrorPage)


@dataclass(frozen=True, slots=True)
class Errors:
    """Answers errors for the whole application, in the reader's language where we have it."""

    pages: Pages
    languages: Sequence[str]
    """Those that the agency publishes in, the default first."""
    name: str
    """The agency's name, which leads to the front page."""

    def handlers(self) -> dict[int | type[Exception], Handler]:
        """What Starlette is given as `exception_handlers`."""
        return {NewsflowError: self.ours, HTTPException: self.http, Exception: self.broken}

    async def ours(self, request: Request, error: Exception) -> Response:
        """An error of ours, with its own status and words."""
        assert isinstance(error, NewsflowError)
        if error.status >= 500:
            log.error("request_failed", path=request.url.path, problem=error.slug)
            log_unreadable(error, request.url.path)
        return self.answer(request, error)

    async def http(self, request: Request, error: Exception) -> Response:
        """What Starlette's routing raises, in the same shape."""
        assert isinstance(error, HTTPException)
        answer = self.answer(request, of_http(request, error), status=error.status_code)
        answer.headers.update(error.headers or {})
        return answer

    async def broken(self, request: Request, _: Exception) -> Response:
        """What nobody foresaw. The server logs it with its trace; the reader gets neither."""
        log.error("request_broke", path=request.url.path, method=request.method)
        broken = NewsflowError("Something broke on our side.", request.url.path, "Try again in a minute.")
        answer = self.answer(request, broken)
        # Starlette answers this one outside all middleware, the one that adds these included.
        answer.headers.update(HEADERS)
        return answer

    def answer(self, request: Request, error: NewsflowError, *, status: int | None = None) -> Response:
        """The error as a page or as problem+json, by what the reader asks for."""
        status = status or error.status
        headers = {"Cache-Control": "no-store", "Vary": "Accept, Accept-Language"}
        if isinstance(error, TooFastError):
            headers["Retry-After"] = str(max(1, round(error.wait_s + 0.5)))
        if not wants_html(request):
            return problem(error, status=status, headers=headers)
        return HTMLResponse(
            self.pages.render(ERROR, self.context(request, error, status)),
            status_code=status,
            headers=headers,
        )

    def context(self, request: Request, error: NewsflowError, status: int) -> ErrorPage:
        """What the error page shows: our translated words where the status has some, else the error's own."""
        language = best_language(request, self.languages)
        own = words(language)
        said = _said(own.errors, status)
        return ErrorPage(
            frame=frame(
                self.pages.static,
                language=language,
                title=said.title if said else error.what,
                face="site",
                robots="noindex",
            ),
            title=said.title if said else error.what,
            text=said.text if said else error.what_now,
            which=None if status >= 500 else error.which,
            words_language=own.language if said else "en",
            number=own.errors.number.format(status=status),
            front=f"/{language}/",
            name=self.name,
        )


def log_unreadable(error: NewsflowError, path: str) -> None:
    """Have the log say which entry cannot be read, should that be the error: every door asks this of what it answers."""
    if isinstance(error, StoredContentError):
        log.error("content_unreadable", path=path[:200], place=error.place, why=str(error))


def of_http(request: Request, error: HTTPException) -> NewsflowError:
    """What Starlette's routing raises, as an error of ours."""
    path, detail = request.url.path, error.detail
    kinds: dict[int, NewsflowError] = {
        404: NotFoundError("There is no page at this address.", path, "Check the address."),
        405: MethodNotAllowedError(
            "This address does not take that method.", f"{request.method} {path}", "See Allow."
        ),
        410: GoneError("This was here and is gone.", path, "Remove it from your systems."),
    }
    return kinds.get(error.status_code) or BadInputError("The request cannot be met.", detail, "Mend it.")


def problem(error: NewsflowError, *, status: int, headers: dict[str, str] | None = None) -> Response:
    """The error as `application/problem+json` (RFC 9457), its three parts apart."""
    body = {
        "type": f"urn:newsflow:problem:{error.slug}",
        "title": error.what,
        "status": status,
        "detail": error.detail,
        "which": error.which,
        "what_now": error.what_now,
    }
    return Response(
        json.dumps(body, ensure_ascii=False),
        status_code=status,
        media_type="application/problem+json",
        headers=headers,
    )


def _said(own: ErrorWords, status: int) -> Said | None:
    if status >= 500:
        return own.broken
    return {400: own.bad_request, 404: own.not_found, 405: own.not_allowed, 410: own.gone}.get(status)
