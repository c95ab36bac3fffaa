"""The web server: canonical header names, both loopback addresses, an end while streams wait."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from typing import TYPE_CHECKING

import httpx
import pytest
import uvloop
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, RedirectResponse, StreamingResponse
from starlette.routing import Mount, Route

from newsflow.domain.errors import SetupError
from newsflow.ops import web_server
from newsflow.ops.web_server import canonical, listeners
from newsflow.web.files import ENDING, WRITE

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Generator

    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send


async def hello(_: Request) -> PlainTextResponse:
    headers = {"content-disposition": "attachment", "x-total-count": "1", "etag": '"1"'}
    return PlainTextResponse("hello", headers=headers)


async def away(_: Request) -> RedirectResponse:
    return RedirectResponse("/elsewhere", 302)


async def who(request: Request) -> PlainTextResponse:
    assert request.client is not None
    return PlainTextResponse(f"{request.client.host} {request.url.scheme}")


async def where(request: Request) -> PlainTextResponse:
    paths = f"{request.scope['path']} {request.scope['raw_path'].decode()}"
    return PlainTextResponse(f"{paths} {request.url.query} {request.headers.getlist('host')}")


async def wait_for_ever(_: Request) -> StreamingResponse:
    async def parts() -> AsyncIterator[str]:
        yield "first\n"
        await asyncio.sleep(3600)

    return StreamingResponse(parts())


async def turn(_: Request) -> PlainTextResponse:
    return PlainTextResponse(str(TURNS[0]))


async def falls(_: Request) -> PlainTextResponse:
    msg = "planted"
    raise RuntimeError(msg)


async def told_of_the_end(scope: Scope, receive: Receive, send: Send) -> None:
    """Two chunks past h11, then nothing until the server says that it ends."""
    assert receive
    ending = asyncio.Event()
    scope["extensions"][ENDING](ending.set)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"by h11\n", "more_body": True})
    await asyncio.sleep(0.05)  # a chunk is for whoever has taken what came before
    assert scope["extensions"][WRITE](b"9\r\npast h11\n\r\n")
    await ending.wait()
    await send({"type": "http.response.body", "body": b"by h11 again"})


TURNS = [0]
"""Of the loop, counted by the one test that looks at them."""
APP = Starlette(
    routes=[
        Route("/", hello),
        Route("/away", away),
        Route("/who", who),
        Route("/where/{name}", where),
        Route("/stream", wait_for_ever),
        Route("/falls", falls),
        Route("/turn", turn),
        Mount("/told", told_of_the_end),
    ]
)


@contextlib.asynccontextmanager
async def running(hosts: tuple[str, ...] = ("127.0.0.1", "::1")) -> AsyncGenerator[tuple[int, asyncio.Event]]:
    """The real server over APP: its port, and an event that asks it to end."""
    sockets = listeners(hosts, 0)
    port = int(sockets[0].getsockname()[1])
    server = web_server.web_server(APP)
    server.config.timeout_graceful_shutdown = 1

    @contextlib.contextmanager
    def nothing() -> Generator[None]:
        yield

    server.capture_signals = nothing
    task = asyncio.create_task(server.serve(sockets=sockets))
    async with asyncio.timeout(10):
        while not server.started:
            await asyncio.wait({task}, timeout=0.005)
    ask = asyncio.Event()

    async def end_when_asked() -> None:
        await ask.wait()
        server.should_exit = True

    asker = asyncio.create_task(end_when_asked())
    try:
        yield port, ask
    finally:
        ask.set()
        await asker
        await asyncio.wait_for(task, 10)


async def ask(port: int, request: bytes, host: str = "127.0.0.1") -> str:
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(request)
    answer = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    return answer.decode()


def get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()


def names(answer: str) -> list[str]:
    head = answer.split("\r\n\r\n", 1)[0].split("\r\n")[1:]
    return [line.split(":", 1)[0] for line in head]


def test_names_are_spelled_as_the_standard_prints_them():
    assert [
        canonical(name)
        for name in (b"content-type", b"ETAG", b"www-authenticate", b"x-total-count", b"ratelimit-policy")
    ] == [
        b"Content-Type",
        b"ETag",
        b"WWW-Authenticate",
        b"X-Total-Count",
        b"RateLimit-Policy",
    ]


@pytest.mark.parametrize("path", ["/", "/away", "/nowhere"])
async def test_every_answer_s_header_names_are_canonical(path: str):
    async with running() as (port, _):
        found = names(await ask(port, get(path)))
    assert {"Content-Length", "Date"} <= set(found)
    assert [name for name in found if name != canonical(name.encode()).decode()] == []
    assert found.count("Date") == 1
    assert "Server" not in found
    assert ("Location" in found) == (path == "/away")


async def test_an_answer_of_unknown_length_is_canonical_too():
    async with running() as (port, _):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(get("/stream"))
        head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)).decode()
        writer.close()
    assert "\r\nTransfer-Encoding: chunked\r\n" in head


async def test_what_is_no_http_is_told_so_canonically():
    async with running() as (port, _):
        answer = await ask(port, b"NONSENSE\r\n\r\n")
    assert answer.startswith("HTTP/1.1 400 ")
    assert "Content-Type" in names(answer)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
async def test_a_fault_of_the_program_s_is_told_canonically():
    async with running() as (port, _):
        answer = await ask(port, get("/falls"))
    assert answer.startswith("HTTP/1.1 500 ")
    assert "Content-Type" in names(answer)


async def test_both_loopback_addresses_answer_on_one_port():
    async with running() as (port, _):
        assert (await ask(port, get("/"))).endswith("hello")
        if socket.has_ipv6:
            assert (await ask(port, get("/"), "::1")).endswith("hello")


async def test_it_ends_while_a_stream_waits():
    async with running() as (port, stop):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(get("/stream"))
        await asyncio.wait_for(reader.readuntil(b"first\n"), 5)
        started = asyncio.get_running_loop().time()
        stop.set()
        await asyncio.wait_for(reader.read(), 5)
        writer.close()
    assert asyncio.get_running_loop().time() - started < 5


async def test_what_is_told_that_the_server_ends_ends_whole_at_once_and_chunks_past_h11_are_in_their_place():
    async with running() as (port, stop):
        async with (
            httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http,
            http.stream("GET", "/told/") as answer,
        ):
            lines = answer.aiter_lines()
            assert [await anext(lines), await anext(lines)] == ["by h11", "past h11"]
            started = asyncio.get_running_loop().time()
            stop.set()
            assert [line async for line in lines] == ["by h11 again"]
        assert asyncio.get_running_loop().time() - started < 0.8  # before it is cancelled


def test_a_taken_port_is_told_with_its_address():
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(SetupError, match="in use") as refused,
    ):
        listeners(["127.0.0.1"], int(taken.getsockname()[1]))
    assert "127.0.0.1 port" in refused.value.which


def test_an_address_that_this_machine_does_not_have_is_left_out():
    found = listeners(["127.0.0.1", "2001:db8::1"], 0)
    assert [listener.getsockname()[0] for listener in found] == ["127.0.0.1"]
    for listener in found:
        listener.close()


def test_readers_who_come_back_at_once_need_not_try_again():
    found = listeners(["127.0.0.1"], 0)
    with found[0] as listener:
        listener.listen(web_server.BACKLOG_CONNECTIONS)
        with contextlib.ExitStack() as waiting:
            for _ in range(500):  # five times asyncio's own backlog, accepted by nobody
                waiting.enter_context(socket.create_connection(listener.getsockname(), timeout=2))


def test_a_rush_of_connections_is_taken_on_in_a_few_turns_of_the_loop():
    """Else the last one's first request is noticed late, and its next one seems to come too soon (HAS contract §1.1)."""

    async def rushed() -> list[int]:
        loop = asyncio.get_running_loop()

        def count() -> None:
            TURNS[0] += 1
            loop.call_soon(count)

        async with running(("127.0.0.1",)) as (port, _):
            number = 2 * web_server.ACCEPTS_A_TURN
            rush = [socket.create_connection(("127.0.0.1", port)) for _ in range(number)]
            for client in rush:
                client.sendall(get("/turn"))
            count()
            return await asyncio.to_thread(lambda: [_turn_said(client) for client in rush])

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        begun = runner.run(rushed())
    assert max(begun) - min(begun) < len(begun) / 3, begun


