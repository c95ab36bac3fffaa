"""Front pages, sections, and the way from one edition to another."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from lxml import html

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, Form, Priority
from newsflow.newsroom import editions
from tests.site.builders import EDITOR

if TYPE_CHECKING:
    import httpx

    from newsflow.domain.agency import Agency
    from tests.harness import SettableClock
    from tests.site.builders import Newsroom


@pytest.mark.parametrize(
    ("wish", "where"), [("ar-EG,fr;q=0.5", "/ar/"), ("fr", "/fr/"), ("zh", "/tr/"), ("", "/tr/")]
)
async def test_the_first_page_leads_to_the_reader_s_language(
    reader: httpx.AsyncClient, wish: str, where: str
):
    answer = await reader.get("/", headers={"Accept-Language": wish})
    assert (answer.status_code, answer.headers["location"]) == (302, where)
    assert "Accept-Language" in answer.headers["vary"]


async def test_an_edition_keeps_its_language_whatever_the_browser_wishes(reader: httpx.AsyncClient):
    answer = await reader.get("/ar/", headers={"Accept-Language": "fr"})
    assert '<html lang="ar" dir="rtl">' in answer.text
    for language in ("tr", "en", "fr", "ru", "de"):
        assert f'href="/{language}/" lang="{language}"' in answer.text


async def test_an_empty_wire_has_a_front_that_says_so(reader: httpx.AsyncClient):
    answer = await reader.get("/fr/")
    assert answer.status_code == 200
    assert "Rien n’a encore été publié" in answer.text
    assert "data-lit" not in answer.text


async def test_an_edition_shows_its_own_language_alone(newsroom: Newsroom, reader: httpx.AsyncClient):
    await newsroom.release(headline="Seulement en français")
    await newsroom.release(language="en", headline="In English only")
    await newsroom.publish()
    assert "In English only" not in (await reader.get("/fr/")).text
    assert "In English only" in (await reader.get("/en/")).text


async def test_a_flash_lights_the_lamp_for_an_hour(
    newsroom: Newsroom, reader: httpx.AsyncClient, clock: SettableClock
):
    await newsroom.release(form=Form.FLASH, priority=Priority.FLASH, urgency=1, headline="Le pont est ouvert")
    await newsroom.publish()
    html = (await reader.get("/fr/")).text
    assert "data-lit" in html
    assert "Flash</strong>" in html
    alone = await reader.get("/fr/flash")
    assert "Le pont est ouvert" in alone.text
    assert "<h2" not in alone.text
    assert "".join(alone.text.split()) in "".join(html.split()), (
        "what the script asks for is what the page has"
    )
    assert (alone.headers["cache-control"], alone.headers["surrogate-key"]) == (
        "max-age=1",
        "site edition:fr",
    )
    held = {"If-None-Match": alone.headers["etag"]}
    assert (await reader.get("/fr/flash", headers=held)).status_code == 304
    clock.advance(timedelta(hours=1, minutes=1))
    assert (await reader.get("/fr/flash")).text.strip() == ""
    html = (await reader.get("/fr/")).text
    assert "data-lit" not in html
    assert "Le pont est ouvert" in html
    assert "flash-mark" in html
    clock.advance(timedelta(days=1))
    assert "flash-mark" not in (await reader.get("/fr/")).text


async def test_an_editor_s_pin_leads_though_it_is_older_than_all_candidates(
    newsroom: Newsroom,
    reader: httpx.AsyncClient,
    clock: SettableClock,
    agency: Agency,
    monkeypatch: pytest.MonkeyPatch,
):
    from newsflow.newsroom.editions import shown

    monkeypatch.setattr(shown, "CANDIDATES", 3)
    pinned = await newsroom.release(headline="Épinglée", story="st_p")
    for number in range(5):
        await newsroom.release(headline=f"Nouvelle {number}", story=f"st_{number}")
    await newsroom.publish()
    assert "Épinglée" not in (await reader.get("/fr/")).text
    async with transaction(newsroom.pool) as db:
        await editions.pin(db, clock, agency, pinned, EDITOR, until=clock() + timedelta(hours=2))
    html = (await reader.get("/fr/")).text
    assert html.index("Épinglée") < html.index("Nouvelle 4")
    async with transaction(newsroom.pool) as db:
        await editions.unpin(db, clock, agency, pinned, EDITOR)
    assert "Épinglée" not in (await reader.get("/fr/")).text


async def test_a_pin_ends_at_its_hour(
    newsroom: Newsroom, reader: httpx.AsyncClient, clock: SettableClock, agency: Agency
):
    pinned = await newsroom.release(headline="Épinglée", story="st_p", urgency=9)
    await newsroom.release(headline="Urgente", story="st_u", urgency=2)
    await newsroom.publish()
    async with transaction(newsroom.pool) as db:
        await editions.pin(db, clock, agency, pinned, EDITOR, until=clock() + timedelta(hours=2))
    html = (await reader.get("/fr/")).text
    assert html.index("Épinglée") < html.index("Urgente")
    clock.advance(timedelta(hours=2))
    html = (await reader.get("/fr/")).text
    assert html.index("Urgente") < html.index("Épinglée")


class TestSections:
    async def test_a_section_lists_its_own_newest_first_page_by_page(
        self, newsroom: Newsroom, reader: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
    ):
        from newsflow.site import corner_page

        monkeypatch.setattr(corner_page, "LENGTH", 2)
        for number in range(5):
            await newsroom.release(headline=f"Culture {number}")
        await newsroom.release(headline="Du monde", section="world")
        await newsroom.publish()
        seen: list[str] = []
        path = "/fr/section/culture/"
        for _ in range(3):
            html = (await reader.get(path)).text
            assert "Du monde" not in html
            seen += [f"Culture {n}" for n in (4, 3, 2, 1, 0) if f">Culture {n}</a>" in html]
            path = html.split('rel="next"')[0].rpartition('href="')[2].split('"')[0]
        assert seen == [f"Culture {n}" for n in (4, 3, 2, 1, 0)]

    async def test_a_section_with_nothing_in_it_says_so(self, reader: httpx.AsyncClient):
        answer = await reader.get("/ar/section/health/")
        assert (answer.status_code, "لا أخبار في هذا القسم بعد" in answer.text) == (200, True)

    @pytest.mark.parametrize(
        "path",
        ["/fr/section/nowhere/", "/fr/section/culture/?before=x", "/fr/section/culture/?before=²", "/xx/"],
    )
    async def test_what_is_not_there_is_not_found(self, reader: httpx.AsyncClient, path: str):
        assert (await reader.get(path)).status_code == 404


async def test_the_contact_page_says_whom_to_write_to(reader: httpx.AsyncClient, agency: Agency):
    html = (await reader.get("/fr/contact")).text
    assert f'href="mailto:{agency.contact}"' in html


async def test_the_newest_of_its_section_stand_beside_it_and_a_kill_takes_one_from_there_too(
    newsroom: Newsroom, reader: httpx.AsyncClient
):
    guid = await newsroom.release()
    beside = [
        await newsroom.release(headline=f"Culture {number}", story=f"st_{number}") for number in range(6)
    ]
    await newsroom.release(headline="La suite", label="2")
    await newsroom.release(headline="Ailleurs", section="world", story="st_w")
    await newsroom.publish()

    async def related() -> list[str]:
        answer = await reader.get((await reader.get(f"/items/{guid}")).headers["location"])
        (culture,) = [
            one
            for one in html.document_fromstring(answer.text).find_class("related")
            if one.findtext("h2/a") == "Culture et arts"
        ]
        return [str(link.text) for link in culture.iterfind("ul/li/a")]

    assert await related() == [f"Culture {number}" for number in (5, 4, 3, 2, 1)]
    await newsroom.change(beside[4], Action.KILL)
    assert await related() == [f"Culture {number}" for number in (5, 3, 2, 1, 0)]
