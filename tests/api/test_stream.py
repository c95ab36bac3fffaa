"""Streams: server-sent events that go on where they were."""

from __future__ import annotations

import asyncio
import base64
import json
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import structlog

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action
from newsflow.domain.dispatch import paragraph
from newsflow.domain.guid import SubscriberId
from newsflow.matching.contract import Entitlement
from newsflow.subscribers.api_users import change_api_user, login_named
from newsflow.subscribers.contracts import end
from newsflow.subscribers.ledger import took, who_took
from tests.has import copy

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable

    from tests.api.conftest import Reader
    from tests.has.desk import Desk


@dataclass(frozen=True, slots=True)
class Event:
    """A server-sent event."""

    kind: str
    id: str
    data: dict[str, Any]


@asynccontextmanager
async def streaming(reader: Reader, **params: Any) -> AsyncGenerator[AsyncIterator[Event]]:
    """The events of a stream, as they come."""
    headers = {"Last-Event-ID": params.pop("last")} if "last" in params else {}
    machine = reader.machine
    given = {"format": "text", **params}
    async with reader.http.stream(
        "GET", "/v1/stream", params=given, headers=headers, auth=(machine.username, machine.password)
    ) as answer:
        assert answer.status_code == 200, await answer.aread()
        assert answer.headers["content-type"] == "text/event-stream"
        yield events(answer.aiter_lines())


async def events(lines: AsyncIterator[str]) -> AsyncIterator[Event]:
    fields: dict[str, str] = {}
    async for line in lines:
        if line:
            name, _, value = line.partition(": ")
            fields[name] = value
        elif "event" in fields:
            yield Event(fields["event"], fields.get("id", ""), json.loads(fields["data"]))
            fields = {}
        else:
            fields = {}


async def test_a_stream_gives_what_was_and_then_what_comes(desk: Desk, reader: Reader) -> None:
    first = await desk.release(copy.a_dispatch())
    async with streaming(reader, after="0") as came:
        event = await anext(came)
        assert (event.kind, event.id, event.data["guid"]) == ("entry", "1.1", first)
        second = await desk.release(copy.french())
        event = await anext(came)
        assert (event.id, event.data["guid"]) == ("1.2", second)
        assert "Les ferries" in event.data["document"]
    async with streaming(reader, last="1.1") as came:
        assert (await anext(came)).id == "1.2"


async def test_a_kill_comes_while_streaming_and_holds_nothing_of_the_copy(desk: Desk, reader: Reader) -> None:
    guid = await desk.release(copy.a_dispatch())
    async with streaming(reader, after="0") as came:
        await anext(came)
        await desk.stop(guid, Action.KILL)
        killed = await anext(came)
        assert killed.data["action"] == "kill"
        assert killed.data["guid"] == guid
        assert not killed.data["may_publish"]
        assert killed.data["must_remove"] == killed.data["at"]
        assert "Körfezde" not in json.dumps(killed.data, ensure_ascii=False)


async def test_what_was_streamed_is_in_the_ledger(desk: Desk, reader: Reader) -> None:
    async with streaming(reader) as came:
        guid = await desk.release(copy.a_dispatch())
        assert (await anext(came)).data["guid"] == guid
        async with transaction(desk.pool) as db:
            assert await took(db, SubscriberId(reader.machine.subscriber), [guid]) == {guid}


async def test_a_contract_that_ends_while_streaming_leaves_stops_alone(desk: Desk, reader: Reader) -> None:
    guid = await desk.release(copy.a_dispatch())
    async with streaming(reader, after="0") as came:
        await anext(came)
        desk.clock.advance(timedelta(seconds=1))
        contract = f"c-{reader.machine.subscriber.removeprefix('paper-')}-0"
        async with transaction(desk.pool) as db:
            await end(db, contract, desk.clock(), "it was not paid")
        await desk.release(copy.french())
        await desk.stop(guid, Action.KILL)
        killed = await anext(came)
        assert (killed.data["guid"], killed.data["action"]) == (guid, "kill")


async def test_a_stream_ends_with_the_end_of_its_login_which_nobody_tells_of(
    desk: Desk, reader: Reader
) -> None:
    async with transaction(desk.pool) as db:
        login = await login_named(db, reader.machine.username)
        await change_api_user(db, replace(login, ends=desk.clock() + timedelta(hours=1)))
    await desk.release(copy.a_dispatch())
    async with streaming(reader, after="0") as came:
        assert (await anext(came)).kind == "entry"
        desk.clock.advance(timedelta(hours=2))
        await desk.release(copy.french())
        last = await anext(came)
        assert (last.kind, last.data["status"]) == ("end", 401), "nothing of what comes after it"
        assert [event async for event in came] == []


async def test_a_reader_that_takes_nothing_is_cut_off_and_goes_on_where_it_was(
    desk: Desk, reader: Reader, make_url: Callable[..., Awaitable[str]]
) -> None:
    url = await make_url(slow_s=0.3)
    machine, parts = reader.machine, urlsplit(url)
    for _ in range(40):
        await desk.release(copy.a_dispatch(body=(paragraph("Vapur " * 80_000),)))
    login = base64.b64encode(f"{machine.username}:{machine.password}".encode()).decode()
    slow, writer = await asyncio.open_connection(parts.hostname, parts.port, limit=1024)
    lines = f"GET /v1/stream?after=0&format=text HTTP/1.1\r\nHost: x\r\nAuthorization: Basic {login}\r\n\r\n"
    with structlog.testing.capture_logs() as logs:
        writer.write(lines.encode())
        # Nothing is read before the server gave it up, however busy the machine.
        async with asyncio.timeout(60):
            while not any(line["event"] == "api_stream_dropped" for line in logs):  # noqa: ASYNC110 — a log rings no bell
                await asyncio.sleep(0.05)
    came = bytearray()
    async with asyncio.timeout(20):
        while piece := await slow.read(1 << 16):
            came += piece
    writer.close()
    ids = [line.removeprefix(b"id: ") for line in bytes(came).split(b"\n") if line.startswith(b"id: ")]
    assert 0 < len(ids) < 40
    async with streaming(reader, last=ids[-1].decode()) as events_after:
        assert (await anext(events_after)).data["seq"] == len(ids) + 1


async def test_a_server_that_ends_ends_its_streams_whole(desk: Desk, reader: Reader) -> None:
    await desk.release(copy.a_dispatch())
    async with streaming(reader, after="0") as came:
        await anext(came)
        serving = [task for task in asyncio.all_tasks() if "run_asgi" in repr(task.get_coro())]
        assert serving
        for task in serving:
            task.cancel()  # as uvicorn does with what has not ended in time
        assert [event async for event in came] == []


async def test_streams_of_subscribers_whose_contracts_cover_the_same_get_one_frame(
    desk: Desk, reads: Callable[..., Awaitable[Reader]]
) -> None:
    async with AsyncExitStack() as opened:
        all_of = [await reads(Entitlement(), starts=desk.clock() - timedelta(days=day)) for day in (1, 2, 3)]
        other = await reads(Entitlement(languages=("fr",)))
        streams = [await opened.enter_async_context(streaming(one)) for one in all_of]
        quiet = await opened.enter_async_context(streaming(other))
        first = await desk.release(copy.a_dispatch())
        await desk.release(copy.french())
        assert {(await anext(came)).data["guid"] for came in streams} == {first}
        assert (await anext(quiet)).id == "1.2"
        async with transaction(desk.pool) as db:
            takers_of = await who_took(db, first)
    assert takers_of == {one.machine.subscriber for one in all_of}
