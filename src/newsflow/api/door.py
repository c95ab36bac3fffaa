"""The door of `/v1/`: who asks, for what, how often; every error as problem+json."""

from collections.abc import Collection
from dataclasses import dataclass

import psycopg
import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from newsflow.api import pull, stream
from newsflow.api.asked import Asked, asked
from newsflow.api.limits import Limits
from newsflow.api.pull import Puller
from newsflow.api.reader import Reader, WhoIs
from newsflow.api.reply import Answer, Fields, problem
from newsflow.api.stream import Streams
from newsflow.domain.clock import Clock
from newsflow.domain.errors import NewsflowError, NotFoundError, NotSignedInError
from newsflow.subscribers.api_users import Account
from newsflow.subscribers.counters import NOBODY, Counters
from newsflow.subscribers.known import Accounts
from newsflow.subscribers.scopes import Scope as Use
from newsflow.subscribers.scopes import check_scope
from newsflow.web.authorization import basic, bearer
from newsflow.web.client import Proxies, client_address
from newsflow.web.headed import HeadedError
from newsflow.web.headers import header

PREFIX = "/v1/"
READS = ("GET", "HEAD")
CHALLENGES = (
    ("WWW-Authenticate", 'Basic realm="Newsflow", charset="UTF-8"'),
    ("WWW-Authenticate", 'Bearer realm="Newsflow"'),
)

log = structlog.stdlib.get_logger(__name__)


class MethodError(HeadedError):
    """The address takes another method."""

    status = 405
    slug = "method-not-allowed"


class LoginError(HeadedError, NotSignedInError):
    """No login, or one that is not right."""

    status = 401
    slug = "not-signed-in"


class UnavailableError(NewsflowError):
    """The database does not answer."""

    status = 503
    slug = "unavailable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks, from where; `who` asks again later, for what takes its time."""

    account: Account
    address: str
    who: WhoIs


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """The ASGI application under `/v1/`."""

    clock: Clock
    limits: Limits
    accounts: Accounts
    counters: Counters
    proxies: Proxies
    puller: Puller
    streams: Streams

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or nothing to a client that has gone."""
        if scope["type"] != "http":
            await send({"type": "websocket.close"})
            return
        answer, fields = await self._answer(scope, receive)
        if answer is None:
            return
        try:
            await answer.send(scope, receive, _with(send, fields))
        except ConnectionAbortedError:
            return

    async def _answer(self, scope: Scope, receive: Receive) -> tuple[Answer | None, Fields]:
        """What to send, and the headers that go with it."""
        subscriber, now = NOBODY, self.clock()
        fields: Fields = ()
        try:
            caller = await self._caller(scope)
            subscriber = caller.account.subscriber
            fields = self.limits.take(caller.account.username)
            return await self._dispatch(scope, receive, caller), fields
        except ConnectionAbortedError:
            return None, ()
        except NewsflowError as error:
            self.counters.add(f"v1:refused:{int(error.status)}", now, subscriber)
            return problem(error), fields
        except psycopg.Error:
            log.exception("api_database_failed", path=scope["path"][:200])
            self.counters.add("v1:refused:503", now, subscriber)
            return problem(UnavailableError(
                "The database does not answer.", "Nothing was handed over.", "Try again in a moment."
            )), fields  # fmt: skip

    async def _caller(self, scope: Scope) -> Caller:
        """Who asks. Unknown names and wrong secrets take the same steps. Raises LoginError, NotAllowedError."""
        said = header(scope, b"authorization")
        login = basic(said)
        username, secret = (None, bearer(said)) if login is None else (login.username, login.secret)
        address = client_address(scope, self.proxies)

        async def who() -> Account:
            account = None
            if secret is not None:
                account = await self.accounts.sign_in(
                    username=username, secret=secret, now=self.clock(), address=address
                )
            if account is None:
                raise LoginError(
                    "The login is not right.",
                    "Missing, unknown, closed or wrong." if said else "The request names none.",
                    "Send username and secret of an API user by HTTP Basic, or the secret as a bearer.",
                    headers=CHALLENGES,
                )
            return account

        return Caller(account=await who(), address=address, who=who)

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


def only(scope: Scope, *methods: str) -> None:
    """Pass when the request's method is one that the address takes."""
    if scope["method"] not in methods:
        raise MethodError(
            "This address does not take that method.", f"Got {scope['method'][:20]}.", f"It takes {', '.join(methods)}.",
            headers=(("Allow", ", ".join(methods)),),
        )  # fmt: skip


def checked(who: WhoIs, use: Use) -> WhoIs:
    """The same question, refused also when the login lost the scope meanwhile."""

    async def again() -> Account:
        account = await who()
        check_scope(account.scopes, use)
        return account

    return again


async def broken(request: Request, _: Exception) -> Response:
    """What nobody foresaw: 500 as problem+json. The web server logs it with its trace; the client gets neither."""
    reply = problem(
        NewsflowError("Something broke on our side.", request.url.path[:200], "Try again in a minute.")
    )
    return Response(
        None if request.method == "HEAD" else reply.body, int(reply.status), media_type=reply.content_type,
        headers={"Cache-Control": "no-store"},
    )  # fmt: skip


def _with(send: Send, fields: Fields) -> Send:
    """Sends as `send`, with these headers besides."""
    lines = [(name.encode(), value.encode()) for name, value in fields]

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *lines]}
        await send(message)

    return sent
