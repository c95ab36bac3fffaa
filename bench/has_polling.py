"""Polls a second of HAS with 500 accounts at the legal pace, beside the same clients at a server that only answers.

The clients are those of the soak (tests/faults/pollers.py): a search, then a document not had yet, 500 ms apart, while
releases go on and the search index is kept, as on any node. The limit is taken in the same run, by turns: the same web server (`newsflow.ops.web_server`), under the
same clients, gives one body as long as the search's median answer, whatever it is asked. The best slice of each counts.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import http.client
import json
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uvloop

from bench._stage import Stage, machine, stage
from newsflow.db.pool import open_pool
from newsflow.ops.web_server import listeners, web_server
from newsflow.search.folder import IndexFolder
from newsflow.search.following import catch_up, run_search
from tests.faults.pollers import Load
from tests.faults.polling import load_on, outcome_of, polled, stock, web_process

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator

    from starlette.types import Receive, Scope, Send

    from newsflow.db.pool import Pool
    from tests.faults.polling import Outcome, Town

ACCOUNTS = 500
ITEMS = 500
LINE = {
    "id": "nf:text:20260302:1",
    "type": "text",
    "date": "2026-03-02T09:00:00Z",
    "title": "Ferry returns " * 3,
}
BODY = json.dumps(
    {"response": {"success": True, "code": 200}, "data": {"result": [LINE] * 20, "total": 20}}
).encode()
HEADERS = [
    (b"content-type", b"application/json; charset=utf-8"),
    (b"content-length", str(len(BODY)).encode()),
]


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers one body to whatever is asked, once it has read it."""
    if scope["type"] == "lifespan":
        while (event := (await receive())["type"]) != "lifespan.shutdown":
            await send({"type": f"{event}.complete"})
        await send({"type": "lifespan.shutdown.complete"})
        return
    while (await receive()).get("more_body", False):
        pass
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": BODY})


@contextlib.contextmanager
def bare_process() -> Generator[int]:
    """The port of a web process that only answers."""
    (listener,) = listeners(["127.0.0.1"], 0)
    listener.listen(ACCOUNTS)
    with listener:
        command = [sys.executable, "-m", "bench.has_polling", "--serve", str(listener.fileno())]
        process = subprocess.Popen(command, pass_fds=[listener.fileno()])
        port = int(listener.getsockname()[1])
    try:
        web = http.client.HTTPConnection(
            "127.0.0.1", port, timeout=120
        )  # a loaded machine takes long to start one
        web.request("GET", "/")
        assert web.getresponse().read() == BODY
        web.close()
        yield port
    finally:
        process.terminate()
        process.wait()


@contextlib.asynccontextmanager
async def indexed(pool: Pool, data: Path) -> AsyncGenerator[None]:
    """Within it the node's search index is kept, as its worker does."""
    folder, stop = IndexFolder(data / "search"), asyncio.Event()
    await catch_up(pool, folder)
    writing = asyncio.create_task(run_search(pool, folder, stop))
    try:
        yield
    finally:
        stop.set()
        await writing


async def taken_by_turns(on: Stage, rounds: int, seconds: float) -> tuple[list[Outcome], list[Outcome]]:
    """What came of each slice: ours, and the bare one's."""
    ours: list[Outcome] = []
    bare: list[Outcome] = []
    with tempfile.TemporaryDirectory(prefix="newsflow-bench-") as home:
        async with open_pool(on.dsn(), at_most=4) as pool:
            town: Town = await stock(pool, ACCOUNTS, ITEMS, seed=1)
            async with indexed(pool, Path(home)):
                with web_process(on.dsn(), Path(home)) as port, bare_process() as bare_port:
                    for turn in range(rounds):
                        ours.append(await load_on(town, port, seconds, seed=turn))
                        bare.append(outcome_of(await polled(Load(bare_port, town.logins, seconds, turn)), []))
    return ours, bare


def measured(*, quick: bool) -> dict[str, Any]:
    """The figure and its limit."""
    rounds, seconds = (2, 8.0) if quick else (4, 30.0)
    with stage(people=False) as on:
        ours, bare = asyncio.run(taken_by_turns(on, rounds, seconds))
    wrong = [fault for outcome in [*ours, *bare] for fault in outcome.faults(p95_ms=10_000)]
    assert not wrong, wrong[:5]
    best = max(ours, key=lambda outcome: outcome.a_second)
    limit = max(outcome.a_second for outcome in bare)
    return {
        "what": f"HAS polls a second, {ACCOUNTS} accounts at the legal pace (p50 {best.percentile(50):.0f} ms, "
        f"p95 {best.percentile(95):.0f} ms), beside the same clients at the same web server giving one fixed body",
        "figure": round(best.a_second, 1),
        "limit": round(limit, 1),
        "ratio": round(best.a_second / limit, 3),
        "unit": "polls/s",
        "machine": machine(),
    }


def main() -> None:
    """Print the figures, as a line or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="two short slices instead of four long ones")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve is not None:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(web_server(application).serve(sockets=[socket.socket(fileno=asked.serve)]))
        return
    found = measured(quick=asked.quick)
    print(json.dumps(found) if asked.json else "\n".join(f"{name}: {value}" for name, value in found.items()))


if __name__ == "__main__":
    main()
