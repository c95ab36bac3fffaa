"""A large file goes out a chunk at a time: a slow client costs little, one that has gone costs nothing more."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from starlette.applications import Starlette

from newsflow.domain.errors import NotFoundError
from newsflow.has import routes
from newsflow.matching.contract import Entitlement
from tests.has import copy
from tests.has.desk import SERVER_KEY
from tests.has.http import Client, authorization

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from newsflow.objects import ObjectStore
    from tests.conftest import Serve
    from tests.has.desk import Desk, Machine

CHUNK = 1_048_576
FILE = bytes(CHUNK) * 64


@dataclass(slots=True)
class Measuring:
    """An object store in memory that says how much was asked of it, and that can lose a file half-way."""

    lost_after: int | None = None
    given: int = 0
    open: int = 0
    closed: asyncio.Event = field(default_factory=asyncio.Event)

    async def size(self, sha256: str) -> int:
        """The file's size."""
        assert sha256
        return len(FILE)

    async def chunks(self, sha256: str, start: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        """The file's bytes."""
        assert sha256
        self.open += 1
        try:
            for place in range(start, len(FILE) if end is None else end, CHUNK):
                if self.lost_after is not None and place >= self.lost_after:
                    raise NotFoundError("No such object.", "", "")
                await asyncio.sleep(0.001)  # as long as a real store takes, at the least
                self.given += CHUNK
                yield FILE[place : place + CHUNK]
        finally:
            self.open -= 1
            self.closed.set()


async def served(desk: Desk, serve: Serve, store: Measuring) -> tuple[str, str, Machine]:
    """The address of HAS over that store, the path of a picture whose file is FILE, and a machine."""
    rendition = copy.rendition("print", FILE)
    assert rendition.sha256 == hashlib.sha256(FILE).hexdigest()
    guid = (await desk.series(copy.a_picture(rendition, copy.rendition("web", FILE))))[0]
    app = Starlette(
        routes=routes(
            pool=desk.pool, agency=desk.agency, clock=desk.clock, server_key=SERVER_KEY, pace_ms=0,
            store=cast("ObjectStore", store),
        )
    )  # fmt: skip
    return await serve(app), f"/abone/document/{guid}/print", await desk.machine(Entitlement())


async def begin(url: str, path: str, machine: Machine) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection that has asked for the file and read its headers alone."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port, limit=65536)
    login = authorization(machine.username, machine.password)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nAuthorization: {login}\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200")
    return reader, writer


async def test_a_slow_client_holds_a_few_chunks_and_keeps_nobody_waiting(desk: Desk, serve: Serve):
    """Issue 3: "no whole file in memory; a slow client costs no worker"."""
    store = Measuring()
    url, path, machine = await served(desk, serve, store)
    slow = [await begin(url, path, machine) for _ in range(20)]
    await asyncio.sleep(0.3)
    assert store.given / len(slow) <= len(FILE) / 4, "what the sockets take, and no more"
    assert (await asyncio.wait_for(Client(url, machine).get("/abone/subscription"), 2)).status == 200
    for _, writer in slow:
        writer.close()


async def test_reading_stops_when_the_client_has_gone(desk: Desk, serve: Serve):
    store = Measuring()
    url, path, machine = await served(desk, serve, store)
    _, writer = await begin(url, path, machine)
    writer.transport.abort()
    await asyncio.wait_for(store.closed.wait(), 5)
    assert store.open == 0
    assert store.given < len(FILE)


async def test_a_file_that_is_lost_half_way_ends_the_connection_early(desk: Desk, serve: Serve):
    """So that a client knows that bytes are missing."""
    store = Measuring(lost_after=3 * CHUNK)
    url, path, machine = await served(desk, serve, store)
    reader, writer = await begin(url, path, machine)
    assert len(await asyncio.wait_for(reader.read(-1), 5)) == 3 * CHUNK
    writer.close()


async def test_two_parts_of_a_file_at_once_are_each_whole(desk: Desk, serve: Serve):
    store = Measuring()
    url, path, machine = await served(desk, serve, store)
    client = Client(url, machine)
    parts = await asyncio.gather(
        client.ask("GET", path, {"Range": "bytes=0-2097151"}), client.ask("GET", path, {"Range": "bytes=-10"})
    )
    assert [len(part.body) for part in parts] == [2 * CHUNK, 10]
