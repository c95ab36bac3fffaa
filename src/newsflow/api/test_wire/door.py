"""The door of `/v1/test/`: a test wire's own login, its entries and stream as those of the real wire, and its drills."""

import asyncio
from dataclasses import dataclass
from urllib.parse import urlencode

import msgspec
import psycopg
import structlog
from starlette.types import Receive, Scope, Send

from newsflow.api.asked import Asked, asked
from newsflow.api.door import UnavailableError
from newsflow.api.frame import Frame
from newsflow.api.gone import abort, gone
from newsflow.api.limits import Limits
from newsflow.api.reply import Answer, Fields, Reply, json_reply, problem, tagged, with_fields
from newsflow.api.test_wire.drills import Drill
from newsflow.api.test_wire.picture import PICTURE, RENDITION
from newsflow.api.test_wire.reading import DEFAULT, TestReader
from newsflow.api.test_wire.rows import TAKE_CUT, TAKE_REFUSAL, TAKE_TWICE, TestWire
from newsflow.api.test_wire.store import drill, judge, sign_in, wire_of
from newsflow.db.pool import Pool, transaction
from newsflow.db.query import run
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock, rfc3339
from newsflow.domain.errors import NewsflowError, NotFoundError, NotSignedInError, TooFastError
from newsflow.domain.guid import Seq
from newsflow.matching.query import parse
from newsflow.web.authorization import basic, bearer
from newsflow.web.errors import MethodNotAllowedError
from newsflow.web.headed import HeadedError
from newsflow.web.headers import header, origin, text_header
from newsflow.wire.read import Cursor
from newsflow.wire.rows import Head

PREFIX = "/v1/test/"
MARK: Fields = (("Newsflow-Test", "TEST"),)
ENTRIES, ENTRIES_AT_MOST, WAIT_AT_MOST_S = 100, 1000, 60
LOOKS_EVERY_S = 0.5
"""A test wire has no bell: whoever waits looks again."""
HEARTBEAT_S = 10.0
REFUSED_S = 2.0
READS = ("GET", "HEAD")
PULL, STREAM = ("after", "filter", "format", "limit", "wait"), ("after", "filter", "format")

log = structlog.stdlib.get_logger(__name__)


