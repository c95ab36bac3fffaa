"""The agency's reports: use by subscriber and section, kills outstanding, what falls due; as pages and files."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from newsflow.db.pool import transaction
from newsflow.desk.subscribers.reminding import remind
from newsflow.domain.guid import SubscriberId
from newsflow.subscribers.books.rows import Terms
from newsflow.subscribers.books.terms import put_terms
from newsflow.subscribers.ledger import Take, take
from newsflow.subscribers.ranges import Range, Ranges
from newsflow.subscribers.reports.counting import count_use
from newsflow.subscribers.reports.reading import use
from tests.builders import a_contract, a_dispatch, a_newsroom, an_account

if TYPE_CHECKING:
    from datetime import datetime

    from tests.desk.room import DeskRoom

DAY = timedelta(days=1)
GAZETTE, COURIER = SubscriberId("gazette"), SubscriberId("courier")


def taking(subscriber: SubscriberId, guid: str, path: str = "has:x", version: int = 1) -> Take:
    """A taking of that subscriber's."""
    return Take(subscriber=subscriber, username="u", guid=guid, version=version, path=path)


async def by_cursor(desk: DeskRoom, subscriber: SubscriberId, to_seq: int, at: datetime) -> None:
    """Nothing; the subscriber pulled the wire up to that number."""
    pulled = Range(
        subscriber=subscriber, path="v1:entries", contracts=(f"c-{subscriber}",), after_seq=0, to_seq=to_seq,
        first_at=at, last_at=at, username="u", address=None,
    )  # fmt: skip
    await Ranges(desk.pool).pulled(pulled)


async def test_use_is_counted_once_a_day_whatever_way_it_went_and_never_twice(desk: DeskRoom):
    newsroom = await a_newsroom(desk.pool, desk.clock)
    await an_account(desk.pool, desk.clock, a_contract(), "7000001")
    await an_account(desk.pool, desk.clock, a_contract(subscriber="courier", languages=("fr",)), "7000002")
    first = await newsroom.release(a_dispatch(slug="first"))
    french = await newsroom.release(a_dispatch(slug="second", language="fr", headline="Un quai"))
    async with transaction(desk.pool) as db:
        for path in ("has:x", "v1:items:text"):
            await take(db, taking(GAZETTE, first.guid, path), desk.clock(), desk.agency.zoneinfo)
    await by_cursor(desk, GAZETTE, french.seq, desk.clock())
    await by_cursor(desk, COURIER, french.seq, desk.clock())
    assert await count_use(desk.pool, desk.clock, desk.agency.zoneinfo) == 0, "today is not over"
    desk.clock.advance(DAY)
    assert await count_use(desk.pool, desk.clock, desk.agency.zoneinfo) == 1
    assert await count_use(desk.pool, desk.clock, desk.agency.zoneinfo) == 0
    section = desk.agency.sections[0].code
    async with transaction(desk.pool) as db:
        found = {
            one.id: (one.section, one.items) for one in await use(db, date(2026, 3, 2), date(2026, 3, 2))
        }
    assert found[GAZETTE][1] == 2, "one by line and by cursor, one by cursor alone"
    assert found[COURIER][1] == 1, "what its contract covers of the range"
    chief = await desk.client("chief:cleo")
    page = (await chief.get("/desk/subscriber-reports")).text
    assert "The gazette" in page
    assert "Un quai" in page, "two took it"
    table = (await chief.get("/desk/subscriber-reports.csv?from=2026-03-02&until=2026-03-02")).text
    assert f"gazette,The gazette,{found[GAZETTE][0]},2" in table, section
    assert (await chief.get("/desk/subscriber-reports?from=2026-03-02&until=2026-03-01")).status_code == 400
    assert "gazette,The gazette,1,,2," in (await chief.get("/desk/subscribers.csv")).text


