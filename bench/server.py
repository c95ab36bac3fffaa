"""Requests a second of the web server, beside a bare protocol that does nothing but answer (ADR-0007).

The server is `newsflow.ops.web_server` as `newsflow serve` runs it, over an application that gives 2 KB of XML, as a
HAS document is; the limit is asyncio (uvloop) writing the same bytes without parsing what was asked. Where httptools
is installed, which it is not by our lock, uvicorn over httptools is measured too. Server and load are processes of
their own, 16 connections are kept alive, one request at a time on each.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import importlib.util
import json
import selectors
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING, cast

import uvicorn
import uvloop

from newsflow.ops.web_server import listeners, web_server

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from starlette.types import Receive, Scope, Send

CONNECTIONS = 16
BODY = b"<newsItem>" + b"a" * 2000 + b"</newsItem>"
HEADERS = [
    (b"content-type", b"application/xml; charset=utf-8"),
    (b"content-length", str(len(BODY)).encode()),
    (b"content-disposition", b'attachment; filename="nf_text_20260302_1.xml"'),
    (b"etag", b'"1"'),
]
ASKED = (
    b"GET /abone/document/nf:text:20260302:1/newsml29 HTTP/1.1\r\nHost: localhost\r\n"
    b"Authorization: Basic dXNlcjpzZWNyZXQ=\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n"
)
ANSWERED = (
    b"HTTP/1.1 200 OK\r\n"
    + b"".join(name.title() + b": " + value + b"\r\n" for name, value in HEADERS)
    + b"Date: Mon, 02 Mar 2026 09:00:00 GMT\r\n\r\n"
    + BODY
)
UNIT = "requests/s"
WARM_S = 0.3
SLICE_S = 0.4


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """The smallest ASGI application that answers like a document."""
    if scope["type"] == "lifespan":
        while (event := (await receive())["type"]) != "lifespan.shutdown":
            await send({"type": f"{event}.complete"})
        await send({"type": "lifespan.shutdown.complete"})
        return
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": BODY})


class Bare(asyncio.Protocol):
    """Answers whatever comes."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep where to write."""
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Write the answer where a request ends."""
        if data.endswith(b"\r\n\r\n"):
            self.transport.write(ANSWERED)


async def serve(kind: str, listener: socket.socket) -> None:
    """Serve as `kind` until the process is ended."""
    if kind == "bare":
        server = await asyncio.get_running_loop().create_server(Bare, sock=listener)
        await server.serve_forever()
    elif kind == "h11":
        await web_server(application).serve(sockets=[listener])
    else:
        config = uvicorn.Config(
            application, http="httptools", log_config=None, access_log=False, server_header=False
        )
        await uvicorn.Server(config).serve(sockets=[listener])


def load(port: int, seconds: float) -> float:
    """Answers a second that this process gets from `port`."""
    length = len(ANSWERED.partition(b"\r\n\r\n")[2])
    waiting = selectors.DefaultSelector()
    came: dict[int, bytes] = {}
    for _ in range(CONNECTIONS):
        connection = socket.create_connection(("127.0.0.1", port))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        waiting.register(connection, selectors.EVENT_READ)
        connection.sendall(ASKED)
        came[connection.fileno()] = b""
    answers, start = 0, time.perf_counter()
    while (took := time.perf_counter() - start) < seconds:
        for key, _ in waiting.select(timeout=1):
            assert isinstance(key.fileobj, socket.socket)
            came[key.fd] += key.fileobj.recv(1 << 16)
            head, end, body = came[key.fd].partition(b"\r\n\r\n")
            if end and len(body) >= length:
                assert head.startswith(b"HTTP/1.1 200"), head
                answers += 1
                came[key.fd] = b""
                key.fileobj.sendall(ASKED)
    return answers / took


@contextlib.contextmanager
def running(kind: str) -> Generator[int]:
    """The port of a server of that kind, in a process of its own."""
    (listener,) = listeners(["127.0.0.1"], 0)
    port = int(listener.getsockname()[1])
    listener.listen(CONNECTIONS)
    with listener:
        server = subprocess.Popen(
            [sys.executable, "-m", "bench.server", "--serve", kind, "--fd", str(listener.fileno())],
            pass_fds=[listener.fileno()],
        )
    try:
        load(port, WARM_S)
        yield port
    finally:
        server.terminate()
        server.wait()


def measured(kinds: Sequence[str], rounds: int) -> dict[str, float]:
    """The best slice of each kind, taken in turns: what else runs on the machine then hits all of them alike."""
    with contextlib.ExitStack() as servers:
        ports = {kind: servers.enter_context(running(kind)) for kind in kinds}
        slices = [{kind: load(port, SLICE_S) for kind, port in ports.items()} for _ in range(rounds)]
    return {kind: max(each[kind] for each in slices) for kind in kinds}


def main() -> None:
    """Print the figures, as lines or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="three rounds instead of twelve")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--serve", help=argparse.SUPPRESS)
    parser.add_argument("--fd", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(serve(asked.serve, socket.socket(fileno=asked.fd)))
        return
    others = ["httptools"] if importlib.util.find_spec("httptools") else []
    best = measured(["bare", "h11", *others], 3 if asked.quick else 12)
    rows = [
        {
            "name": f"uvicorn over {kind}",
            "figure": round(best[kind]),
            "limit": round(best["bare"]),
            "ratio": round(best[kind] / best["bare"], 3),
            "unit": UNIT,
        }
        for kind in ("h11", *others)
    ]
    if asked.json:
        print(json.dumps(rows))
    else:
        for row in rows:
            print(
                f"{row['name']}: {row['figure']} {UNIT}, {row['ratio']:.2f} of the bare protocol's {row['limit']}"
            )


if __name__ == "__main__":
    main()
