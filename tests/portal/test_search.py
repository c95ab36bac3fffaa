"""The archive as a subscriber's people search it: facets in the address, an assistant that writes the question, files."""

from __future__ import annotations

import csv
import html
import io
import re
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from newsflow.domain.codes import Form, PlaceRole
from newsflow.domain.dispatch import Place, paragraph
from newsflow.matching.query import parse
from newsflow.portal.searching.assistant import FIELDS, question_of
from tests.builders import a_dispatch, the_agency
from tests.harness import MORNING

if TYPE_CHECKING:
    import httpx

    from tests.portal.room import PortalRoom

IZMIR = Place(name="Izmir", role=PlaceRole.HAPPENED_AT)


def guids(page: httpx.Response) -> list[str]:
    """The items on a page, in order."""
    assert page.status_code == 200, page.text
    return re.findall(r'class="wire-line"[^>]*data-guid="([^"]+)"', page.text)


def narrowing(page: httpx.Response, words: str) -> tuple[str, int]:
    """Where a facet's value leads, and how many items it counts."""
    facets = page.text.partition('class="search-facets"')[2]
    for address, said, number in re.findall(
        r'<a href="([^"]+)"[^>]*><span[^>]*>([^<]+)</span> <span class="count">(\d+)', facets
    ):
        if html.unescape(said) == words:
            return html.unescape(address), int(number)
    raise AssertionError(facets)


async def test_a_search_without_a_contract_says_so_rather_than_to_ask_for_less(portal: PortalRoom):
    await portal.newsroom.release()
    await portal.indexed()
    client = await portal.client()
    assert "Nothing is found" in (await client.get("/portal/search?q=locomotive")).text
    portal.clock.advance(timedelta(hours=1))
    await portal.end_contract("gazette")
    assert "No contract is running" in (await client.get("/portal/search?q=locomotive")).text


async def test_a_search_counts_marks_and_narrows_by_addresses_alone(portal: PortalRoom):
    twice = (IZMIR, Place(name="Izmir", role=PlaceRole.ABOUT))
    one = await portal.newsroom.release(a_dispatch(slug="one", places=twice))
    two = await portal.newsroom.release(
        a_dispatch(
            slug="two", form=Form.FEATURE, headline="Harbour life", body=(paragraph("A ferry rests."),)
        )
    )
    french = await portal.newsroom.release(
        a_dispatch(language="fr", headline="Le bac", slug="three", body=(paragraph("Le vieux port."),))
    )
    await portal.indexed()
    client = await portal.client()
    page = await client.get("/portal/search?q=ferry")
    assert guids(page) == [two.guid, one.guid]
    assert "2 items" in page.text
    assert "A <mark>ferry</mark> rests." in page.text
    address, number = narrowing(page, "Feature")
    assert number == 1
    narrowed = await client.get(address)
    assert guids(narrowed) == [two.guid]
    assert parse_qs(urlsplit(address).query) == {"q": ["ferry"], "form": ["feature"]}
    assert guids(await client.get(narrowing(narrowed, "Feature")[0])) == [two.guid, one.guid], "taken out"
    assert guids(await client.get(narrowing(page, "Izmir")[0])) == [one.guid]
    assert (await client.get("/portal/search?q=izmir")).text.count("<mark>Izmir</mark>") == 1, "said once"
    dated = await client.get(f"/portal/search?q=ferry&since={portal.clock().date()}")
    assert narrowing(dated, "2 March 2026")[1] == 2, "a day that was chosen counts all that is found"
    assert "Since: 2 March 2026" in dated.text
    assert (
        f'href="/portal/search?like={quote(two.guid, safe="")}"'
        in (await client.get(f"/portal/items/{two.guid}")).text
    )
    alike = await client.get("/portal/search", params={"like": two.guid})
    assert guids(alike) == [one.guid], "what says much the same, and not the item itself"
    assert "Like: Harbour life" in alike.text
    assert f"search.csv?like={quote(two.guid, safe='')}" in alike.text
    assert (await client.get("/portal/search?like=nf:text:20260301:9999")).status_code == 404
    begun = (await client.get("/portal/search/ahead?typed=FER")).json()
    assert begun == ["ferry"], "a headline's word, however it was typed"
    assert (await client.get("/portal/search/ahead?typed=f")).json() == []
    await portal.subscriber("courrier-fr", languages=("fr",))
    french_reader = await portal.client("courrier-fr:editor")
    assert (await french_reader.get("/portal/search/ahead?typed=fer")).json() == [], "of covered copy alone"
    everything = await client.get("/portal/search")
    assert guids(everything) == [french.guid, two.guid, one.guid]
    assert guids(await client.get(narrowing(everything, "Français")[0])) == [french.guid]
    assert narrowing(everything, "Today")[1] == 3
    for name in ("lang=en", "section=", "type=text", "priority=", "since=1w"):
        assert name in everything.text, name


