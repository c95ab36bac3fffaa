"""Pages go out compressed, but never where another page had the browser ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse

from newsflow.web.compressing import COMPRESSED_FROM, compressed

if TYPE_CHECKING:
    from tests.desk.room import DeskRoom


def asked(**headers: str) -> Request:
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "GET", "headers": pairs})


@pytest.mark.parametrize(
    ("said", "is_theirs"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "same-origin", "Accept-Encoding": "br"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({}, False),
    ],
)
async def test_a_page_is_compressed_for_whom_it_is_and_for_nobody_who_could_measure_it(
    desk: DeskRoom, said: dict[str, str], is_theirs: bool
):
    client = await desk.client("editor")
    page = await client.get("/desk/duty", headers={"Accept-Encoding": "gzip", **said})
    assert page.headers.get("content-encoding") == ("gzip" if is_theirs else None)
    assert page.headers["vary"] == "Accept-Encoding, Sec-Fetch-Site"
    assert "no-store" in page.headers["cache-control"]
    assert "</html>" in page.text


@pytest.mark.parametrize(("size", "is_shorter"), [(COMPRESSED_FROM - 1, False), (COMPRESSED_FROM, True)])
def test_a_short_page_goes_as_it_is(size: int, is_shorter: bool):
    page = HTMLResponse("ı" * (size // 2) + "." * (size % 2))
    made = compressed(asked(sec_fetch_site="none", accept_encoding="gzip"), page)
    assert (made.headers.get("content-encoding") == "gzip") is is_shorter
    assert made.headers["content-length"] == str(len(bytes(made.body)))
