"""The three curl lines that the demo prints work as printed: search, whole document, public page."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import httpx
from lxml import etree

from newsflow.app import Parts, build
from newsflow.ops.demo.tell import curl_lines
from tests.builders import SERVER_KEY, the_agency

if TYPE_CHECKING:
    from tests.conftest import Serve
    from tests.ops_demo.conftest import Demo


async def as_curl(line: str) -> httpx.Response:
    """What curl would get: its options -s, -L, -u and -d, and one address."""
    program, *words = shlex.split(line)
    assert program == "curl"
    data: dict[str, str] = {}
    auth: tuple[str, str] | None = None
    flags = ""
    while len(words) > 1:
        option = words.pop(0)
        assert option[0] == "-"
        if option == "-u":
            name, _, password = words.pop(0).partition(":")
            auth = (name, password)
        elif option == "-d":
            key, _, value = words.pop(0).partition("=")
            data[key] = value
        else:
            assert set(option) <= set("-sL")
            flags += option
    async with httpx.AsyncClient(follow_redirects="L" in flags, auth=auth) as client:
        return await (client.post(words[0], data=data) if data else client.get(words[0]))


async def test_the_curl_lines_work_as_printed(demo: Demo, serve: Serve):
    agency = the_agency()
    parts = Parts(
        pool=demo.pool,
        agency=agency,
        clock=demo.clock,
        server_key=SERVER_KEY,
        public_url="http://localhost:8080",
    )
    url = await serve(build(parts))
    search, document, entries, page = curl_lines(demo.loaded, url)

    found = (await as_curl(search)).json()
    assert found["response"]["success"] is True
    assert len(found["data"]["result"]) == 5
    assert found["data"]["total"] > 20

    whole = await as_curl(document)
    assert whole.status_code == 200
    assert whole.headers["content-type"].startswith("application/xml")
    text = etree.tostring(etree.fromstring(whole.content), encoding="unicode", method="text")
    assert "onze villages" in text

    pulled = (await as_curl(entries)).json()
    assert len(pulled["entries"]) == 2
    assert "/v1/entries?after=" in pulled["next"]

    public = await as_curl(page)
    assert public.status_code == 200
    assert "Une coopérative de Sfax" in public.text
    assert "onze villages" not in public.text
