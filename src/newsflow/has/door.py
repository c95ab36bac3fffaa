"""The door of `/abone/`: who asks, how fast, for what; every error in the envelope (§1.1, §1.2)."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

import psycopg
import structlog
from starlette.types import Receive, Scope, Send

from newsflow.db.pool import Pool, transaction
from newsflow.db.query import row
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.errors import BadInputError, NewsflowError, NotFoundError
from newsflow.has.basic import Login, basic
from newsflow.has.discover import discover
from newsflow.has.document import document, token
from newsflow.has.envelope import CHALLENGE, Reply, failure, refusal, success
from newsflow.has.form import BODY_LIMIT, fields_of
from newsflow.has.pace import Monotonic, Pace
from newsflow.has.question import question
from newsflow.has.rows import LEGACY_ERRORS
from newsflow.has.search import search
from newsflow.has.subscription import subscription
from newsflow.subscribers.api_users import Account, sign_in

PREFIX = "/abone/"
FUNCTIONS = "search, discover, subscription, document, token, multitoken"

log = structlog.get_logger()


class BodyTooLargeError(BadInputError):
    """The body of a search is larger than any search can be."""

    status = 413
    slug = "body-too-large"


class MethodError(NewsflowError):
    """The function takes another method."""

    status = 405
    slug = "method"

    def __init__(self, path: str, method: str, allowed: str) -> None:
        """As the other errors, with the method that is allowed."""
        super().__init__(f"{path} takes {allowed} only.", f"Got {method[:20]}.", f"Ask again with {allowed}.")
        self.allowed = allowed


@dataclass(frozen=True, slots=True)
class Door:
    """The ASGI application under `/abone/`."""

    pool: Pool
    agency: Agency
    clock: Clock
    monotonic: Monotonic
    pace: Pace
    server_key: bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or nothing to a client that has gone."""
        if scope["type"] != "http":
            await send({"type": "websocket.close"})
            return
        arrived = self.monotonic()
        try:
            reply = await self._reply(scope, receive, arrived)
        except ConnectionAbortedError:
            return
        start = {"type": "http.response.start", "status": int(reply.status), "headers": reply.fields()}
        await send(start)
        await send({"type": "http.response.body", "body": reply.body})

    async def _reply(self, scope: Scope, receive: Receive, arrived: float) -> Reply:
        legacy = False
        now = self.clock()
        try:
            login = basic(header(scope, b"authorization"))
            account = None if login is None else await self._account(login, now)
            if not isinstance(account, Account):
                return refused(legacy=account is not None and account.legacy)
            legacy = account.legacy_errors
            self.pace.take(account.username, arrived)
            return await self._answer(scope, receive, account, now)
        except MethodError as error:
            return failure(error.status, str(error), legacy=legacy, headers=(("Allow", error.allowed),))
        except NewsflowError as error:
            return refusal(error, legacy=legacy)
        except psycopg.Error:
            log.exception("has_database_failed", path=scope["path"][:200])
            message = "The database does not answer. Nothing was handed over. Try again in a moment."
            return failure(HTTPStatus.SERVICE_UNAVAILABLE, message, legacy=legacy)

    async def _account(self, login: Login, now: datetime) -> "Account | Refused":
        """The account, or how to refuse it. Unknown names and wrong secrets take the same steps."""
        async with transaction(self.pool) as db:
            account = await sign_in(
                db, username=login.username, secret=login.secret, server_key=self.server_key, now=now
            )
            if account is not None:
                return account
            manner = await row(db, LEGACY_ERRORS, {"username": login.username})
            return Refused(legacy=manner is not None and manner.legacy_errors)

    async def _answer(self, scope: Scope, receive: Receive, account: Account, now: datetime) -> Reply:
        path = scope["path"].partition(PREFIX)[2].removesuffix("/")
        match path.split("/"):
            case ["search"]:
                _only(scope, path, "POST")
                return await self._search(scope, receive, account, now)
            case ["discover", locale]:
                _only(scope, path, "GET")
                return success(discover(self.agency, locale))
            case ["subscription"]:
                _only(scope, path, "GET")
                return success(subscription(account.contracts, self.agency, now))
            case ["document", guid, form]:
                _only(scope, path, "GET")
                async with transaction(self.pool) as db:
                    return await document(db, guid, form, account=account, agency=self.agency, now=now)
            case ["token" | "multitoken", guid, form]:
                _only(scope, path, "GET")
                async with transaction(self.pool) as db:
                    return await token(db, guid, form, account=account, now=now)
            case _:
                raise NotFoundError(
                    "HAS has no such function.", f"Got “{path[:80]}”.", f"There are {FUNCTIONS}."
                )

    async def _search(self, scope: Scope, receive: Receive, account: Account, now: datetime) -> Reply:
        content_type = (header(scope, b"content-type") or b"").decode("latin-1")
        fields = await fields_of(content_type, await body_of(receive))
        asked = question(fields, self.agency, now)
        async with transaction(self.pool) as db:
            return success(await search(db, asked, account=account, agency=self.agency, now=now))


@dataclass(frozen=True, slots=True)
class Refused:
    """A login that is not good, and whether its user gets errors in the old manner."""

    legacy: bool


def refused(*, legacy: bool) -> Reply:
    """The one answer to a missing, unreadable, unknown or wrong login."""
    message = "Username or password is not right. Send those of an API user by HTTP Basic."
    return failure(
        HTTPStatus.UNAUTHORIZED, message, legacy=legacy, headers=(("WWW-Authenticate", CHALLENGE),)
    )


def header(scope: Scope, name: bytes) -> bytes | None:
    """The first header of that name (ASGI gives names in lower case)."""
    return next((value for key, value in scope["headers"] if key == name), None)


async def body_of(receive: Receive) -> bytes:
    """The request's body, at most BODY_LIMIT bytes; ConnectionAbortedError when the client went away."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionAbortedError
        body += message.get("body", b"")
        if len(body) > BODY_LIMIT:
            raise BodyTooLargeError(
                "The search is too large.", "", f"Its body may have {BODY_LIMIT // 1024} KiB at most."
            )
        if not message.get("more_body", False):
            return bytes(body)


def _only(scope: Scope, path: str, method: str) -> None:
    """Pass when the request's method is the one that the function takes."""
    if scope["method"] != method:
        raise MethodError(path.split("/", maxsplit=1)[0], scope["method"], method)
