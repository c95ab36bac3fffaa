"""The checker that pages are held to: it does find what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.axe import axe_faults

if TYPE_CHECKING:
    from playwright.async_api import Page


async def test_axe_finds_a_picture_without_words_and_is_content_when_it_has_them(page: Page):
    await page.set_content("<html lang=en><title>Quay</title><main><img src='data:,' id=quay></main>")
    assert [fault.partition(":")[0] for fault in await axe_faults(page)] == ["image-alt"]
    await page.evaluate("document.getElementById('quay').alt = 'The quay'")
    assert await axe_faults(page) == []
