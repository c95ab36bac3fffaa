"""Every kind of public answer stands up to the rules of those who read it: the HTML standard, sitemaps.org, search engines."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import feedparser as foreign_reader
import pytest
from lxml import etree

from newsflow.domain.codes import Action, PlaceRole
from newsflow.domain.dispatch import Place, TranslatedFrom, paragraph
from tests.formats.grammar import atom_fault
from tests.site.asking import CONTACT, offered_trial
from tests.site.builders import ARABIC
from tests.site.valid import article_faults, html_faults, sitemap_faults

if TYPE_CHECKING:
    import httpx

    from newsflow.domain.guid import Guid, PersonId
    from tests.site.asking import Asker
    from tests.site.builders import Newsroom
    from tests.site.darkroom import Darkroom

ORIGIN = "https://fil.example"
feedparser: Any = foreign_reader


@pytest.fixture
async def out(newsroom: Newsroom, darkroom: Darkroom) -> list[Guid]:
    """A corrected story with a picture, its original in Arabic, and two that were taken back."""
    arabic = await newsroom.release(
        language="ar", headline="مكتبة عائمة", body=tuple(paragraph(text) for text in ARABIC)
    )
    story = await newsroom.release(
        translated_from=TranslatedFrom(language="ar", item=arabic),
        headline="La « péniche » & le <port>",
        topics=("medtop:15000000",),
        places=(Place(name="Lyon", role=PlaceRole.HAPPENED_AT),),
    )
    await darkroom.release()
    killed = await newsroom.release(headline="Annulée", story="st_b")
    withdrawn = await newsroom.release(headline="Retirée", story="st_c")
    await newsroom.publish()
    newsroom.clock.advance(timedelta(minutes=7))
    await newsroom.change(story, Action.CORRECT, correction="Il s’agit de douze mille livres & plus.")
    await newsroom.change(killed, Action.KILL)
    await newsroom.change(withdrawn, Action.WITHDRAW)
    await newsroom.publish()
    return [arabic, story, killed, withdrawn]


async def page_of(reader: httpx.AsyncClient, guid: Guid) -> str:
    return (await reader.get((await reader.get(f"/items/{guid}")).headers["location"])).text


async def test_no_page_has_an_error_of_the_html_standard(
    reader: httpx.AsyncClient, out: list[Guid], asker: Asker, chief: PersonId
):
    for path, status in (
        ("/fr/", 200),
        ("/ar/", 200),
        ("/fr/section/culture/", 200),
        ("/fr/topic/15000000/", 200),
        ("/fr/place/Lyon/", 200),
        ("/ar/corrections/", 200),
        ("/fr/contact?offer=sport", 200),
        ("/tr/contact/sent", 200),
        (f"/fr/{out[2]}", 410),
        (f"/fr/{out[3]}", 410),
        ("/fr/nowhere", 404),
        ("/nowhere", 404),
        ("/fr/enquiry/1-x", 404),
    ):
        answer = await reader.get(path)
        assert (answer.status_code, html_faults(answer.text)) == (status, []), path
    for guid in out[:2]:
        assert html_faults(await page_of(reader, guid)) == []
    wrong = await asker.asks(email="x", wants="<b>&")
    assert (wrong.status_code, html_faults(wrong.text)) == (400, [])
    theirs = await asker.confirmed()
    await offered_trial(asker, chief)
    assert html_faults((await reader.get(theirs)).text) == []
    assert CONTACT in (await reader.get("/fr/")).text


async def test_every_sitemap_stands_up_to_its_protocol_and_robots_lead_to_all(
    reader: httpx.AsyncClient, out: list[Guid]
):
    waiting = [
        line.split()[1] for line in (await reader.get("/robots.txt")).text.splitlines() if "Sitemap:" in line
    ]
    seen: dict[str, int] = {}
    while waiting:
        at = waiting.pop()
        body = (await reader.get(at.removeprefix(ORIGIN))).content
        assert sitemap_faults(body, at) == [], at
        places = [str(place.text) for place in etree.fromstring(body).iter("{*}loc")]
        seen[at] = len(places)
        waiting += [place for place in places if place.endswith(".xml")]
    assert {at.removeprefix(ORIGIN) for at in seen} >= {
        "/news-sitemap.xml",
        "/sitemap.xml",
        "/sitemap-pages.xml",
    }
    assert len(out) > 2 == seen[f"{ORIGIN}/news-sitemap.xml"]
    moved = await reader.get("/sitemaps/pages.xml")
    assert (moved.status_code, moved.headers["location"]) == (301, "/sitemap-pages.xml")


async def test_a_dispatch_tells_search_engines_all_that_they_ask_of_news_behind_a_wall(
    reader: httpx.AsyncClient, out: list[Guid]
):
    for guid in out[:2]:
        assert article_faults(await page_of(reader, guid)) == []


async def test_feeds_of_edition_section_and_topic_are_sound_to_grammar_and_foreign_reader(
    reader: httpx.AsyncClient, out: list[Guid]
):
    for corner in ("", "section/culture/", "topic/15000000/", "place/Lyon/"):
        for name in ("feed.atom", "feed.rss"):
            body = (await reader.get(f"/fr/{corner}{name}")).content
            read = feedparser.parse(body)
            assert (read.bozo, len(read.entries)) == (0, 1), corner
            assert out[1] in read.entries[0].id
            assert name != "feed.atom" or atom_fault(body) is None


async def test_what_is_wrong_with_a_page_is_found(reader: httpx.AsyncClient, out: list[Guid]):
    page = await page_of(reader, out[1])
    for right, wrong in (
        ('<aside class="whole"', "<aside"),
        ('"isAccessibleForFree": false', '"isAccessibleForFree": true'),
        ('"datePublished": "2026', '"datePublished": "26'),
        ('"@type": "Person"', '"@type": "Somebody"'),
        ('"width": 640', '"width": 64'),
        ('"NewsArticle"', '"News"'),
    ):
        assert right in page
        assert article_faults(page.replace(right, wrong)), wrong
    for wrong in ("<p><div></p>", "<a href=x href=y>", "&nosuch;", "<td>", "</section>", "<b><i></b></i>"):
        assert html_faults(page.replace("</h1>", f"</h1>{wrong}", 1)), wrong
    map_ = (await reader.get("/news-sitemap.xml")).content
    for right, wrong in (
        (b"https://fil.example/fr", b"https://elsewhere.example/fr"),
        (b"<news:title>", b"<news:heading/><news:title>"),
        (b">2026-", b">yesterday"),
        (b"<url>", b"<url><priority/><priority/>"),
        (b"sitemap/0.9", b"sitemap/0.8"),
    ):
        assert sitemap_faults(map_.replace(right, wrong), f"{ORIGIN}/news-sitemap.xml"), wrong
    assert sitemap_faults(map_, f"{ORIGIN}/sitemaps/news.xml"), "what lies beneath another folder"
