"""What tests are given: a database of their own, a clock they set, a server that really listens.

conftest.py makes these into fixtures; the classes stand here so that tests can name them as types.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import os
import socket
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

import uvicorn

if TYPE_CHECKING:
    from collections.abc import Generator

    from newsflow.ops.embedded import DatabaseRole, EmbeddedDatabase

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MEMORY_BYTES = 4_000_000_000
LOOKS_EVERY_S = 0.01
ENDS_WITHIN_S = 0.5
LOCAL_NAMES = frozenset({"", "localhost", "ip6-localhost"})


@dataclass(frozen=True, slots=True)
class Database:
    """One test's own migrated database, reached as any of the roles."""

    server: EmbeddedDatabase
    name: str

    def dsn(self, role: DatabaseRole | None = None) -> str:
        """Connection string of this test's database for `role`, the app's if none is named."""
        from newsflow.ops.embedded import DatabaseRole  # pure rooms' tests run where no database can

        return self.server.dsn(role or DatabaseRole.APP, self.name)


@dataclass(slots=True)
class SettableClock:
    """A clock that stands still until the test moves it; call it to read it, like any `Clock`."""

    now: datetime = MORNING

    def __call__(self) -> datetime:
        """The time that the test has set, aware UTC."""
        return self.now

    def advance(self, by: timedelta) -> datetime:
        """The new time, `by` later."""
        self.now += by
        return self.now

    def set(self, to: datetime) -> datetime:
        """The new time `to`, which must be aware."""
        assert to.tzinfo is not None, "clocks are set to aware times only"
        self.now = to.astimezone(UTC)
        return self.now


class QuietServer(uvicorn.Server):
    """uvicorn inside a test's own loop: it leaves the process's signals alone, and ends as soon as it can.

    uvicorn's own looks only ten times a second whether it is to end, and then sleeps a tenth before it asks anything:
    a quarter of a second for each of a thousand tests.
    """

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        """Nothing: Ctrl-C belongs to pytest."""
        yield

    async def main_loop(self) -> None:
        """Nothing; serves until it is to end."""
        ticks = 0
        while not await self.on_tick(ticks):
            ticks += 1
            await asyncio.sleep(LOOKS_EVERY_S)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Nothing; what is still being answered has a moment to end, then it is cancelled."""
        for server in self.servers:
            server.close()
        for listener in sockets or ():
            listener.close()
        state = self.server_state
        until = time.monotonic() + ENDS_WITHIN_S
        while (state.connections or state.tasks) and time.monotonic() < until:
            for connection in list(state.connections):
                connection.shutdown()
            await asyncio.sleep(LOOKS_EVERY_S)
        for task in state.tasks:
            task.cancel()
        await self.lifespan.shutdown()


@dataclass(slots=True)
class SocketGuard:
    """Refuses every address but this machine's own, and remembers what was tried."""

    breaches: list[str] = field(default_factory=list[str])

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        """Nothing for a harmless event; raises OSError and keeps a note where a test reaches out."""
        if event in {"socket.connect", "socket.sendto"}:
            self.judge(event, arguments[1])
        elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
            self.judge(event, (arguments[0],))

    def judge(self, event: str, address: object) -> None:
        """Nothing if `address` is on this machine; see `__call__`."""
        if not isinstance(address, tuple):
            return  # a unix socket's path
        parts = cast("tuple[object, ...]", address)
        host = parts[0].decode() if isinstance(parts[0], bytes) else str(parts[0] or "")
        if is_local(host):
            return
        self.breaches.append(f"{event} {host}")
        message = f"Tests reach no machine but their own; this one tried {host}. Serve it on 127.0.0.1."
        raise OSError(message)


def is_local(host: str) -> bool:
    """Whether `host` is this machine's loopback, by address or by its usual name."""
    if host.lower() in LOCAL_NAMES:
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def memory_folder(folder: str = "/dev/shm") -> str | None:
    """`folder` if it is there, has 4 GB to spare, and lets programs be run from it; else None."""
    try:
        about = os.statvfs(folder)
    except OSError:
        return None
    roomy = about.f_bavail * about.f_frsize >= MEMORY_BYTES
    return folder if roomy and not about.f_flag & os.ST_NOEXEC and os.access(folder, os.W_OK) else None


def a_free_port() -> socket.socket:
    """A socket bound to a free port of 127.0.0.1, for a server that listens there."""
    # Without the protocol's number asyncio leaves Nagle's delay on what it accepts: 40 ms on each answer.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    return listener
