"""Subscribers' machines at the legal pace: one process, one loop, an account each; it logs when it sent what.

`python -m tests.faults.pollers` reads a `Load` as JSON from its input and writes a `Log` as JSON. Half of the clients
sleep 500 ms after each reply, the others send exactly 500 ms apart where the reply has come by then; a third open a
connection for each request. A hasty one does not keep the pace, so that refusals are known to come.
"""

from __future__ import annotations

import asyncio
import base64
import json
import random
import sys
import time
from dataclasses import dataclass, field
from typing import Any

import msgspec
import uvloop

PACE_S = 0.5
HASTE_S = 0.3
OLD_ITEMS_FETCHED = 3
"""Documents of before the start that a client fetches: what else was there, it has."""
FORM = "application/x-www-form-urlencoded"
PATIENCE_S = 60


@dataclass(frozen=True, slots=True)
class Login:
    """One account, and whether its client is too fast."""

    username: str
    secret: str
    hasty: bool = False


@dataclass(frozen=True, slots=True)
class Load:
    """Where to ask, as whom, for how long, by which chance."""

    port: int
    logins: list[Login]
    seconds: float
    seed: int


@dataclass(frozen=True, slots=True)
class Sent:
    """One request in the client's own log: when it was sent, what came, how long it took."""

    at: float
    what: str
    status: int
    took_s: float


@dataclass(slots=True)
class Told:
    """What one account's client did and which items it was shown, or had by `document`."""

    username: str
    sent: list[Sent] = field(default_factory=list[Sent])
    listed: set[str] = field(default_factory=set[str])
    had: set[str] = field(default_factory=set[str])
    broken: str = ""


@dataclass(slots=True)
class Client:
    """One account's client."""

    port: int
    login: Login
    chance: random.Random
    told: Told
    keeps_alive: bool
    sleeps_after: bool
    body: bytes
    queue: list[str] = field(default_factory=list[str])
    link: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def live(self, start: float, until: float) -> None:
        """Nothing; polls and fetches by turns until the time is up, then looks once more at the list."""
        await asyncio.sleep(start)
        try:
            async with asyncio.timeout(until - time.monotonic() + PATIENCE_S):
                while time.monotonic() < until:
                    await self.search()
                    if self.queue:
                        await self.fetch(self.queue.pop(0))
                await self.search()
        except (OSError, ValueError, asyncio.IncompleteReadError, TimeoutError) as error:
            self.told.broken = repr(error)
        self._drop()

    async def search(self) -> None:
        """Nothing; one look at the list."""
        status, raw = await self.ask("search", b"POST /abone/search", self.body)
        if status != 200:
            return
        found: list[str] = [each["id"] for each in json.loads(raw)["data"]["result"]]
        new = [guid for guid in found if guid not in self.told.listed]
        self.queue += new if self.told.listed else new[:OLD_ITEMS_FETCHED]
        self.told.listed.update(new)

    async def fetch(self, guid: str) -> None:
        """Nothing; one document."""
        status, raw = await self.ask("document", f"GET /abone/document/{guid}/newsml29".encode(), b"")
        if status == 200:
            if guid.encode() not in raw:
                raise ValueError(raw[:200])
            self.told.had.add(guid)
        elif status == 429:
            self.queue.insert(0, guid)

    async def ask(self, what: str, line: bytes, body: bytes) -> tuple[int, bytes]:
        """Status and body of one request, sent when the pace allows it."""
        reader, writer = self.link or await asyncio.open_connection("127.0.0.1", self.port)
        self.link = (reader, writer)
        last = self.told.sent[-1] if self.told.sent else Sent(-9, "", 0, 0)
        pace = HASTE_S if self.login.hasty else PACE_S
        due = last.at + pace + (last.took_s if self.sleeps_after else 0)
        if (wait := due - time.monotonic()) > 0:
            await asyncio.sleep(wait + 0.001)  # a timer may come a hair early
        login = base64.b64encode(f"{self.login.username}:{self.login.secret}".encode())
        head = line + b" HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " + login
        head += f"\r\nContent-Type: {FORM}\r\nContent-Length: {len(body)}\r\n".encode()
        head += b"\r\n" if self.keeps_alive else b"Connection: close\r\n\r\n"
        sent = time.monotonic()
        writer.write(head + body)
        top = await reader.readuntil(b"\r\n\r\n")
        length = top.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        raw = await reader.readexactly(int(length))
        status = int(top[9:12])
        self.told.sent.append(Sent(sent, what, status, time.monotonic() - sent))
        if not self.keeps_alive:
            self._drop()
        return status, raw

    def _drop(self) -> None:
        if self.link is not None:
            self.link[1].close()
            self.link = None


def client_of(load: Load, number: int) -> Client:
    """The client of the account with that number, its habits by the load's seed."""
    login = load.logins[number]
    chance = random.Random(load.seed * 1000 + number)
    bodies = (b"limit=20", b"limit=30&filter_type=1", b"start_date=*&end_date=NOW&limit=50&offset=0", b"")
    body = chance.choices(bodies, weights=(4, 3, 2, 1))[0]
    return Client(
        load.port, login, chance, Told(login.username), chance.random() < 0.66, chance.random() < 0.5, body
    )


async def poll(load: Load) -> list[Told]:
    """What each account's client did."""
    clients = [client_of(load, number) for number in range(len(load.logins))]
    until = time.monotonic() + load.seconds
    spread = min(1.0, load.seconds / 4)
    await asyncio.gather(*(client.live(client.chance.random() * spread, until) for client in clients))
    return [client.told for client in clients]


def main() -> None:
    """Nothing; the load comes by the input, the logs go to the output."""
    load = msgspec.json.decode(sys.stdin.buffer.readline(), type=Load)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        told: Any = runner.run(poll(load))
    sys.stdout.buffer.write(msgspec.json.encode(told))


if __name__ == "__main__":
    main()
