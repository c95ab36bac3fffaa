"""Searches and refusals are counted by the minute and stand in no ledger; a taking says from where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette

from newsflow.db.pool import transaction
from newsflow.domain.network import network
from newsflow.has import routes
from newsflow.matching.contract import Entitlement
from newsflow.subscribers.counters import Counters, counted
from newsflow.web.client import Proxies
from tests.has import copy
from tests.has.desk import SERVER_KEY, Machine
from tests.has.http import Client

if TYPE_CHECKING:
    from tests.conftest import Serve
    from tests.has.desk import Desk


@pytest.fixture
def counters(desk: Desk) -> Counters:
    return Counters(desk.pool, flush_s=3600)


@pytest.fixture
async def paced(desk: Desk, serve: Serve, counters: Counters) -> str:
    return await serve(
        Starlette(
            routes=routes(
                pool=desk.pool, agency=desk.agency, clock=desk.clock, server_key=SERVER_KEY, counters=counters,
                pace_ms=0, proxies=Proxies(networks=(network("127.0.0.1"),)),
            )
        )
    )  # fmt: skip


async def test_searches_and_refusals_go_to_counters_by_the_minute_and_never_to_the_ledger(
    desk: Desk, paced: str, counters: Counters
) -> None:
    """Issue 3: "Searches and refusals go to per-minute counters, not to the ledger"."""
    guid = await desk.release(copy.a_dispatch())
    machine = await desk.machine(Entitlement(languages=("fr",)))
    client, stranger = Client(paced, machine), Client(paced, Machine("nobody", "x", ""))
    for _ in range(3):
        assert (await client.search()).status == 200
    assert (await client.search(limit=0)).status == 400
    assert (await client.get(f"/abone/document/{guid}/newsml29")).status == 404
    assert (await stranger.search()).status == 401
    assert (await stranger.get("/abone/download/abc")).status == 403
    legacy = await desk.machine(Entitlement(), legacy_errors=True)
    assert (await Client(paced, legacy).get("/abone/nothing")).status == 200
    await counters.flush()
    async with transaction(desk.pool) as db:
        found = await counted(db, now=desk.clock(), minutes=5, by_minute=False)
        ledger = await (await db.execute("SELECT count(*) FROM taking")).fetchone()
    assert sorted((one.subscriber, one.what, one.number) for one in found) == sorted(
        [
            (machine.subscriber, "has:search", 3),
            (machine.subscriber, "has:refused:400", 1),
            (machine.subscriber, "has:refused:404", 1),
            ("", "has:refused:401", 1),
            ("", "has:refused:403", 1),
            (legacy.subscriber, "has:refused:404", 1),
        ]
    )
    assert ledger == (0,)


async def test_a_pace_error_is_a_refusal_of_its_subscriber(
    desk: Desk, serve: Serve, counters: Counters
) -> None:
    at = await serve(
        Starlette(
            routes=routes(
                pool=desk.pool, agency=desk.agency, clock=desk.clock, server_key=SERVER_KEY, counters=counters,
                pace_ms=60_000,
            )
        )
    )  # fmt: skip
    machine = await desk.machine(Entitlement())
    assert [(await Client(at, machine).search()).status for _ in range(3)] == [200, 429, 429]
    await counters.flush()
    async with transaction(desk.pool) as db:
        found = await counted(db, now=desk.clock(), minutes=5, by_minute=False)
    assert sorted((one.subscriber, one.what, one.number) for one in found) == [
        (machine.subscriber, "has:refused:429", 2),
        (machine.subscriber, "has:search", 1),
    ]


async def test_a_taking_says_by_whose_login_and_from_where(desk: Desk, paced: str) -> None:
    guid = await desk.release(copy.a_dispatch())
    machine = await desk.machine(Entitlement())
    document = f"/abone/document/{guid}/newsml29"
    for said, address in (
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8::7", "2001:db8::7"),
        ("unknown", "127.0.0.1"),
    ):
        answer = await Client(paced, machine).ask("GET", document, {"X-Forwarded-For": said})
        assert answer.status == 200
        async with transaction(desk.pool) as db:
            cursor = await db.execute("SELECT last_user, host(last_address) FROM taking")
            assert await cursor.fetchall() == [(machine.username, address)]
