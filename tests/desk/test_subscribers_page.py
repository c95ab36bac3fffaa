"""Subscribers at a glance: what runs, what was taken, who is silent."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from newsflow.db.pool import transaction
from newsflow.domain.guid import SubscriberId
from newsflow.subscribers.contracts import add_subscriber
from newsflow.subscribers.ledger import Take, take
from newsflow.subscribers.reports.counting import count_use
from tests.builders import a_contract, a_newsroom, an_account

if TYPE_CHECKING:
    from tests.desk.room import DeskRoom


async def test_the_chief_sees_what_runs_what_was_taken_and_who_is_silent(desk: DeskRoom):
    newsroom = await a_newsroom(desk.pool, desk.clock)
    ends = desk.clock() + timedelta(days=30)
    await an_account(desk.pool, desk.clock, a_contract(subscriber="gazette", ends=ends), "7000001")
    await an_account(desk.pool, desk.clock, a_contract(subscriber="courier"), "7000002")
    item = await newsroom.release()
    gazette = SubscriberId("gazette")
    async with transaction(desk.pool) as db:
        await add_subscriber(db, SubscriberId("formula"), "=Formula", desk.clock())
        await take(
            db,
            Take(subscriber=gazette, username="7000001", guid=item.guid, version=1, path="has:x"),
            desk.clock(),
        )
        await db.execute("UPDATE api_user SET last_used_at = %s WHERE username = '7000001'", [desk.clock()])
    desk.clock.advance(timedelta(days=1))
    await count_use(desk.pool, desk.clock, desk.agency.zoneinfo)
    chief = await desk.client("chief:cleo")
    page = (await chief.get("/desk/subscribers")).text
    assert "The gazette" in page
    assert "ends soon" in page
    assert "1 is silent" in page, "the courier, whose contract runs, and not whose does not"
    assert "1 subscriber<" in page, "most taken"
    table = (await chief.get("/desk/subscribers.csv")).text
    assert "gazette,The gazette,1,2026-04-01T09:00:00.000000Z,1,2026-03-02T09:00:00.000000Z,no,0,1" in table
    assert "'=Formula,0,," in table
    reporter = await desk.client("reporter:rae")
    assert (await reporter.get("/desk/subscribers")).status_code == 403
