"""A dispatch's way through an Arabic desk: written, sent back, mended, released; by keyboard alone, then without scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.async_api import expect

from newsflow.accounts.people import set_interface_language
from newsflow.db.pool import transaction
from newsflow.desk.items.words import STATED
from newsflow.domain.codes import Action
from newsflow.web.say import tongue
from tests.desk.room import PASSWORD
from tests.site.builders import ARABIC

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

    from tests.desk.room import DeskRoom
    from tests.journeys.outside import Outside

REPORTER, EDITOR = "reporter:salma", "editor:jamil"
HEADLINE = "مكتبة عائمة ترسو في الميناء القديم"
MENDED = "مكتبة عائمة بتسع لغات ترسو في الميناء القديم"
NOTE = "كم لغة؟ اذكرها في العنوان."
PLACE = "الميناء القديم"
REASON = "الخبر غير صحيح"
say = tongue("ar").say


async def at_the_arabic_desk(desk: DeskRoom, role: str, *, scripts: bool = True) -> Page:
    """The browser of a person of the Arabic desk, on the board, in Arabic."""
    page = await desk.browser(role, scripts=scripts)
    async with transaction(desk.pool) as db:
        person = desk.people[role].id
        await db.execute("UPDATE person SET desks = '{ar}' WHERE id = %s", [person])
        await set_interface_language(db, person, "ar")
    await page.goto(f"{desk.url}/desk/")
    await expect(page.locator("html")).to_have_attribute("dir", "rtl")
    await expect(page.get_by_role("heading", name=say("Board"), level=1)).to_be_visible()
    return page


async def tab_to(page: Page, target: Locator) -> None:
    """The focus goes to it by the Tab key, as it must from anywhere on the page."""
    await target.wait_for()
    for _ in range(90):
        if await target.evaluate("node => node === document.activeElement"):
            return
        await page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached {target}")


async def type_in(page: Page, name: str, text: str) -> None:
    """The field holds just that, typed."""
    field = page.locator(f"[name={name}]").first
    await tab_to(page, field)
    await page.keyboard.press("ControlOrMeta+a")
    await page.keyboard.insert_text(text)
    await expect(field).to_have_value(text)


async def press(page: Page, name: str) -> None:
    """The button is reached and pressed by the keyboard."""
    await tab_to(page, page.get_by_role("button", name=say(name)))
    await page.keyboard.press("Enter")


async def to_the_line(page: Page, headline: str) -> None:
    """The draft is opened from its line on the board."""
    await tab_to(page, page.locator(".board").get_by_role("link", name=headline))
    await page.keyboard.press("Enter")
    await expect(page.locator("#headline")).to_have_value(headline)


async def test_an_arabic_desk_writes_sends_back_mends_and_releases_by_keyboard_alone(
    desk: DeskRoom, outside: Outside
):
    salma, jamil = await at_the_arabic_desk(desk, REPORTER), await at_the_arabic_desk(desk, EDITOR)
    await salma.keyboard.press("n")
    await expect(salma.locator("#headline")).to_be_focused()
    await expect(salma.locator("#language")).to_have_value("ar")
    for name, text in {"headline": HEADLINE, "place": PLACE, "body": "\n\n".join(ARABIC)}.items():
        await type_in(salma, name, text)
    left = "node => getComputedStyle(node).direction"
    assert await salma.locator("#body").evaluate(left) == "rtl"
    await type_in(salma, "slug", "mektebe")
    await press(salma, "Hand to an editor")
    await expect(salma.get_by_role("status").filter(has_text=say("An editor has it now."))).to_be_visible()

    await to_the_line(jamil, HEADLINE)
    await tab_to(jamil, jamil.locator(".release-bar summary"))
    await jamil.keyboard.press("Enter")
    await type_in(jamil, "words", NOTE)
    await press(jamil, "Send back")
    await expect(jamil).to_have_url(re.compile("said=sent_back"))

    await to_the_line(salma, HEADLINE)
    await expect(salma.get_by_text(NOTE)).to_be_visible()
    await type_in(salma, "headline", MENDED)
    await press(salma, "Hand to an editor")
    await expect(salma).to_have_url(re.compile("said=handed"))

    await to_the_line(jamil, MENDED)
    await jamil.keyboard.press("r")
    await expect(jamil.get_by_role("heading", name=say("Release"), level=1)).to_be_visible()
    await jamil.keyboard.press("r")
    await expect(jamil).to_have_url(re.compile("/desk/items/nf:text:"))
    await is_out(outside, guid_of(jamil))


def guid_of(page: Page) -> str:
    """The id of the item whose page is open."""
    return page.url.partition("?")[0].rsplit("/", 1)[1]


async def is_out(outside: Outside, guid: str) -> None:
    """Passes when subscribers read the mended text whole, and the public its beginning."""
    assert await outside.listed() == {guid: MENDED}
    document = await outside.document(guid)
    assert all(text in document for text in (MENDED, *ARABIC))
    assert HEADLINE not in document
    public = await outside.page(guid)
    assert public.status == 200
    assert MENDED in public.text
    assert ARABIC[0][:60] in public.text
    assert ARABIC[2] not in public.text


async def test_the_same_without_javascript_and_a_kill(desk: DeskRoom, outside: Outside):
    salma = await at_the_arabic_desk(desk, REPORTER, scripts=False)
    jamil = await at_the_arabic_desk(desk, EDITOR, scripts=False)
    await salma.get_by_role("link", name=say("New"), exact=True).click()
    for name, text in {
        "headline": HEADLINE,
        "place": PLACE,
        "body": "\n\n".join(ARABIC),
        "slug": "mektebe",
    }.items():
        await salma.locator(f"[name={name}]").fill(text)
    await salma.get_by_role("button", name=say("Hand to an editor")).click()

    await jamil.reload()
    await jamil.get_by_role("link", name=HEADLINE).click()
    await jamil.locator(".release-bar summary").click()
    await jamil.get_by_label(say("A note with it")).fill(NOTE)
    await jamil.get_by_role("button", name=say("Send back")).click()

    await salma.get_by_role("link", name=HEADLINE).click()
    await expect(salma.get_by_text(NOTE)).to_be_visible()
    await salma.locator("#headline").fill(MENDED)
    await salma.get_by_role("button", name=say("Hand to an editor")).click()

    await jamil.reload()
    await jamil.get_by_role("link", name=MENDED).click()
    await jamil.get_by_role("button", name=say("Release…")).click()
    await jamil.locator(".act-form .button").first.click()
    await expect(jamil.get_by_role("status").filter(has_text=say("It is on the wire."))).to_be_visible()
    guid = guid_of(jamil)
    await is_out(outside, guid)

    await jamil.get_by_role("link", name=say("Kill…")).click()
    await jamil.locator("[name=reason_class][value=false]").check()
    await jamil.locator("[name=reason]").fill(REASON)
    await jamil.locator("[name=proof_password]").fill(PASSWORD)
    await jamil.get_by_role("button", name=say("Kill it now")).click()
    await expect(jamil.get_by_text(say(STATED[Action.KILL]))).to_be_visible()
    await is_killed(outside, guid)


async def is_killed(outside: Outside, guid: str) -> None:
    """Passes when nobody outside reads a word of the text, and subscribers read why."""
    document = await outside.document(guid)
    assert 'pubStatus qcode="stat:canceled"' in document
    listed = await outside.listed()
    assert len(listed) == 2
    (notice,) = set(listed) - {guid}
    assert REASON in await outside.document(notice)
    public = await outside.page(guid)
    assert public.status == 410
    for text in (document, public.text, *listed.values()):
        assert MENDED not in text
        assert ARABIC[0][:60] not in text
