"""Release: a named person puts a version on the wire, whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, Form, Priority
from newsflow.domain.dispatch import Block, Span, paragraph
from newsflow.domain.errors import BadInputError, ConflictError, NotAllowedError, NotFoundError
from newsflow.domain.release import needs_second_look
from newsflow.newsroom import drafts
from newsflow.newsroom.approvals import ask
from newsflow.newsroom.from_assets import stripped
from newsflow.newsroom.release import Names
from newsflow.newsroom.series import release_series
from newsflow.newsroom.stop import lift
from newsflow.wire.fsck import fsck
from newsflow.wire.read import item, latest, read
from tests.builders import ALL_PASSED, a_dispatch, a_series

if TYPE_CHECKING:
    from tests.builders import Newsroom
    from tests.harness import SettableClock


async def test_a_released_dispatch_is_on_the_wire_whole_and_its_draft_says_so(newsroom: Newsroom) -> None:
    text = a_dispatch(headline="Iğdır'da ılık bir gün", language="tr")
    draft = await newsroom.draft(text)
    (header,) = await newsroom.release_draft(draft)
    async with transaction(newsroom.pool) as db:
        entry = await latest(db, header.guid)
        kept = await drafts.get(db, draft)
    assert entry.content == replace(text, story=entry.content.story if entry.content else None)
    assert header.guid.startswith(f"{newsroom.agency.code}:text:20260302:")
    assert (kept.state, kept.released_guid, kept.released_version) == ("released", header.guid, 1)


async def test_a_reporter_may_not_release(newsroom: Newsroom) -> None:
    draft = await newsroom.draft()
    with pytest.raises(NotAllowedError, match="may not release"):
        await newsroom.release_draft(draft, Names(released_by=newsroom.reporter))
    async with transaction(newsroom.pool) as db:
        assert await read(db, 0) == []


async def test_a_flash_takes_two_names_of_two_people(newsroom: Newsroom) -> None:
    draft = await newsroom.draft(a_dispatch(form=Form.FLASH, body=()))
    with pytest.raises(NotAllowedError, match="two names"):
        await newsroom.release_draft(draft, Names(released_by=newsroom.editor))
    with pytest.raises(NotAllowedError, match="another person"):
        await newsroom.release_draft(draft, Names(released_by=newsroom.editor, approved_by=newsroom.editor))
    with pytest.raises(NotAllowedError, match="may not approve"):
        await newsroom.release_draft(draft, Names(released_by=newsroom.editor, approved_by=newsroom.reporter))
    assert await newsroom.release_draft(draft)


@pytest.mark.parametrize("rings", [{"priority": Priority.FLASH}, {"urgency": 1}])
async def test_a_story_that_rings_as_a_flash_takes_two_names_too(
    newsroom: Newsroom, rings: dict[str, Any]
) -> None:
    draft = await newsroom.draft(a_dispatch(**rings))
    with pytest.raises(NotAllowedError, match="two names"):
        await newsroom.release_draft(draft, Names(released_by=newsroom.chief))
    assert await newsroom.release_draft(draft)


async def test_a_series_that_rings_as_a_flash_takes_two_names(newsroom: Newsroom) -> None:
    series = a_series(priority=Priority.FLASH)
    async with transaction(newsroom.pool) as db:
        with pytest.raises(NotAllowedError, match="two names"):
            await release_series(
                db, newsroom.clock, newsroom.agency, series, Names(released_by=newsroom.chief)
            )
    assert await newsroom.release_series(series)


def test_what_comes_with_a_flash_is_urgent():
    flash = a_dispatch(form=Form.FLASH, priority=Priority.FLASH, urgency=1)
    about = stripped(flash, flash.slug, "The ferry is back")
    assert (about.priority, about.urgency) == (Priority.URGENT, 2)
    assert not needs_second_look(about)


async def test_a_draft_that_is_not_ready_is_refused_with_every_fault(newsroom: Newsroom) -> None:
    bad = a_dispatch(
        headline=" ", section="nowhere", packages=(), body=(Block(spans=(Span("x", "javascript:1"),)),)
    )
    draft = await newsroom.draft(bad)
    with pytest.raises(BadInputError) as caught:
        await newsroom.release_draft(draft)
    for field in ("headline", "section", "packages", "javascript"):
        assert field in str(caught.value)


async def test_a_draft_is_released_once(newsroom: Newsroom) -> None:
    draft = await newsroom.draft()
    await newsroom.release_draft(draft)
    with pytest.raises(ConflictError, match="is released as"):
        await newsroom.release_draft(draft)
    with pytest.raises(NotFoundError):
        await newsroom.release_draft(draft + 1000)


async def test_an_update_keeps_the_guid_and_counts_the_version(newsroom: Newsroom) -> None:
    first = await newsroom.release()
    second = await newsroom.release(a_dispatch(whats_new="The bell is new."), of=first.guid)
    assert (second.guid, second.version, second.action) == (first.guid, 2, Action.UPDATE)


async def test_an_update_begun_before_another_went_out_is_refused(newsroom: Newsroom) -> None:
    first = await newsroom.release()
    late = await newsroom.draft(a_dispatch(headline="Late"), of=first.guid)
    await newsroom.release(a_dispatch(headline="Quick"), of=first.guid)
    with pytest.raises(ConflictError, match="moved on"):
        await newsroom.release_draft(late)


async def test_a_correction_says_what_was_wrong_and_appends_its_notice_next(newsroom: Newsroom) -> None:
    first = await newsroom.release()
    with pytest.raises(BadInputError, match="correction"):
        await newsroom.release(of=first.guid, action=Action.CORRECT)
    mended = a_dispatch(headline="Ferry returns on Tuesday", correction="It came on Tuesday, not on Monday.")
    draft = await newsroom.draft(mended, of=first.guid, action=Action.CORRECT)
    own, told = await newsroom.release_draft(draft)
    assert told.seq == own.seq + 1
    assert told.guid != own.guid
    async with transaction(newsroom.pool) as db:
        notice = (await latest(db, told.guid)).content
    assert notice is not None
    assert notice.form is Form.NOTICE
    assert notice.notice_of is not None
    assert notice.notice_of.item == first.guid
    assert "It came on Tuesday" in notice.body[0].text()
    assert notice.headline.startswith(newsroom.agency.house("en").notice_marks[Action.CORRECT])


async def test_items_of_one_slug_are_one_story_and_leads_are_counted_in_the_house_style(
    newsroom: Newsroom,
) -> None:
    labels: list[str | None] = []
    stories: set[str | None] = set()
    for _ in range(3):
        header = await newsroom.release(a_dispatch(form=Form.LEAD))
        async with transaction(newsroom.pool) as db:
            content = (await latest(db, header.guid)).content
        assert content is not None
        labels.append(content.label)
        stories.add(content.story)
    assert labels == ["1st lead", "2nd lead", "3rd lead"]
    assert len(stories) == 1


async def test_what_a_lead_replaces_is_marked_replaced(newsroom: Newsroom) -> None:
    flash = await newsroom.release(a_dispatch(form=Form.FLASH, body=()))
    lead = await newsroom.release(a_dispatch(form=Form.LEAD, replaces=(flash.guid,)))
    async with transaction(newsroom.pool) as db:
        assert (await item(db, flash.guid)).replaced_by == lead.guid


async def test_an_embargo_holds_until_its_lift_which_is_an_entry_of_its_own(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    until = clock() + timedelta(hours=3)
    header = await newsroom.release(a_dispatch(embargo=until))
    assert header.not_before == until
    with pytest.raises(ConflictError, match="under embargo"):
        await newsroom.release(a_dispatch(), of=header.guid)
    async with transaction(newsroom.pool) as db:
        assert (await item(db, header.guid)).embargoed
        (lifted,) = await lift(db, clock, header.guid, newsroom.hand(newsroom.chief))
    assert (lifted.version, lifted.action, lifted.not_before) == (2, Action.LIFT, None)
    async with transaction(newsroom.pool) as db:
        assert not (await item(db, header.guid)).embargoed
        with pytest.raises(ConflictError, match="no embargo"):
            await lift(db, clock, header.guid, newsroom.hand(newsroom.chief))
    async with transaction(newsroom.pool) as db:
        assert (await fsck(db)).faults == []


async def test_an_embargo_in_the_past_is_refused(newsroom: Newsroom, clock: SettableClock) -> None:
    with pytest.raises(BadInputError, match="embargo"):
        await newsroom.release(a_dispatch(embargo=clock()))


async def test_an_update_keeps_the_item_s_language_at_once_and_at_its_hour(newsroom: Newsroom) -> None:
    first = await newsroom.release(a_dispatch(language="fr"))
    draft = await newsroom.draft(a_dispatch(language="en"), of=first.guid)
    with pytest.raises(ConflictError, match="keeps its language"):
        await newsroom.release_draft(draft)
    async with transaction(newsroom.pool) as db:
        with pytest.raises(ConflictError, match="is in “fr”; the draft is in “en”"):
            await ask(
                db,
                newsroom.clock,
                newsroom.agency,
                draft,
                newsroom.hand(newsroom.chief),
                due=newsroom.clock() + timedelta(hours=1),
                passed=ALL_PASSED,
            )
    assert (await newsroom.release(a_dispatch(language="fr", headline="Le bac"), of=first.guid)).version == 2


async def test_no_draft_is_begun_of_what_may_never_be_changed_again(newsroom: Newsroom) -> None:
    first = await newsroom.release()
    await newsroom.stop(first.guid, Action.KILL)
    for action in (Action.UPDATE, Action.CORRECT):
        with pytest.raises(ConflictError, match="names the old one"):
            await newsroom.draft(a_dispatch(), of=first.guid, action=action)


@pytest.mark.parametrize("bad", ["A\0B", "A\ud800B"])
async def test_a_text_that_cannot_be_kept_is_no_draft(newsroom: Newsroom, bad: str) -> None:
    for text in (a_dispatch(headline=bad), a_dispatch(body=(paragraph(bad),))):
        with pytest.raises(BadInputError, match="cannot be kept"):
            await newsroom.draft(text)


async def test_faults_are_told_as_sentences(newsroom: Newsroom) -> None:
    draft = await newsroom.draft(a_dispatch(headline="", urgency=0))
    with pytest.raises(BadInputError) as caught:
        await newsroom.release_draft(draft)
    assert caught.value.which == "headline: Write a headline. urgency: Urgency goes from 1 to 9."
