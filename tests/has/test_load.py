"""Many accounts polling at the legal pace: the short form of `make soak`'s load (tests/faults/soak_has.py)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsflow.ops.clock import now
from newsflow.ops.embedded import DatabaseRole
from newsflow.ops.preparation import prepare
from tests.builders import the_agency
from tests.faults.pollers import Sent, Told
from tests.faults.polling import Outcome, Released, load_on, stock, web_process

if TYPE_CHECKING:
    from pathlib import Path

    from newsflow.db.pool import Pool
    from tests.harness import Database

ACCOUNTS = 60
ITEMS = 60
SECONDS = 6.0
P95_MS = 2_000.0


async def test_polling_at_the_legal_pace_is_never_refused_and_misses_nothing(
    database: Database, pool: Pool, tmp_path: Path
):
    await prepare(database.dsn(DatabaseRole.OWNER), the_agency(), now)
    town = await stock(pool, ACCOUNTS, ITEMS, seed=1)
    with web_process(database.dsn(DatabaseRole.APP), tmp_path / "node") as port:
        outcome = await load_on(town, port, SECONDS, seed=1)
    assert outcome.faults(P95_MS) == []
    assert len(outcome.released) >= 5
    idle = [told.username for told in outcome.told[:-1] if not told.had]
    assert idle == [], "each client that keeps the pace fetched documents"
    assert outcome.statuses(429) > 0, "the hasty client shows that the pace is held"
    assert outcome.a_second > ACCOUNTS / 2, str(outcome)


def test_the_verdict_sees_an_unjust_refusal_an_error_a_gap_and_a_leak():
    fine = Told(
        "0", [Sent(1.0, "search", 200, 0.01), Sent(1.3, "search", 429, 0.01)], {"seen", "other"}, set()
    )
    outcome = Outcome([fine], [Released("seen", frozenset({0}))], 1.0)
    assert replace(outcome, told=[fine, fine]).faults(100) == []
    slow = [Sent(at, "search", 200, 0.5) for at in (1.0, 2.0)]
    assert "p95" in Outcome([Told("0", slow, {"seen"}, set())], [], 1.0).faults(100)[0]
    for sent, listed, fault in (
        (Sent(1.43, "search", 429, 0.01), {"seen"}, "refused"),
        (Sent(2.0, "document", 503, 0.01), {"seen"}, "503"),
        (Sent(2.0, "search", 200, 0.01), {"other"}, "never shown"),
        (Sent(2.0, "search", 200, 0.01), {"seen", "foreign"}, "shown what"),
    ):
        told = Told("0", [Sent(1.0, "search", 200, 0.01), sent], listed, set())
        released = [Released("seen", frozenset({0})), Released("foreign", frozenset({1}))]
        (found,) = Outcome([told, fine], released, 1.0).faults(100)
        assert fault in found
