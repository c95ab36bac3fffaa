"""A flash in one line, the lead behind it, and every short path from an item to what comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsflow.accounts.people import Act
from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, CreditRole, Form, PlaceRole, Priority
from newsflow.domain.dispatch import Dateline, Place
from newsflow.domain.errors import BadInputError, ConflictError, NotAllowedError
from newsflow.newsroom import drafts, duty
from newsflow.newsroom.embargo import move_embargo
from newsflow.newsroom.flash import FlashLine, flash
from newsflow.newsroom.next_version import begin_correction, begin_lead, begin_translation, begin_update
from newsflow.newsroom.schedule import release_due
from newsflow.wire.read import item, latest
from tests.builders import ALL_PASSED, a_dispatch, a_series
from tests.newsroom.second_look import approved

if TYPE_CHECKING:
    from newsflow.domain.dispatch import Dispatch
    from newsflow.newsroom.flash import Flashed
    from tests.builders import Newsroom
    from tests.harness import SettableClock

LINE = FlashLine(
    text="Ferry aground off the old harbour",
    source="Coast guard",
    section="",
    slug="harbour-ferry",
    language="en",
)


async def flashed(newsroom: Newsroom, **facts: str) -> Flashed:
    """What comes of the chief's flash line."""
    line = replace(LINE, section=newsroom.agency.sections[0].code)
    async with transaction(newsroom.pool) as db:
        hand = newsroom.hand(newsroom.chief, "session")
        return await flash(
            db, newsroom.clock, newsroom.agency, replace(line, **facts), hand, passed=ALL_PASSED
        )


async def content_of(newsroom: Newsroom, draft: int) -> Dispatch:
    """A draft's content."""
    async with transaction(newsroom.pool) as db:
        return (await drafts.get(db, draft)).dispatch()


async def test_a_line_makes_a_flash_that_waits_and_the_lead_behind_it(newsroom: Newsroom) -> None:
    quay = Place(name="Old harbour", role=PlaceRole.HAPPENED_AT)
    before = a_dispatch(places=(quay,), dateline=Dateline(place="OLD HARBOUR"), keywords=("ferry",))
    await newsroom.release(before)
    done = await flashed(newsroom)
    assert done.outcome is not None
    asked = done.outcome.request
    assert asked is not None
    sent, lead = await content_of(newsroom, done.draft), await content_of(newsroom, done.lead)
    assert (sent.form, sent.priority, sent.urgency) == (Form.FLASH, Priority.FLASH, 1)
    assert [source.name for source in sent.sources] == ["Coast guard"]
    assert (sent.places, sent.dateline, sent.packages, sent.keywords) == (
        (quay,),
        before.dateline,
        before.packages,
        ("ferry",),
    )
    assert (lead.form, lead.slug, lead.places, lead.body) == (Form.LEAD, "harbour-ferry", (quay,), ())
    (header,) = (await approved(newsroom, asked, newsroom.hand(newsroom.editor))).headers
    async with transaction(newsroom.pool) as db:
        stored = await drafts.get(db, done.lead)
        text = replace(stored.dispatch(), headline="Ferry aground", body=a_dispatch().body)
        from newsflow.newsroom.saves import save

        hand = newsroom.hand(newsroom.reporter)
        await save(db, done.lead, text, hand, newsroom.clock(), base_save=1, sitting="one")
    out = (await newsroom.release_draft(done.lead))[0]
    async with transaction(newsroom.pool) as db:
        content = (await latest(db, out.guid)).content
        assert (await item(db, header.guid)).replaced_by == out.guid
    assert content is not None
    assert content.replaces == (header.guid,)


async def test_a_flash_of_a_new_story_goes_to_its_section_s_packages(newsroom: Newsroom) -> None:
    done = await flashed(newsroom, slug="something-new", source="")
    sent = await content_of(newsroom, done.draft)
    assert sent.packages == newsroom.agency.packages_of(sent.section)
    assert (sent.sources, sent.places) == ((), ())


async def test_a_line_that_is_not_ready_leaves_nothing_behind(newsroom: Newsroom) -> None:
    with pytest.raises(BadInputError, match="headline"):
        await flashed(newsroom, text="  ")
    with pytest.raises(BadInputError, match="section"):
        await flashed(newsroom, section="nowhere")
    async with transaction(newsroom.pool) as db:
        assert await drafts.open_drafts(db) == []


async def test_a_flash_inherits_nothing_from_what_was_killed(newsroom: Newsroom) -> None:
    first = await newsroom.release(a_dispatch(keywords=("wrong",)))
    await newsroom.stop(first.guid)
    done = await flashed(newsroom)
    assert (await content_of(newsroom, done.draft)).keywords == ()


