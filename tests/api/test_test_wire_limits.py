"""What a test wire bears: so many requests, drills and streams, and no reader that takes nothing."""

from __future__ import annotations

import asyncio
import base64
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import httpx

from newsflow import api as rooms
from newsflow.api.limits import STREAMS_AT_ONCE
from newsflow.web.files import ABORT
from newsflow.wire.window import Window
from tests.api.test_test_wire import tried
from tests.has.desk import SERVER_KEY

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import pytest

    from tests.api.trying import Tried
    from tests.has.desk import Desk

__all__ = ["tried"]


async def test_requests_and_drills_beyond_their_limits_are_told_when_to_come_again(
    tried: Tried, make_url: Callable[..., Awaitable[str]], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("newsflow.api.DRILLS_A_MINUTE", 1)
    url = await make_url(requests_a_minute=3)
    async with httpx.AsyncClient(base_url=f"{url}/v1/test", auth=(tried.contract, tried.secret)) as http:
        answers = [await http.post("drills/new") for _ in range(2)]
        answers += [await http.get("status") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 429, 200, 429]
    assert '"drills";r=0' in answers[1].headers["ratelimit"]
    assert answers[3].headers["ratelimit"].startswith('"requests";r=0;t=')
    assert 1 <= int(answers[3].headers["retry-after"]) <= 20


async def test_what_the_limits_drill_refuses_has_nothing_left_before_retry_after(tried: Tried):
    await tried.plays("limits")
    answers = [await tried.http.get(path) for path in ("entries?after=0", "status", "subscription", "status")]
    assert [answer.status_code for answer in answers] == [429, 429, 429, 200]
    for refused in answers[:3]:
        wait = refused.headers["retry-after"]
        assert refused.headers["ratelimit"] == f'"requests";r=0;t={wait}'
        assert refused.headers["ratelimit-policy"].startswith('"requests";q=')
    assert int(answers[3].headers["ratelimit"].partition(";r=")[2].partition(";")[0]) > 0


async def test_a_stream_whose_reader_takes_nothing_is_cut_off_and_a_login_has_so_many(
    desk: Desk, tried: Tried
):
    window, cut, waits = Window(desk.pool), asyncio.Event(), asyncio.Event()
    door = rooms.test_door(
        rooms.Api(
            pool=desk.pool, agency=desk.agency, clock=desk.clock, server_key=SERVER_KEY, window=window, slow_s=0.05
        )
    )  # fmt: skip
    login = base64.b64encode(f"{tried.contract}:{tried.secret}".encode())
    scope = {
        "type": "http", "method": "GET", "path": "/v1/test/stream", "query_string": b"after=0",
        "headers": [(b"authorization", b"Basic " + login)], "extensions": {ABORT: cut.set},
    }  # fmt: skip
    sent: list[Any] = []

    async def receive() -> Any:
        await cut.wait()
        return {"type": "http.disconnect"}

    async def takes_nothing(message: Any) -> None:
        sent.append(message)
        if message["type"] == "http.response.body":
            await waits.wait()

    await asyncio.wait_for(door(scope, receive, takes_nothing), 20)
    assert cut.is_set()
    with ExitStack() as opened:
        for _ in range(STREAMS_AT_ONCE):
            opened.enter_context(door.open.one(tried.contract))
        waits.set()
        await door(scope, receive, takes_nothing)
        assert sent[-2]["status"] == 429
