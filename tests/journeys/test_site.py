"""A reader's way through the public site, in a real browser: by hand, by keyboard, on a phone, on paper."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import psycopg
import pytest
from playwright.async_api import expect

from newsflow.app import Parts, build
from newsflow.db.pool import open_pool
from newsflow.domain.codes import Action, Form, Priority
from newsflow.domain.dispatch import TranslatedFrom, paragraph
from newsflow.newsroom.description.agency_file import read_agency
from newsflow.ops.demo import AGENCY_FILE
from newsflow.ops.embedded import DatabaseRole
from tests.axe import axe_faults
from tests.harness import MORNING
from tests.site.builders import ARABIC, Newsroom

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Page

    from newsflow.domain.guid import Guid
    from tests.conftest import OpenPage, Serve
    from tests.harness import Database, SettableClock


@dataclass(frozen=True, slots=True)
class Site:
    """A site with something on it: where it answers, and two dispatches that translate each other."""

    url: str
    newsroom: Newsroom
    arabic: Guid
    french: Guid


@pytest.fixture
async def site(database: Database, clock: SettableClock, serve: Serve) -> AsyncIterator[Site]:
    """A small agency's site on a busy morning."""
    with psycopg.connect(database.dsn(DatabaseRole.OWNER)) as owner:
        owner.execute("SELECT wire_begin('nf', %s)", [MORNING])
    agency = read_agency(AGENCY_FILE)
    async with open_pool(database.dsn(), at_most=8) as pool:
        room = Newsroom(pool, agency, clock)
        for number in range(12):
            await room.release(
                headline=f"Une nouvelle du monde numéro {number}, un peu plus longue que les autres",
                section=("world", "sport", "culture")[number % 3],
                story=f"st_{number}",
            )
        clock.advance(timedelta(minutes=20))
        arabic = await room.release(
            language="ar",
            headline="مكتبة عائمة ترسو في الميناء القديم",
            deck="اثنا عشر ألف كتاب بتسع لغات",
            body=tuple(paragraph(text) for text in ARABIC),
        )
        french = await room.release(
            urgency=2,
            translated_from=TranslatedFrom(language="ar", item=arabic, translator="Hajer Ben Amor"),
        )
        await room.release(
            form=Form.FLASH, priority=Priority.FLASH, urgency=1, headline="Le pont est ouvert", story="st_f"
        )
        await room.publish()
        parts = Parts(
            pool=pool,
            agency=agency,
            clock=clock,
            server_key=b"a key that only tests know, 32 b",
            public_url="http://localhost",
        )
        yield Site(await serve(build(parts)), room, arabic, french)


def watched(page: Page) -> list[str]:
    """What goes wrong on a page from here on: refused styles, errors, requests to other hosts."""
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: None if "127.0.0.1" in asked.url else wrong.append(asked.url))
    return wrong


async def test_a_reader_goes_from_the_first_page_to_a_translation_and_on_to_the_agency(
    site: Site, open_page: OpenPage
):
    page = await open_page(locale="ar", scripts=False)
    wrong = watched(page)
    await page.goto(site.url)
    assert page.url == f"{site.url}/ar/"
    await page.get_by_role("link", name="مكتبة عائمة ترسو في الميناء القديم").first.click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("مكتبة عائمة ترسو في الميناء القديم")
    await page.get_by_role("link", name="Une péniche-bibliothèque jette l’ancre dans le Vieux-Port").click()
    await expect(page.get_by_text("Traduit de l’arabe par Hajer Ben Amor")).to_be_visible()
    await page.get_by_role("link", name="Écrivez-nous pour vous abonner").click()
    await expect(page.get_by_role("button", name="Envoyer la demande")).to_be_visible()
    await page.get_by_role("link", name="Agence Fil").first.click()
    assert page.url == f"{site.url}/fr/"
    assert not wrong


async def test_a_kill_takes_the_page_and_the_front_at_the_next_look(site: Site, open_page: OpenPage):
    page = await open_page()
    await page.goto(f"{site.url}/items/{site.french}")
    await expect(page.get_by_text("péniche").first).to_be_visible()
    await site.newsroom.change(site.french, Action.KILL)
    await page.reload()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Cette dépêche a été annulée")
    for path in ("/fr/", f"/items/{site.arabic}"):
        await page.goto(site.url + path)
        assert "péniche-bibliothèque" not in await page.content()


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
async def test_nothing_is_wider_than_the_window(site: Site, open_page: OpenPage, width: int):
    page = await open_page(width=width, height=800)
    wrong = watched(page)
    for path in ("/fr/", "/ar/", f"/items/{site.french}", f"/items/{site.arabic}", "/ru/", "/de/contact"):
        await page.goto(site.url + path)
        assert await page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert not wrong


SMALL = """nodes => nodes.filter(node => node.checkVisibility() && !node.matches(".skip")).flatMap(node => {
    const { width, height } = node.getBoundingClientRect();
    return Math.min(width, height) < 24 ? [`${node.textContent}: ${width} × ${height}`] : [] })"""


