"""Translations that wait for their original; the family of a dispatch; what is remembered; the chief's figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action
from newsflow.domain.dispatch import paragraph
from newsflow.domain.errors import ConflictError
from newsflow.newsroom.drafts import get
from newsflow.newsroom.translation.family import family_of
from newsflow.newsroom.translation.figures import speeds
from newsflow.newsroom.translation.held import make_ready, release_held
from newsflow.newsroom.translation.memory import remembered_for
from newsflow.newsroom.translation.orders import Holds, get_order
from tests.builders import ALL_PASSED, a_dispatch
from tests.newsroom.translation.test_changed_original import translated
from tests.newsroom.translation.test_orders import content_of, ordered, taken, written

if TYPE_CHECKING:
    from tests.builders import Newsroom
    from tests.harness import SettableClock


async def held(newsroom: Newsroom) -> tuple[int, int, int]:
    """An original's draft, and the order and draft of a translation that is ready to go with it."""
    source = await newsroom.draft()
    number = await ordered(newsroom, draft=source, holds=Holds.WITH)
    draft = await taken(newsroom, number)
    await written(newsroom, draft)
    async with transaction(newsroom.pool) as db:
        hand = newsroom.hand(newsroom.editor)
        await make_ready(db, newsroom.agency, number, hand, newsroom.clock(), passed=ALL_PASSED)
    return source, number, draft


async def test_a_ready_translation_goes_out_as_soon_as_its_original_is_out(newsroom: Newsroom):
    source, number, _ = await held(newsroom)
    assert await release_held(newsroom.pool, newsroom.clock, newsroom.agency) == []
    original = (await newsroom.release_draft(source))[0]
    (header,) = await release_held(newsroom.pool, newsroom.clock, newsroom.agency)
    said = (await content_of(newsroom, header.guid)).translated_from
    assert said is not None
    assert (said.item, said.version) == (original.guid, 1)
    async with transaction(newsroom.pool) as db:
        assert (await get_order(db, number)).state == "released"
    assert await release_held(newsroom.pool, newsroom.clock, newsroom.agency) == []


async def test_a_translation_that_was_changed_since_waits_for_its_translator(newsroom: Newsroom):
    source, number, draft = await held(newsroom)
    await written(newsroom, draft, headline="Un autre titre")
    await newsroom.release_draft(source)
    assert await release_held(newsroom.pool, newsroom.clock, newsroom.agency) == []
    async with transaction(newsroom.pool) as db:
        assert (await get_order(db, number)).state == "taken"
        assert (await get(db, draft)).state == "writing"


async def test_a_translation_whose_original_is_killed_at_once_stays_in(newsroom: Newsroom):
    source, number, _ = await held(newsroom)
    original = (await newsroom.release_draft(source))[0]
    await newsroom.stop(original.guid)
    assert await release_held(newsroom.pool, newsroom.clock, newsroom.agency) == []
    async with transaction(newsroom.pool) as db:
        assert (await get_order(db, number)).state == "taken"


async def test_what_does_not_wait_cannot_be_ready(newsroom: Newsroom):
    original = await newsroom.release()
    number = await ordered(newsroom, original=original.guid)
    await taken(newsroom, number)
    async with transaction(newsroom.pool) as db:
        with pytest.raises(ConflictError, match="does not wait"):
            await make_ready(
                db,
                newsroom.agency,
                number,
                newsroom.hand(newsroom.editor),
                newsroom.clock(),
                passed=ALL_PASSED,
            )


async def test_the_family_is_a_tree_with_versions_whoever_of_it_is_asked(newsroom: Newsroom):
    original = await newsroom.release()
    french = await newsroom.release(translated(original))
    turkish = await newsroom.release(translated(french, "tr", headline="Feribot döndü"))
    arabic = await newsroom.release(translated(original, "ar", headline="عادت العبارة"))
    await newsroom.release(a_dispatch(whats_new="More came."), of=original.guid)
    await newsroom.stop(arabic.guid, Action.HOLD)
    for guid in (original.guid, french.guid, turkish.guid, arabic.guid):
        async with transaction(newsroom.pool) as db:
            tree = await family_of(db, guid)
        assert [(one.member.guid, one.depth, one.is_behind) for one in tree] == [
            (original.guid, 0, False), (french.guid, 1, True), (turkish.guid, 2, False), (arabic.guid, 1, True),
        ]  # fmt: skip


