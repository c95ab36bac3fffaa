"""The API's hot paths, each beside a program that does nothing else, in the same run.

Cursor pulls and polls a second stand beside nginx giving the same bytes from a file (skipped, with the reason, where there
is no nginx); the time from a release to the last of many streams beside a bare asyncio loop that writes the same event
to as many connections. Server, limit and load are processes of their own; each slice is taken by turns, and the best counts.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import json
import resource
import selectors
import shutil
import socket
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from bench._crowd import EVENT, opened, write
from bench._nginx import await_listener, nginx
from bench._stage import Stage, machine, stage
from newsflow.db.pool import open_pool, transaction
from newsflow.domain.guid import SubscriberId
from newsflow.matching.contract import Contract, Entitlement
from newsflow.ops.clock import now
from newsflow.subscribers.api_users import add_api_user
from newsflow.subscribers.contracts import add_subscriber, sign
from tests.builders import a_dispatch, a_newsroom
from tests.faults.polling import SERVER_KEY, web_process
from tests.harness import a_free_port

if TYPE_CHECKING:
    from newsflow.db.pool import Pool
    from tests.builders import Newsroom

CONNECTIONS = 16
ENTRIES = 20
STREAMS_A_LOGIN = 20
SLICE_S = 0.5
NOBODY_LIMITED = {"NEWSFLOW_API_REQUESTS_MINUTE": "1000000"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, whole."""

    path: str
    login: str = ""
    headers: str = ""

    def raw(self) -> bytes:
        """As it goes out."""
        return (
            f"GET {self.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic {self.login}\r\n{self.headers}\r\n"
        ).encode()


def answer(connection: socket.socket) -> bytes:
    """One whole answer's body."""
    came = b""
    while b"\r\n\r\n" not in came:
        came += connection.recv(1 << 16)
    head, _, body = came.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head
    while len(body) < length_of(head):
        body += connection.recv(1 << 16)
    return body


def length_of(head: bytes) -> int:
    """The answer's length, as its head says it."""
    return next(
        int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
    )


def load(port: int, asked: Asked, seconds: float) -> float:
    """Answers a second, with a few connections kept alive and one request at a time on each."""
    waiting, raw = selectors.DefaultSelector(), asked.raw()
    came: dict[int, bytes] = {}
    for _ in range(CONNECTIONS):
        connection = socket.create_connection(("127.0.0.1", port))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        waiting.register(connection, selectors.EVENT_READ)
        connection.sendall(raw)
        came[connection.fileno()] = b""
    answers, start = 0, time.perf_counter()
    while (took := time.perf_counter() - start) < seconds:
        for key, _ in waiting.select(timeout=1):
            connection = cast("socket.socket", key.fileobj)
            came[key.fd] += connection.recv(1 << 18)
            head, end, body = came[key.fd].partition(b"\r\n\r\n")
            if end and len(body) >= length_of(head):
                assert head.startswith(b"HTTP/1.1 200"), head
                answers += 1
                came[key.fd] = b""
                connection.sendall(raw)
    for key in list(waiting.get_map().values()):
        cast("socket.socket", key.fileobj).close()
    return answers / took


async def sign_up(pool: Pool, number: int) -> list[str]:
    """So many logins, each of a subscriber of its own with the same terms, as HTTP Basic writes them."""
    logins: list[str] = []
    async with transaction(pool) as db:
        for each in range(number):
            name = SubscriberId(f"reader-{each}")
            await add_subscriber(db, name, f"Reader {each}", now())
            contract = Contract(
                id=f"r-{each}", subscriber=name, title="All", starts=now() - timedelta(days=30), ends=None,
                covers=Entitlement(),
            )  # fmt: skip
            await sign(db, contract, now())
            secret = await add_api_user(
                db, username=f"r{each}", subscriber=name, server_key=SERVER_KEY.encode(), now=now()
            )
            logins.append(base64.b64encode(f"r{each}:{secret}".encode()).decode())
    return logins


