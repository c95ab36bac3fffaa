"""Typing ahead: what a field offers of what somebody has begun to write, and the keys that take it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from newsflow.db.pool import transaction
from newsflow.newsroom.names_list import load_names
from tests.builders import a_dispatch, a_newsroom

if TYPE_CHECKING:
    from tests.desk.room import DeskClient, DeskRoom

NAMES = """kind,en,en+,en-,fr
place,Geneva,,,Genève
person,Generosa Vale,,Generosa Wale,Generosa Vale
place,Port-Saint-Louis-du-Rhône,,,Port-Saint-Louis-du-Rhône
body,League of Harbours,,,Ligue des ports
"""


async def listed(desk: DeskRoom) -> None:
    """A names list, and a dispatch whose keywords and places the wire has said."""
    async with transaction(desk.pool) as db:
        await load_names(db, NAMES, desk.clock())
    newsroom = await a_newsroom(desk.pool, desk.clock)
    await newsroom.release(a_dispatch(keywords=("generators", "ferries")))


async def offered(client: DeskClient, of: str, typed: str, language: str = "en") -> list[str]:
    """What is offered, as it would be put in."""
    answer = await client.get("/desk/ahead", params={"of": of, "typed": typed, "language": language})
    assert answer.status_code == 200, answer.text
    return re.findall(r'data-value="([^"]*)"', answer.text)


async def test_a_field_offers_the_house_s_names_and_what_the_wire_has_said(desk: DeskRoom):
    await listed(desk)
    rae = await desk.client("reporter:rae")
    assert await offered(rae, "names", "gen") == ["Geneva", "Generosa Vale"]
    assert await offered(rae, "names", "gene", "fr") == ["Genève", "Generosa Vale"]
    assert await offered(rae, "names", "generosa wa") == ["Generosa Vale"], (
        "what is avoided leads to what is ours"
    )
    assert await offered(rae, "names", "harb") == ["League of Harbours"], "a word inside a name leads to it"
    assert await offered(rae, "places", "gen") == ["Geneva"]
    assert await offered(rae, "keywords", "gen") == ["Geneva", "Generosa Vale", "generators"]
    assert await offered(rae, "topics", "scien") == ["medtop:13000000"]
    assert await offered(rae, "names", "g") == [], "one letter is no beginning"
    assert await offered(rae, "names", "100%_") == []


@pytest.mark.parametrize(("of", "language"), [("people", "en"), ("names", "xx"), ("", "")])
async def test_what_is_no_field_or_no_language_of_ours_is_refused(desk: DeskRoom, of: str, language: str):
    rae = await desk.client("reporter:rae")
    answer = await rae.get("/desk/ahead", params={"of": of, "typed": "gen", "language": language})
    assert answer.status_code == 400


async def test_a_name_is_taken_by_keyboard_and_every_other_key_does_what_it_does(desk: DeskRoom):
    await listed(desk)
    page = await desk.browser("reporter:rae")
    await page.goto(f"{desk.url}/desk/drafts/new")
    await page.locator("#language").select_option("fr")
    body, options = page.locator("#body"), page.locator(".ahead-option")
    await body.press_sequentially("Le lac de gen")
    await expect(options).to_have_text([re.compile("Genève"), re.compile("Generosa Vale")])
    await body.press("ArrowDown")
    await expect(options.first).to_have_attribute("aria-selected", "true")
    await body.press("Enter")
    await expect(body).to_have_value("Le lac de Genève")
    await expect(options.first).to_be_hidden()
    await body.press_sequentially(" et Port-Saint-Louis-du-R")
    await expect(options).to_have_count(1)
    await body.press("ArrowUp")
    await body.press("Tab")
    await expect(body).to_have_value("Le lac de Genève et Port-Saint-Louis-du-Rhône")
    await body.press_sequentially(" Gen")
    await expect(options.first).to_be_visible()
    await body.press("Escape")
    await expect(options.first).to_be_hidden()
    await expect(body).to_be_focused()
    await body.press_sequentially(" gen")
    await expect(options.first).to_be_visible()
    await body.press("Enter")
    await expect(body).to_have_value(re.compile("Rhône Gen gen\n$"))
    topics = page.locator("#topics")
    await topics.press_sequentially("medtop:04000000, spo")
    await options.filter(has_text="medtop:15000000").click()
    await expect(topics).to_have_value("medtop:04000000, medtop:15000000")
