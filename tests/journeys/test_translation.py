"""A dispatch in another language: ordered, taken, translated paragraph against paragraph, released; and an original that changes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from playwright.async_api import expect

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action
from newsflow.domain.dispatch import paragraph
from newsflow.newsroom.names_list import load_names
from newsflow.web.say import tongue
from tests.builders import a_newsroom
from tests.journeys.translated import (
    ARABIC,
    FRENCH,
    TURKISH,
    at_the_desk,
    content_of,
    guid_of,
    made_of,
    released,
    row_of,
)

if TYPE_CHECKING:
    from playwright.async_api import Page

    from tests.builders import Newsroom
    from tests.desk.room import DeskRoom
    from tests.journeys.outside import Outside

DIRECTION = "node => getComputedStyle(node).direction"
CHOOSE = "(field, text) => field.setSelectionRange(field.value.indexOf(text), field.value.indexOf(text) + text.length)"


async def before(newsroom: Newsroom) -> None:
    """An earlier dispatch and its translation, of which one sentence comes back."""
    earlier = replace(ARABIC, headline="عبّارة أخرى", body=(ARABIC.body[1],))
    guid = (await newsroom.release(earlier)).guid
    french = made_of(earlier, guid, "fr")
    await newsroom.release(replace(french, headline="Un autre bac", body=(paragraph(FRENCH["row-1"]),)))


async def translate(page: Page, words: dict[str, str]) -> None:
    """Each paragraph typed into its field, by keyboard from one to the next; the desk has them all."""
    await page.locator("#headline").focus()
    for name, text in words.items():
        await expect(page.locator(f"#{name}")).to_be_focused()
        await page.keyboard.insert_text(text)
        await page.keyboard.press("Alt+ArrowDown")


async def ordered(page: Page, desk: DeskRoom, guid: str, language: str) -> None:
    """The item's page, its key, the language ticked, ordered."""
    await page.goto(f"{desk.url}/desk/items/{guid}")
    await page.keyboard.press("x")
    await page.locator(f"[name=into][value={language}]").check()
    await page.locator("[name=into]").first.press("Enter")
    await expect(page).to_have_url(re.compile("said=ordered"))


async def taken(page: Page, desk: DeskRoom) -> None:
    """The first order of the queue, reached by the key that its lines share."""
    await page.goto(f"{desk.url}/desk/translations")
    await page.keyboard.press("o")
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(re.compile(r"/desk/drafts/\d+/translate"))


async def test_arabic_to_french_and_on_to_turkish_by_keyboard(desk: DeskRoom, outside: Outside):
    newsroom = await a_newsroom(desk.pool, desk.clock)
    original = (await newsroom.release(ARABIC)).guid
    async with transaction(desk.pool) as db:
        await load_names(db, "kind,ar,fr,tr\nplace,الميناء القديم,vieux port,eski liman\n", desk.clock())
    edda = await at_the_desk(desk, "editor:edda", "fr")
    await ordered(edda, desk, original, "fr")
    await taken(edda, desk)
    sides = row_of(edda, "row-0")
    assert await sides.locator(".pair-original").evaluate(DIRECTION) == "rtl"
    assert await sides.locator("[data-target]").evaluate(DIRECTION) == "ltr"
    await expect(sides.locator("[data-name]")).to_have_text(re.compile("vieux port"))
    await translate(edda, {**FRENCH, "row-0": "Le bac est arrivé ce matin avec 430 passagers."})
    slips = edda.locator(".pair-slips")
    await slips.get_by_role("link").filter(has_text="L’original dit ٣٤٠").click()
    await expect(edda.locator("#row-0")).to_be_focused()
    await edda.locator("#row-0").evaluate(CHOOSE, "430")
    await edda.keyboard.insert_text("340")
    await edda.keyboard.press("End")
    await edda.keyboard.insert_text(" Au ")
    await edda.keyboard.press("Alt+1")
    await expect(edda.locator("#row-0")).to_have_value(re.compile("340 passagers. Au vieux port$"))
    await expect(slips.get_by_text("L’original dit ٣٤٠")).to_be_hidden()
    french = await released(edda)
    said = (await content_of(newsroom, french)).translated_from
    assert said is not None
    assert (said.language, said.item, said.version) == ("ar", original, 1)

    await ordered(edda, desk, french, "tr")
    tulin = await at_the_desk(desk, "editor:tulin", "tr")
    await taken(tulin, desk)
    await translate(tulin, TURKISH)
    turkish = await released(tulin)
    tree = tulin.locator(".family-tree li")
    assert [await tree.nth(n).get_attribute("data-depth") for n in range(3)] == ["0", "1", "2"]
    assert "Traduit de l’arabe par Edda" in await outside.document(french)
    page = await outside.page(turkish)
    assert TURKISH["headline"] in page.text
    assert FRENCH["headline"] in page.text


