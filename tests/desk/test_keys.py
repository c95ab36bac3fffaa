"""The keyboard is first: the list of keys names those of the page; that every page has them, test_every_route.py says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import expect

if TYPE_CHECKING:
    from tests.desk.room import DeskRoom


async def test_the_list_of_keys_names_those_of_the_page(desk: DeskRoom):
    page = await desk.browser("editor", locale="ar")
    await page.goto(f"{desk.url}/desk/drafts/paste")
    await page.keyboard.press("Escape")
    await page.keyboard.press("?")
    await expect(page.locator("#keys dt", has_text="r")).to_be_visible()
