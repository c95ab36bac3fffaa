"""Consumers of the API cut off at random, seeded: `python -m tests.faults.soak_api --minutes 10 --seed 1`.

The web process is a node's own, releases go on, and in the end each consumer must have each entry exactly once.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from newsflow.db.pool import open_pool, transaction
from newsflow.ops.clock import now
from newsflow.ops.embedded import DatabaseRole, EmbeddedDatabase
from newsflow.ops.preparation import prepare
from newsflow.wire.read import head
from tests.builders import a_dispatch, a_newsroom, the_agency
from tests.faults.cut_consumer import Consumer
from tests.faults.polling import release_until, sign_up, web_process

if TYPE_CHECKING:
    from newsflow.db.pool import Pool
    from tests.builders import Newsroom
    from tests.faults.pollers import Login

CONSUMERS = 8


async def soaked(home: Path, asked: argparse.Namespace) -> list[str]:
    """What was not as promised."""
    with EmbeddedDatabase.open(home / "database") as database:
        await prepare(database.dsn(DatabaseRole.OWNER), the_agency(), now)
        dsn = database.dsn(DatabaseRole.APP)
        async with open_pool(dsn, at_most=2) as pool:
            newsroom = await a_newsroom(pool, now)
            login = (await sign_up(pool, 1))[0]
            await newsroom.release(a_dispatch())
            with web_process(dsn, home / "node", {"NEWSFLOW_API_REQUESTS_MINUTE": "1000000"}) as port:
                return await _read(newsroom, pool, login, port, asked)


async def _read(
    newsroom: Newsroom, pool: Pool, login: Login, port: int, asked: argparse.Namespace
) -> list[str]:
    url, loop = f"http://127.0.0.1:{port}", asyncio.get_running_loop()
    consumers = [
        Consumer(url, login.username, login.secret, random.Random(asked.seed * 100 + each))
        for each in range(CONSUMERS)
    ]
    seconds = asked.minutes * 60
    await asyncio.gather(
        release_until(newsroom, random.Random(asked.seed), loop.time() + seconds),
        *(consumer.read_until(loop.time() + seconds) for consumer in consumers),
    )
    async with transaction(pool) as db:
        last = (await head(db)).seq
    faults: list[str] = []
    for number, consumer in enumerate(consumers):
        await consumer.catch_up(last)
        if consumer.came != sorted(set(consumer.came)) or set(consumer.came) != set(consumers[0].came):
            faults.append(f"consumer {number} has {len(consumer.came)} of {last}, or not each once in order")
    cuts = sum(consumer.cuts for consumer in consumers)
    print(f"{last} entries, {CONSUMERS} consumers, cut {cuts} times; seed {asked.seed}")  # noqa: T201 - a program for people
    return faults


def main() -> int:
    """0 when every consumer has each entry exactly once, else 1."""
    parser = argparse.ArgumentParser(prog="tests.faults.soak_api")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsflow-soak-") as folder:
        home = Path(folder)
        home.chmod(0o755)  # as root, the server runs as a user that must reach its data folder
        faults = asyncio.run(soaked(home, asked))
    for fault in faults:
        print(fault, file=sys.stderr)  # noqa: T201 - as above
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