async def test_a_translation_without_scripts_is_one_form(desk: DeskRoom):
    newsroom = await a_newsroom(desk.pool, desk.clock)
    await before(newsroom)
    original = (await newsroom.release(ARABIC)).guid
    edda = await at_the_desk(desk, "editor:edda", "ar", scripts=False)
    say = tongue("ar").say
    await edda.goto(f"{desk.url}/desk/items/{original}/translate")
    await edda.locator("[name=into][value=fr]").check()
    await edda.get_by_role("button", name=say("Order")).click()
    await edda.goto(f"{desk.url}/desk/translations")
    await edda.get_by_role("button", name=say("Take")).first.click()
    await edda.locator("#row-0").fill(FRENCH["row-0"])
    await edda.get_by_role("button", name=say("Copy this")).click()
    await expect(edda.locator("#row-1")).to_have_value(FRENCH["row-1"])
    await expect(edda.locator("#row-0")).to_have_value(FRENCH["row-0"])
    await expect(edda.locator("#headline")).to_have_value("")
    await edda.locator("#headline").fill(FRENCH["headline"])
    await edda.get_by_role("button", name=say("Release…")).click()
    await edda.locator(".act-form .button").first.click()
    content = await content_of(newsroom, guid_of(edda))
    assert content.headline == FRENCH["headline"]
    assert content.words() == (FRENCH["row-0"], FRENCH["row-1"])


async def test_a_changed_original_stands_beside_the_own_text_and_a_killed_one_is_red(desk: DeskRoom):
    newsroom = await a_newsroom(desk.pool, desk.clock)
    original = (await newsroom.release(ARABIC)).guid
    french = (await newsroom.release(made_of(ARABIC, original, "fr"))).guid
    mended = replace(
        ARABIC,
        headline="عبّارة تنقل ٣٥٠ راكبا إلى الميناء القديم",
        body=(paragraph(ARABIC.words()[0].replace("٣٤٠", "٣٥٠")), ARABIC.body[1]),
        correction="كان العدد خاطئا.",
    )
    await newsroom.release_draft(await newsroom.draft(mended, of=original, action=Action.CORRECT))
    edda = await at_the_desk(desk, "editor:edda", "fr")
    say = tongue("fr").say
    await edda.goto(f"{desk.url}/desk/translations")
    await expect(edda.get_by_text(say("The original was corrected."))).to_be_visible()
    await edda.get_by_role("button", name=say("Bring it up to date")).click()
    row = row_of(edda, "row-0")
    await expect(row.locator("del.diff")).to_have_text(re.compile("٣٤٠"))
    await expect(row.locator("ins.diff")).to_have_text(re.compile("٣٥٠"))
    await edda.locator("#headline").fill(FRENCH["headline"].replace("340", "350"))
    await edda.locator("#row-0").fill(FRENCH["row-0"].replace("340", "350"))
    await edda.locator("[name=does][value=caught_up]").click()
    await expect(edda.locator("#moved")).to_be_hidden()
    await expect(edda.locator("del.diff")).to_have_count(0)

    await newsroom.stop(original)
    await edda.goto(f"{desk.url}/desk/translations")
    await expect(edda.get_by_text(say("The original was killed."))).to_be_visible()
    await edda.get_by_role("link", name=say("Kill…")).click()
    await expect(edda).to_have_url(re.compile(re.escape(french) + "/kill"))
