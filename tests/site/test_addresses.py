"""Addresses as strangers write them: with a slash too many, for another host, with characters that no id has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import httpx

    from tests.site.builders import Newsroom


@pytest.mark.parametrize(
    "guid", ["%00", "nf:text:20260302:1%00", "%F0%9F%98%80", "nf:text:20260302:0", "a" * 5_000]
)
async def test_what_cannot_be_an_id_is_not_found(newsroom: Newsroom, reader: httpx.AsyncClient, guid: str):
    await newsroom.release()
    await newsroom.publish()
    for path in (f"/items/{guid}", f"/items/{guid}/", f"/fr/{guid}", f"/fr/{guid}/", f"/fr/{guid}/words"):
        assert (await reader.get(path)).status_code == 404, path


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        ("/fr", "/fr/"),
        ("/fr?x=1", "/fr/?x=1"),
        ("/fr/contact/", "/fr/contact"),
        ("/fr/section/world", "/fr/section/world/"),
        ("/ar/section/world?before=9", "/ar/section/world/?before=9"),
    ],
)
async def test_a_slash_too_few_or_too_many_leads_to_the_page_here_whatever_host_is_named(
    reader: httpx.AsyncClient, asked: str, right: str
):
    answer = await reader.get(asked, headers={"Host": "elsewhere.example"})
    assert (answer.status_code, answer.headers["location"]) == (301, right)
    assert (await reader.get(right)).status_code == 200


@pytest.mark.parametrize(
    "path", ["/fr/section/nowhere", "/en/section/world//", "/robots.txt/", "/fr//", "/fr//contact", "/xx"]
)
async def test_no_other_slash_is_led_anywhere(reader: httpx.AsyncClient, path: str):
    answer = await reader.get(path, headers={"Host": "elsewhere.example"})
    assert (answer.status_code, "location" in answer.headers) == (404, False)


async def test_an_id_with_a_slash_behind_it_leads_to_its_page(newsroom: Newsroom, reader: httpx.AsyncClient):
    guid = await newsroom.release()
    await newsroom.publish()
    answer = await reader.get(f"/items/{guid}/", headers={"Host": "elsewhere.example"})
    assert answer.status_code == 302
    assert answer.headers["location"].startswith(f"/fr/{guid}/une-peniche")
