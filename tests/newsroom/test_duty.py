"""Duty, lent rights, the look that comes after, and the hand-over that the next shift signs for."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest

from newsflow.accounts.people import Act
from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, Form
from newsflow.domain.errors import BadInputError, ConflictError, NotAllowedError, NotFoundError
from newsflow.newsroom import drafts, duty
from newsflow.newsroom.duty import handover
from tests.builders import a_dispatch

if TYPE_CHECKING:
    from tests.builders import Newsroom
    from tests.harness import SettableClock

SHIFT = timedelta(hours=8)


async def test_who_is_on_is_known_by_desk_until_the_shift_ends(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    editor, reporter = newsroom.hand(newsroom.editor), newsroom.hand(newsroom.reporter)
    async with transaction(newsroom.pool) as db:
        until = clock() + SHIFT
        await duty.begin(db, editor, clock(), until=until, desk="en")
        await duty.begin(db, reporter, clock(), until=until, desk="*/sport")
        on = await duty.on_duty(db, clock())
        counts = [
            await duty.count_for(db, clock(), language=language, section=section)
            for language, section in (("en", "world"), ("en-GB", "sport"), ("tr", "sport"), ("tr", "world"))
        ]
    assert [(shift.desk, shift.name) for shift in on] == [("*/sport", "reporter"), ("en", "editor")]
    assert counts == [1, 2, 1, 0]
    clock.advance(SHIFT)
    async with transaction(newsroom.pool) as db:
        assert await duty.on_duty(db, clock()) == []


async def test_who_goes_on_for_the_same_desk_again_stands_there_once(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    hand = newsroom.hand(newsroom.editor)
    async with transaction(newsroom.pool) as db:
        for desk, hours in (("en", 2), ("fr", 2), ("en", 8)):
            await duty.begin(db, hand, clock(), until=clock() + timedelta(hours=hours), desk=desk)
            clock.advance(timedelta(minutes=1))
        on = await duty.on_duty(db, clock())
        assert [(one.desk, one.until_at - one.from_at) for one in on] == [
            ("en", SHIFT),
            ("fr", timedelta(hours=2)),
        ]
        assert await duty.who_for(db, clock(), language="en", section="world") == {hand.person.id}


async def test_one_alone_has_all_desks(newsroom: Newsroom, clock: SettableClock) -> None:
    hand = newsroom.hand(newsroom.editor)
    async with transaction(newsroom.pool) as db:
        with pytest.raises(BadInputError, match="no desk"):
            await duty.begin(db, hand, clock(), until=clock() + SHIFT, desk="tr", alone=True)
        shift = await duty.begin(db, hand, clock(), until=clock() + SHIFT, alone=True)
        assert await duty.is_on(db, hand.person, clock(), language="ar", section="anything")
        await duty.end(db, shift, hand, clock())
        assert not await duty.is_on(db, hand.person, clock(), language="ar", section="anything")
        with pytest.raises(ConflictError, match="is over"):
            await duty.end(db, shift, hand, clock())
        with pytest.raises(NotFoundError):
            await duty.end(db, shift + 1, hand, clock())


async def test_only_the_chief_puts_others_on_duty_and_a_shift_is_no_week(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    chief, editor = newsroom.hand(newsroom.chief), newsroom.hand(newsroom.editor)
    async with transaction(newsroom.pool) as db:
        until = clock() + SHIFT
        with pytest.raises(NotAllowedError, match="lend"):
            await duty.begin(db, editor, clock(), until=until, person=newsroom.reporter)
        shift = await duty.begin(db, chief, clock(), until=until, person=newsroom.reporter)
        with pytest.raises(NotAllowedError, match="lend"):
            await duty.end(db, shift, editor, clock())
        for wrong in (clock(), clock() + timedelta(hours=17)):
            with pytest.raises(BadInputError, match="within a day"):
                await duty.begin(db, editor, clock(), until=wrong)


async def test_a_right_is_lent_by_the_chief_for_a_shift_and_taken_back(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    chief, person = newsroom.hand(newsroom.chief), newsroom.reporter
    async with transaction(newsroom.pool) as db:
        until, why = clock() + SHIFT, "Night shift."
        editor = newsroom.hand(newsroom.editor)
        with pytest.raises(NotAllowedError, match="lend"):
            await duty.lend(db, person, Act.RELEASE, editor, clock(), until=until, reason=why)
        with pytest.raises(NotAllowedError, match="not lent"):
            await duty.lend(db, person, Act.ERASE, chief, clock(), until=until, reason=why)
        with pytest.raises(NotAllowedError, match="to themselves"):
            await duty.lend(db, chief.person, Act.RELEASE, chief, clock(), until=until, reason=why)
        with pytest.raises(BadInputError, match="with a reason"):
            await duty.lend(db, person, Act.RELEASE, chief, clock(), until=until, reason=" ")
        loan = await duty.lend(db, person, Act.RELEASE, chief, clock(), until=until, reason=why)
        assert await duty.lent_to(db, person, clock()) == {Act.RELEASE}
        (listed,) = await duty.lent_now(db, clock())
        assert (listed.id, listed.name, listed.reason) == (loan, "reporter", why)
        await duty.take_back(db, loan, chief, clock())
        assert await duty.lent_to(db, person, clock()) == frozenset()
        with pytest.raises(ConflictError, match="is over"):
            await duty.take_back(db, loan, chief, clock())


async def test_the_hand_over_lists_what_stands_open_and_is_signed_for(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    rules = newsroom.agency.desk
    held = await newsroom.release(a_dispatch(slug="held"))
    await newsroom.stop(held.guid, Action.HOLD)
    soon = await newsroom.release(a_dispatch(slug="soon", embargo=clock() + timedelta(hours=2)))
    await newsroom.release(a_dispatch(slug="later", embargo=clock() + timedelta(hours=30)))
    flash = await newsroom.release(a_dispatch(form=Form.FLASH, body=(), slug="chain"))
    clock.advance(rules.lead_after)
    editor, chief = newsroom.hand(newsroom.editor), newsroom.hand(newsroom.chief)
    async with transaction(newsroom.pool) as db:
        line = await handover.watch(db, editor, clock(), words=" The owner calls at six. ")
        found = await handover.handover(db, rules, clock())
        number = await handover.sign(db, rules, chief, clock())
        (signed,) = await handover.signatures(db)
    assert [note.words for note in found.lines] == ["The owner calls at six."]
    assert [item.guid for item in found.holds] == [held.guid]
    assert [item.guid for item in found.embargoes] == [soon.guid]
    assert [chain.guid for chain in found.flashes] == [flash.guid]
    assert [look.guid for look in found.looks] == [held.guid]
    assert (signed.id, signed.name, signed.count()) == (number, "chief", 5)
    assert json.loads(signed.shown)["lines"] == [line]
    async with transaction(newsroom.pool) as db:
        await handover.close(db, line, chief, clock())
        assert (await handover.handover(db, rules, clock())).lines == []
        with pytest.raises(ConflictError, match="is closed"):
            await handover.close(db, line, chief, clock())
        with pytest.raises(BadInputError, match="no note"):
            await handover.watch(db, editor, clock(), words=" ")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE handover_sign SET by = 'p-other'",
        "DELETE FROM handover_sign",
        "UPDATE draft_save SET content = 'other'",
        "UPDATE draft_save SET by_hand = false",
        "DELETE FROM draft_save",
        "UPDATE draft_event SET note = 'other'",
        "DELETE FROM draft_event",
        "DELETE FROM after_look",
        "DELETE FROM approval_request",
    ],
)
async def test_the_application_takes_back_no_signature_save_or_look(newsroom: Newsroom, change: str) -> None:
    await newsroom.draft()
    with pytest.raises(psycopg.DatabaseError):
        async with transaction(newsroom.pool) as db:
            await db.execute(change.encode())


async def test_what_was_scheduled_by_a_loan_stands_when_it_ends_and_goes_back_when_it_is_taken_back(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    chief, until = newsroom.hand(newsroom.chief), clock() + SHIFT
    async with transaction(newsroom.pool) as db:
        reporter, reason = newsroom.reporter, "Alone tonight."
        loan = await duty.lend(db, reporter, Act.RELEASE, chief, clock(), until=until, reason=reason)
    late, own = await newsroom.draft(), await newsroom.draft()
    due = clock() + 2 * SHIFT
    await newsroom.ask(late, reporter, due=due)
    await newsroom.ask(own, newsroom.chief, due=due)
    clock.advance(SHIFT)
    async with transaction(newsroom.pool) as db:
        assert (await drafts.get(db, late)).state == "scheduled"
        again = await duty.lend(
            db, reporter, Act.RELEASE, chief, clock(), until=clock() + SHIFT, reason=reason
        )
        with pytest.raises(ConflictError, match="is over"):
            await duty.take_back(db, loan, chief, clock())
    async with transaction(newsroom.pool) as db:
        await duty.take_back(db, again, chief, clock())
        assert (await drafts.get(db, late)).state == "writing"
        told = (await drafts.events(db, late))[0]
        assert (told.act, told.note) == ("refused", "The right to release it was taken back before its hour.")
        assert (await drafts.get(db, own)).state == "scheduled"


async def test_a_flash_is_handed_over_however_young_it_is(newsroom: Newsroom, clock: SettableClock) -> None:
    flash = await newsroom.release(a_dispatch(form=Form.FLASH, body=(), headline="Harbour closed"))
    async with transaction(newsroom.pool) as db:
        found = await handover.handover(db, newsroom.agency.desk, clock() + timedelta(seconds=1))
    assert [chain.guid for chain in found.flashes] == [flash.guid]
