"""Many open connections, who is told when, and the bare loop that writes to as many."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import ClassVar, cast

EVENT = b"event: entry"


@dataclass(slots=True)
class Crowd:
    """Many open connections, and when the last of them had what was sent."""

    waiting: int = 0
    done: asyncio.Future[float] | None = None
    greeted: int = 0
    """How many were answered at all."""
    transports: list[asyncio.Transport] = field(default_factory=list[asyncio.Transport])

    def expect(self) -> asyncio.Future[float]:
        """When the next event has come to all."""
        self.waiting = len(self.transports)
        self.done = asyncio.get_running_loop().create_future()
        return self.done

    def came(self) -> None:
        """One has it."""
        self.waiting -= 1
        if not self.waiting and self.done is not None:
            self.done.set_result(time.perf_counter())


class Listener(asyncio.Protocol):
    """One connection of the crowd."""

    def __init__(self, crowd: Crowd, hello: bytes) -> None:
        """`hello` is what it says first."""
        self.crowd, self.hello, self.answered = crowd, hello, False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Join, and say hello."""
        joined = cast("asyncio.Transport", transport)
        joined.write(self.hello)
        self.crowd.transports.append(joined)

    def data_received(self, data: bytes) -> None:
        """Count the first answer, and each event."""
        if not self.answered:
            self.answered = True
            self.crowd.greeted += 1
        if EVENT in data:
            self.crowd.came()


class Writer(asyncio.Protocol):
    """The bare loop: whatever one connection says that begins with the event goes to all the others."""

    crowd: ClassVar[set[asyncio.Transport]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Join."""
        self.transport = cast("asyncio.Transport", transport)
        self.crowd.add(self.transport)

    def data_received(self, data: bytes) -> None:
        """Write to all."""
        if data.startswith(EVENT):
            self.crowd.discard(self.transport)
            for each in self.crowd:
                each.write(data)


async def opened(port: int, hellos: list[bytes]) -> Crowd:
    """So many connections, a few at a time, so that the machine takes them."""
    crowd, loop = Crowd(), asyncio.get_running_loop()
    for start in range(0, len(hellos), 100):
        joining = [
            loop.create_connection(lambda hello=hello: Listener(crowd, hello), "127.0.0.1", port)
            for hello in hellos[start : start + 100]
        ]
        await asyncio.gather(*joining)
        await asyncio.sleep(0.1)
    return crowd


async def write(port: int) -> None:
    """Serve the bare loop until ended."""
    server = await asyncio.get_running_loop().create_server(Writer, "127.0.0.1", port, backlog=2048)
    await server.serve_forever()
