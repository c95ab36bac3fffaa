"""The door of `/v1/test/`: a test wire's own login, its entries and stream as those of the real wire, and its drills."""

import asyncio
from dataclasses import dataclass, field
from urllib.parse import urlencode

import msgspec
import psycopg
import structlog
from starlette.types import Receive, Scope, Send

from newsflow.api.asked import HEAD, Asked, asked
from newsflow.api.door import UnavailableError
from newsflow.api.gone import gone, rings_ending, rings_leaving, rung
from newsflow.api.limits import Limits, StreamsOpen
from newsflow.api.reply import Answer, Fields, Reply, json_reply, problem, tagged, with_fields
from newsflow.api.stream import SLOW_S
from newsflow.api.test_wire.drills import Drill
from newsflow.api.test_wire.named import PREFIX, Named, other_method, parts_of
from newsflow.api.test_wire.reading import TestReader
from newsflow.api.test_wire.rows import TAKE_CUT, TAKE_REFUSAL, TAKE_TWICE, TestWire
from newsflow.api.test_wire.sending import LOOKS_EVERY_S, Cut, Looked, TestStream
from newsflow.api.test_wire.steps import advance
from newsflow.api.test_wire.store import drill, judge, sign_in, wire_of
from newsflow.db.pool import Pool, transaction
from newsflow.db.query import run
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.errors import (
    NewsflowError,
    NotFoundError,
    NotSignedInError,
    TooFastError,
)
from newsflow.domain.guid import Seq
from newsflow.web.authorization import basic, bearer
from newsflow.web.errors import log_unreadable
from newsflow.web.headed import HeadedError
from newsflow.web.headers import header, origin, text_header
from newsflow.wire.read import Cursor
from newsflow.wire.rows import Head

MARK: Fields = (("Newsflow-Test", "TEST"),)
ENTRIES, ENTRIES_AT_MOST, WAIT_AT_MOST_S = 100, 1000, 60
REFUSED_S = 2.0
PULL, STREAM = ("after", "filter", "format", "limit", "wait"), ("after", "filter", "format")

log = structlog.stdlib.get_logger(__name__)


class TestLoginError(HeadedError, NotSignedInError):
    """No login of a test wire, or one that is not right."""

    __test__ = False
    status = 401
    slug = "not-signed-in"


