"""Consumers of the API cut off at random, seeded: `python -m tests.faults.soak_api --minutes 10 --seed 1`.

The web process is a node's own, releases go on, and in the end each consumer must have each entry exactly once.
"""

from __future__ import annotations

import asyncio
import random
import sys
from typing import TYPE_CHECKING

from newsflow.db.pool import open_pool, transaction
from newsflow.ops.clock import now
from newsflow.ops.embedded import DatabaseRole, EmbeddedDatabase
from newsflow.ops.preparation import prepare
from newsflow.wire.read import head
from tests.builders import a_dispatch, a_newsroom, the_agency
from tests.faults.cut_consumer import Consumer
from tests.faults.polling import release_until, sign_up, web_process
from tests.faults.soaking import a_home, arguments, ended

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builders import Newsroom
    from tests.faults.pollers import Login

CONSUMERS = 8


async def soaked(home: Path, minutes: float, seed: int) -> tuple[str, list[str]]:
    """The load in a line, and what was not as promised."""
    with EmbeddedDatabase.open(home / "database") as database:
        await prepare(database.dsn(DatabaseRole.OWNER), the_agency(), now)
        dsn = database.dsn(DatabaseRole.APP)
        async with open_pool(dsn, at_most=2) as pool:
            newsroom = await a_newsroom(pool, now)
            login = (await sign_up(pool, 1))[0]
            await newsroom.release(a_dispatch())
            with web_process(dsn, home / "node", {"NEWSFLOW_API_REQUESTS_MINUTE": "1000000"}) as port:
                return await _read(newsroom, login, f"http://127.0.0.1:{port}", minutes * 60, seed)


async def _read(
    newsroom: Newsroom, login: Login, url: str, seconds: float, seed: int
) -> tuple[str, list[str]]:
    loop = asyncio.get_running_loop()
    consumers = [
        Consumer(url, login.username, login.secret, random.Random(seed * 100 + each))
        for each in range(CONSUMERS)
    ]
    await asyncio.gather(
        release_until(newsroom, random.Random(seed), loop.time() + seconds),
        *(consumer.read_until(loop.time() + seconds) for consumer in consumers),
    )
    async with transaction(newsroom.pool) as db:
        last = (await head(db)).seq
    faults: list[str] = []
    for number, consumer in enumerate(consumers):
        await consumer.catch_up(last)
        if consumer.came != sorted(set(consumer.came)) or set(consumer.came) != set(consumers[0].came):
            faults.append(f"consumer {number} has {len(consumer.came)} of {last}, or not each once in order")
    cuts = sum(consumer.cuts for consumer in consumers)
    return f"{last} entries, {CONSUMERS} consumers, cut {cuts} times", faults


def main() -> int:
    """0 when every consumer has each entry exactly once, else 1."""
    asked = arguments("api").parse_args()
    with a_home() as home:
        told, faults = asyncio.run(soaked(home, asked.minutes, asked.seed))
    return ended(told, asked.seed, faults)


if __name__ == "__main__":
    sys.exit(main())
