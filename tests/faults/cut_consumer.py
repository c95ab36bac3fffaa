"""A consumer that is cut off at random, in the middle of whatever it reads, and goes on from the last whole entry."""

from __future__ import annotations

import asyncio
import base64
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    import random

CHUNK = 700
CUT_OF = 3
"""One connection in so many is read to its end."""


@dataclass(slots=True)
class Consumer:
    """Reads `/v1/entries` and `/v1/stream` by turns. `came` are the numbers of the entries that it took, in order."""

    url: str
    username: str
    secret: str
    chance: random.Random
    cursor: str = "0"
    came: list[int] = field(default_factory=list[int])
    cuts: int = 0

    async def read_until(self, ends_at: float) -> None:
        """Nothing; reads and is cut until the loop's time is up."""
        loop = asyncio.get_running_loop()
        while loop.time() < ends_at:
            cut_after = None if self.chance.randrange(CUT_OF) == 0 else self.chance.randrange(1, 6000)
            await (self.pull if self.chance.random() < 0.5 else self.stream)(cut_after, wait=1)

    async def catch_up(self, head: int) -> None:
        """Nothing; pulls, uncut, until it has all up to the head."""
        while int(self.cursor.rpartition(".")[2]) < head:
            await self.pull(None, wait=0)

    async def pull(self, cut_after: int | None, *, wait: int) -> None:
        """Nothing; takes one page, if all of it comes."""
        path = f"/v1/entries?after={quote(self.cursor)}&limit=7&wait={wait}&format=text"
        raw = await self._read(path, cut_after, for_s=5.0)
        head, _, body = raw.partition(b"\r\n\r\n")
        length = next(
            (
                int(line.split(b":")[1])
                for line in head.split(b"\r\n")
                if line.lower().startswith(b"content-length")
            ),
            None,
        )
        if length is None or len(body) < length:
            self.cuts += 1
            return
        assert head.startswith(b"HTTP/1.1 200"), raw[:300]
        page: dict[str, Any] = json.loads(body)
        self.came += [entry["seq"] for entry in page["entries"]]
        self.cursor = page["next"].partition("after=")[2].partition("&")[0]

    async def stream(self, cut_after: int | None, *, wait: int) -> None:
        """Nothing; takes the events that come whole."""
        raw = await self._read("/v1/stream?format=text", cut_after, for_s=float(wait), last=self.cursor)
        head, ended, coded = raw.partition(b"\r\n\r\n")  # it may be cut within its first line
        assert not ended or head.startswith(b"HTTP/1.1 200"), raw[:300]
        self.cuts += 1
        *whole, _ = unchunked(coded).split(b"\n\n")
        for event in whole:
            lines = dict(line.split(b": ", 1) for line in event.split(b"\n") if b": " in line)
            if lines.get(b"event") in {b"entry", b"head"}:
                self.cursor = lines[b"id"].decode()
            if lines.get(b"event") == b"entry":
                self.came.append(json.loads(lines[b"data"])["seq"])

    async def _read(
        self, path: str, cut_after: int | None, *, for_s: float, last: str | None = None
    ) -> bytes:
        """What came until the cut, the end, or the time is up."""
        parts = urlsplit(self.url)
        login = base64.b64encode(f"{self.username}:{self.secret}".encode()).decode()
        resumes = "" if last is None else f"Last-Event-ID: {last}\r\n"
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        came = bytearray()
        try:
            writer.write(
                f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n{resumes}"
                f"Authorization: Basic {login}\r\n\r\n".encode()
            )
            async with asyncio.timeout(for_s):
                while cut_after is None or len(came) < cut_after:
                    piece = await reader.read(CHUNK)
                    if not piece:
                        break
                    came += piece
        except TimeoutError:
            pass
        finally:
            writer.transport.abort()
        return bytes(came if cut_after is None else came[:cut_after])


def unchunked(coded: bytes) -> bytes:
    """The whole chunks of a body in chunks, and what came of the last one."""
    body = bytearray()
    while coded:
        size, line, rest = coded.partition(b"\r\n")
        if not line:
            break
        length = int(size, 16)
        body += rest[:length]
        coded = rest[length + 2 :]
    return bytes(body)
