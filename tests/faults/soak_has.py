"""Subscribers polling HAS at the legal pace, seeded: `python -m tests.faults.soak_has --minutes 10 --seed 1`.

500 accounts on this one machine, releases going on, the web process and the database beside them. A request may be
refused only where the client's own log shows that it was sent less than 420 ms after the last accepted one.
"""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING

from newsflow.db.pool import open_pool
from newsflow.ops.clock import now
from newsflow.ops.embedded import DatabaseRole, EmbeddedDatabase
from newsflow.ops.preparation import prepare
from tests.builders import the_agency
from tests.faults.polling import Outcome, load_on, stock, web_process
from tests.faults.soaking import a_home, arguments, ended

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

ACCOUNTS = 500
ITEMS = 500
P95_MS = 3_000.0
"""A bound for a machine with two cores that has other things to do: polls then come late, and none is lost."""


async def soaked(home: Path, asked: argparse.Namespace) -> Outcome:
    """What came of the load."""
    with EmbeddedDatabase.open(home / "database") as database:
        await prepare(database.dsn(DatabaseRole.OWNER), the_agency(), now)
        dsn = database.dsn(DatabaseRole.APP)
        async with open_pool(dsn, at_most=2) as pool:
            town = await stock(pool, asked.accounts, ITEMS, asked.seed)
            with web_process(dsn, home / "node") as port:
                return await load_on(town, port, asked.minutes * 60, asked.seed)


def main() -> int:
    """0 when every promise held, else 1."""
    parser = arguments("has")
    parser.add_argument("--accounts", type=int, default=ACCOUNTS)
    asked = parser.parse_args()
    with a_home() as home:
        outcome = asyncio.run(soaked(home, asked))
    return ended(f"{outcome}; load {os.getloadavg()[0]:.1f}", asked.seed, outcome.faults(P95_MS))


if __name__ == "__main__":
    sys.exit(main())