class DrillError(TooFastError):
    """The limits drill refuses a request, as the real wire would one too many."""


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
    slow_s: float = SLOW_S
    open: StreamsOpen = field(default_factory=StreamsOpen)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or nothing to a client that has gone."""
        if scope["type"] != "http":
            await send({"type": "websocket.close"})
            return
        try:
            answer, fields = await self._answer(scope, receive)
            await answer.send(scope, receive, with_fields(send, (*MARK, *fields)))
        except ConnectionAbortedError:
            return

    async def _answer(self, scope: Scope, receive: Receive) -> tuple[Answer, Fields]:
        fields: Fields = ()
        try:
            wire = await self._signed_in(scope)
            fields = self.limits.take(wire.contract)
            return await self._dispatch(scope, receive, wire), fields
        except NewsflowError as error:
            log_unreadable(error, "/v1/test")  # a feed's path has a secret in it
            if isinstance(error, DrillError):
                fields = self.limits.refused(error.wait_s)
            return problem(error), fields
        except psycopg.Error:
            log.exception("test_wire_database_failed")
            busy = UnavailableError("The database does not answer.", "", "Try again in a moment.")
            return problem(busy), fields

    async def _signed_in(self, scope: Scope) -> TestWire:
        """Whose wire is asked: by the login, or by the secret in a feed's address. Raises TestLoginError, NotFoundError."""
        said, parts = header(scope, b"authorization"), parts_of(scope)
        login = None if parts[0] == "feeds" else basic(said)
        secret = parts[1] if parts[0] == "feeds" and len(parts) > 1 else bearer(said)
        secret = secret if login is None else login.secret
        async with transaction(self.pool) as db:
            wire = None if secret is None else await sign_in(
                db, secret, username=None if login is None else login.username, server_key=self.server_key,
                now=self.clock(),
            )  # fmt: skip
        if wire is None and parts[0] == "feeds":
            raise NotFoundError(
                "There is no such feed.", "", "A test feed's address ends in its wire's secret."
            )
        if wire is None:
            raise TestLoginError(
                "This is no login of a test wire.",
                "Those of the real wire are not good here, nor the other way round.",
                "Send contract and secret by HTTP Basic, or the secret as a bearer; `newsflow test-wire` makes one.",
                headers=(("WWW-Authenticate", 'Basic realm="Newsflow test wire", charset="UTF-8"'),),
            )
        return wire

    async def _dispatch(self, scope: Scope, receive: Receive, wire: TestWire) -> Answer:
        method = scope["method"]
        match method, parts_of(scope):
            case "GET" | "HEAD", ["entries"]:
                return await self._armed(wire, await self._pull(scope, receive, wire, asked(scope, PULL)))
            case "GET", ["stream"]:
                return await self._stream(scope, wire, asked(scope, STREAM))
            case "GET" | "HEAD", ["feeds", secret, *file]:
                await self._refused(wire)
                return await self._armed(wire, await self._named.feed(scope, wire, secret, file))
            case "GET" | "HEAD", ["drills"]:
                return json_reply({"drills": [each.value for each in Drill]})
            case "POST", ["drills", name] if name in set(Drill):
                return await self._drill(wire, Drill(name))
            case _, ["drills", name] if name not in set(Drill):
                raise NotFoundError(
                    "There is no such drill.", f"“{name[:40]}”.", f"There are {', '.join(Drill)}."
                )
            case _, ["drills", _]:
                raise other_method(method, "POST")
            case _, ["entries" | "stream" | "drills" | "feeds", *_]:
                raise other_method(method, "GET")
            case _, parts:
                await self._refused(wire)
                return await self._armed(wire, await self._named.look(scope, wire, "/".join(parts)))

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
        }, etagged=False)  # fmt: skip

    @property
    def _named(self) -> Named:
        return Named(pool=self.pool, agency=self.agency, clock=self.clock, public_url=self.public_url)

    def _cursor(self, wire: TestWire, given: Asked, said: str | None) -> Cursor:
        """Where to begin. Raises BadInputError, LostCursorError."""
        cursor = given.cursor(said, Head("test", wire.epoch, Seq(wire.seq), self.clock()))
        judge(wire, cursor)
        return cursor

    async def _refused(self, wire: TestWire) -> None:
        """Raise DrillError while the limits drill is armed."""
        async with transaction(self.pool) as db:
            armed = await run(db, TAKE_REFUSAL, {"contract": wire.contract})
        if armed:
            raise DrillError(
                "TEST: too many requests.", "A drill.", "Wait as Retry-After says.", wait_s=REFUSED_S
            )

    async def _pull(self, scope: Scope, receive: Receive, wire: TestWire, given: Asked) -> Reply:
        reader = self._named.reader(scope, wire, given)
        limit = given.number("limit", ENTRIES, 1, ENTRIES_AT_MOST)
        wait = float(given.number("wait", 0, 0, WAIT_AT_MOST_S))
        await self._refused(wire)
        cursor = self._cursor(wire, given, given.fields.get("after"))
        begun = seq = int(cursor.seq)
        async with transaction(self.pool) as db:
            if seq and await run(db, TAKE_TWICE, {"contract": wire.contract}):
                seq -= 1
        looked = await self.look(reader, Cursor(cursor.epoch, Seq(seq)), limit)
        if wait and not looked.frames:
            looked = await self._awaited(scope, receive, reader, looked, (limit, wait))
        following = {**given.fields, "after": f"{looked.wire.epoch}.{max(looked.seq, begun)}"}
        link = f"{origin(scope, self.public_url)}{PREFIX}entries?{urlencode(following)}"
        body = b'{"entries":[%b],"next":%b}' % (
            b",".join(each.body for each in looked.frames),
            msgspec.json.encode(link),
        )
        return tagged(Reply(body=body, headers=(("Link", f'<{link}>; rel="next"'),)))

    async def _awaited(
        self, scope: Scope, receive: Receive, reader: TestReader, looked: Looked, wanted: tuple[int, float]
    ) -> Looked:
        """What comes within so many seconds; nothing where the server ends before. Raises ConnectionAbortedError."""
        (limit, left), bell = wanted, asyncio.Event()
        leaving = asyncio.ensure_future(gone(receive))
        try:
            rings_leaving(bell, leaving)
            ending = rings_ending(bell, scope)
            while left > 0 and not looked.frames and not ending.is_set():
                await rung(bell, leaving, LOOKS_EVERY_S)
                looked = await self.look(reader, Cursor(looked.wire.epoch, Seq(looked.seq)), limit)
                left -= LOOKS_EVERY_S
        finally:
            leaving.cancel()
        return looked

    async def look(self, reader: TestReader, cursor: Cursor, limit: int) -> Looked:
        """What comes after the cursor, once the drills have gone on to where it is. Raises LostCursorError."""
        contract = reader.wire.contract
        async with transaction(self.pool) as db:
            await advance(db, contract, int(cursor.seq), agency=self.agency, now=self.clock())
        async with transaction(self.pool) as db:
            wire = await wire_of(db, contract)
            judge(wire, cursor)
            frames, seq = await reader.after(db, int(cursor.seq), limit)
        return Looked(wire, frames, seq)

    async def _armed(self, wire: TestWire, answer: Answer) -> Answer:
        """The answer, or half of it where it is a whole reply and the cuts drill is armed."""
        return Cut(answer) if isinstance(answer, Reply) and await self.cuts(wire) else answer

    async def cuts(self, wire: TestWire) -> bool:
        """Whether the cuts drill breaks this answer off."""
        async with transaction(self.pool) as db:
            return bool(await run(db, TAKE_CUT, {"contract": wire.contract}))

    async def _stream(self, scope: Scope, wire: TestWire, given: Asked) -> Answer:
        await self._refused(wire)
        self.open.check(wire.contract)
        said = text_header(scope, b"last-event-id") or given.fields.get("after", HEAD)
        return TestStream(
            reader=self._named.reader(scope, wire, given), cursor=self._cursor(wire, given, said), clock=self.clock,
            look=self.look, cuts=self.cuts, open=self.open, slow_s=self.slow_s,
        )  # fmt: skip
