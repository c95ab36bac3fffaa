"""An Arabic dispatch, its translations, and people at the translation desk: for the journeys of translation."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from playwright.async_api import expect

from newsflow.accounts.people import set_interface_language
from newsflow.db.pool import transaction
from newsflow.domain.dispatch import Dateline, TranslatedFrom, paragraph
from newsflow.domain.guid import Guid
from newsflow.wire.read import latest
from tests.builders import a_dispatch

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

    from newsflow.domain.dispatch import Dispatch
    from tests.builders import Newsroom
    from tests.desk.room import DeskRoom

ARABIC = a_dispatch(
    language="ar",
    headline="عبّارة تنقل ٣٤٠ راكبا إلى الميناء القديم",
    slug="abbara",
    dateline=Dateline(place="الميناء القديم"),
    body=(
        paragraph("وصلت العبّارة إلى الميناء القديم صباح اليوم وعلى متنها ٣٤٠ راكبا."),
        paragraph("قرع القبطان الجرس ثلاث مرات."),
    ),
)
FRENCH = {
    "headline": "Un bac amène 340 passagers au vieux port",
    "place": "Vieux port",
    "row-0": "Le bac est arrivé ce matin au vieux port avec 340 passagers à bord.",
    "row-1": "Le capitaine a sonné la cloche trois fois.",
}
TURKISH = {
    "headline": "Feribot eski limana 340 yolcu getirdi",
    "place": "Eski liman",
    "row-0": "Feribot bu sabah 340 yolcuyla eski limana vardı.",
    "row-1": "Kaptan çanı üç kez çaldı.",
}


def made_of(original: Dispatch, guid: Guid, language: str) -> Dispatch:
    """The French words, said to be a translation of that item."""
    source = TranslatedFrom(language=original.language, item=guid, version=1, translator="Edda")
    words = (FRENCH["row-0"], FRENCH["row-1"])
    return replace(
        original,
        language=language,
        headline=FRENCH["headline"],
        dateline=Dateline(place=FRENCH["place"]),
        body=tuple(paragraph(text) for text in words),
        translated_from=source,
    )


async def at_the_desk(desk: DeskRoom, role: str, language: str, *, scripts: bool = True) -> Page:
    """The browser of a person who reads the desk in that language."""
    page = await desk.browser(role, scripts=scripts)
    async with transaction(desk.pool) as db:
        await set_interface_language(db, desk.people[role].id, language)
    return page


async def content_of(newsroom: Newsroom, guid: str) -> Dispatch:
    async with transaction(newsroom.pool) as db:
        found = (await latest(db, Guid(guid))).content
    assert found is not None
    return found


def row_of(page: Page, name: str) -> Locator:
    return page.locator("[data-pair]", has=page.locator(f"#{name}"))


def guid_of(page: Page) -> str:
    return page.url.partition("?")[0].rsplit("/", 1)[1]


async def released(page: Page) -> str:
    await page.keyboard.press("Escape")
    await page.keyboard.press("r")
    await expect(page).to_have_url(re.compile("/release"))
    await page.locator(".act-form .button").first.click()
    await expect(page).to_have_url(re.compile("/desk/items/"))
    return guid_of(page)
