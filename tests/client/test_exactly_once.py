"""A consumer that is cut off and killed at random ends with each entry exactly once (invariant 7)."""

from __future__ import annotations

import asyncio
from random import Random
from typing import TYPE_CHECKING

from tests.client.consuming import Consumer
from tests.client.cutter import cut_off
from tests.client.fake import FakeWire

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Serve

SECONDS = 8


async def test_each_entry_is_there_once_after_cuts_and_kills(serve: Serve, tmp_path: Path):
    wire, over = FakeWire(), asyncio.Event()
    url = await serve(wire.app())
    consumer = Consumer(("reader", "s3cret"), tmp_path / "news.sqlite")

    async def newsroom() -> None:
        until = asyncio.get_running_loop().time() + SECONDS
        while asyncio.get_running_loop().time() < until:
            wire.grow(3)
            await asyncio.sleep(0.02)
        over.set()

    async with cut_off(url, Random(8), 200, 8_000) as (line, cutter):
        _, kills = await asyncio.gather(newsroom(), consumer.killed(line, cutter, Random(1), over))
    assert consumer.received(), "it got somewhere before the end"
    await consumer.finish(url)
    assert [seq for seq, _, _ in consumer.received()] == list(range(1, len(wire.entries) + 1))
    assert kills >= 2
    assert cutter.cuts >= 5
