"""Public some time after subscribers, and for some days: the due list publishes, and what stops an item never waits."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.agency import PublicRule
from newsflow.domain.codes import Action, Priority
from newsflow.newsroom import editions
from newsflow.newsroom.editions import edition_faults, run_editions
from tests.site.builders import EDITOR, acts, lines

if TYPE_CHECKING:
    from tests.harness import SettableClock
    from tests.site.builders import Newsroom

TEN_MINUTES = timedelta(minutes=10)
OVER = TEN_MINUTES + timedelta(seconds=1)


@pytest.fixture(autouse=True)
def rules(newsroom: Newsroom) -> None:
    """A flash is public at once; anything else ten minutes after subscribers, for thirty days."""
    newsroom.agency = replace(
        newsroom.agency,
        public_rules=(
            PublicRule(priorities=(Priority.FLASH,)),
            PublicRule(packages=("general",), delay_s=600, days=30),
        ),
    )


async def faults(newsroom: Newsroom) -> list[str]:
    async with transaction(newsroom.pool) as db:
        return await edition_faults(db, newsroom.agency)


async def headlines(newsroom: Newsroom) -> list[str | None]:
    return [line.headline for line in await lines(newsroom.pool) if line.act == "show"]


async def test_subscribers_read_it_ten_minutes_before_the_public_does(
    newsroom: Newsroom, clock: SettableClock
):
    await newsroom.release()
    await newsroom.release(headline="Le pont est ouvert", priority=Priority.FLASH, story="st_f")
    await newsroom.publish()
    assert await headlines(newsroom) == ["Le pont est ouvert"]
    clock.advance(TEN_MINUTES)
    await newsroom.publish()
    assert len(await headlines(newsroom)) == 1
    clock.advance(timedelta(seconds=1))
    await newsroom.publish()
    assert (await headlines(newsroom))[1] == "Une péniche-bibliothèque jette l’ancre dans le Vieux-Port"
    assert await faults(newsroom) == []


async def test_each_version_waits_its_own_ten_minutes(newsroom: Newsroom, clock: SettableClock):
    guid = await newsroom.release(headline="Un")
    clock.advance(timedelta(minutes=6))
    await newsroom.change(guid, Action.UPDATE, headline="Deux")
    await newsroom.publish()
    clock.advance(timedelta(minutes=5))
    await newsroom.publish()
    assert await headlines(newsroom) == ["Un"]
    clock.advance(timedelta(minutes=6))
    await newsroom.publish()
    assert await headlines(newsroom) == ["Un", "Deux"]
    assert await faults(newsroom) == []


@pytest.mark.parametrize("action", [Action.KILL, Action.HOLD, Action.WITHDRAW])
async def test_what_is_stopped_while_it_waits_is_never_public(
    newsroom: Newsroom, clock: SettableClock, action: Action
):
    guid = await newsroom.release()
    await newsroom.publish()
    clock.advance(timedelta(minutes=9))
    await newsroom.change(guid, action)
    await newsroom.publish()
    clock.advance(OVER)
    await newsroom.publish()
    assert await headlines(newsroom) == []
    assert await faults(newsroom) == []


async def test_a_kill_that_comes_in_one_batch_with_what_it_kills_is_still_first(
    newsroom: Newsroom, clock: SettableClock
):
    guid = await newsroom.release()
    clock.advance(timedelta(minutes=9))
    await newsroom.change(guid, Action.KILL)
    clock.advance(timedelta(hours=1))
    await newsroom.publish()
    assert [act for act, _ in await acts(newsroom.pool)] == ["hide"]
    assert await faults(newsroom) == []


async def test_a_correction_of_what_is_public_does_not_wait(newsroom: Newsroom, clock: SettableClock):
    guid = await newsroom.release(headline="Faux")
    await newsroom.publish()
    clock.advance(OVER)
    await newsroom.publish()
    await newsroom.change(guid, Action.UPDATE, headline="Faux encore")
    await newsroom.change(guid, Action.CORRECT, headline="Juste", correction="Un mot.")
    await newsroom.publish()
    assert await headlines(newsroom) == ["Faux", "Juste"]
    clock.advance(OVER)
    await newsroom.publish()
    assert await headlines(newsroom) == ["Faux", "Juste"], "the version that was wrong does not come after it"
    assert await faults(newsroom) == []


async def test_what_is_corrected_while_it_waits_is_never_public_as_it_was_and_keeps_its_hour(
    newsroom: Newsroom, clock: SettableClock
):
    guid = await newsroom.release(headline="Faux")
    clock.advance(timedelta(minutes=6))
    await newsroom.change(guid, Action.CORRECT, headline="Juste", correction="Un mot.")
    await newsroom.publish()
    clock.advance(timedelta(minutes=4, seconds=1))
    await newsroom.publish()
    assert await headlines(newsroom) == ["Juste"]
    assert await faults(newsroom) == []


async def test_after_its_days_it_is_public_no_more_and_an_update_begins_them_anew(
    newsroom: Newsroom, clock: SettableClock
):
    old = await newsroom.release(headline="Ancienne", story="st_1")
    await newsroom.release(headline="Oubliée", story="st_2")
    clock.advance(OVER)
    await newsroom.publish()
    clock.advance(timedelta(days=20))
    await newsroom.change(old, Action.UPDATE, deck="Encore")
    clock.advance(OVER)
    await newsroom.publish()
    clock.advance(timedelta(days=15))
    await newsroom.publish()
    assert (await acts(newsroom.pool))[-1] == ("hide", "aged")
    assert sum(act == "hide" for act, _ in await acts(newsroom.pool)) == 1
    clock.advance(timedelta(days=15))
    await newsroom.publish()
    assert [act for act, _ in await acts(newsroom.pool)] == ["show", "show", "show", "hide", "hide"]
    assert await faults(newsroom) == []


async def test_an_editor_may_show_at_once_what_waits_and_their_words_stand(
    newsroom: Newsroom, clock: SettableClock
):
    guid = await newsroom.release()
    await newsroom.publish()
    async with transaction(newsroom.pool) as db:
        await editions.set_summary(db, clock, newsroom.agency, guid, EDITOR, summary=["Bref."])
    clock.advance(OVER)
    await newsroom.publish()
    shown = [line for line in await lines(newsroom.pool) if line.act == "show"]
    assert shown[0].summary == ["Bref."]
    assert shown[-1].summary == ["Bref."]


async def test_a_running_reader_publishes_at_the_hour_without_anything_new_on_the_wire(
    newsroom: Newsroom, clock: SettableClock
):
    newsroom.agency = replace(newsroom.agency, public_rules=(PublicRule(packages=("general",), delay_s=600),))
    stop = asyncio.Event()
    await newsroom.release()
    await newsroom.publish()
    clock.advance(TEN_MINUTES + timedelta(milliseconds=700))
    running = asyncio.create_task(run_editions(newsroom.pool, newsroom.agency, clock, stop))
    await asyncio.sleep(0.1)
    clock.advance(timedelta(seconds=1))
    async with asyncio.timeout(2):
        while not await lines(newsroom.pool):  # noqa: ASYNC110 - the database has no event to wait for
            await asyncio.sleep(0.02)
    stop.set()
    async with asyncio.timeout(2):
        await running
