"""The board: what is where, found by desk and by words, followed without reloading."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from playwright.async_api import expect

from newsflow.accounts.hand import Hand
from newsflow.accounts.sessions import sign_out_everywhere
from newsflow.db.pool import transaction
from newsflow.domain.codes import Form, Priority
from newsflow.newsroom import drafts, moves
from tests.builders import a_dispatch, a_newsroom

if TYPE_CHECKING:
    from tests.desk.room import DeskRoom


async def a_draft(desk: DeskRoom, *, handed_on: bool = False, **facts: Any) -> int:
    """A reporter's draft, with an editor where it was handed on."""
    who = await desk.person("reporter")
    async with transaction(desk.pool) as db:
        number = await drafts.create(db, a_dispatch(**facts), desk.clock(), by=who.id)
        if handed_on:
            hand = Hand(person=who, key="password", session="s_x", at=desk.clock())
            await moves.hand_on(db, number, hand, desk.clock())
    return number


async def test_each_line_stands_in_the_column_of_its_state_with_its_age_and_urgency(desk: DeskRoom):
    await a_draft(desk, headline="A ferry")
    await a_draft(
        desk, headline="A storm", form=Form.URGENT, priority=Priority.URGENT, urgency=2, handed_on=True
    )
    desk.clock.advance(timedelta(minutes=12))
    page = await desk.browser("chief", scripts=False)
    await page.goto(f"{desk.url}/desk/")
    writing = page.get_by_role("region", name="Writing")
    waiting = page.get_by_role("region", name="With an editor")
    await expect(writing.get_by_role("link", name="A ferry")).to_be_visible()
    await expect(waiting.get_by_role("link", name="A storm")).to_be_visible()
    await expect(waiting.get_by_text("▲ Urgent")).to_be_visible()
    await expect(waiting.get_by_text("12 min")).to_be_visible()
    assert await waiting.locator("[data-loud]").count() == 1
    assert await writing.locator("[data-loud]").count() == 0


async def test_a_desk_and_words_are_asked_for_by_the_address(desk: DeskRoom):
    await a_draft(desk, headline="A ferry")
    await a_draft(desk, headline="Une péniche", language="fr", section="culture")
    client = await desk.client("chief")
    french = (await client.get("/desk/?language=fr")).text
    assert "Une péniche" in french
    assert "A ferry" not in french
    found = (await client.get("/desk/", params={"q": "peniche"})).text
    assert "Une péniche" in found
    assert "A ferry" not in found
    assert "A ferry" in (await client.get("/desk/?language=nothing&section=none&column=x")).text


async def test_a_flash_without_a_lead_is_told_in_red_and_in_words(desk: DeskRoom):
    newsroom = await a_newsroom(desk.pool, desk.clock)
    await newsroom.release(
        a_dispatch(form=Form.FLASH, priority=Priority.FLASH, urgency=1, headline="Bridge open")
    )
    page = await desk.browser("editor:night", scripts=False)
    await page.goto(f"{desk.url}/desk/")
    await expect(page.get_by_text("Flash without a lead")).to_have_count(0)
    desk.clock.advance(timedelta(minutes=11))
    await page.reload()
    await expect(page.get_by_text("Flash without a lead for 11 min")).to_be_visible()
    await expect(page.get_by_role("button", name="Write the lead")).to_be_visible()


async def test_a_new_line_comes_without_reloading_and_never_under_the_pointer(desk: DeskRoom):
    await a_draft(desk, headline="A ferry")
    page = await desk.browser("chief")
    await page.goto(f"{desk.url}/desk/")
    await expect(page.get_by_text("Live", exact=True)).to_be_visible()
    await a_draft(desk, headline="A second ferry")
    writing = page.get_by_role("region", name="Writing")
    await expect(writing.get_by_role("link", name="A second ferry")).to_be_visible()
    await expect(writing.locator(".count")).to_have_text("2")

    first = writing.get_by_role("link", name="A ferry")
    await first.hover()
    await page.mouse.move(120, 200)
    before = await first.bounding_box()
    await a_draft(desk, headline="A storm", form=Form.URGENT, priority=Priority.URGENT, urgency=2)
    await page.mouse.move(122, 202)
    await page.wait_for_timeout(1_200)
    assert await first.bounding_box() == before
    await page.mouse.move(900, 700)
    await expect(writing.get_by_role("link", name="A storm")).to_be_visible()


async def test_a_stream_ends_with_its_session(desk: DeskRoom):
    page = await desk.browser("chief")
    await page.goto(f"{desk.url}/desk/")
    await expect(page.get_by_text("Live", exact=True)).to_be_visible()
    client = await desk.client("chief")
    async with client.stream("GET", "/desk/live", headers={"Accept": "text/event-stream"}) as stream:
        lines = stream.aiter_lines()
        assert (await anext(lines)).startswith("retry:")
        async with transaction(desk.pool) as db:
            await sign_out_everywhere(db, client.person.id, desk.clock())
        said = [line async for line in lines if line.startswith("event:")]
        assert said[-1] == "event: over"
    await expect(page.get_by_text("No longer signed in")).to_be_visible()
    with pytest.raises(httpx.HTTPStatusError):
        (await client.get("/desk/live", headers={"Accept": "text/event-stream"})).raise_for_status()


async def test_keys_lead_to_the_flash_a_new_draft_and_the_board_and_can_be_switched_off(desk: DeskRoom):
    page = await desk.browser("editor")
    await page.goto(f"{desk.url}/desk/")
    await page.keyboard.press("?")
    await expect(page.get_by_role("heading", name="Keys")).to_be_visible()
    await page.keyboard.press("Escape")
    await page.keyboard.press("/")
    await expect(page.get_by_label("Search drafts")).to_be_focused()
    await page.keyboard.type("n")
    assert page.url == f"{desk.url}/desk/"
    await page.keyboard.press("Escape")
    await page.keyboard.press("n")
    await page.wait_for_url("**/desk/drafts/new")
    await page.locator("#headline").blur()
    await page.keyboard.press("b")
    await page.wait_for_url("**/desk/")
    await page.keyboard.press("?")
    await page.get_by_role("checkbox", name="Single keys are on").uncheck()
    await page.keyboard.press("Escape")
    await page.keyboard.press("n")
    await page.wait_for_timeout(200)
    assert page.url == f"{desk.url}/desk/"


@pytest.mark.parametrize(("width", "locale"), [(320, "en"), (390, "ar"), (1280, "ar"), (1280, "tr")])
async def test_nothing_is_wider_than_the_window_and_arabic_runs_from_the_right(
    desk: DeskRoom, width: int, locale: str
):
    draft = await a_draft(desk, headline="A ferry with a name that is longer than the column it stands in")
    page = await desk.browser("chief", width=width, height=800, locale=locale)
    for path in (
        "/desk/",
        f"/desk/drafts/{draft}",
        "/desk/drafts/new",
        f"/desk/drafts/{draft}/versions",
        "/desk/drafts/paste",
    ):
        await page.goto(desk.url + path)
        assert await page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert await page.get_attribute("html", "dir") == ("rtl" if locale == "ar" else "ltr")
