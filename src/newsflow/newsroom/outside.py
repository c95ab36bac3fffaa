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
import time
from collections.abc import Mapping
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

    def __init__(self, host: str, why: str) -> None:
        super().__init__(f"{host}: {why}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Where requests go, and which hosts may lie inside."""

    url: str
    """Scheme, host, port and the path before each request's own."""
    inside_hosts: frozenset[str] = frozenset()
    setting: str
    """Which setting names those hosts, for whoever reads why a request failed."""
    timeout_s: float = TIMEOUT_S

    async def post(self, path: str, body: Mapping[str, object], headers: Mapping[str, str]) -> bytes:
        """What a POST of JSON gives. Raises UnansweredError for anything but a 2xx; its text holds no word of the body."""
        return await asyncio.to_thread(self._post, path, dict(body), dict(headers))

    def _post(self, path: str, body: dict[str, object], headers: dict[str, str]) -> bytes:
        parts = urlsplit(self.url)
        host = parts.hostname or ""
        until = time.monotonic() + self.timeout_s
        try:
            connection = self._connection(host, parts.port, is_tls=parts.scheme == "https")
            try:
                sent = {"Content-Type": "application/json", "Accept": "application/json", **headers}
                target = f"{parts.path.rstrip('/')}{path}" or "/"
                connection.request("POST", target, json.dumps(body).encode(), sent)
                response = connection.getresponse()
                if response.status not in _TAKEN:
                    raise UnansweredError(host, f"it answers {response.status}")
                return _read(response, until, host)
            finally:
                connection.close()
        except (OSError, http.client.HTTPException) as error:
            raise UnansweredError(host, type(error).__name__) from None

    def _connection(self, host: str, port: int | None, *, is_tls: bool) -> http.client.HTTPConnection:
        named = host in self.inside_hosts
        if not is_tls and not named:
            raise UnansweredError(host, f"plain http is for hosts that {self.setting} names")
        at = port or (443 if is_tls else 80)
        address = self._address(host, at, named=named)
        plain = socket.create_connection((address, at), timeout=self.timeout_s)
        connection = http.client.HTTPConnection(host, at, timeout=self.timeout_s)
        try:
            connection.sock = (
                ssl.create_default_context().wrap_socket(plain, server_hostname=host) if is_tls else plain
            )
        except OSError:
            plain.close()
            raise
        return connection

    def _address(self, host: str, port: int, *, named: bool) -> str:
        found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM) if one[4]]
        inside = [one for one in found if not is_outside(one)]
        if not found or (inside and not named):
            raise UnansweredError(host, f"it lies inside, and {self.setting} does not name it")
        return found[0]


def is_outside(address: str) -> bool:
    """Whether an address is anybody's on the Internet: no private, local, shared, reserved or multicast one."""
    found = ipaddress.ip_address(bare_address(address))
    return found.is_global and not found.is_multicast and not found.is_reserved


def _read(response: http.client.HTTPResponse, until: float, host: str) -> bytes:
    found = b""
    while chunk := response.read1(_CHUNK):
        found += chunk
        if len(found) > ANSWER_BYTES:
            raise UnansweredError(host, "its answer is too large")
        if time.monotonic() > until:
            raise UnansweredError(host, "its answer takes too long")
    return found
