"""The web server: uvicorn over h11, on sockets of our own, with header names as old readers expect them (ADR-0007)."""

import asyncio
import errno
import re
import socket
import time
from collections.abc import Callable, Sequence
from email.utils import formatdate
from urllib.parse import unquote

import h11
import structlog
import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from newsflow.domain.errors import SetupError
from newsflow.web.files import ABORT, ENDING, WRITE

BACKLOG_CONNECTIONS = 2048
"""asyncio's own default of 100 makes 2,000 readers that come back at once wait 16 s."""

GRACEFUL_STOP_S = 5
"""uvicorn waits for ever for a stream that waits for ever, unless told how long."""

KEEP_ALIVE_S = 30

ACCEPTS_A_TURN = 8
"""Connections that one turn of the loop takes on. One that comes alone pays for the others, by looking in vain."""

_OWN_SPELLING = {
    b"etag": b"ETag",
    b"www-authenticate": b"WWW-Authenticate",
    b"te": b"TE",
    b"ratelimit": b"RateLimit",
    b"ratelimit-policy": b"RateLimit-Policy",
}
_spellings: dict[bytes, bytes] = {}

log = structlog.stdlib.get_logger(__name__)


def canonical(name: bytes) -> bytes:
    """A header's name as RFC 9110 prints it: `content-type` gives `Content-Type`."""
    spelling = _spellings.get(name)
    if spelling is None:
        lower = name.lower()
        spelling = _OWN_SPELLING.get(lower) or b"-".join(part.capitalize() for part in lower.split(b"-"))
        if len(_spellings) < 1000:
            _spellings[name] = spelling
    return spelling


