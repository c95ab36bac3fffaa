"""A proxy that cuts connections off in the middle, at byte counts that a seed gives."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from random import Random

CHUNK = 4096


@dataclass(slots=True)
class Cutter:
    """Passes each connection's answers on until its allowance is used up; then both ends are gone at once."""

    port: int
    seeded: Random
    shortest: int
    longest: int
    cuts: int = 0
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    """Set at each connection."""
    open: set[asyncio.StreamWriter] = field(default_factory=set[asyncio.StreamWriter])

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, from its beginning to its cut."""
        back, forth = await asyncio.open_connection("127.0.0.1", self.port)
        self.arrived.set()
        self.open.update((writer, forth))
        asking = asyncio.create_task(self.pass_on(reader, forth, None))
        try:
            await self.pass_on(back, writer, self.seeded.randint(self.shortest, self.longest))
        finally:
            asking.cancel()
            for each in (writer, forth):
                self.open.discard(each)
                each.transport.abort()

    async def pass_on(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, left: int | None
    ) -> None:
        """Pass bytes on, at most `left` of them."""
        with suppress(ConnectionError):
            while left is None or left > 0:
                chunk = await source.read(CHUNK if left is None else min(left, CHUNK))
                if not chunk:
                    return
                sink.write(chunk)
                await sink.drain()
                left = None if left is None else left - len(chunk)
            self.cuts += 1


@asynccontextmanager
async def cut_off(
    url: str, seeded: Random, shortest: int = 100, longest: int = 20_000
) -> AsyncGenerator[tuple[str, Cutter], None]:
    """The same address behind a cutter, and the cutter."""
    port = int(url.rsplit(":", 1)[1])
    cutter = Cutter(port, seeded, shortest, longest)
    server = await asyncio.start_server(cutter.carry, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", cutter
    finally:
        server.close()
        for writer in cutter.open:
            writer.transport.abort()
