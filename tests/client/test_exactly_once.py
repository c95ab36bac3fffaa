"""A consumer that is cut off and killed at random ends with each entry exactly once (invariant 7)."""

from __future__ import annotations

import asyncio
from random import Random
from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette

from newsflow.api import Api, routes
from newsflow.db.pool import transaction
from newsflow.domain.codes import Action
from newsflow.matching.contract import Entitlement
from newsflow.wire.read import head
from tests.api.conftest import begun, desk, window
from tests.client.consuming import Consumer
from tests.client.cutter import cut_off
from tests.has import copy
from tests.has.desk import SERVER_KEY

if TYPE_CHECKING:
    from pathlib import Path

    from newsflow.wire.window import Window
    from tests.conftest import Serve
    from tests.has.desk import Desk

__all__ = ["begun", "desk", "window"]

SECONDS = 10


@pytest.fixture
async def url(desk: Desk, window: Window, serve: Serve) -> str:
    """Where the API answers, with its limit out of the way."""
    api = Api(
        pool=desk.pool, agency=desk.agency, clock=desk.clock, server_key=SERVER_KEY, window=window,
        requests_a_minute=1_000_000,
    )  # fmt: skip
    return await serve(Starlette(routes=routes(api)))


async def test_each_entry_of_the_real_wire_is_there_once_after_cuts_and_kills(
    desk: Desk, url: str, tmp_path: Path
):
    machine, over = await desk.machine(Entitlement()), asyncio.Event()
    consumer = Consumer((machine.username, machine.password), tmp_path / "news.sqlite", longest_s=2.5)

    async def newsroom() -> None:
        until = asyncio.get_running_loop().time() + SECONDS
        while asyncio.get_running_loop().time() < until:
            guid = await desk.release(copy.a_dispatch())
            await desk.stop(guid, Action.KILL)
            await asyncio.sleep(0.05)
        over.set()

    async with cut_off(url, Random(8), 200, 12_000) as (line, cutter):
        _, kills = await asyncio.gather(newsroom(), consumer.killed(line, cutter, Random(1), over))
    assert consumer.received(), "it got somewhere before the end"
    await consumer.finish(url)
    async with transaction(desk.pool) as db:
        last = (await head(db)).seq
    assert [seq for seq, _, _ in consumer.received()] == list(range(1, last + 1))
    assert kills >= 1
    assert cutter.cuts >= 1
