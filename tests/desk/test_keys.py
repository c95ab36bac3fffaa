"""The keyboard is first: what a page is for has a key, and no key means two things on one page."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from newsflow.accounts.people import may
from tests.desk.every_route import ADMIN, CHIEF, a_world, table

if TYPE_CHECKING:
    from tests.desk.room import DeskRoom


class Keys(HTMLParser):
    """The keys of a page, and its main buttons without one."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: Counter[str] = Counter()
        self.bare: list[str] = []
        self.bare_open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if facts.get("data-key"):
            self.keys[facts["data-key"] or ""] += 1
        is_main = tag == "button" and facts.get("class") == "button" and facts.get("data-kind") != "quiet"
        self.bare_open = is_main and "disabled" not in facts and not facts.get("data-key")

    def handle_data(self, data: str) -> None:
        if self.bare_open and data.strip():
            self.bare.append(data.strip())
            self.bare_open = False


async def test_every_page_s_main_act_has_a_key_and_every_key_one_meaning(desk: DeskRoom):
    world = await a_world(desk)
    clients = [await desk.client(CHIEF), await desk.client(ADMIN)]
    twice: dict[str, list[str]] = {}
    bare: dict[str, list[str]] = {}
    for route in table(desk):
        if "GET" not in route.methods or route.path == "/live" or route.is_open:
            continue
        client = next((one for one in clients if all(may(one.person, act) for act in route.acts)), clients[0])
        page = Keys()
        page.feed((await client.get(world.address(route))).text)
        if doubled := [key for key, many in page.keys.items() if many > 1]:
            twice[route.path] = doubled
        # What is rarely done there, and ends sessions, has no single key.
        if page.bare and route.path != "/me":
            bare[route.path] = page.bare
    assert not twice
    assert not bare


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_the_list_of_keys_names_those_of_the_page(desk: DeskRoom, language: str):
    page = await desk.browser("editor", locale=language)
    await page.goto(f"{desk.url}/desk/drafts/paste")
    await page.keyboard.press("Escape")
    await page.keyboard.press("?")
    await expect(page.locator("#keys dt", has_text="r")).to_be_visible()
