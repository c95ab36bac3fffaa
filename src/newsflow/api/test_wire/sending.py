"""What a test wire sends: streams, and replies that break off."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

import msgspec
from starlette.types import Receive, Scope, Send

from newsflow.api.frame import Frame
from newsflow.api.gone import abort, gone, rings_ending, rings_leaving
from newsflow.api.limits import StreamsOpen
from newsflow.api.reply import Reply, problem
from newsflow.api.stream import RETRY_MS
from newsflow.api.test_wire.reading import TestReader
from newsflow.api.test_wire.rows import TestWire
from newsflow.domain.clock import Clock, rfc3339
from newsflow.domain.errors import LostCursorError
from newsflow.domain.guid import Seq
from newsflow.wire.read import Cursor

ENTRIES_AT_ONCE = 100
LOOKS_EVERY_S = 0.5
"""A test wire has no bell: whoever waits looks again."""
HEARTBEAT_S = 10.0


@dataclass(frozen=True, slots=True)
class Looked:
    """One look at a test wire: how it stands, what comes, and the number that was looked at last."""

    wire: TestWire
    frames: list[Frame]
    seq: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A reply that breaks off in the middle."""

    reply: Reply

    async def send(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Half of it, and then the end of the connection."""
        body = self.reply.body
        fields = [
            (b"content-type", self.reply.content_type.encode()),
            (b"content-length", str(len(body)).encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": fields})
        await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
        leaving = asyncio.ensure_future(gone(receive))
        try:
            await abort(scope, leaving)
        finally:
            leaving.cancel()
        raise ConnectionAbortedError


@dataclass(frozen=True, slots=True, kw_only=True)
class TestStream:
    """One open stream of a test wire."""

    __test__ = False

    reader: TestReader
    cursor: Cursor
    clock: Clock
    look: Callable[[TestReader, Cursor, int], Awaitable[Looked]]
    cuts: Callable[[TestWire], Awaitable[bool]]
    open: StreamsOpen
    slow_s: float
    """A reader that takes nothing for so long is cut off."""

    async def send(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send what comes until the client has gone, a cuts drill breaks it off, or the wire goes into a new epoch."""
        fields = [
            (b"content-type", b"text/event-stream"),
            (b"cache-control", b"no-store"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": fields})
        leaving = asyncio.ensure_future(gone(receive))
        with self.open.one(self.reader.wire.contract):
            try:
                await self._run(scope, leaving, send)
            except TimeoutError:
                await abort(scope, leaving)
                raise ConnectionAbortedError from None
            finally:
                leaving.cancel()

    async def _run(self, scope: Scope, leaving: "asyncio.Future[None]", send: Send) -> None:
        cursor, quiet_s, bell = self.cursor, HEARTBEAT_S, asyncio.Event()
        rings_leaving(bell, leaving)
        ending = rings_ending(bell, scope)
        await self._part(send, f"retry: {RETRY_MS}\n\n".encode())
        while not leaving.done() and not ending.is_set():
            try:
                looked = await self.look(self.reader, cursor, ENTRIES_AT_ONCE)
            except LostCursorError as error:
                await self._part(send, b"event: end\ndata: " + problem(error).body + b"\n\n", more=False)
                return
            cursor = Cursor(looked.wire.epoch, Seq(looked.seq))
            body = b"".join(each.event() for each in looked.frames)
            if looked.frames and await self.cuts(looked.wire):
                await self._part(send, body[: len(body) // 2])
                await abort(scope, leaving)
                raise ConnectionAbortedError
            if quiet_s >= HEARTBEAT_S:
                head = {"head": f"{looked.wire.epoch}.{looked.wire.seq}", "at": rfc3339(self.clock())}
                body += b"event: head\nid: %b\ndata: %b\n\n" % (
                    str(cursor).encode(),
                    msgspec.json.encode(head),
                )
                quiet_s = 0.0
            if body:
                await self._part(send, body)
            if not looked.frames:
                with suppress(TimeoutError):
                    await asyncio.wait_for(bell.wait(), LOOKS_EVERY_S)
                quiet_s += LOOKS_EVERY_S
        await self._part(send, b"", more=False)

    async def _part(self, send: Send, body: bytes, *, more: bool = True) -> None:
        """Send a part. Raises TimeoutError when the client takes nothing."""
        async with asyncio.timeout(self.slow_s):
            await send({"type": "http.response.body", "body": body, "more_body": more})
