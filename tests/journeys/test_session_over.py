"""A session that ends while somebody writes takes nothing with it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from newsflow.accounts.sessions import sign_out_everywhere
from newsflow.db.pool import transaction
from tests.desk.room import PASSWORD

if TYPE_CHECKING:
    from tests.desk.room import DeskRoom

HEADLINE = "Ferry returns — “at last” & early"
TEXT = "The bell rang twice.\n\nNobody was on board: الجرس"


@pytest.mark.parametrize("scripts", [True, False])
async def test_a_draft_that_is_saved_after_the_session_s_end_goes_through_sign_in(
    desk: DeskRoom, scripts: bool
):
    who = await desk.person("reporter")
    page = await desk.browser("reporter", scripts=scripts)
    await page.goto(f"{desk.url}/desk/drafts/new")
    async with transaction(desk.pool) as db:
        await sign_out_everywhere(db, who.id, desk.clock())
    desk.clock.advance(timedelta(minutes=1))
    await page.get_by_label("Headline").fill(HEADLINE)
    await page.get_by_role("textbox", name="Text").fill(TEXT)
    await page.get_by_role("button", name="Save", exact=True).click()
    await expect(page.get_by_text("Nothing is lost")).to_be_visible()
    assert "Ferry" not in page.url
    await page.get_by_label("E-mail address").fill(who.email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in", exact=True).click()
    await expect(page.get_by_role("heading", name="Not sent yet")).to_be_visible()
    await page.get_by_role("button", name="Send it now").click()
    await page.wait_for_url("**/desk/drafts/*")
    await expect(page.get_by_label("Headline")).to_have_value(HEADLINE)
    await expect(page.get_by_role("textbox", name="Text")).to_have_value(TEXT)
