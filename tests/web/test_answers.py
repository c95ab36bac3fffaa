"""What every answer carries, and what an error looks like."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from newsflow.domain.errors import ConflictError, GoneError, NotAllowedError, TooFastError
from newsflow.web.errors import Errors
from newsflow.web.negotiate import wished_language
from newsflow.web.pages import Pages
from newsflow.web.security import CONTENT_SECURITY_POLICY, SecurityHeaders
from newsflow.web.static import load_static

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "fr-FR,fr;q=0.9"}


async def fine(request: Request) -> PlainTextResponse:
    return PlainTextResponse("fine")


async def conflict(request: Request) -> PlainTextResponse:
    raise ConflictError("Entry 41 was killed.", "By entry 44.", "Remove it <now>.")


async def gone(request: Request) -> PlainTextResponse:
    raise GoneError("It is gone.", "nf:text:20260302:1", "Remove it.")


async def too_fast(request: Request) -> PlainTextResponse:
    raise TooFastError("Too fast.", "Two in a row.", "Wait.", wait_s=1.2)


async def broken(request: Request) -> PlainTextResponse:
    message = "secret detail"
    raise ZeroDivisionError(message)


async def forbidden(request: Request) -> PlainTextResponse:
    raise NotAllowedError("You may not.", "An editor may.", "Ask one.")


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    pages = Pages(load_static())
    endpoints = (fine, conflict, gone, too_fast, broken, forbidden)
    app = Starlette(
        routes=[*pages.static.routes(), *(Route(f"/{e.__name__}", e) for e in endpoints)],
        middleware=[Middleware(SecurityHeaders, https=True)],
        exception_handlers=Errors(pages, ("tr", "fr", "ar"), "Fil").handlers(),
    )
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://fil.test") as opened:
        yield opened


class TestErrors:
    async def test_a_program_gets_problem_json_in_three_parts(self, client: httpx.AsyncClient):
        answer = await client.get("/conflict")
        assert answer.status_code == 409
        assert answer.headers["content-type"] == "application/problem+json"
        assert json.loads(answer.text) == {
            "type": "urn:newsflow:problem:conflict",
            "title": "Entry 41 was killed.",
            "status": 409,
            "detail": "By entry 44. Remove it <now>.",
            "which": "By entry 44.",
            "what_now": "Remove it <now>.",
        }

    async def test_a_browser_gets_a_page_in_its_language(self, client: httpx.AsyncClient):
        answer = await client.get("/nowhere/<b>", headers=BROWSER)
        assert answer.status_code == 404
        assert '<html lang="fr" dir="ltr">' in answer.text
        assert "Il n’y a pas de page ici" in answer.text
        assert "&lt;b&gt;" in answer.text
        assert "<b>" not in answer.text
        assert answer.headers["cache-control"] == "no-store"

    async def test_the_language_of_the_address_comes_first(self, client: httpx.AsyncClient):
        answer = await client.get("/ar/nowhere", headers=BROWSER)
        assert '<html lang="ar" dir="rtl">' in answer.text
        assert 'href="/ar/"' in answer.text

    @pytest.mark.parametrize(
        ("path", "status", "title"),
        [
            ("/gone", 410, "Cette page n’est plus là"),
            ("/broken", 500, "Une panne de notre côté"),
            ("/conflict", 409, "Entry 41 was killed."),
            ("/forbidden", 403, "You may not."),
        ],
    )
    async def test_each_status_has_a_page_that_says_what_to_do(
        self, client: httpx.AsyncClient, path: str, status: int, title: str
    ):
        answer = await client.get(path, headers=BROWSER)
        assert (answer.status_code, f"<h1>{title}</h1>" in answer.text) == (status, True)

    async def test_a_wrong_method_says_which_ones_there_are(self, client: httpx.AsyncClient):
        answer = await client.post("/fine", headers=BROWSER)
        assert answer.status_code == 405
        assert "GET" in answer.headers["allow"]
        assert "Cette page ne s’emploie pas ainsi" in answer.text

    async def test_no_trace_of_a_broken_page_leaves_the_house(self, client: httpx.AsyncClient):
        for headers in (BROWSER, {}):
            answer = await client.get("/broken", headers=headers)
            assert answer.status_code == 500
            assert "secret" not in answer.text
            assert "Zero" not in answer.text
            assert "Traceback" not in answer.text

    async def test_whoever_is_too_fast_is_told_how_long_to_wait(self, client: httpx.AsyncClient):
        answer = await client.get("/too_fast")
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "2")


class TestHeaders:
    async def test_every_answer_refuses_foreign_code_and_frames(self, client: httpx.AsyncClient):
        for path in ("/fine", "/nowhere", load_static().path("site.css")):
            answer = await client.get(path)
            assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["strict-transport-security"].startswith("max-age=")
        assert "unsafe" not in CONTENT_SECURITY_POLICY

    async def test_a_broken_page_keeps_them_too(self, client: httpx.AsyncClient):
        answer = await client.get("/broken")
        assert "content-security-policy" in answer.headers


class TestStatic:
    async def test_a_file_is_kept_for_ever_under_its_hash(self, client: httpx.AsyncClient):
        answer = await client.get(load_static().path("site.css"))
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/css; charset=utf-8"
        assert "immutable" in answer.headers["cache-control"]

    @pytest.mark.parametrize(
        ("asked", "coding"),
        [("gzip, br", "gzip"), ("br;q=1, gzip;q=0.5", "gzip"), ("gzip;q=0", None), ("br", None), ("", None)],
    )
    async def test_a_style_comes_compressed_to_whoever_reads_that(
        self, client: httpx.AsyncClient, asked: str, coding: str | None
    ):
        static = load_static()
        answer = await client.get(static.path("site.css"), headers={"Accept-Encoding": asked})
        assert answer.headers.get("content-encoding") == coding
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.content == static.files["site.css"]
        assert len(static.small["site.css"]) < len(static.files["site.css"]) / 2

    async def test_an_older_page_still_gets_its_style(self, client: httpx.AsyncClient):
        answer = await client.get("/static/0123456789abcdef/site.css")
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-cache")

    @pytest.mark.parametrize("name", ["nothing.css", "../web/pages.py", "tokens.css", "%2e%2e/pages.py"])
    async def test_nothing_else_is_served(self, client: httpx.AsyncClient, name: str):
        assert (await client.get(f"/static/{load_static().digest}/{name}")).status_code == 404


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", "tr"),
        ("fr", "fr"),
        ("ar-EG,ar;q=0.9,fr;q=0.8", "ar"),
        ("de-DE, fr;q=0.5, ar;q=0.7", "ar"),
        ("zh", "tr"),
        ("fr;q=0, ar;q=0.1", "ar"),
        ("*", "tr"),
        (";;;q=x,,", "tr"),
    ],
)
def test_the_reader_s_wish_is_met_where_it_can_be(header: str, expected: str):
    request = Request({"type": "http", "path": "/", "headers": [(b"accept-language", header.encode())]})
    assert wished_language(request, ("tr", "fr", "ar")) == expected