def with_canonical_headers(app: ASGIApp) -> ASGIApp:
    """`app`, its responses' header names in canonical case and with a `Date`.

    A HAS client in use looks `Content-Type` up by that spelling (HAS contract §2), and h11 sends a name as it
    is given.
    """
    date = _Date()

    async def spelled(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_spelled(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [(canonical(name), value) for name, value in message.get("headers", ())]
                if not any(name == b"Date" for name, _ in headers):
                    headers.append((b"Date", date.now()))
                message = {**message, "headers": headers}
            await send(message)

        await app(scope, receive, send_spelled if scope["type"] == "http" else send)

    return spelled


_ABSOLUTE = re.compile(rb"https?://([^/]*)(.*)", re.IGNORECASE | re.DOTALL)


def with_origin_targets(app: ASGIApp) -> ASGIApp:
    """`app`, for which `GET http://host/path` is `GET /path` of that host.

    A server must take the absolute form, which clients behind a proxy send, and its host instead of the Host field
    (RFC 9112 §3.2.2); uvicorn hands it on as if it were a path.
    """

    async def aimed(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (found := _ABSOLUTE.fullmatch(scope["raw_path"])):
            host, path = found[1], found[2] or b"/"
            fields = [(name, value) for name, value in scope["headers"] if name != b"host"]
            scope = {
                **scope,
                "path": unquote(path.decode("ascii")),
                "raw_path": path,
                "headers": [(b"host", host), *fields],
            }
        await app(scope, receive, send)

    return aimed


def with_abort(app: ASGIApp) -> ASGIApp:
    """`app`, which may break a connection off without waiting for what the client has not taken, or write chunks itself.

    uvicorn gives an application no such way: a reader that takes nothing would keep its buffer for as long as it likes.
    """

    async def breakable(scope: Scope, receive: Receive, send: Send) -> None:
        transport = getattr(getattr(send, "__self__", None), "transport", None)
        if scope["type"] == "http" and transport is not None:
            ours = {ABORT: transport.abort}
            protocol = transport.get_protocol()
            if isinstance(protocol, CanonicalProtocol):
                protocol.on_ending.clear()  # what is answered on this connection comes one after the other
                ours[ENDING] = protocol.on_ending.append
            if scope["http_version"] == "1.1":  # a body of unknown length is chunked there, and nowhere else
                ours[WRITE] = _writer(transport)
            scope = {**scope, "extensions": {**scope.get("extensions", {}), **ours}}
        await app(scope, receive, send)

    return breakable


def _writer(transport: asyncio.Transport) -> Callable[[bytes], bool]:
    """Writes chunks past h11, which keeps nothing of a body but that it goes on; for streams that thousands read."""

    def write(chunk: bytes) -> bool:
        if transport.is_closing() or transport.get_write_buffer_size():
            return False
        transport.write(chunk)
        return True

    return write


class _Date:
    """The `Date` header's value, made once a second."""

    def __init__(self) -> None:
        self._second = 0
        self._text = b""

    def now(self) -> bytes:
        second = int(time.time())
        if second != self._second:
            self._second, self._text = second, formatdate(second, usegmt=True).encode("ascii")
        return self._text


class CanonicalProtocol(H11Protocol):
    """uvicorn's h11 protocol, whose own answer to what is no HTTP is spelled canonically too; it says when the server ends."""

    def connection_made(self, transport: asyncio.Transport) -> None:
        """A client came."""
        self.on_ending: list[Callable[[], object]] = []
        super().connection_made(transport)

    def shutdown(self) -> None:
        """The server begins to end: what would wait for ever is told."""
        super().shutdown()
        for tell in self.on_ending:
            tell()

    def send_400_response(self, msg: str) -> None:
        """Say 400 and close."""
        headers = [(b"Content-Type", b"text/plain; charset=utf-8"), (b"Connection", b"close")]
        for event in (
            h11.Response(status_code=400, headers=headers, reason=b"Bad Request"),
            h11.Data(data=msg.encode("ascii")),
            h11.EndOfMessage(),
        ):
            output = self.conn.send(event)
            if output:
                self.transport.write(output)
        self.transport.close()


def listeners(hosts: Sequence[str], port: int) -> list[socket.socket]:
    """One bound socket an address; SetupError when the port is taken.

    An address of a family that this machine does not have (IPv6 switched off) is left out and said so, as long
    as another is left.
    """
    bound: list[socket.socket] = []
    for host in hosts:
        try:
            listener = _bound(host, port)
        except OSError as error:
            if error.errno in {errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL} and len(hosts) > 1:
                log.warning("address_left_out", host=host, why=error.strerror)
                continue
            for other in bound:
                other.close()
            raise _cannot_listen(host, port, error) from None
        port = port or int(listener.getsockname()[1])  # 0 takes one free port, the same for all
        bound.append(listener)
    if not bound:
        raise SetupError("There is no address to listen on.", ", ".join(hosts), "Set NEWSFLOW_HOSTS.")
    return bound


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind((host, port))
        listener.settimeout(0)
    except OSError:
        listener.close()
        raise
    return listener


def _cannot_listen(host: str, port: int, error: OSError) -> SetupError:
    return SetupError(
        "The web server cannot listen.",
        f"{host} port {port}: {error.strerror}.",
        "End what uses the port, or choose another with --port or NEWSFLOW_PORT.",
    )


class _Server(uvicorn.Server):
    """uvicorn's server, which takes on up to `ACCEPTS_A_TURN` connections in one turn of the loop.

    libuv takes one a turn from each socket that it listens on. In a rush, as after a restart, a client's first request would
    wait for as many turns as there are others before it, and its second come too soon after it by our clock (HAS contract §1.1).
    """

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen on each socket so many times."""
        self._again = [each.dup() for each in sockets or () for _ in range(ACCEPTS_A_TURN - 1)]
        await super().startup(sockets and [*sockets, *self._again])

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close them all, and end."""
        await super().shutdown(sockets and [*sockets, *self._again])


def web_server(app: ASGIApp) -> uvicorn.Server:
    """A server over `app`; `run(sockets=…)` serves until SIGINT or SIGTERM, then ends within seconds."""
    config = uvicorn.Config(
        with_abort(with_canonical_headers(with_origin_targets(app))),
        http=CanonicalProtocol,
        ws="none",
        loop="uvloop",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,  # by default uvicorn believes what any client on this machine says of its address
        backlog=BACKLOG_CONNECTIONS,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=GRACEFUL_STOP_S,
    )
    return _Server(config)
