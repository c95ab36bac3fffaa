"""A consumer that is cut off at random has each entry exactly once in the end. Minutes of it: `make soak`."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action
from newsflow.wire.read import head
from tests.faults.cut_consumer import Consumer
from tests.has import copy

if TYPE_CHECKING:
    from newsflow.domain.guid import Guid
    from tests.api.conftest import Reader
    from tests.has.desk import Desk

FOR_S = 4.0


async def written(desk: Desk, chance: random.Random, until: float) -> None:
    """Nothing; a desk at work until then: new items, updates, kills."""
    live: list[Guid] = []
    while asyncio.get_running_loop().time() < until:
        turn = chance.randrange(4)
        if live and turn == 0:
            await desk.stop(live.pop(chance.randrange(len(live))), Action.KILL)
        elif live and turn == 1:
            await desk.change(chance.choice(live), copy.french())
        else:
            live.append(await desk.release(copy.a_dispatch()))
        await asyncio.sleep(0.03)


async def test_a_consumer_cut_off_at_random_ends_with_each_entry_exactly_once(
    desk: Desk, reader: Reader
) -> None:
    chance = random.Random(8)
    until = asyncio.get_running_loop().time() + FOR_S
    machine = reader.machine
    consumers = [
        Consumer(str(reader.http.base_url), machine.username, machine.password, random.Random(seed))
        for seed in (1, 2)
    ]
    await asyncio.gather(
        written(desk, chance, until), *(consumer.read_until(until) for consumer in consumers)
    )
    async with transaction(desk.pool) as db:
        last = (await head(db)).seq
    assert last > 20
    for consumer in consumers:
        await consumer.catch_up(last)
        assert consumer.cuts > 3
        assert consumer.came == list(range(1, last + 1))
