"""`GET /v1/stream`: server-sent events from any number on. A stream holds no database connection."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

import msgspec
import psycopg
import structlog
from starlette.types import Receive, Scope, Send

from newsflow.api.asked import Asked
from newsflow.api.gone import abort, gone, rings_ending, rings_leaving
from newsflow.api.kept import Page
from newsflow.api.leases import Lease, Leases
from newsflow.api.limits import StreamsOpen
from newsflow.api.pages import FORMATS_LOOKED_S, Pages
from newsflow.api.reader import Reader, WhoIs
from newsflow.api.reply import Fields, problem
from newsflow.api.taking import Takings
from newsflow.domain.clock import Clock, rfc3339
from newsflow.domain.errors import NewsflowError
from newsflow.matching.contract import suspended
from newsflow.matching.query import parse
from newsflow.subscribers.ranges import LEASE
from newsflow.web.errors import log_unreadable
from newsflow.web.files import WRITE
from newsflow.web.headers import text_header
from newsflow.wire.read import Cursor

PARAMETERS = ("after", "filter", "format")
STREAM_TYPE = "text/event-stream"
ENTRIES_AT_ONCE = 10
BEHIND_AT_ONCE = 50
"""Of a stream that has entries to catch up with: each page is a commit of the ledger's, and a look at the wire."""
PIECE_BYTES = 64 * 1024
"""Of a page, for which a reader has SLOW_S each."""
HEARTBEAT_S = 15.0
SLOW_S = 20.0
"""A reader that takes nothing for so long is cut off."""
OLD = LEASE / 4
"""Older entries are a page of the ledger's, not what came under a lease."""
RETRY_MS = 2_000

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Streams:
    """Opens streams, in one web process."""

    pages: Pages
    takings: Takings
    leases: Leases
    clock: Clock
    monotonic: Callable[[], float]
    heartbeat_s: float = HEARTBEAT_S
    slow_s: float = SLOW_S
    open: StreamsOpen = field(default_factory=StreamsOpen)

    async def stream(self, scope: Scope, asked: Asked, reader: Reader, who: WhoIs) -> "Stream":
        """A stream from the cursor on. Raises BadInputError, QuestionError, LostCursorError, TooFastError."""
        if reader.question:
            parse(reader.question, self.pages.agency, self.clock())
        said = text_header(scope, b"last-event-id") or asked.fields.get("after", "head")
        view = await self.pages.window.view()
        cursor = asked.cursor(said, view.head)
        await self.pages.view(cursor)
        self.open.check(reader.username)
        return Stream(self, reader, who, cursor)


