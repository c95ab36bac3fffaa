"""Near-duplicates of what went out in the last days."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from newsflow.db.pool import reading, transaction
from newsflow.domain.codes import Action, Form
from newsflow.domain.dispatch import Dispatch, paragraph
from newsflow.newsroom.near import catch_up, near_duplicates
from newsflow.newsroom.near.sketch import bands, runs, share
from newsflow.wire.erase import Order, erase
from newsflow.wire.read import latest
from tests.builders import a_dispatch

if TYPE_CHECKING:
    from newsflow.domain.checks.facts import Similar
    from newsflow.domain.guid import Guid
    from tests.builders import Newsroom
    from tests.harness import SettableClock

TEXTS = {
    "en": "The harbour office said on Monday that the old ferry would sail again from the first of May, every hour "
    "between six in the morning and nine at night, and that islanders would pay half of the fare.",
    "tr": "Liman Başkanlığı pazartesi günü yaptığı açıklamada eski vapurun mayıs ayının ilk gününden itibaren sabah altı ile "
    "akşam dokuz arasında her saat başı yeniden sefer yapacağını, İstanbullu yolcuların yarım ücret ödeyeceğini bildirdi.",
    "ar": "أعلنت إدارة الميناء، الاثنين، أن العبّارة القديمة ستبحر من جديد ابتداء من أول مايو كل ساعة بين السادسة صباحا "
    "والتاسعة مساء، وأن سكان الجزيرة سيدفعون نصف ثمن التذكرة فقط طوال الموسم.",
}


def a_text(language: str = "en", **facts: object) -> Dispatch:
    """A dispatch of one long paragraph."""
    return a_dispatch(**({"language": language, "body": (paragraph(TEXTS[language]),)} | facts))


async def near(newsroom: Newsroom, version: Dispatch, own: Guid | None = None) -> tuple[Similar, ...]:
    """What is found for a draft's version."""
    async with transaction(newsroom.pool) as db:
        return await near_duplicates(db, version, newsroom.clock(), own=own)


async def test_the_same_text_under_another_slug_is_found_with_its_id_slug_and_share(
    newsroom: Newsroom,
) -> None:
    out = await newsroom.release(a_text())
    again = a_text(slug="ferry-again", headline="Ferry to sail again in May")
    (found,) = await near(newsroom, again)
    assert (found.guid, found.slug) == (out.guid, "harbour-ferry")
    assert 0.6 <= found.share < 1


async def test_a_text_of_its_own_is_not_found(newsroom: Newsroom) -> None:
    await newsroom.release(a_text())
    other = paragraph(
        "Divers have mapped a wreck off the northern cape and will show their drawings in June, the museum said on "
        "Monday, adding that the old ferry office would lend its hall for the occasion."
    )
    assert not await near(newsroom, a_text(slug="wreck", headline="A wreck is mapped", body=(other,)))


async def test_an_item_is_no_duplicate_of_itself_nor_of_what_it_replaces(newsroom: Newsroom) -> None:
    out = await newsroom.release(a_text())
    assert not await near(newsroom, a_text(headline="Ferry to sail again"), out.guid)
    assert not await near(newsroom, a_text(slug="other", replaces=(out.guid,)))


async def test_a_lead_repeats_its_story_s_urgent_and_a_second_urgent_does_not(newsroom: Newsroom) -> None:
    out = await newsroom.release(a_text(form=Form.URGENT))
    async with transaction(newsroom.pool) as db:
        content = (await latest(db, out.guid)).content
    assert content is not None
    assert not await near(newsroom, replace(content, form=Form.LEAD))
    assert await near(newsroom, content)


async def test_what_is_older_than_some_days_is_not_looked_for(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    await newsroom.release(a_text())
    clock.advance(timedelta(days=5))
    assert not await near(newsroom, a_text(slug="ferry-again"))


async def test_a_killed_text_does_not_come_back_unseen(newsroom: Newsroom) -> None:
    out = await newsroom.release(a_text())
    async with transaction(newsroom.pool) as db:
        await catch_up(db, newsroom.clock())
    await newsroom.stop(out.guid, Action.KILL)
    assert [found.guid for found in await near(newsroom, a_text(slug="ferry-again"))] == [out.guid]


async def test_the_sketch_of_a_text_that_was_erased_goes_with_it(newsroom: Newsroom) -> None:
    out = await newsroom.release(a_text())
    async with transaction(newsroom.pool) as db:
        await catch_up(db, newsroom.clock())
    async with transaction(newsroom.pool) as db:
        order = Order(
            law="Act 1",
            file_number="1/1",
            asked_by="pe_x",
            ordered_by=newsroom.chief.id,
            second=newsroom.editor.id,
            targets=(out.seq,),
        )
        await erase(db, order, newsroom.clock())
    async with transaction(newsroom.pool) as db, db.cursor() as cursor:
        await cursor.execute("SELECT count(*) FROM sketch")
        assert await cursor.fetchone() == (0,)


async def test_every_entry_is_read_once_however_often_it_is_asked(newsroom: Newsroom) -> None:
    await newsroom.release(a_text())
    async with transaction(newsroom.pool) as db:
        assert await catch_up(db, newsroom.clock()) == 1
    async with transaction(newsroom.pool) as db:
        assert await catch_up(db, newsroom.clock()) == 0


async def test_pages_and_releases_ask_at_once_and_each_gets_its_answer(newsroom: Newsroom) -> None:
    out = await newsroom.release(a_text())

    async def asked() -> list[str]:
        async with reading(newsroom.pool) as db:
            found = await near_duplicates(db, a_text(slug="ferry-again"), newsroom.clock())
            return [one.guid for one in found]

    answers = await asyncio.gather(*(asked() for _ in range(4)))
    assert [out.guid] in answers  # one reads while the others do not wait for it
    assert await asked() == [out.guid]


def test_turkish_and_arabic_spellings_of_one_text_are_one_text():
    shouted = a_text("tr", headline="VAPUR DÖNÜYOR", body=(paragraph(TEXTS["tr"].replace("İ", "I")),))
    assert share(runs(shouted), runs(a_text("tr", headline="Vapur dönüyor"))) == 1
    bare = TEXTS["ar"].replace("أ", "ا").replace("ّ", "").replace("ة", "ه")
    assert share(runs(a_text("ar", body=(paragraph(bare),))), runs(a_text("ar"))) == 1


def test_texts_of_two_languages_never_meet():
    english, french = a_text("en"), replace(a_text("en"), language="fr")
    assert set(bands(english)) & set(bands(a_text("en", slug="other")))
    assert not set(bands(english)) & set(bands(french))


def test_two_flashes_are_compared_by_their_words():
    one = a_dispatch(form=Form.FLASH, body=(), headline="Harbour of Sile closed for the night after storm")
    other = replace(one, headline="Harbour of Sile closed for night after storm")
    assert share(runs(one), runs(other)) >= 0.8
    assert set(bands(one)) & set(bands(other))
