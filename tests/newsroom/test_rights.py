"""Restrictions: machine-readable use terms that rule, and end by themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, ReasonClass
from newsflow.domain.dispatch import Restriction
from newsflow.newsroom.schedule import release_due
from newsflow.wire.fsck import fsck
from newsflow.wire.read import latest
from tests.builders import a_dispatch

if TYPE_CHECKING:
    from tests.builders import Newsroom
    from tests.harness import SettableClock

HOUR = timedelta(hours=1)


async def test_an_item_is_withdrawn_when_its_rights_end_with_the_reason(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    terms = (Restriction(words="Two hours only.", ends=clock() + 2 * HOUR), Restriction(words="No resale."))
    header = await newsroom.release(a_dispatch(restrictions=terms))
    clock.advance(2 * HOUR - timedelta(milliseconds=1))
    assert await release_due(newsroom.pool, clock, newsroom.agency, "a") == []
    clock.advance(timedelta(milliseconds=1))
    own, told = await release_due(newsroom.pool, clock, newsroom.agency, "a")
    assert (own.guid, own.action) == (header.guid, Action.WITHDRAW)
    async with transaction(newsroom.pool) as db:
        notice = (await latest(db, told.guid)).content
        assert (await fsck(db)).faults == []
    assert notice is not None
    assert notice.notice_of is not None
    assert notice.notice_of.reason is ReasonClass.RIGHTS
    assert newsroom.agency.house("en").reasons[ReasonClass.RIGHTS] in notice.body[0].text()
    assert await release_due(newsroom.pool, clock, newsroom.agency, "a") == []


async def test_an_end_that_was_moved_holds_at_its_new_hour(newsroom: Newsroom, clock: SettableClock) -> None:
    header = await newsroom.release(a_dispatch(restrictions=(Restriction(words="w", ends=clock() + HOUR),)))
    await newsroom.release(
        a_dispatch(restrictions=(Restriction(words="w", ends=clock() + 2 * HOUR),)), of=header.guid
    )
    clock.advance(HOUR)
    assert await release_due(newsroom.pool, clock, newsroom.agency, "a") == []
    clock.advance(HOUR)
    assert len(await release_due(newsroom.pool, clock, newsroom.agency, "a")) == 2