async def test_what_was_stopped_is_found_as_its_notice_and_what_is_not_covered_or_secret_not_at_all(
    portal: PortalRoom,
):
    await portal.subscriber("courrier-fr", languages=("fr",))
    killed = await portal.newsroom.release()
    client, other = await portal.client(), await portal.client("courrier-fr:editor")
    await client.get(f"/portal/items/{killed.guid}")
    await portal.newsroom.release(
        a_dispatch(slug="secret", headline="Comet secret", embargo=portal.clock() + timedelta(hours=1))
    )
    await portal.newsroom.stop(killed.guid)
    await portal.indexed()
    found = await client.get("/portal/search")
    assert killed.guid in guids(found)
    assert "Hundreds came" not in found.text
    assert "Ferry returns" not in found.text
    for address in ("/portal/search", "/portal/search.json", "/portal/search.csv"):
        assert "Comet" not in (await client.get(address)).text
        assert killed.guid not in (await other.get(address)).text


async def test_the_wire_of_words_is_asked_of_the_archive_and_has_what_is_under_embargo_too(
    portal: PortalRoom, monkeypatch: pytest.MonkeyPatch
):
    await portal.subscriber("early", advance_copy=True)
    monkeypatch.setattr("newsflow.portal.wire.LINES", 2)
    released = [(await portal.newsroom.release(a_dispatch(slug=f"s{n}"))).guid for n in range(4)]
    await portal.newsroom.release(a_dispatch(slug="else", headline="Quiet", body=(paragraph("Nothing."),)))
    secret = await portal.newsroom.release(
        a_dispatch(slug="secret", headline="Ferry plans", embargo=portal.clock() + timedelta(hours=1))
    )
    await portal.newsroom.release_series()
    await portal.indexed()
    client = await portal.client("early:editor")
    address, seen = "/portal/?q=ferry", list[str]()
    while address:
        page = await client.get(address)
        seen += guids(page)
        older = re.search(r'href="([^"]*before=[^"]*)"', page.text)
        address = html.unescape(older[1]) if older else ""
    text = [guid for guid in seen if ":text:" in guid]
    assert text == [secret.guid, *reversed(released)]
    assert secret.guid not in guids(await (await portal.client()).get("/portal/?q=ferry"))


async def test_an_archive_that_is_not_there_yet_is_said_and_never_a_shorter_list(portal: PortalRoom):
    await portal.newsroom.release()
    client = await portal.client()
    for address in ("/portal/search", "/portal/?q=ferry", "/portal/search.csv"):
        assert (await client.get(address)).status_code == 503, address
    assert len(guids(await client.get("/portal/?lang=en"))) == 1


async def test_the_list_comes_as_a_file_with_no_formula_in_it_and_an_end(
    portal: PortalRoom, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("newsflow.portal.searching.export.PAGE_LIMIT", 2)
    monkeypatch.setattr("newsflow.portal.searching.export.EXPORT_MOST", 4)
    for n in range(5):
        await portal.newsroom.release(a_dispatch(slug=f"s{n}", headline=f"=SUM({n}) in the ferry"))
    await portal.indexed()
    client = await portal.client()
    answer = await client.get("/portal/search.csv?q=ferry")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [row["slug"] for row in rows] == ["s4", "s3", "s2", "s1"]
    assert rows[0]["headline"] == "'=SUM(4) in the ferry"
    items = (await client.get("/portal/search.json?q=ferry")).json()["items"]
    assert [item["slug"] for item in items] == ["s4", "s3", "s2", "s1"]
    assert items[0]["address"].startswith(f"{portal.desk.url}/portal/items/")
    assert (await client.get("/portal/search.json?q=(ferry")).status_code == 400
    assert "/portal/items/" in answer.text


async def test_the_assistant_writes_the_question_and_keeps_what_was_chosen(portal: PortalRoom):
    client = await portal.client()
    asked = "all=ferry+AND&phrase=old+town&any=quay+pier&none=sport&by=Ada+Sample&source=&place=Izmir&since=2026-01-31&lang=en"
    answer = await client.get(f"/portal/search/ask?{asked}")
    assert answer.status_code == 303
    assert parse_qs(urlsplit(answer.headers["location"]).query) == {
        "q": ['ferry "AND" "old town" (quay OR pier) NOT sport by:"Ada Sample"'],
        "place": ["Izmir"], "lang": ["en"], "since": ["2026-01-31"],
    }  # fmt: skip
    wrong = await client.get("/portal/search?q=(ferry")
    assert 'id="q-error"' in wrong.text


@pytest.mark.parametrize(
    "typed", ['"', "NOT", "a:b", "(x", "-5", "x*", "lang:xx", "“curly”", "a,b", "AND OR", "\\", "…"]
)
def test_whatever_is_typed_into_the_assistant_is_a_question_that_can_be_read(typed: str):
    agency = the_agency()
    for field in FIELDS:
        written = question_of(dict.fromkeys(FIELDS, "") | {field: typed})
        parse(written, agency, MORNING)
