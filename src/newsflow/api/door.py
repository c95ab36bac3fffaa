"""The door of `/v1/`: who asks, for what, how often; every error as problem+json."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import psycopg
import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from newsflow.api import pull, stream
from newsflow.api.asked import Asked, asked
from newsflow.api.caller import Caller, Callers, checked
from newsflow.api.limits import Limits
from newsflow.api.looks import LOOKS, Looks, look_at
from newsflow.api.pull import Puller
from newsflow.api.reader import Reader
from newsflow.api.reply import Answer, Fields, Reply, problem, with_fields
from newsflow.api.stream import Streams
from newsflow.domain.clock import Clock, rfc3339
from newsflow.domain.errors import NewsflowError, NotFoundError
from newsflow.matching.contract import suspended
from newsflow.subscribers.counters import NOBODY, Counters
from newsflow.subscribers.quota import QuotaError
from newsflow.subscribers.scopes import Scope as Use
from newsflow.subscribers.scopes import check_scope
from newsflow.web.errors import log_unreadable
from newsflow.web.headed import HeadedError

PREFIX = "/v1/"
READS = ("GET", "HEAD")
SUSPENDED = "Newsflow-Suspended"

log = structlog.stdlib.get_logger(__name__)


class MethodError(HeadedError):
    """The address takes another method."""

    status = 405
    slug = "method-not-allowed"


class UnavailableError(NewsflowError):
    """The database does not answer."""

    status = 503
    slug = "unavailable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """The ASGI application under `/v1/`."""

    clock: Clock
    limits: Limits
    callers: Callers
    counters: Counters
    puller: Puller
    streams: Streams
    looks: Looks
    described: Reply
    """The OpenAPI document."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or nothing to a client that has gone."""
        if scope["type"] != "http":
            await send({"type": "websocket.close"})
            return
        answer, fields = await self._answer(scope, receive)
        if answer is None:
            return
        try:
            await answer.send(scope, receive, with_fields(send, fields))
        except ConnectionAbortedError:
            return

    async def _answer(self, scope: Scope, receive: Receive) -> tuple[Answer | None, Fields]:
        """What to send, and the headers that go with it."""
        subscriber, now = NOBODY, self.clock()
        fields: Fields = ()
        caller: Caller | None = None
        try:
            if scope["path"] == f"{PREFIX}openapi.json":
                only(scope, *READS)
                return self.described, fields
            caller = await self.callers.of(scope)
            subscriber = caller.account.subscriber
            fields = (*self.limits.take(caller.account.username), *_suspended(caller, now))
            answer = await self._dispatch(scope, receive, caller)
            return answer, (*fields, *await self.looks.left(caller, now))
        except ConnectionAbortedError:
            return None, ()
        except asyncio.CancelledError:
            # The server is ending, and has waited long enough for a poll that waits.
            return problem(UnavailableError(
                "This node is ending.", "Nothing was handed over.", "Ask again in a moment."
            ), headers=(("Retry-After", "1"),)), fields  # fmt: skip
        except NewsflowError as error:
            log_unreadable(error, scope["path"])
            self.counters.add(f"v1:refused:{int(error.status)}", now, subscriber)
            if caller is not None:
                spent = await self.looks.left(caller, now) if isinstance(error, QuotaError) else ()
                fields = (*fields, *spent)
            return problem(error), fields
        except psycopg.Error:
            log.exception("api_database_failed", path=scope["path"][:200])
            self.counters.add("v1:refused:503", now, subscriber)
            return problem(UnavailableError(
                "The database does not answer.", "Nothing was handed over.", "Try again in a moment."
            )), fields  # fmt: skip

    async def _dispatch(self, scope: Scope, receive: Receive, caller: Caller) -> Answer:
        """The answer of the one function that the path names."""
        path = str(scope["path"]).partition(PREFIX)[2]
        match path.split("/"):
            case ["entries"]:
                given, reader = _reader(scope, caller, pull.PARAMETERS, "v1:entries")
                return await self.puller.pull(scope, receive, given, reader, checked(caller.who, Use.WIRE))
            case ["stream"]:
                given, reader = _reader(scope, caller, stream.PARAMETERS, "v1:stream")
                return await self.streams.stream(scope, given, reader, checked(caller.who, Use.WIRE))
            case _:
                found = look_at(path, LOOKS)
                if found is not None:
                    only(scope, *READS)
                    look, names = found
                    return await self.looks.answer(look, scope, caller, names, self.clock())
                raise NotFoundError(
                    "There is nothing at this address.", f"“/v1/{path[:80]}”.", "See /v1/openapi.json."
                )


def _reader(scope: Scope, caller: Caller, parameters: Collection[str], path: str) -> tuple[Asked, Reader]:
    """Who reads by cursor, and what is asked. Raises NotAllowedError, BadInputError."""
    only(scope, *READS)
    check_scope(caller.account.scopes, Use.WIRE)
    given = asked(scope, parameters)
    reader = Reader(
        account=caller.account, address=caller.address, path=path,
        question=given.text("filter").strip(), accepted=given.accepted(),
    )  # fmt: skip
    return given, reader


def _suspended(caller: Caller, now: datetime) -> Fields:
    """Since when the subscriber gets no copy; the subscription says why."""
    pause = suspended(caller.account.contracts, now)
    return () if pause is None else ((SUSPENDED, rfc3339(pause.since)),)


def only(scope: Scope, *methods: str) -> None:
    """Pass when the request's method is one that the address takes."""
    if scope["method"] not in methods:
        raise MethodError(
            "This address does not take that method.", f"Got {scope['method'][:20]}.", f"It takes {', '.join(methods)}.",
            headers=(("Allow", ", ".join(methods)),),
        )  # fmt: skip


async def broken(request: Request, _: Exception) -> Response:
    """What nobody foresaw: 500 as problem+json. The web server logs it with its trace; the client gets neither."""
    reply = problem(
        NewsflowError("Something broke on our side.", request.url.path[:200], "Try again in a minute.")
    )
    return Response(
        None if request.method == "HEAD" else reply.body, int(reply.status), media_type=reply.content_type,
        headers={"Cache-Control": "no-store"},
    )  # fmt: skip