async def test_the_same_sentence_is_remembered_the_story_s_own_first(newsroom: Newsroom):
    told = a_dispatch(body=(paragraph("The bell rang. Hundreds came to see it."),))
    for slug, wording in (
        ("other", "Des centaines sont venues."),
        ("harbour-ferry", "Ils furent des centaines."),
    ):
        original = await newsroom.release(replace(told, slug=slug))
        await newsroom.release(
            translated(original, slug=slug, body=(paragraph(f"La cloche a sonné. {wording}"),))
        )
    new = a_dispatch(body=(paragraph("Hundreds came to see it."),), headline="Another day")
    async with transaction(newsroom.pool) as db:
        found = (await remembered_for(db, new, "fr")).sentences
    assert [(one.part, one.translation, one.is_of_story) for one in found] == [
        (0, "Ils furent des centaines.", True), (0, "Des centaines sont venues.", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "told",
    ["hundreds came  to see “it”.", "Hundreds came to see «\u00a0it\u00a0».", "HUNDREDS CAME TO SEE IT."],
)
async def test_a_sentence_told_in_other_case_blanks_or_quotation_marks_is_remembered(
    newsroom: Newsroom, told: str
):
    original = await newsroom.release(a_dispatch(body=(paragraph('Hundreds came to see "it".'),)))
    await newsroom.release(translated(original, body=(paragraph("Des centaines sont venues."),)))
    async with transaction(newsroom.pool) as db:
        again = a_dispatch(body=(paragraph(told),), headline="Another day")
        found = (await remembered_for(db, again, "fr")).sentences
        other = a_dispatch(body=(paragraph("Hundreds came to see it?"),), headline="Another day")
        unlike = (await remembered_for(db, other, "fr")).sentences
    assert [(one.sentence, one.translation) for one in found] == [(told, "Des centaines sont venues.")]
    assert [one.told for one in unlike] == ['Hundreds came to see "it".'], (
        "a question is another sentence, and like it"
    )


async def test_a_sentence_of_the_story_that_told_another_figure_is_offered_and_no_other_story_s(
    newsroom: Newsroom,
):
    said = "The ferry brought {} people to the old harbour in the morning."
    original = await newsroom.release(a_dispatch(body=(paragraph(said.format(340)),)))
    french = "Le bac a amené 340 personnes au vieux port ce matin."
    await newsroom.release(translated(original, headline="Le bac est là", body=(paragraph(french),)))
    lead = a_dispatch(
        body=(paragraph(said.format(412)), paragraph("It came.")), headline="The ferry came again"
    )
    async with transaction(newsroom.pool) as db:
        found = await remembered_for(db, lead, "fr")
        elsewhere = await remembered_for(db, replace(lead, slug="another-ferry"), "fr")
    assert [(one.part, one.translation, one.told) for one in found.sentences] == [
        (0, french, said.format(340))
    ]
    assert [(one.original.headline, one.translation.headline) for one in found.story] == [
        (a_dispatch().headline, "Le bac est là")
    ]
    assert (elsewhere.sentences, elsewhere.story) == ((), ())


async def test_the_chief_sees_minutes_and_the_share_that_was_corrected(
    newsroom: Newsroom, clock: SettableClock
):
    for number, minutes in enumerate((4, 10, 22)):
        original = await newsroom.release(a_dispatch(slug=f"s{number}"))
        order = await ordered(
            newsroom, original=original.guid, deadline=newsroom.clock() + timedelta(minutes=12)
        )
        draft = await taken(newsroom, order)
        await written(newsroom, draft)
        clock.advance(timedelta(minutes=minutes))
        (header,) = await newsroom.release_draft(draft)
        if number == 0:
            content = await content_of(newsroom, header.guid)
            await newsroom.release(
                replace(content, correction="Le jour."), of=header.guid, action=Action.CORRECT
            )
    async with transaction(newsroom.pool) as db:
        day = timedelta(days=1)
        (desk,) = await speeds(db, since=newsroom.clock() - day, until=newsroom.clock() + day)
    assert (desk.language, desk.translations, desk.late) == ("fr", 3, 1)
    assert desk.median_minutes == pytest.approx(10, abs=0.1)
    assert desk.corrected_share == pytest.approx(100 / 3)