async def test_a_kill_is_outstanding_until_it_is_fetched_whichever_way(desk: DeskRoom):
    newsroom = await a_newsroom(desk.pool, desk.clock)
    for subscriber in ("gazette", "courier", "tide", "herald"):
        await an_account(desk.pool, desk.clock, a_contract(subscriber=subscriber), f"{subscriber}.cms")
    item = await newsroom.release(a_dispatch(slug="quay"))
    chief, herald = await desk.client("chief:cleo"), SubscriberId("herald")
    async with transaction(desk.pool) as db:
        for subscriber in (GAZETTE, COURIER):
            await take(db, taking(subscriber, item.guid), desk.clock())
    await by_cursor(desk, SubscriberId("tide"), item.seq, desk.clock())
    kill, notice = await newsroom.stop(item.guid)
    async with transaction(desk.pool) as db:
        await take(db, taking(herald, item.guid, version=kill.version), desk.clock())
    given = await chief.get("/desk/subscriber-kills.csv")
    assert given.headers["content-type"] == "text/csv; charset=utf-8; header=present"
    waits = given.text.splitlines()[1:]
    assert [line.rpartition(",")[2] for line in waits] == ["courier", "gazette", "tide"]
    async with transaction(desk.pool) as db:
        await take(db, taking(GAZETTE, item.guid, version=kill.version), desk.clock())
        await take(db, taking(COURIER, notice.guid), desk.clock())
    page = (await chief.get("/desk/subscriber-kills")).text
    assert "The tide" in page
    assert "The courier" not in page
    await by_cursor(desk, SubscriberId("tide"), kill.seq, desk.clock())
    assert "None outstanding" in (await chief.get("/desk/subscriber-kills")).text


async def test_a_date_is_reminded_of_thirty_seven_and_one_day_before_and_never_twice(desk: DeskRoom):
    await an_account(desk.pool, desk.clock, a_contract(), "7000001")
    async with transaction(desk.pool) as db:
        terms = Terms(notice_by=date(2026, 4, 2), renews_on=date(2026, 9, 1))
        await put_terms(db, GAZETTE, "c-gazette", terms, by="p_1", now=desk.clock())
    reminded: list[int] = []
    for left in range(31, -1, -1):
        told = [await remind(desk.pool, desk.clock, desk.agency, desk.url) for _ in range(2)]
        reminded += [left] * sum(told)
        desk.clock.advance(DAY)
    assert reminded == [30, 7, 1]
    async with transaction(desk.pool) as db:
        letters = await (await db.execute("SELECT recipient, body FROM outbox ORDER BY id")).fetchall()
    assert len(letters) == 3
    assert letters[0][0] == desk.agency.contact
    assert "2026-04-02" in letters[0][1]


async def test_a_check_against_sanctions_stands_with_its_day_and_by_whom(desk: DeskRoom):
    await an_account(desk.pool, desk.clock, a_contract(), "7000001")
    admin = await desk.client("administrator:adam")
    assert "The gazette" in (await admin.get("/desk/subscriber-dates")).text.partition("sanctions-head")[2]
    check = {"act": "sanctions", "checked_on": "2026-03-01", "lists": "Harbour list", "result": "clear"}
    assert (await admin.send_form("/desk/subscribers/gazette", **check)).status_code == 303
    late = await admin.send_form("/desk/subscribers/gazette", **{**check, "checked_on": "2027-03-01"})
    assert late.status_code == 400
    page = (await admin.get("/desk/subscribers/gazette")).text.partition("sanctions-head")[2]
    assert "1 March 2026" in page
    assert "Adam" in page
    table = (await admin.get("/desk/subscribers/gazette/sanctions.csv")).text
    assert "2026-03-01,clear,Harbour list,," in table
    assert (
        "The gazette" not in (await admin.get("/desk/subscriber-dates")).text.partition("sanctions-head")[2]
    )
    desk.clock.advance(365 * DAY)
    assert (
        "The gazette" in (await (await desk.client("administrator:adam")).get("/desk/subscriber-dates")).text
    )
