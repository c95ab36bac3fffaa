"""Pages and feeds of media topics and places: there as long as the public may read something under them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote

import psycopg
import pytest
from lxml import etree, html

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, PlaceRole
from newsflow.domain.dispatch import Place
from newsflow.domain.house_names import NameKind, Spelling
from newsflow.newsroom import editions
from newsflow.newsroom.names_list.names import Wanted, put_name
from newsflow.ops.embedded import DatabaseRole
from tests.site.builders import EDITOR

if TYPE_CHECKING:
    import httpx

    from newsflow.domain.agency import Agency
    from tests.harness import Database, SettableClock
    from tests.site.builders import Newsroom

ORIGIN = "https://fil.example"
LYON = Place(name="Lyon", role=PlaceRole.HAPPENED_AT)


async def titles(reader: httpx.AsyncClient, path: str) -> list[str]:
    root = etree.fromstring((await reader.get(path)).content)
    return [title.text or "" for title in root.findall("{*}entry/{*}title")]


async def test_a_dispatch_leads_to_its_places_and_topics_and_they_to_it(
    newsroom: Newsroom, reader: httpx.AsyncClient
):
    await newsroom.release(topics=("medtop:15000000", "medtop:20001065"), places=(LYON,), story="st_a")
    await newsroom.release(headline="Ailleurs", story="st_b")
    await newsroom.publish()
    url = (await reader.get("/fr/feed.json")).json()["items"][1]["url"]
    page = (await reader.get(url.removeprefix(ORIGIN))).text
    (filed,) = html.fromstring(page).find_class("filed")
    wanted = {"Lyon": "/fr/place/Lyon/", "Marseille": "/fr/place/Marseille/", "Sport": "/fr/topic/15000000/"}
    assert {link.text: link.get("href") for link in filed.iter("a")} == wanted, (
        "the unnamed topic is not there"
    )
    for name, path in wanted.items():
        listed = (await reader.get(path)).text
        assert f"{name}</h1>" in listed
        assert ("Ailleurs" in listed) == (name == "Marseille")
        assert f'href="{path}feed.atom"' in listed
        assert len(await titles(reader, f"{path}feed.atom")) == (2 if name == "Marseille" else 1)
        bare = await reader.get(path.rstrip("/"))
        assert (bare.status_code, bare.headers["location"]) == (301, path)
    sitemap = (await reader.get("/sitemap-fr-corners.xml")).text
    assert all(f"<loc>{ORIGIN}{path}</loc>" in sitemap for path in wanted.values())


@pytest.mark.parametrize(
    "path", ["/fr/topic/99999999/", "/fr/topic/15000000/", "/fr/place/Nulle-part/feed.rss", "/fr/place/%00/"]
)
async def test_where_nothing_public_is_filed_there_is_no_page(reader: httpx.AsyncClient, path: str):
    assert (await reader.get(path)).status_code == 404


async def test_a_killed_item_s_places_and_topics_are_gone_from_pages_feeds_sitemap_and_log(
    newsroom: Newsroom, reader: httpx.AsyncClient, database: Database
):
    guid = await newsroom.release(topics=("medtop:15000000",), places=(LYON,))
    await newsroom.publish()
    paths = ("/fr/place/Lyon/", "/fr/topic/15000000/", "/fr/place/Lyon/feed.json")
    assert [(await reader.get(path)).status_code for path in paths] == [200] * 3
    await newsroom.change(guid, Action.KILL)
    assert [(await reader.get(path)).status_code for path in paths] == [404] * 3, "before the log has read it"
    assert "Lyon" not in (await reader.get("/sitemap-fr-corners.xml")).text
    await newsroom.publish()
    with psycopg.connect(database.dsn(DatabaseRole.OWNER)) as owner:
        left = owner.execute("SELECT seq FROM edition_log WHERE num_nulls(topics, places) < 2").fetchall()
    assert left == []


async def test_an_editor_s_own_summary_stays_where_the_dispatch_is_filed_and_the_log_is_as_rebuilt(
    newsroom: Newsroom, reader: httpx.AsyncClient, clock: SettableClock, agency: Agency
):
    guid = await newsroom.release(places=(LYON,))
    await newsroom.publish()
    clock.advance(timedelta(minutes=9))
    async with transaction(newsroom.pool) as db:
        await editions.set_summary(db, clock, agency, guid, EDITOR, summary=["Un bateau de livres."])
        assert await editions.edition_faults(db, agency) == []
    feed = (await reader.get("/fr/place/Lyon/feed.atom")).text
    assert "Un bateau de livres." in feed
    page = (await reader.get((await reader.get(f"/items/{guid}")).headers["location"])).text
    assert "<published>2026-03-02T09:00:00Z</published>" in feed
    for text, updated in (
        (feed, "<updated>2026-03-02T09:09:00Z</updated>"),
        ((await reader.get("/sitemap-fr-2026-03.xml")).text, "<lastmod>2026-03-02T09:09:00+00:00</lastmod>"),
        (page, '"dateModified": "2026-03-02T12:09:00+03:00"'),
    ):
        assert updated in text, "the public's own version has changed, whatever subscribers have"
    await newsroom.change(guid, Action.UPDATE, places=())
    await newsroom.publish()
    assert (await reader.get("/fr/place/Lyon/")).status_code == 404


async def test_a_place_names_its_page_in_another_language_by_the_names_list(
    newsroom: Newsroom, reader: httpx.AsyncClient, clock: SettableClock
):
    spellings = (Spelling(language="fr", text="Marseille"), Spelling(language="ar", text="مرسيليا"))
    async with transaction(newsroom.pool) as db:
        await put_name(db, Wanted(kind=NameKind.PLACE, spellings=spellings), clock(), by=None)
    await newsroom.release()
    await newsroom.publish()
    there = f'hreflang="ar" href="{ORIGIN}/ar/place/{quote("مرسيليا")}/"'
    assert there not in (await reader.get("/fr/place/Marseille/")).text, "nothing is there yet"
    place = Place(name="مرسيليا", role=PlaceRole.FILED_FROM)
    await newsroom.release(language="ar", headline="مكتبة", places=(place,), dateline=None)
    await newsroom.publish()
    clock.advance(timedelta(minutes=1))
    assert there in (await reader.get("/fr/place/Marseille/")).text
    back = f'hreflang="fr" href="{ORIGIN}/fr/place/Marseille/"'
    assert back in (await reader.get(f"/ar/place/{quote('مرسيليا')}/")).text
