"""What machines are told: where all pages are, what a page says of itself, and on what terms it may be used."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree, html

from newsflow.domain.codes import Action
from newsflow.domain.dispatch import TranslatedFrom, paragraph
from newsflow.domain.media import AiUse
from tests.site.builders import ARABIC, FRENCH

if TYPE_CHECKING:
    import httpx

    from newsflow.domain.agency import Agency
    from tests.harness import SettableClock
    from tests.site.builders import Newsroom

ORIGIN = "https://fil.example"


async def locations(reader: httpx.AsyncClient, path: str) -> list[str]:
    answer = await reader.get(path)
    assert answer.headers["content-type"].startswith("application/xml")
    return [place.text or "" for place in etree.fromstring(answer.content).findall(".//{*}loc")]


async def structured(reader: httpx.AsyncClient, guid: str) -> dict[str, Any]:
    answer = await reader.get((await reader.get(f"/items/{guid}")).headers["location"])
    (script,) = html.fromstring(answer.text).xpath("//script[@type='application/ld+json']/text()")
    return json.loads(script)


class TestSitemaps:
    async def test_the_index_leads_to_every_public_page_and_no_other(
        self, newsroom: Newsroom, reader: httpx.AsyncClient
    ):
        await newsroom.release()
        await newsroom.release(packages=("economy",), headline="Pour les abonnés")
        await newsroom.publish()
        index = await locations(reader, "/sitemap.xml")
        assert index == [f"{ORIGIN}/sitemap-{name}.xml" for name in ("pages", "fr-corners", "fr-2026-03")]
        standing = await locations(reader, "/sitemap-pages.xml")
        assert {f"{ORIGIN}/{path}" for path in ("ar/", "fr/section/culture/", "tr/corrections/")} < set(
            standing
        )
        for place in standing:
            assert (await reader.get(place.removeprefix(ORIGIN))).status_code == 200, place
        (place,) = await locations(reader, "/sitemap-fr-2026-03.xml")
        assert (await reader.get(place.removeprefix(ORIGIN))).status_code == 200

    async def test_a_month_is_the_agency_s_and_a_kill_leaves_it_at_once(
        self, newsroom: Newsroom, reader: httpx.AsyncClient, clock: SettableClock
    ):
        clock.advance(datetime.fromisoformat("2026-03-31T23:30:00+03:00") - clock())
        march = await newsroom.release(headline="Mars")
        await newsroom.publish()
        clock.advance(timedelta(hours=1))
        await newsroom.release(headline="Avril")
        await newsroom.publish()
        assert len(await locations(reader, "/sitemap.xml")) == 4
        assert "mars" in "".join(await locations(reader, "/sitemap-fr-2026-03.xml"))
        (april,) = await locations(reader, "/sitemap-fr-2026-04.xml")
        assert april.endswith("/avril")
        await newsroom.change(march, Action.KILL)
        assert await locations(reader, "/sitemap-fr-2026-03.xml") == []

    @pytest.mark.parametrize(
        "name", ["fr-2026-13.xml", "zz-2026-03.xml", "fr-0000-01.xml", "fr-2026-3.xml", "pages"]
    )
    async def test_no_other_sitemap_is_there(self, reader: httpx.AsyncClient, name: str):
        assert (await reader.get(f"/sitemap-{name}")).status_code == 404

    async def test_the_news_are_those_of_two_days_with_title_and_language(
        self, newsroom: Newsroom, reader: httpx.AsyncClient, clock: SettableClock
    ):
        old = await newsroom.release(headline="Ancienne")
        clock.advance(timedelta(days=2, minutes=1))
        await newsroom.change(old, Action.UPDATE, deck="Encore")
        fresh = await newsroom.release(headline="Fraîche & neuve")
        killed = await newsroom.release(headline="Annulée")
        await newsroom.publish()
        await newsroom.change(killed, Action.KILL)
        xml = (await reader.get("/news-sitemap.xml")).content
        (item,) = etree.fromstring(xml).findall("{*}url")
        facts = {etree.QName(part).localname: part.text for part in item.iter()}
        assert facts["loc"] == f"{ORIGIN}/fr/{fresh}/fraiche-neuve"
        assert (facts["name"], facts["language"]) == ("Agence Fil", "fr")
        assert facts["title"] == "Fraîche & neuve"
        assert datetime.fromisoformat(str(facts["publication_date"])) == clock()


class TestADispatch:
    async def test_it_says_what_it_is_and_that_the_whole_is_for_subscribers(
        self, newsroom: Newsroom, reader: httpx.AsyncClient
    ):
        arabic = await newsroom.release(
            language="ar", headline="مكتبة عائمة", body=tuple(paragraph(text) for text in ARABIC)
        )
        guid = await newsroom.release(
            translated_from=TranslatedFrom(language="ar", item=arabic), headline="Un </script> de trop"
        )
        await newsroom.publish()
        data = await structured(reader, guid)
        assert (data["@type"], data["identifier"]) == ("NewsArticle", guid)
        assert data["headline"] == "Un </script> de trop"
        assert data["datePublished"] == data["dateModified"] == "2026-03-02T12:00:00+03:00"
        assert data["author"] == [{"@type": "Person", "name": "Maëlle Tardivel"}]
        assert data["isAccessibleForFree"] is False
        assert data["hasPart"]["cssSelector"] == ".whole"
        assert data["publisher"]["correctionsPolicy"] == f"{ORIGIN}/fr/corrections/"
        assert data["acquireLicensePage"] == f"{ORIGIN}/fr/contact"
        assert data["usageInfo"] == f"{ORIGIN}/tdm-policy.json"
        (translation,) = data["workTranslation"]
        assert translation.startswith(f"{ORIGIN}/ar/{arabic}/")
        assert FRENCH[1][:60] not in json.dumps(data, ensure_ascii=False)

    async def test_the_part_that_is_not_free_is_on_the_page(
        self, newsroom: Newsroom, reader: httpx.AsyncClient
    ):
        guid = await newsroom.release()
        await newsroom.publish()
        page = (await reader.get((await reader.get(f"/items/{guid}")).headers["location"])).text
        assert len(html.fromstring(page).find_class("whole")) == 1

    async def test_a_correction_is_told_to_machines_too(
        self, newsroom: Newsroom, reader: httpx.AsyncClient, clock: SettableClock
    ):
        guid = await newsroom.release()
        clock.advance(timedelta(minutes=7))
        await newsroom.change(guid, Action.CORRECT, correction="Il s’agit de douze mille livres.")
        await newsroom.publish()
        told = (await structured(reader, guid))["correction"]
        assert told["text"] == "Il s’agit de douze mille livres."
        assert told["datePublished"] == "2026-03-02T12:07:00+03:00"

    async def test_who_shares_it_shares_its_headline_and_the_site_s_name(
        self, newsroom: Newsroom, reader: httpx.AsyncClient
    ):
        guid = await newsroom.release()
        await newsroom.publish()
        page = (await reader.get((await reader.get(f"/items/{guid}")).headers["location"])).text
        said = dict(re.findall(r'<meta property="([a-z:_]+)" content="([^"]*)">', page))
        assert said["og:type"] == "article"
        assert said["og:title"] == "Une péniche-bibliothèque jette l’ancre dans le Vieux-Port"
        assert said["og:url"].startswith(f"{ORIGIN}/fr/{guid}/")
        assert (said["og:locale"], said["og:site_name"]) == ("fr_FR", "Agence Fil")
        assert said["article:section"] == "Culture et arts"
        assert '<meta name="tdm-reservation" content="1">' in page


async def test_a_front_names_the_others_and_the_address_that_chooses_among_them(reader: httpx.AsyncClient):
    """No other page has an address that is for everybody."""
    told = dict(
        re.findall(
            r'hreflang="([a-z-]+)" href="([^"]+)">', (await reader.get("/fr/")).text.split("</head>")[0]
        )
    )
    assert told == {code: f"{ORIGIN}/{code}/" for code in ("tr", "en", "ar", "fr", "ru", "de")} | {
        "x-default": f"{ORIGIN}/"
    }
    assert "x-default" not in (await reader.get("/fr/section/culture/")).text


class TestTerms:
    async def test_robots_are_told_what_they_may_do_and_some_that_they_may_do_nothing(
        self, reader: httpx.AsyncClient
    ):
        text = (await reader.get("/robots.txt")).text
        groups = text.split("\n\n")
        assert groups[0].startswith("User-agent: *\nContent-Signal: search=yes, ai-input=yes, ai-train=no\n")
        assert "Content-Usage: train-ai=n\n" in groups[0]
        assert "User-agent: CCBot\n" in groups[1]
        assert groups[1].endswith("\nDisallow: /")
        assert f"Sitemap: {ORIGIN}/sitemap.xml" in text

    async def test_mining_is_reserved_at_the_address_that_the_protocol_names(self, reader: httpx.AsyncClient):
        (rule,) = (await reader.get("/.well-known/tdmrep.json")).json()
        assert rule == {
            "location": "/",
            "tdm-reservation": 1,
            "tdm-policy": f"{ORIGIN}/tdm-policy.json",
        }
        policy = (await reader.get("/tdm-policy.json")).json()
        assert policy["assigner"]["vcard:hasEmail"] == "mailto:abone@fil.example"
        assert policy["permission"][0]["duty"] == [{"action": "obtainConsent"}]

    async def test_trust_txt_says_whose_the_site_is(self, reader: httpx.AsyncClient):
        for path in ("/trust.txt", "/.well-known/trust.txt"):
            lines = (await reader.get(path)).text.splitlines()
            assert "belongto=https://news-agencies.example/" in lines
            assert f"contact={ORIGIN}/tr/contact" in lines
            assert "datatrainingallowed=no" in lines

    async def test_security_txt_holds_for_less_than_a_year(
        self, reader: httpx.AsyncClient, clock: SettableClock
    ):
        text = (await reader.get("/.well-known/security.txt")).text
        facts = dict(line.split(": ", 1) for line in text.splitlines())
        assert facts["Contact"] == "mailto:guvenlik@fil.example"
        assert clock() < datetime.fromisoformat(facts["Expires"]) < clock() + timedelta(days=365)
        assert facts["Canonical"] == f"{ORIGIN}/.well-known/security.txt"


@pytest.fixture
def agency(request: pytest.FixtureRequest, agency: Agency) -> Agency:
    """The demo agency, or one that says something else of machines that learn."""
    use = getattr(request, "param", agency.site.ai_use)
    return replace(agency, site=replace(agency.site, ai_use=use))


@pytest.mark.parametrize(
    ("agency", "signal", "reserved"),
    [
        (None, None, 0),
        (AiUse.ALLOWED, "search=yes, ai-input=yes, ai-train=yes", 0),
        (AiUse.PROHIBITED, "search=yes, ai-input=no, ai-train=no", 1),
    ],
    indirect=["agency"],
)
async def test_each_agency_says_its_own_terms(
    newsroom: Newsroom, reader: httpx.AsyncClient, signal: str | None, reserved: int
):
    await newsroom.release()
    await newsroom.publish()
    own = (await reader.get("/fr/feed.json")).json()["items"][0]["_newsflow"]
    assert own.get("tdm_reservation") == (None if signal is None else reserved)
    assert ("tdm_policy" in own, "ai_use" in own) == (bool(reserved), signal is not None)
    found = re.findall("Content-Signal: (.*)", (await reader.get("/robots.txt")).text)
    assert found == ([signal] if signal else [])
    (rule,) = (await reader.get("/.well-known/tdmrep.json")).json()
    assert rule["tdm-reservation"] == reserved
    assert ("tdm-reservation" in (await reader.get("/fr/")).text) == bool(reserved)