class TestLoginError(HeadedError, NotSignedInError):
    """No login of a test wire, or one that is not right."""

    __test__ = False
    status = 401
    slug = "not-signed-in"


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
class TestWireDoor:
    """The ASGI application under `/v1/test/`."""

    __test__ = False

    pool: Pool
    agency: Agency
    clock: Clock
    server_key: bytes
    limits: Limits
    drill_limits: Limits
    public_url: str | None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or nothing to a client that has gone."""
        if scope["type"] != "http":
            await send({"type": "websocket.close"})
            return
        answer, fields = await self._answer(scope)
        try:
            await answer.send(scope, receive, with_fields(send, fields))
        except ConnectionAbortedError:
            return

    async def _answer(self, scope: Scope) -> tuple[Answer, Fields]:
        fields: Fields = ()
        try:
            wire = await self._signed_in(scope)
            fields = self.limits.take(wire.contract)
            return await self._dispatch(scope, wire), fields
        except NewsflowError as error:
            return problem(error, headers=MARK), fields
        except psycopg.Error:
            log.exception("test_wire_database_failed")
            busy = UnavailableError("The database does not answer.", "", "Try again in a moment.")
            return problem(busy, headers=MARK), fields

    async def _signed_in(self, scope: Scope) -> TestWire:
        said = header(scope, b"authorization")
        login = basic(said)
        secret = bearer(said) if login is None else login.secret
        async with transaction(self.pool) as db:
            wire = None if secret is None else await sign_in(
                db, secret, username=None if login is None else login.username, server_key=self.server_key,
                now=self.clock(),
            )  # fmt: skip
        if wire is None:
            raise TestLoginError(
                "This is no login of a test wire.",
                "Those of the real wire are not good here, nor the other way round.",
                "Send contract and secret by HTTP Basic, or the secret as a bearer; `newsflow test-wire` makes one.",
                headers=(("WWW-Authenticate", 'Basic realm="Newsflow test wire", charset="UTF-8"'),),
            )
        return wire

    async def _dispatch(self, scope: Scope, wire: TestWire) -> Answer:
        method = scope["method"]
        match method, str(scope["path"]).partition(PREFIX)[2].split("/"):
            case "GET" | "HEAD", ["entries"]:
                return await self._armed(wire, await self._pull(scope, wire, asked(scope, PULL)))
            case "GET", ["stream"]:
                return await self._stream(scope, wire, asked(scope, STREAM))
            case "GET" | "HEAD", ["files", guid, RENDITION.name.value] if guid.startswith("test:picture:"):
                return tagged(Reply(body=PICTURE, content_type=RENDITION.type, headers=MARK))
            case "GET" | "HEAD", ["drills"]:
                return json_reply({"drills": [each.value for each in Drill]}, headers=MARK)
            case "POST", ["drills", name] if name in set(Drill):
                return await self._drill(wire, Drill(name))
            case _, ["drills", name] if name not in set(Drill):
                raise NotFoundError(
                    "There is no such drill.", f"“{name[:40]}”.", f"There are {', '.join(Drill)}."
                )
            case _, ["entries" | "stream" | "drills", *_]:
                raise MethodNotAllowedError("This address does not take that method.", str(method)[:20], "")
            case _:
                raise NotFoundError(
                    "There is nothing at this address.", "", "There are entries, stream, drills and files."
                )

    async def _drill(self, wire: TestWire, what: Drill) -> Reply:
        self.drill_limits.take(wire.contract)
        async with transaction(self.pool) as db:
            played = await drill(db, wire.contract, what, agency=self.agency, now=self.clock())
        return json_reply({
            "drill": what.value,
            "entries": [
                {"seq": each.seq, "guid": each.guid, "version": each.version, "action": each.action.value}
                for each in played
            ],
        }, headers=MARK, etagged=False)  # fmt: skip

    def _reader(self, scope: Scope, wire: TestWire, given: Asked) -> TestReader:
        question = given.text("filter").strip()
        if question:
            parse(question, self.agency, self.clock())
        accepted = given.accepted()
        return TestReader(
            wire=wire, agency=self.agency, clock=self.clock, base=f"{origin(scope, self.public_url)}/v1/test",
            question=question, accepted=DEFAULT if accepted is None else accepted[0],
        )  # fmt: skip

    def _cursor(self, wire: TestWire, given: Asked, said: str | None) -> Cursor:
        """Where to begin. Raises BadInputError, LostCursorError."""
        cursor = given.cursor(said, Head("test", wire.epoch, Seq(wire.seq), self.clock()))
        judge(wire, cursor)
        return cursor

    async def _refused(self, wire: TestWire) -> None:
        """Raise TooFastError while the limits drill is armed."""
        async with transaction(self.pool) as db:
            armed = await run(db, TAKE_REFUSAL, {"contract": wire.contract})
        if armed:
            raise TooFastError(
                "TEST: too many requests.", "A drill.", "Wait as Retry-After says.", wait_s=REFUSED_S
            )

    async def _pull(self, scope: Scope, wire: TestWire, given: Asked) -> Reply:
        reader = self._reader(scope, wire, given)
        limit = given.number("limit", ENTRIES, 1, ENTRIES_AT_MOST)
        left = float(given.number("wait", 0, 0, WAIT_AT_MOST_S))
        await self._refused(wire)
        cursor = self._cursor(wire, given, given.fields.get("after"))
        seq = int(cursor.seq)
        async with transaction(self.pool) as db:
            if seq and await run(db, TAKE_TWICE, {"contract": wire.contract}):
                seq -= 1
        while True:
            frames, seen = await self._page(reader, seq, limit)
            if frames or left <= 0:
                break
            seq, left = seen, left - LOOKS_EVERY_S
            await asyncio.sleep(LOOKS_EVERY_S)
        following = {**given.fields, "after": f"{wire.epoch}.{max(seen, int(cursor.seq))}"}
        link = f"{reader.base}/entries?{urlencode(following)}"
        body = b'{"entries":[%b],"next":%b}' % (
            b",".join(each.body for each in frames),
            msgspec.json.encode(link),
        )
        return tagged(Reply(body=body, headers=(("Link", f'<{link}>; rel="next"'), *MARK)))

    async def _page(self, reader: TestReader, seq: int, limit: int) -> tuple[list[Frame], int]:
        async with transaction(self.pool) as db:
            return await reader.after(db, seq, limit)

    async def _armed(self, wire: TestWire, reply: Reply) -> Answer:
        """The reply, or half of it while the cuts drill is armed."""
        async with transaction(self.pool) as db:
            cut = await run(db, TAKE_CUT, {"contract": wire.contract})
        return Cut(reply) if cut else reply

    async def _stream(self, scope: Scope, wire: TestWire, given: Asked) -> Answer:
        await self._refused(wire)
        said = text_header(scope, b"last-event-id") or given.fields.get("after")
        return _Stream(self, self._reader(scope, wire, given), self._cursor(wire, given, said))


@dataclass(frozen=True, slots=True)
class _Stream:
    """One open stream of a test wire."""

    door: TestWireDoor
    reader: TestReader
    cursor: Cursor

    async def send(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send what comes until the client has gone, a cuts drill breaks it off, or the wire goes into a new epoch."""
        fields = [
            (b"content-type", b"text/event-stream"),
            (b"cache-control", b"no-store"),
            (b"newsflow-test", b"TEST"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": fields})
        leaving = asyncio.ensure_future(gone(receive))
        try:
            await self._run(scope, leaving, send)
        finally:
            leaving.cancel()

    async def _run(self, scope: Scope, leaving: "asyncio.Future[None]", send: Send) -> None:
        seq, quiet_s, contract = int(self.cursor.seq), HEARTBEAT_S, self.reader.wire.contract
        while not leaving.done():
            async with transaction(self.door.pool) as db:
                wire = await wire_of(db, contract)
                frames, seq = await self.reader.after(db, seq, ENTRIES)
                cut = bool(frames) and await run(db, TAKE_CUT, {"contract": contract})
            if wire.epoch != self.reader.wire.epoch:
                break
            body = b"".join(each.event() for each in frames)
            if cut:
                await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
                await abort(scope, leaving)
                raise ConnectionAbortedError
            if quiet_s >= HEARTBEAT_S:
                head = {"head": f"{wire.epoch}.{wire.seq}", "at": rfc3339(self.door.clock())}
                body += b"event: head\nid: %d.%d\ndata: %b\n\n" % (wire.epoch, seq, msgspec.json.encode(head))
                quiet_s = 0.0
            if body:
                await send({"type": "http.response.body", "body": body, "more_body": True})
            if not frames:
                await asyncio.wait({leaving}, timeout=LOOKS_EVERY_S)
                quiet_s += LOOKS_EVERY_S
        await send({"type": "http.response.body", "body": b""})
