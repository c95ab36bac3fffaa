"""A story from its flash to its kill, made in browsers and looked up after each step by those outside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.async_api import expect

from newsflow.domain.codes import PlaceRole
from newsflow.domain.dispatch import Dateline, Place
from newsflow.wire.read import item
from tests.builders import a_dispatch, a_newsroom
from tests.journeys.test_desk_flash import LINE, keyed, type_flash

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.desk.room import DeskRoom
    from tests.journeys.outside import Outside

HEADLINE = "Port Sella closes its harbour as the storm nears"
FIRST = "The harbour was closed to all ships on Monday at noon, the Harbour Office said."
SECOND = "Twelve ferries turned back, according to the office, and waited in the bay."
NEWER = "Thirteen more ships anchored outside, the office said in the evening."
MENDED = "Fourteen ferries turned back, according to the office, and waited in the bay."
SENTENCE = "Fourteen ferries turned back, not twelve as we wrote."
REASON = "The office takes its word back."


async def test_a_story_goes_from_its_flash_by_lead_update_correction_and_hold_to_its_kill(
    desk: DeskRoom, outside: Outside
):
    await a_story(desk)
    ada, ben = await keyed(desk, "editor:ada"), await keyed(desk, "chief:ben")
    flash = await flashed(ada, ben, desk, outside)
    lead = await led(ada, outside, flash)
    await updated(ada, outside, lead)
    await corrected(ada, outside, lead)
    await held_and_reinstated(ada, outside, lead)
    await killed(ada, outside, lead)


async def a_story(desk: DeskRoom) -> None:
    """A dispatch of the same story has been out since the morning."""
    newsroom = await a_newsroom(desk.pool, desk.clock)
    before = a_dispatch(
        slug="port",
        headline="Storm nears Port Sella",
        dateline=Dateline(place="Port Sella", marks=("Fil",)),
        places=(Place(name="Port Sella", role=PlaceRole.HAPPENED_AT),),
    )
    await newsroom.release(before)


def guid_of(page: Page) -> str:
    """The id of the item whose page is open."""
    return page.url.partition("?")[0].rsplit("/", 1)[1]


async def flashed(ada: Page, ben: Page, desk: DeskRoom, outside: Outside) -> str:
    """The flash's id: typed by one, approved by another, each with a passkey."""
    await type_flash(ada, desk)
    await expect(ada).to_have_url(re.compile("/desk/approvals/"))
    assert LINE not in (await outside.listed()).values()
    await ben.goto(ada.url)
    await ben.keyboard.press("y")
    await expect(ben).to_have_url(re.compile("/desk/items/"))
    guid = guid_of(ben)
    assert (await outside.listed())[guid] == LINE
    assert LINE in await outside.document(guid)
    assert LINE in (await outside.page(guid)).text
    return guid


async def write(page: Page, **fields: str) -> None:
    """The fields hold that, and the desk has it."""
    for name, text in fields.items():
        await page.locator(f"#{name}").fill(text)
    await expect(page.locator("[data-saved]")).to_have_text(re.compile("^Saved"))


async def release(page: Page) -> None:
    """The open draft is out; nothing was found that had to be passed with a word."""
    await page.locator("h1").click()
    await page.keyboard.press("r")
    await expect(page).to_have_url(re.compile(r"/drafts/\d+/release"))
    assert await page.locator(".slip p").all_inner_texts() == []
    await page.keyboard.press("r")
    await expect(page.get_by_role("status").filter(has_text="It is on the wire.")).to_be_visible()


async def led(page: Page, outside: Outside, flash: str) -> str:
    """The lead's id: its draft stood behind the flash, with slug and place filled in."""
    await expect(page.get_by_role("status").filter(has_text="approved it")).to_be_visible()
    await page.keyboard.press("m")
    await expect(page.locator("#slug")).to_have_value("port")
    await expect(page.locator("#place")).to_have_value("Port Sella")
    await expect(page.locator("[name=places_name]").first).to_have_value("Port Sella")
    await write(page, headline=HEADLINE, body=f"{FIRST}\n\n{SECOND}")
    await release(page)
    guid = guid_of(page)
    assert (await outside.listed())[guid] == HEADLINE
    assert SECOND in await outside.document(guid)
    assert HEADLINE in (await outside.page(guid)).text
    async with outside.desk.pool.connection() as db:
        assert (await item(db, flash)).replaced_by == guid
    return guid


async def updated(page: Page, outside: Outside, guid: str) -> None:
    """The item has a paragraph more, and says what is new."""
    await page.keyboard.press("u")
    await write(page, body=f"{FIRST}\n\n{SECOND}\n\n{NEWER}", whats_new="Ships wait outside.")
    await release(page)
    assert guid_of(page) == guid
    document = await outside.document(guid)
    assert NEWER in document
    assert HEADLINE in (await outside.page(guid)).text


async def corrected(page: Page, outside: Outside, guid: str) -> None:
    """The item is right, and everyone is told what was wrong; without a sentence no correction begins."""
    await page.keyboard.press("c")
    wrong = page.get_by_label("What was wrong")
    await page.get_by_role("button", name="Write the correction").click()
    await expect(wrong).to_be_focused()
    await wrong.fill(" ")
    await page.get_by_role("button", name="Write the correction").click()
    await expect(page.get_by_role("alert")).to_be_visible()
    await wrong.fill(SENTENCE)
    await page.get_by_role("button", name="Write the correction").click()
    await expect(page.locator("#correction")).to_have_value(SENTENCE)
    await write(page, body=f"{FIRST}\n\n{MENDED}\n\n{NEWER}")
    await release(page)
    document = await outside.document(guid)
    assert MENDED in document
    assert SECOND not in document
    (notice,) = [told for told, title in (await outside.listed()).items() if title.startswith("CORRECTION")]
    assert SENTENCE in await outside.document(notice)
    assert SENTENCE in (await outside.page(guid)).text


async def held_and_reinstated(page: Page, outside: Outside, guid: str) -> None:
    """Nobody outside reads a word of it while it is on hold, and everybody afterwards."""
    await page.keyboard.press("h")
    await page.get_by_role("button", name="Hold it now").click()
    await expect(page.get_by_role("status")).to_contain_text("It is on hold")
    document, public = await outside.document(guid), await outside.page(guid)
    assert 'pubStatus qcode="stat:withheld"' in document
    for text in (document, public.text, *(await outside.listed()).values()):
        assert HEADLINE not in text
        assert MENDED not in text
    await page.keyboard.press("i")
    await page.get_by_role("button", name="Reinstate it now").click()
    await expect(page.get_by_role("status").filter(has_text="It may be used again.")).to_be_visible()
    assert MENDED in await outside.document(guid)
    public = await outside.page(guid)
    assert public.status == 200
    assert HEADLINE in public.text


async def killed(page: Page, outside: Outside, guid: str) -> None:
    """Nothing of it is left to read, and everybody is told why."""
    await page.keyboard.press("k")
    await page.get_by_label("False").check()
    await page.get_by_label("Reason for subscribers").fill(REASON)
    await page.get_by_role("button", name="Kill it now").click()
    await expect(page.get_by_role("status").filter(has_text="It is killed.")).to_be_visible()
    document, public, listed = await outside.document(guid), await outside.page(guid), await outside.listed()
    assert 'pubStatus qcode="stat:canceled"' in document
    assert public.status == 410
    for text in (document, public.text, *listed.values()):
        assert HEADLINE not in text
        assert MENDED not in text
    (notice,) = [told for told, title in listed.items() if title.startswith("KILL") and told != guid]
    assert REASON.rstrip(".") in await outside.document(notice)
