"""Forms as browsers send them, and as nobody should."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from newsflow.domain.errors import BadInputError
from newsflow.web.forms import read_form

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

    from tests.conftest import Serve

MULTIPART = {"content-type": "multipart/form-data; boundary=x"}
URLENCODED = {"content-type": "application/x-www-form-urlencoded"}


async def echo(request: Request) -> Response:
    """What was read of the form, or why it was not."""
    try:
        form = await read_form(request, limit_bytes=10_000)
        names = dict.fromkeys(name for name, _ in form.pairs)
        files = [
            [name, file.name, file.type, (await file.read()).decode()] for name, file in form.given_files
        ]
        await form.close()
        return JSONResponse({"fields": {name: form.texts(name) for name in names}, "files": files})
    except BadInputError as error:
        return JSONResponse({"error": error.what}, status_code=error.status)


@pytest.fixture
async def client(serve: Serve) -> AsyncIterator[httpx.AsyncClient]:
    url = await serve(Starlette(routes=[Route("/", echo, methods=["POST"])]))
    async with httpx.AsyncClient(base_url=url) as made:
        yield made


async def test_fields_are_read_alike_from_both_encodings(client: httpx.AsyncClient):
    fields = {"headline": "Une péniche", "text": "un\r\ndeux\rtrois", "tick": ["a", "b"], "empty": ""}
    wanted = {"headline": ["Une péniche"], "text": ["un\ndeux\ntrois"], "tick": ["a", "b"], "empty": [""]}
    plain = await client.post("/", data=fields)
    with_file = await client.post("/", data=fields, files={"copy": ("a.txt", b"whole", "text/plain")})
    assert plain.json()["fields"] == with_file.json()["fields"] == wanted
    assert with_file.json()["files"] == [["copy", "a.txt", "text/plain", "whole"]]


async def test_what_keyboards_compose_is_one_character(client: httpx.AsyncClient):
    answer = await client.post("/", data={"name": "Zoe\u0308"})
    assert answer.json()["fields"]["name"] == ["Zo\u00eb"]


async def test_a_file_field_that_was_left_empty_is_no_file(client: httpx.AsyncClient):
    body = b'--x\r\nContent-Disposition: form-data; name="copy"; filename=""\r\n\r\n\r\n--x--\r\n'
    answer = await client.post("/", content=body, headers=MULTIPART)
    assert answer.json() == {"fields": {}, "files": []}


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        (URLENCODED, b"a=%FF", 400),
        (URLENCODED, b"a=\xff", 400),
        (URLENCODED, b"a=%00", 400),
        (URLENCODED, b"a=%1b[2J", 400),
        (URLENCODED, b"&".join([b"a=1"] * 1001), 400),
        (URLENCODED, b"a=" + b"x" * 10_000, 413),
        (MULTIPART, b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\ncut o', 400),
        (
            MULTIPART,
            b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n' + b"x" * 10_000 + b"\r\n--x--",
            413,
        ),
        (MULTIPART, b"no boundary at all", 400),
        ({"content-type": "multipart/form-data"}, b"--x--", 400),
        ({"content-type": "application/json"}, b"{}", 400),
        ({"content-type": "text/plain"}, b"a=1", 400),
        ({}, b"a=1", 400),
    ],
)
async def test_what_cannot_be_a_form_of_ours_is_refused(
    client: httpx.AsyncClient, headers: dict[str, str], body: bytes, status: int
):
    answer = await client.post("/", content=body, headers=headers)
    assert answer.status_code == status, answer.text


async def test_no_body_is_an_empty_form(client: httpx.AsyncClient):
    assert (await client.post("/")).json() == {"fields": {}, "files": []}