@pytest.mark.parametrize("width", [360, 1280])
async def test_a_fingertip_finds_every_link(site: Site, open_page: OpenPage, width: int):
    page = await open_page(width=width, height=800)
    await site.newsroom.release(headline="Un mot")
    await site.newsroom.release(headline="Un autre", section="environment")
    await site.newsroom.publish()
    paths = (
        "/fr/",
        "/ar/",
        "/fr/section/culture/",
        f"/items/{site.french}",
        f"/items/{site.arabic}",
        "/fr/no",
    )
    for path in paths:
        await page.goto(site.url + path)
        assert await page.eval_on_selector_all("a", SMALL) == [], path


async def test_arabic_runs_from_right_to_left_and_larger_than_french(site: Site, page: Page):
    sizes: dict[str, float] = {}
    for language, guid in (("ar", site.arabic), ("fr", site.french)):
        await page.goto(f"{site.url}/items/{guid}")
        text = page.locator(".dispatch-text p").first
        sizes[language] = await text.evaluate("node => parseFloat(getComputedStyle(node).fontSize)")
        start = await page.locator("h1").evaluate(
            "node => { const range = document.createRange(); range.selectNodeContents(node);"
            " const box = range.getBoundingClientRect(); return box.left > innerWidth / 2 }"
        )
        assert start is (language == "ar")
        assert await text.evaluate("node => getComputedStyle(node).letterSpacing") in {"normal", "0px"}
    assert sizes["ar"] / sizes["fr"] == pytest.approx(1.12, abs=0.01)
    assert sizes["fr"] in {17, 18}


async def test_the_keyboard_reaches_the_text_at_once_and_the_focus_is_seen(site: Site, page: Page):
    await page.goto(f"{site.url}/fr/")
    await page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Aller au texte")
    await expect(skip).to_be_focused()
    await expect(skip).to_be_in_viewport()
    await page.keyboard.press("Enter")
    assert page.url.endswith("#text")
    await page.keyboard.press("Tab")
    inside = "document.activeElement.closest('main') !== null"
    assert await page.evaluate(inside)
    outline = "getComputedStyle(document.activeElement)"
    assert await page.evaluate(f"parseFloat({outline}.outlineWidth)") >= 2
    assert await page.evaluate(f"{outline}.outlineStyle") == "solid"


async def test_every_page_has_its_landmarks_and_its_headings_in_order(site: Site, page: Page):
    paths = (
        "/fr/",
        "/ar/",
        f"/items/{site.french}",
        "/fr/section/world/",
        "/fr/place/Marseille/",
        "/fr/contact",
        "/tr/",
    )
    for path in paths:
        await page.goto(site.url + path)
        tops: list[str] = await page.eval_on_selector_all(
            "body > *", "nodes => nodes.map(node => node.localName)"
        )
        landmarks = Counter(tops)
        assert (landmarks["header"], landmarks["main"], landmarks["footer"]) == (1, 1, 1), path
        called: list[str] = await page.eval_on_selector_all(
            "nav", "nodes => nodes.map(node => node.ariaLabel ?? '')"
        )
        assert all(called), path
        assert len(called) == len(set(called)), "two landmarks of one name are told apart by nobody"
        levels: list[int] = await page.eval_on_selector_all(
            "h1,h2,h3,h4,h5,h6", "nodes => nodes.map(node => Number(node.localName[1]))"
        )
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), path
        assert (await page.get_attribute("html", "lang") or "none") in path or "items" in path
        nameless = await page.eval_on_selector_all(
            "a", "nodes => nodes.filter(node => !node.textContent.trim()).length"
        )
        assert nameless == 0
        assert await axe_faults(page) == [], path
        ids = await page.eval_on_selector_all("[id]", "nodes => nodes.map(node => node.id)")
        assert len(ids) == len(set(ids))


async def test_a_reader_who_asks_for_dark_gets_dark_paper_and_a_lifted_red(site: Site, page: Page):
    seen: dict[str, tuple[str, str]] = {}
    for mode in ("light", "dark"):
        await page.emulate_media(color_scheme="dark" if mode == "dark" else "light")
        await page.goto(f"{site.url}/fr/")
        paper = await page.locator("body").evaluate("node => getComputedStyle(node).backgroundColor")
        lamp = await page.locator(".lamp").evaluate("node => getComputedStyle(node).backgroundColor")
        seen[mode] = (paper, lamp)
    assert "0.18" in seen["dark"][0]
    assert "0.98" in seen["light"][0]
    assert seen["dark"][1] != seen["light"][1]


async def test_a_dispatch_prints_as_agency_copy_on_one_page(site: Site, page: Page):
    await page.goto(f"{site.url}/items/{site.french}")
    paper = await page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) == 1
    await page.emulate_media(media="print")
    for gone in (".masthead-sections", ".masthead-languages", ".beside", ".skip"):
        await expect(page.locator(gone)).to_be_hidden()
    await expect(page.get_by_text("Agence Fil").first).to_be_visible()
    await expect(page.get_by_text("Maëlle Tardivel")).to_be_visible()


async def test_a_page_is_light(site: Site, page: Page):
    answer = await page.goto(f"{site.url}/fr/")
    assert answer is not None
    assert len(await answer.body()) < 60_000