@dataclass(slots=True)
class Stream:
    """One open stream."""

    streams: Streams
    reader: Reader
    who: WhoIs
    cursor: Cursor
    _lease: Lease | None = None
    _behind: bool = False
    """Whether there was more than the last page had."""
    _accounts: int = -1
    _write: Callable[[bytes], object] | None = None
    """Sends a chunk at once, where the web server lets us and the client has taken what came before."""

    async def send(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send what comes until the client has gone, or may have no more."""
        fields: Fields = (
            ("Content-Type", STREAM_TYPE), ("Cache-Control", "no-store"), ("X-Accel-Buffering", "no"),
        )  # fmt: skip
        start = [(name.encode(), value.encode()) for name, value in fields]
        await send({"type": "http.response.start", "status": 200, "headers": start})
        if scope["method"] == "HEAD":
            await send({"type": "http.response.body", "body": b""})
            return
        write: object = scope.get("extensions", {}).get(WRITE)
        self._write = write if callable(write) else None
        leaving = asyncio.ensure_future(gone(receive))
        with self.streams.open.one(self.reader.username):
            try:
                await self._send(send, f"retry: {RETRY_MS}\n\n".encode())
                await self._run(scope, send, leaving)
            except TimeoutError:
                log.info("api_stream_dropped", username=self.reader.username, seq=self.cursor.seq)
                await abort(scope, leaving)
                raise ConnectionAbortedError from None
            finally:
                leaving.cancel()
                await self._close_lease()

    async def _run(self, scope: Scope, send: Send, leaving: "asyncio.Future[None]") -> None:
        try:
            await self._follow(scope, send, leaving)
        except asyncio.CancelledError:
            # The server is ending and has waited long enough. The stream ends whole; its reader comes again.
            await self._send(send, b"", more=False)
            return
        except NewsflowError as error:
            log_unreadable(error, "/v1/stream")
            last = problem(error).body
        except psycopg.Error:
            log.exception("api_database_failed", path="/v1/stream")
            last = problem(
                NewsflowError("The database does not answer.", "", "Connect again in a moment.")
            ).body
        else:
            if not leaving.done():  # the server ends: the stream ends whole, and its reader comes again
                await self._send(send, b"", more=False)
            return
        await self._send(send, b"event: end\ndata: " + last + b"\n\n", more=False)

    async def _follow(self, scope: Scope, send: Send, leaving: "asyncio.Future[None]") -> None:
        """Whatever comes, and heartbeats where nothing does; returns when the client has gone or the server ends."""
        window, due = self.streams.pages.window, self.streams.monotonic() + self.streams.heartbeat_s
        async with window.bell() as bell:
            rings_leaving(bell, leaving)
            ending = rings_ending(bell, scope)
            while not leaving.done() and not ending.is_set():
                # Whatever comes from here on rings: it is looked for before anything is waited for.
                bell.clear()
                await self._check_account(window.accounts)
                page, now = await self._page()
                if page.frames:
                    taken = await self._taken(page, now)
                    if page.handed and not await self.streams.pages.stands_for_all(page):
                        continue
                    self.cursor = page.cursor
                    if self._write is None or not self._write(taken.chunk):
                        await self._send(send, taken.events)
                self.cursor, self._behind = page.cursor, not page.at_head
                if self._behind:
                    continue
                left = due - self.streams.monotonic()
                if left <= 0:
                    due = self.streams.monotonic() + self.streams.heartbeat_s
                    await self._send(send, await self._heartbeat())
                else:
                    ring = asyncio.get_running_loop().call_later(left, bell.set)
                    await bell.wait()
                    ring.cancel()

    async def _page(self) -> tuple[Page, datetime]:
        now, limit = self.streams.clock(), BEHIND_AT_ONCE if self._behind else ENTRIES_AT_ONCE
        return await self.streams.pages.after(self.reader, self.cursor, limit, now), now

    async def _check_account(self, accounts: int) -> None:
        """Ask again who reads where a login or a contract changed, or the login is past its end, of which nobody tells.

        Raises the error that says why no more is sent.
        """
        if accounts == self._accounts and not self.reader.account.is_over(self.streams.clock()):
            return
        account = await self.who()
        if account.contracts != self.reader.account.contracts:
            await self._close_lease()
        self.reader = replace(self.reader, account=account)
        self._accounts = accounts

    async def _taken(self, page: Page, now: datetime) -> Page:
        """The page as it may go out: under the stream's lease, or with lines of its own in the ledger."""
        if not page.handed:
            return page
        if not self.reader.by_range(now):
            await self._close_lease()
            return await self.streams.takings.page(self.reader, self.cursor.seq, page, now)
        if page.handed[0].at < now - OLD:
            return await self.streams.takings.page(self.reader, self.cursor.seq, page, now)
        if self._lease is None:
            self._lease = await self.streams.leases.open(self.reader, self.cursor.seq)
        await self.streams.leases.covers(self._lease, page.handed[-1].at)
        return page

    async def _close_lease(self) -> None:
        if self._lease is not None:
            lease, self._lease = self._lease, None
            await self.streams.leases.close(lease, self.cursor.seq)

    async def _heartbeat(self) -> bytes:
        """Where the stream got to, and the wire's head."""
        # Looked up while nothing happens, so that a flash need not wait for it.
        await self.streams.pages.formats(self.reader, FORMATS_LOOKED_S)
        head = (await self.streams.pages.window.view()).head
        where = {"head": f"{head.epoch}.{head.seq}", "at": rfc3339(head.at)}
        pause = suspended(self.reader.account.contracts, self.streams.clock())
        said = msgspec.json.encode(where if pause is None else {**where, "suspended": pause.because})
        return b"".join((b"event: head\nid: ", str(self.cursor).encode(), b"\ndata: ", said, b"\n\n"))

    async def _send(self, send: Send, body: bytes, *, more: bool = True) -> None:
        """Send a part. Raises TimeoutError when the client takes nothing."""
        for start in range(0, max(1, len(body)), PIECE_BYTES):
            piece = body[start : start + PIECE_BYTES]
            further = more or start + PIECE_BYTES < len(body)
            async with asyncio.timeout(self.streams.slow_s):
                await send({"type": "http.response.body", "body": piece, "more_body": further})