async def test_an_update_begins_as_the_item_stands_and_goes_out_as_its_next_version(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    first = await newsroom.release(a_dispatch(whats_new="Nothing yet."))
    async with transaction(newsroom.pool) as db:
        begun = await begin_update(db, first.guid, newsroom.hand(newsroom.reporter), clock())
        found = await drafts.get(db, begun.draft)
    assert (found.action, found.guid, found.base_version) == ("update", first.guid, 1)
    assert (found.dispatch().whats_new, found.dispatch().headline) == (None, a_dispatch().headline)
    assert (await newsroom.release_draft(begun.draft))[0].version == 2


async def test_a_correction_of_an_old_item_is_a_new_one_that_names_it(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    first = await newsroom.release()
    hand = newsroom.hand(newsroom.reporter)
    clock.advance(timedelta(hours=24))
    async with transaction(newsroom.pool) as db:
        young = await begin_correction(db, newsroom.agency, first.guid, hand, clock())
        assert (await drafts.get(db, young.draft)).action == "correct"
    clock.advance(timedelta(seconds=1))
    async with transaction(newsroom.pool) as db:
        old = await begin_correction(db, newsroom.agency, first.guid, hand, clock())
        found = await drafts.get(db, old.draft)
    assert (young.is_corrective, old.is_corrective) == (False, True)
    assert (found.action, found.guid) == ("new", None)
    assert found.dispatch().replaces == (first.guid,)


async def test_a_new_lead_has_slug_and_place_and_names_what_it_replaces(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    quay = Place(name="Old harbour", role=PlaceRole.HAPPENED_AT)
    urgent = await newsroom.release(a_dispatch(form=Form.URGENT, places=(quay,), urgency=2))
    lead = await newsroom.release(a_dispatch(form=Form.LEAD))
    hand = newsroom.hand(newsroom.reporter)
    async with transaction(newsroom.pool) as db:
        first = (await drafts.get(db, (await begin_lead(db, urgent.guid, hand, clock())).draft)).dispatch()
        second = (await drafts.get(db, (await begin_lead(db, lead.guid, hand, clock())).draft)).dispatch()
    assert (first.form, first.replaces, first.places, first.body) == (Form.LEAD, (urgent.guid,), (quay,), ())
    assert (first.priority, first.urgency) == (Priority.IMPORTANT, 3)
    assert (second.replaces, second.body) == ((lead.guid,), a_dispatch().body)


async def test_a_translation_names_its_original_and_its_translator(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    first = await newsroom.release()
    hand = newsroom.hand(newsroom.reporter)
    async with transaction(newsroom.pool) as db:
        begun = await begin_translation(db, newsroom.agency, first.guid, hand, clock(), language="tr")
        text = (await drafts.get(db, begun.draft)).dispatch()
        for wrong in ("en", "xx"):
            with pytest.raises(BadInputError, match="no language to translate"):
                await begin_translation(db, newsroom.agency, first.guid, hand, clock(), language=wrong)
    assert text.translated_from is not None
    assert (text.language, text.slug) == ("tr", "harbour-ferry")
    assert (text.translated_from.language, text.translated_from.item, text.translated_from.version) == (
        "en",
        first.guid,
        1,
    )
    assert [(credit.name, credit.role) for credit in text.credits] == [("reporter", CreditRole.TRANSLATOR)]


async def test_nothing_is_begun_from_a_killed_item(newsroom: Newsroom, clock: SettableClock) -> None:
    first = await newsroom.release()
    await newsroom.stop(first.guid, Action.KILL)
    hand = newsroom.hand(newsroom.editor)
    async with transaction(newsroom.pool) as db:
        for begin in (
            begin_update(db, first.guid, hand, clock()),
            begin_correction(db, newsroom.agency, first.guid, hand, clock()),
            begin_lead(db, first.guid, hand, clock()),
            begin_translation(db, newsroom.agency, first.guid, hand, clock(), language="tr"),
        ):
            with pytest.raises(ConflictError):
                await begin


async def test_an_embargo_is_moved_with_its_series_and_lifts_at_its_new_hour(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    *_, group = await newsroom.release_series(a_series(embargo=clock() + timedelta(hours=1)))
    hand, later = newsroom.hand(newsroom.editor), clock() + timedelta(hours=3)
    async with transaction(newsroom.pool) as db:
        with pytest.raises(BadInputError, match="hour is past"):
            await move_embargo(db, clock, group.guid, hand, to=clock())
        with pytest.raises(NotAllowedError):
            await move_embargo(db, clock, group.guid, newsroom.hand(newsroom.reporter), to=later)
        moved = await move_embargo(db, clock, group.guid, hand, to=later)
    assert [header.not_before for header in moved] == [later] * 3
    clock.advance(timedelta(hours=2))
    assert await release_due(newsroom.pool, clock, newsroom.agency, "worker") == []
    clock.advance(timedelta(hours=1))
    assert len(await release_due(newsroom.pool, clock, newsroom.agency, "worker")) == 3
    open_item = await newsroom.release(a_dispatch(slug="open"))
    async with transaction(newsroom.pool) as db:
        with pytest.raises(ConflictError, match="no embargo to move"):
            await move_embargo(db, clock, open_item.guid, hand, to=clock() + timedelta(hours=3))


async def test_a_reporters_flash_lies_with_the_editors_and_with_a_lent_right_waits_for_one_of_them(
    newsroom: Newsroom,
) -> None:
    line, now = replace(LINE, section=newsroom.agency.sections[0].code), newsroom.clock()
    chief, reporter = newsroom.hand(newsroom.chief), newsroom.hand(newsroom.reporter, "session")
    async with transaction(newsroom.pool) as db:
        unlent = await flash(db, newsroom.clock, newsroom.agency, line, reporter, passed=ALL_PASSED)
        assert unlent.outcome is None
        assert (await drafts.get(db, unlent.draft)).state == "with_editor"
        until = now + timedelta(hours=1)
        await duty.lend(db, newsroom.reporter, Act.RELEASE, chief, now, until=until, reason="Alone tonight.")
        lent = await flash(
            db, newsroom.clock, newsroom.agency, replace(line, slug="quay"), reporter, passed=ALL_PASSED
        )
    assert lent.outcome is not None
    assert lent.outcome.request is not None
    assert lent.outcome.request.asked_by == newsroom.reporter.id
