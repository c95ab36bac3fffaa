"""A consumer killed and cut off at random, seeded: `python -m tests.faults.soak_client --minutes 10 --seed 1`.

The program of docs/examples reads the real API over a line that breaks, and is killed again and again, while releases go
on; in the end it holds each entry of the wire exactly once.
"""

from __future__ import annotations

import asyncio
import sys
import time
from random import Random
from typing import TYPE_CHECKING

from newsflow.db.pool import open_pool, transaction
from newsflow.ops.clock import now
from newsflow.ops.embedded import DatabaseRole, EmbeddedDatabase
from newsflow.ops.preparation import prepare
from newsflow.wire.read import head
from tests.builders import the_agency
from tests.client.consuming import Consumer
from tests.client.cutter import cut_off
from tests.faults.polling import release_until, stock, web_process
from tests.faults.soaking import a_home, arguments, ended

if TYPE_CHECKING:
    from pathlib import Path

ITEMS = 200


async def soaked(home: Path, minutes: float, seed: int) -> tuple[str, list[str]]:
    """The load in a line, and what was not as promised."""
    with EmbeddedDatabase.open(home / "database") as database:
        await prepare(database.dsn(DatabaseRole.OWNER), the_agency(), now)
        dsn = database.dsn(DatabaseRole.APP)
        async with open_pool(dsn, at_most=2) as pool:
            town = await stock(pool, 1, ITEMS, seed)
            login = town.logins[0]
            consumer = Consumer((login.username, login.secret), home / "news.sqlite", longest_s=8)
            with web_process(dsn, home / "node") as port:
                url, over = f"http://127.0.0.1:{port}", asyncio.Event()

                async def newsroom() -> None:
                    await release_until(town.newsroom, Random(seed + 1), time.monotonic() + minutes * 60)
                    over.set()

                async with cut_off(url, Random(seed + 2), 300, 12_000) as (line, cutter):
                    _, kills = await asyncio.gather(
                        newsroom(), consumer.killed(line, cutter, Random(seed + 3), over)
                    )
                await consumer.finish(url)
            async with transaction(pool) as db:
                last = (await head(db)).seq
    got = [seq for seq, _, _ in consumer.received()]
    faults: list[str] = []
    if missing := sorted(set(range(1, last + 1)) - set(got)):
        faults.append(f"{len(missing)} entries never came, such as {missing[:5]}")
    if len(got) != len(set(got)):
        faults.append(f"{len(got) - len(set(got))} entries came more than once")
    if got != sorted(got):
        faults.append("entries came out of order")
    return f"{last} entries, {kills} kills, {cutter.cuts} cuts", faults


def main() -> int:
    """0 when every entry was there exactly once, else 1."""
    asked = arguments("client").parse_args()
    with a_home() as home:
        told, faults = asyncio.run(soaked(home, asked.minutes, asked.seed))
    return ended(told, asked.seed, faults)


if __name__ == "__main__":
    sys.exit(main())