def pulls(port: int, login: str, rounds: int) -> list[dict[str, Any]]:
    """Pulls of a page and polls where nothing is new, beside the same bytes from nginx."""
    if shutil.which("nginx") is None:
        print("bench.api: no nginx here, so pulls and polls stand beside nothing: skipped", file=sys.stderr)
        return []
    wanted = {"pulls of a page": f"/v1/entries?after=0&limit={ENTRIES}", "polls": "/v1/entries?after=head"}
    bodies: dict[str, bytes] = {}
    for name, path in wanted.items():
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(Asked(path, login).raw())
            bodies[name.replace(" ", "-")] = answer(connection)
    rows: list[dict[str, Any]] = []
    with nginx(bodies) as limit_port:
        for name, path in wanted.items():
            file = Asked("/" + name.replace(" ", "-"))
            slices = [
                (load(port, Asked(path, login), SLICE_S), load(limit_port, file, SLICE_S))
                for _ in range(rounds)
            ]
            ours, theirs = max(one for one, _ in slices), max(one for _, one in slices)
            size = len(bodies[name.replace(" ", "-")])
            rows.append(
                row(
                    f"cursor {name}",
                    ours,
                    theirs,
                    "requests/s",
                    f"answers of {size} bytes, nginx giving the same from a file",
                )
            )
    return rows


def row(name: str, figure: float, limit: float, unit: str, what: str) -> dict[str, Any]:
    """A figure beside its limit."""
    return {
        "name": name, "figure": round(figure, 2), "limit": round(limit, 2), "ratio": round(figure / limit, 3),
        "unit": unit, "what": what, "machine": machine(),
    }  # fmt: skip


async def streamed(newsroom: Newsroom, port: int, logins: list[str], number: int, rounds: int) -> list[float]:
    """Seconds from a release to the last of so many streams."""
    hellos = [
        Asked("/v1/stream", logins[place // STREAMS_A_LOGIN], "Accept: text/event-stream\r\n").raw()
        for place in range(number)
    ]
    crowd = await opened(port, hellos)
    async with asyncio.timeout(120):
        while crowd.greeted < number:  # noqa: ASYNC110 - nothing rings for the last of a crowd
            await asyncio.sleep(0.2)
    took: list[float] = []
    for _ in range(rounds + 1):
        done, begun = crowd.expect(), time.perf_counter()
        await newsroom.release(a_dispatch())
        took.append(await asyncio.wait_for(done, 60) - begun)
        await asyncio.sleep(0.3)
    for transport in crowd.transports:
        transport.abort()
    return took[1:]  # the first opens each stream's line in the ledger


async def written(number: int, rounds: int) -> list[float]:
    """Seconds that the bare loop takes for as many connections."""
    with a_free_port() as found:
        port = int(found.getsockname()[1])
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bench.api", "--write", str(port))
    try:
        await asyncio.to_thread(await_listener, port)
        crowd = await opened(port, [b"hello"] * number)
        took: list[float] = []
        for _ in range(rounds):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            await asyncio.sleep(0.2)
            done, begun = crowd.expect(), time.perf_counter()
            writer.write(EVENT + b"x" * 1500)
            took.append(await asyncio.wait_for(done, 60) - begun)
            writer.close()
        for transport in crowd.transports:
            transport.abort()
    finally:
        process.terminate()
        await process.wait()
    return took


async def measured(on: Stage, number: int, rounds: int) -> list[dict[str, Any]]:
    """All figures."""
    async with open_pool(on.dsn(), at_most=2) as pool:
        newsroom = await a_newsroom(pool, now)
        for number_of in range(ENTRIES):
            await newsroom.release(a_dispatch(slug=f"bench-{number_of}"))
        logins = await sign_up(pool, number // STREAMS_A_LOGIN + 1)
        with (
            tempfile.TemporaryDirectory(prefix="newsflow-bench-") as home,
            web_process(on.dsn(), Path(home), NOBODY_LIMITED) as port,
        ):
            rows = await asyncio.to_thread(pulls, port, logins[-1], rounds)
            ours = await streamed(newsroom, port, logins, number, rounds)
    bare = await written(number, rounds)
    what = f"from a release to the last of {number} streams, beside a bare asyncio loop that writes as much to as many"
    return [*rows, row("last stream", min(ours) * 1000, min(bare) * 1000, "ms", what)]


def main() -> None:
    """Print the figures, as lines or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick",
        action="store_true",
        help="200 streams and few rounds, which is also what is done without --full",
    )
    parser.add_argument("--full", action="store_true", help="2,000 streams and more rounds")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--write", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    if asked.write is not None:
        asyncio.run(write(asked.write))
        return
    number, rounds = (2_000, 8) if asked.full else (200, 3)
    with stage(people=False) as on:
        rows = asyncio.run(measured(on, number, rounds))
    if asked.json:
        print(json.dumps(rows))
    else:
        for each in rows:
            print(
                f"{each['name']}: {each['figure']} {each['unit']}, {each['ratio']} of {each['limit']} ({each['what']})"
            )


if __name__ == "__main__":
    main()