def _turn_said(client: socket.socket) -> int:
    with client:
        return int(b"".join(iter(lambda: client.recv(4096), b"")).rpartition(b"\r\n\r\n")[2])


async def test_what_a_client_says_of_its_own_address_is_not_believed():
    """HAS binds download links to the connection's other end (docs/has.md)."""
    said = b"X-Forwarded-For: 192.0.2.7\r\nX-Forwarded-Proto: https\r\nForwarded: for=192.0.2.7\r\n"
    async with running() as (port, _):
        answer = await ask(port, get("/who").replace(b"Connection:", said + b"Connection:"))
    assert answer.endswith("127.0.0.1 http")


@pytest.mark.parametrize("scheme", ["http", "HTTP", "https"])
async def test_a_target_with_the_host_in_it_is_that_host_s_path(scheme: str):
    """RFC 9112 §3.2.2: a server must take it, and its host in place of the Host field."""
    async with running() as (port, _):
        answer = await ask(port, get(f"{scheme}://wire.example:8/where/a%20b?n=http://x/y"))
        root = await ask(port, get("http://wire.example"))
        odd = await ask(port, get("ftp://wire.example/who"))
    assert answer.endswith("/where/a b /where/a%20b n=http://x/y ['wire.example:8']"), answer
    assert root.endswith("hello")
    assert odd.startswith("HTTP/1.1 404 ")
