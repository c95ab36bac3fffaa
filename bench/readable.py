"""From the release of a dispatch to its being readable by HAS search, beside the barest such round trip.

One process releases through the real path and, once its commit is answered, searches by `POST /abone/search` over a
connection that is kept alive, as an API user whose contract covers everything, until the item is in the answer; from
before the release to after that answer is what counts. The web process is a node's own (`newsflow.app.build` under
`newsflow.ops.web_server`, no pace). The limit is taken in the same run, by turns: insert one row, NOTIFY and commit,
then GET it from the same server by a route that does one SELECT. In milliseconds: smaller is better.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import contextlib
import http.client
import json
import socket
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import psycopg
import uvloop
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

from bench._stage import Stage, machine, stage
from newsflow.app import Parts, build
from newsflow.db.pool import open_pool
from newsflow.ops.clock import now
from newsflow.ops.embedded import DatabaseRole
from newsflow.ops.web_server import listeners, web_server
from tests.builders import SERVER_KEY, Newsroom, a_contract, a_dispatch, a_newsroom, an_account, the_agency

if TYPE_CHECKING:
    from collections.abc import Generator

    from starlette.requests import Request

PEER = "CREATE TABLE peer (id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY, words text NOT NULL)"
PEER_GRANT = "GRANT SELECT, INSERT ON peer TO newsflow_app"
WARM = 20


async def serve(told: dict[str, Any]) -> None:
    """A node's web process, and beside it the bare route."""
    async with open_pool(told["dsn"], at_least=2, at_most=4) as pool:

        async def newest(_request: Request) -> PlainTextResponse:
            async with pool.connection() as db:
                found = await (await db.execute("SELECT max(id) FROM peer")).fetchone()
            return PlainTextResponse(str(found[0] if found else 0))

        parts = Parts(
            pool=pool,
            agency=the_agency(),
            clock=now,
            server_key=SERVER_KEY,
            public_url="http://localhost",
            has_pace_ms=0,
        )
        app = Starlette(routes=[Route("/newest", newest), Mount("/", app=build(parts))])
        await web_server(app).serve(sockets=[socket.socket(fileno=told["fd"])])


@contextlib.contextmanager
def served(on: Stage) -> Generator[int]:
    """The port of the web process."""
    (listener,) = listeners(["127.0.0.1"], 0)
    listener.listen(16)
    with listener:
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.readable", "--serve"],
            stdin=subprocess.PIPE,
            text=True,
            pass_fds=[listener.fileno()],
        )
        assert process.stdin is not None
        process.stdin.write(json.dumps({"dsn": on.dsn(), "fd": listener.fileno()}))
        process.stdin.close()
        port = int(listener.getsockname()[1])
    try:
        yield port
    finally:
        process.terminate()
        process.wait()


class Subscriber:
    """An API user's machine: one connection that is kept alive."""

    def __init__(self, port: int, username: str, password: str) -> None:
        """Connect at the first question."""
        self.web = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        login = base64.b64encode(f"{username}:{password}".encode()).decode()
        self.headers = {
            "Authorization": f"Basic {login}",
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def finds(self, guid: str) -> None:
        """Return once the item is in a search's answer."""
        while True:
            self.web.request("POST", "/abone/search", "start_date=*&end_date=NOW&limit=10", self.headers)
            answer = self.web.getresponse()
            body = answer.read()
            assert answer.status == 200, body
            if guid.encode() in body:
                return

    def finds_row(self, row: int) -> None:
        """Return once the bare route gives this row or a later one."""
        while True:
            self.web.request("GET", "/newest")
            if int(self.web.getresponse().read()) >= row:
                return


async def timed(on: Stage, port: int, turns: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each turn: ours, and the bare one's."""
    ours: list[float] = []
    bare: list[float] = []
    async with open_pool(on.dsn()) as pool:
        newsroom: Newsroom = await a_newsroom(pool, now)
        account, secret = await an_account(pool, now, a_contract())
        subscriber = Subscriber(port, account.username, secret)
        for turn in range(WARM + turns):
            draft = await newsroom.draft(a_dispatch(headline=f"Ferry {turn} returns"))
            begun = time.perf_counter()
            (header,) = await newsroom.release_draft(draft)
            subscriber.finds(header.guid)
            ours.append((time.perf_counter() - begun) * 1000)
            begun = time.perf_counter()
            async with pool.connection() as db:
                made = await (
                    await db.execute("INSERT INTO peer (words) VALUES (%s) RETURNING id", ["x" * 900])
                ).fetchone()
                await db.execute("NOTIFY peer")
            assert made is not None
            subscriber.finds_row(int(made[0]))
            bare.append((time.perf_counter() - begun) * 1000)
    return ours[WARM:], bare[WARM:]


def percentile(times: list[float], hundredth: int) -> float:
    """The time that so many in a hundred do not pass."""
    return statistics.quantiles(times, n=100, method="inclusive")[hundredth - 1]


def measured(*, quick: bool) -> list[dict[str, Any]]:
    """The figures at the median and at the 95th percentile, each beside the bare round trip's."""
    with stage(people=False) as on:
        with psycopg.connect(on.dsn(DatabaseRole.OWNER)) as owner:
            owner.execute(PEER)
            owner.execute(PEER_GRANT)
        with served(on) as port:
            ours, bare = asyncio.run(timed(on, port, 200 if quick else 2000))
    return [
        {
            "name": f"p{hundredth}",
            "what": "release to readable by HAS search, beside commit, NOTIFY and one SELECT over the same server",
            "figure": round(percentile(ours, hundredth), 2),
            "limit": round(percentile(bare, hundredth), 2),
            "ratio": round(percentile(ours, hundredth) / percentile(bare, hundredth), 2),
            "unit": "ms",
            "machine": machine(),
        }
        for hundredth in (50, 95)
    ]


def main() -> None:
    """Print the figures, as lines or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two hundred releases instead of two thousand")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(serve(json.loads(sys.stdin.read())))
        return
    found = measured(quick=asked.quick)
    if asked.json:
        print(json.dumps(found))
    else:
        for each in found:
            print(f"{each['name']}: {each['figure']} ms beside {each['limit']} ms; {each['what']}")


if __name__ == "__main__":
    main()
