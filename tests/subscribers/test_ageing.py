"""What the ledger forgets: first from where, then by whose login; that the organisation took it stays for ever."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql

from newsflow.db.pool import transaction
from newsflow.domain.guid import SubscriberId
from newsflow.domain.retention import Retention
from newsflow.ops.embedded import DatabaseRole
from newsflow.subscribers import ageing
from newsflow.subscribers.ageing import Forgotten, age_out
from newsflow.subscribers.counters import Counters
from newsflow.subscribers.ledger import Take, take, takers, took
from tests.builders import a_contract, an_account

if TYPE_CHECKING:
    from tests.builders import Newsroom
    from tests.harness import Database, SettableClock

GAZETTE = SubscriberId("gazette")
GUID = "nf:text:20260302:1"
KEPT = Retention()


async def taken(newsroom: Newsroom, *, guid: str = GUID, path: str = "has:document:newsml29") -> None:
    """The gazette takes it now, from its office."""
    taking = Take(
        subscriber=GAZETTE, username="7000001", guid=guid, version=1, path=path, address="192.0.2.7"
    )
    async with transaction(newsroom.pool) as db:
        await take(db, taking, newsroom.clock())


async def known(newsroom: Newsroom) -> list[tuple[str | None, str | None]]:
    """Who took, and from where, as the ledger still knows it."""
    async with transaction(newsroom.pool) as db:
        cursor = await db.execute("SELECT last_user, host(last_address) FROM taking ORDER BY guid, path")
        return await cursor.fetchall()


async def test_the_address_goes_after_30_days_the_login_after_a_year_and_the_organisation_stays(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    """Issue 3: "network address and person are kept for a set time …, then only the organisation remains"."""
    await an_account(newsroom.pool, clock, a_contract())
    await taken(newsroom)
    clock.advance(KEPT.addresses)
    assert await age_out(newsroom.pool, clock, KEPT) == Forgotten(0, 0, 0)
    assert await known(newsroom) == [("7000001", "192.0.2.7")]
    clock.advance(timedelta(microseconds=1))
    assert await age_out(newsroom.pool, clock, KEPT) == Forgotten(1, 0, 0)
    assert await known(newsroom) == [("7000001", None)]
    clock.advance(KEPT.logins - KEPT.addresses)
    assert await age_out(newsroom.pool, clock, KEPT) == Forgotten(0, 1, 0)
    assert await known(newsroom) == [(None, None)]
    assert await age_out(newsroom.pool, clock, KEPT) == Forgotten(0, 0, 0)
    async with transaction(newsroom.pool) as db:
        assert await took(db, GAZETTE, [GUID]) == {GUID}
        assert [(row.subscriber, row.version, row.times) for row in await takers(db, GUID)] == [
            (GAZETTE, 1, 1)
        ]


async def test_whoever_takes_it_again_is_known_again_for_as_long(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    await an_account(newsroom.pool, clock, a_contract())
    await taken(newsroom)
    await taken(newsroom, path="has:document:newsml12")
    clock.advance(timedelta(days=29))
    await taken(newsroom)
    clock.advance(timedelta(days=2))
    await age_out(newsroom.pool, clock, KEPT)
    assert await known(newsroom) == [("7000001", None), ("7000001", "192.0.2.7")]


async def test_a_shorter_time_for_the_login_takes_the_address_with_it(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    await an_account(newsroom.pool, clock, a_contract())
    await taken(newsroom)
    clock.advance(timedelta(days=2))
    await age_out(newsroom.pool, clock, Retention(logins=timedelta(days=1)))
    assert await known(newsroom) == [(None, None)]


async def test_more_than_a_batch_is_forgotten_in_several(
    newsroom: Newsroom, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ageing, "BATCH", 3)
    await an_account(newsroom.pool, clock, a_contract())
    counters = Counters(newsroom.pool)
    for number in range(7):
        await taken(newsroom, guid=f"nf:text:20260302:{number + 1}")
        counters.add("has:search", clock() + timedelta(minutes=number), GAZETTE)
    await counters.flush()
    clock.advance(timedelta(days=400))
    assert await age_out(newsroom.pool, clock, KEPT) == Forgotten(7, 7, 7)
    async with transaction(newsroom.pool) as db:
        cursor = await db.execute("SELECT count(*) FROM request_minute")
        assert await cursor.fetchone() == (0,)


async def test_the_readonly_role_is_not_told_who_took_nor_from_where(
    newsroom: Newsroom, clock: SettableClock, database: Database
) -> None:
    await an_account(newsroom.pool, clock, a_contract())
    await taken(newsroom)
    with psycopg.connect(database.dsn(DatabaseRole.READONLY), autocommit=True) as readonly:
        assert readonly.execute("SELECT subscriber, guid, times FROM taking").fetchall() == [
            (GAZETTE, GUID, 1)
        ]
        for column in ("last_user", "last_address"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                readonly.execute(sql.SQL("SELECT {} FROM taking").format(sql.Identifier(column)))
