"""HTTP by hand, where bytes, header case and order of headers matter."""

from __future__ import annotations

import asyncio
import base64
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

if TYPE_CHECKING:
    from tests.has.desk import Machine


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, byte for byte; `headers` keep the case in which they came."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def message(self) -> str:
        """The envelope's message of a failure."""
        return self.json()["response"]["message"]

    @property
    def ids(self) -> list[str]:
        """The ids of a search's page."""
        return [found["id"] for found in self.json()["data"]["result"]]


def authorization(username: str, password: str) -> str:
    """The value of an Authorization header."""
    return "Basic " + base64.b64encode(f"{username}:{password}".encode()).decode()


@dataclass(frozen=True, slots=True)
class Client:
    """Asks one server as one machine, a new connection for each request."""

    url: str
    machine: Machine | None = None

    async def ask(
        self, method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b""
    ) -> Answer:
        """The answer to exactly this request."""
        parts = urlsplit(self.url)
        lines = {"Host": parts.netloc, "Connection": "close"}
        if self.machine is not None:
            lines["Authorization"] = authorization(self.machine.username, self.machine.password)
        if body or method == "POST":
            lines["Content-Length"] = str(len(body))
        lines |= headers or {}
        head = f"{method} {path} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in lines.items()) + "\r\n"
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        writer.write(head.encode() + body)
        raw = await reader.read()
        writer.close()
        await writer.wait_closed()
        top, _, rest = raw.partition(b"\r\n\r\n")
        status, *fields = top.decode("latin-1").split("\r\n")
        pairs = dict(field.split(": ", 1) for field in fields)
        return Answer(int(status.split(" ")[1]), pairs, rest)

    async def get(self, path: str) -> Answer:
        """The answer to a GET."""
        return await self.ask("GET", path)

    async def search(self, path: str = "/abone/search", /, **fields: object) -> Answer:
        """The answer to a search by form."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return await self.ask("POST", path, headers, urlencode(fields).encode())
