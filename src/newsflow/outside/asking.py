"""A request to a machine outside. It reaches no address inside unless the operator names the host.

The name is resolved once, every address of it is looked at, and the connection goes to the very address that was looked at: a name
that answers otherwise the second time leads nowhere. Redirects are not followed; time and size have bounds.
"""

import asyncio
import http.client
import ipaddress
import json
import socket
import ssl
import threading
import time
from collections.abc import Generator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from newsflow.domain.network import bare_address

ANSWER_BYTES = 4 * 1024 * 1024
TIMEOUT_S = 60.0
"""One request, whole."""
_CHUNK = 64 * 1024
_TAKEN = range(200, 300)


class UnansweredError(Exception):
    """There is no answer, or none that can be used: why, without a word of what was sent. Who asks says it as its own error."""

    def __init__(self, host: str, why: str, kind: str = "unreachable") -> None:
        super().__init__(f"{host}: {why}.")
        self.kind = kind
        """In a word, for who says it otherwise: unreachable, no-host (none, or one inside), plain, certificate, slow, large."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a machine said: the status, when by its own clock (the header `Date`; "" without one), and the body."""

    status: int
    date: str
    body: bytes

    @property
    def was_taken(self) -> bool:
        """Whether it is a 2xx."""
        return self.status in _TAKEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Where requests go, and which hosts may lie inside."""

    url: str
    """Scheme, host, port and the path before each request's own."""
    inside_hosts: frozenset[str] = frozenset()
    setting: str
    """Which setting names those hosts, for whoever reads why a request failed."""
    timeout_s: float = TIMEOUT_S
    answer_bytes: int = ANSWER_BYTES

    async def post(self, path: str, body: Mapping[str, object], headers: Mapping[str, str]) -> bytes:
        """What a POST of JSON gives. Raises UnansweredError for anything but a 2xx; its text holds no word of the body."""
        sent = {"Content-Type": "application/json", "Accept": "application/json", **headers}
        answer = await asyncio.to_thread(self.ask, "POST", path, json.dumps(dict(body)).encode(), sent)
        if not answer.was_taken:
            raise UnansweredError(urlsplit(self.url).hostname or "", f"it answers {answer.status}")
        return answer.body

    def ask(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        """The answer, whatever its status; a redirection is one. Raises UnansweredError. It blocks: call it in a thread."""
        parts = urlsplit(self.url)
        host = parts.hostname or ""
        until = time.monotonic() + self.timeout_s
        try:
            connection = self._connection(host, parts.port, until, is_tls=parts.scheme == "https")
            with closing(connection), _cut_at(until, connection.sock):
                target = f"{parts.path.rstrip('/') if path else parts.path}{path}" or "/"
                query = f"?{parts.query}" if parts.query else ""
                connection.request(method, target + query, body, dict(headers))
                response = connection.getresponse()
                found = self._read(response, until, host)
                return Answer(response.status, response.getheader("Date", ""), found)
        except ssl.SSLCertVerificationError:
            raise UnansweredError(host, "its certificate is not one for it", "certificate") from None
        except socket.gaierror as error:
            raise UnansweredError(host, type(error).__name__, "no-host") from None
        except (OSError, http.client.HTTPException) as error:
            if isinstance(error, TimeoutError) or time.monotonic() > until:
                raise UnansweredError(host, "its answer takes too long", "slow") from None
            raise UnansweredError(host, type(error).__name__) from None

    def _connection(
        self, host: str, port: int | None, until: float, *, is_tls: bool
    ) -> http.client.HTTPConnection:
        named = host in self.inside_hosts
        if not is_tls and not named:
            raise UnansweredError(host, f"plain http is for hosts that {self.setting} names", "plain")
        at = port or (443 if is_tls else 80)
        address = self._address(host, at, named=named)
        plain = socket.create_connection((address, at), timeout=self.timeout_s)
        connection = http.client.HTTPConnection(host, at, timeout=self.timeout_s)
        connection.default_port = 443 if is_tls else 80
        connection.sock = plain
        if is_tls:
            try:
                secured = ssl.create_default_context().wrap_socket(
                    plain, server_hostname=host, do_handshake_on_connect=False
                )
                connection.sock = secured
                with _cut_at(until, secured):
                    secured.do_handshake()
            except OSError:
                connection.close()
                raise
        return connection

    def _address(self, host: str, port: int, *, named: bool) -> str:
        found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM) if one[4]]
        inside = [one for one in found if not is_outside(one)]
        if not found or (inside and not named):
            raise UnansweredError(host, f"it lies inside, and {self.setting} does not name it", "no-host")
        return found[0]

    def _read(self, response: http.client.HTTPResponse, until: float, host: str) -> bytes:
        found = b""
        while chunk := response.read1(_CHUNK):
            found += chunk
            if len(found) > self.answer_bytes:
                raise UnansweredError(host, "its answer is too large", "large")
            if time.monotonic() > until:
                break
        if time.monotonic() > until:
            raise UnansweredError(host, "its answer takes too long", "slow")
        return found


def is_outside(address: str) -> bool:
    """Whether an address is anybody's on the Internet: no private, local, shared, reserved or multicast one."""
    found = ipaddress.ip_address(bare_address(address))
    return found.is_global and not found.is_multicast and not found.is_reserved


@contextmanager
def _cut_at(until: float, sock: socket.socket) -> Generator[None]:
    """The socket is shut then, whatever it is doing: no machine holds a thread of ours by answering a byte at a time."""

    def cut() -> None:
        with suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)

    late = threading.Timer(max(0.0, until - time.monotonic()), cut)
    late.daemon = True
    late.start()
    try:
        yield
    finally:
        late.cancel()
