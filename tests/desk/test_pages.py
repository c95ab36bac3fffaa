"""What every page of the desk owes its readers: landmarks, names, order, room for a finger (WCAG 2.2 AA)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import transaction
from newsflow.newsroom import drafts
from tests.builders import a_dispatch

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.desk.room import DeskRoom

PATHS = (
    "/desk/",
    "/desk/drafts/1",
    "/desk/drafts/new",
    "/desk/drafts/1/versions",
    "/desk/drafts/paste",
    "/desk/me",
)

NAMELESS = """nodes => nodes.filter(node => node.checkVisibility() && node.type !== "hidden").filter(node =>
    !(node.labels?.length || node.getAttribute("aria-label") || node.textContent.trim() || node.title)
  ).map(node => node.outerHTML)"""
SMALL = """nodes => nodes.filter(node => node.checkVisibility() && !node.matches(".skip, p a, li a, dd a")).flatMap(node => {
    const { width, height } = (node.closest("label") ?? node).getBoundingClientRect();
    return Math.min(width, height) < 24 ? [`${node.outerHTML}: ${width} × ${height}`] : [] })"""


async def opened(desk: DeskRoom, width: int = 1280, locale: str = "en") -> Page:
    async with transaction(desk.pool) as db:
        who = await desk.person("reporter")
        await drafts.create(db, a_dispatch(), desk.clock(), by=who.id)
    return await desk.browser("chief", width=width, height=800, locale=locale)


async def test_every_page_has_its_landmarks_and_its_headings_in_order(desk: DeskRoom):
    page = await opened(desk)
    for path in PATHS:
        await page.goto(desk.url + path)
        assert await page.locator("header, main, footer").count() >= 3, path
        assert await page.locator("nav:not([aria-label])").count() == 0, path
        levels: list[int] = await page.eval_on_selector_all(
            "h1,h2,h3,h4",
            "nodes => nodes.filter(n => n.checkVisibility()).map(node => Number(node.localName[1]))",
        )
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), path
        ids: list[str] = await page.eval_on_selector_all("[id]", "nodes => nodes.map(node => node.id)")
        assert len(ids) == len(set(ids)), path


async def test_every_field_and_button_has_a_name(desk: DeskRoom):
    page = await opened(desk)
    for path in PATHS:
        await page.goto(desk.url + path)
        assert await page.eval_on_selector_all("a, button, input, select, textarea", NAMELESS) == [], path


@pytest.mark.parametrize("width", [360, 1280])
async def test_a_fingertip_finds_every_button_and_field(desk: DeskRoom, width: int):
    page = await opened(desk, width=width)
    for path in PATHS:
        await page.goto(desk.url + path)
        found = await page.eval_on_selector_all("a, button, input, select, textarea, summary", SMALL)
        assert found == [], path


async def test_a_page_of_the_desk_asks_no_other_host_and_breaks_no_policy(desk: DeskRoom):
    page = await opened(desk)
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: None if "localhost" in asked.url else wrong.append(asked.url))
    for path in PATHS:
        await page.goto(desk.url + path)
    assert not wrong


@pytest.mark.parametrize(
    ("language", "word"), [("fr", "Tableau"), ("tr", "Pano"), ("ar", "اللوحة"), ("en", "Board")]
)
async def test_the_desk_speaks_the_language_of_its_reader(desk: DeskRoom, language: str, word: str):
    client = await desk.client("chief")
    page = (await client.get("/desk/", headers={"Accept-Language": language})).text
    assert f'<html lang="{language}"' in page
    assert f">{word}</h1>" in page
