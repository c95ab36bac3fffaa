"""The door of `/abone/`: who asks, how fast, for what; every error in the envelope (§1.1, §1.2)."""

from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus

import psycopg
import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from newsflow.db.pool import Pool, reading
from newsflow.db.query import row
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.errors import NewsflowError, NotAllowedError, NotFoundError
from newsflow.has.discover import discover
from newsflow.has.document import Handover, document
from newsflow.has.envelope import CHALLENGE, JSON_TYPE, Reply, failure, refusal, success
from newsflow.has.form import fields_of
from newsflow.has.found import Asking
from newsflow.has.lateness import Late
from newsflow.has.links import opened
from newsflow.has.pace import Monotonic, Pace
from newsflow.has.question import question
from newsflow.has.request import body_of
from newsflow.has.rows import LEGACY_ERRORS
from newsflow.has.search import polled, search
from newsflow.has.subscription import subscription
from newsflow.has.tokens import Desk, download, multitoken, token
from newsflow.has.xml import line
from newsflow.objects import ObjectStore
from newsflow.search.reader import Archive
from newsflow.search.shared import Lists
from newsflow.subscribers.api_users import Account, still_good
from newsflow.subscribers.counters import NOBODY, Counters
from newsflow.subscribers.known import Accounts
from newsflow.subscribers.ledger import Ledger, used
from newsflow.subscribers.quota import quota_of
from newsflow.subscribers.scopes import Scope as ApiScope
from newsflow.subscribers.scopes import check_scope
from newsflow.web.authorization import Login, basic
from newsflow.web.client import Proxies, client_address
from newsflow.web.errors import log_unreadable
from newsflow.web.files import Stream, wanted
from newsflow.web.headed import HeadedError
from newsflow.web.headers import header, origin

PREFIX = "/abone/"
LEGACY = "newsflow.has.legacy"
"""Where the scope says, once the username is known, that it gets errors in the old manner."""
READS = ("GET", "HEAD")
FUNCTIONS = "search, discover, subscription, document, token, multitoken"

log = structlog.get_logger()


class MethodError(HeadedError):
    """The function takes another method."""

    status = 405
    slug = "method"


@dataclass(frozen=True, slots=True)
class Door:
    """The ASGI application under `/abone/`."""

    pool: Pool
    agency: Agency
    clock: Clock
    monotonic: Monotonic
    late: Late
    pace: Pace
    server_key: bytes
    store: ObjectStore | None
    archive: Archive | None
    lists: Lists | None
    ledger: Ledger
    accounts: Accounts
    counters: Counters
    public_url: str | None
    proxies: Proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or nothing to a client that has gone."""
        if scope["type"] != "http":
            await send({"type": "websocket.close"})
            return
        arrived, late = self.monotonic(), self.late()
        try:
            reply = await self._reply(scope, receive, arrived, late)
            if isinstance(reply, Stream):
                await reply.send(scope, receive, send)
                return
        except ConnectionAbortedError:
            return
        start = {"type": "http.response.start", "status": int(reply.status), "headers": reply.fields()}
        await send(start)
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else reply.body})

    async def _reply(self, scope: Scope, receive: Receive, arrived: float, late: float) -> Reply | Stream:
        subscriber = NOBODY
        now = self.clock()
        try:
            match _path(scope).split("/"):
                case ["download", opaque]:
                    return await self._download(scope, opaque, now)
                case _:
                    pass
            login = basic(header(scope, b"authorization"))
            account = None if login is None else await self._account(scope, login, now)
            if account is None:
                self._count_refusal(HTTPStatus.UNAUTHORIZED, now, NOBODY)
                return refused(legacy=_is_legacy(scope))
            subscriber = account.subscriber
            check_scope(account.scopes, ApiScope.HAS)
            self.pace.take(account.username, arrived, late)
            return await self._answer(scope, receive, account, now)
        except NewsflowError as error:
            log_unreadable(error, scope["path"])
            self._count_refusal(error.status, now, subscriber)
            return refusal(error, legacy=_is_legacy(scope))
        except psycopg.Error:
            log.exception("has_database_failed", path=scope["path"][:200])
            self._count_refusal(HTTPStatus.SERVICE_UNAVAILABLE, now, subscriber)
            message = "The database does not answer. Nothing was handed over. Try again in a moment."
            return failure(HTTPStatus.SERVICE_UNAVAILABLE, message, legacy=_is_legacy(scope))

    async def _account(self, scope: Scope, login: Login, now: datetime) -> Account | None:
        """The account, if the login is good. Unknown names and wrong secrets take the same steps.

        The scope then says, of whoever is refused too, in which manner its user gets errors.
        """
        account, elsewhere = None, None
        try:
            account = await self.accounts.sign_in(
                username=login.username, secret=login.secret, now=now, address=self._address(scope)
            )
        except NotAllowedError as error:
            elsewhere = error
        if account is not None:
            scope[LEGACY] = account.legacy_errors
            return account
        async with reading(self.pool) as db:
            manner = await row(db, LEGACY_ERRORS, {"username": login.username})
        scope[LEGACY] = manner is not None and manner.legacy_errors
        if elsewhere is not None:
            raise elsewhere
        return None

    async def _answer(
        self, scope: Scope, receive: Receive, account: Account, now: datetime
    ) -> Reply | Stream:
        path = _path(scope)
        match path.split("/"):
            case ["search"]:
                _only(scope, path, "POST")
                return await self._search(scope, receive, account, now)
            case ["discover", locale]:
                _only(scope, path, *READS)
                return success(discover(self.agency, locale))
            case ["subscription"]:
                _only(scope, path, *READS)
                async with reading(self.pool) as db:
                    taken = await used(db, account.subscriber, now, self.agency.zoneinfo)
                return success(subscription(account.contracts, self.agency, now, taken))
            case ["document" | "token" | "multitoken" as function, guid, form]:
                asking = Asking(account, self.agency, now, self._address(scope))
                return await self._hand_over(scope, function, guid, form, asking)
            case _:
                raise NotFoundError(
                    "HAS has no such function.", f"Got “{line(path)[:80]}”.", f"There are {FUNCTIONS}."
                )

    async def _hand_over(
        self, scope: Scope, function: str, guid: str, form: str, asking: Asking
    ) -> Reply | Stream:
        """What the function gives, once the ledger holds it."""
        _only(scope, function, *READS)
        desk = Desk(origin(scope, self.public_url), self.server_key)
        async with reading(self.pool) as db:
            match function:
                case "document":
                    given = await document(
                        db, guid, form, asking=asking, store=self.store, wanted=wanted(scope)
                    )
                case "token":
                    given = await token(db, guid, form, asking=asking, desk=desk)
                case _:
                    given = await multitoken(db, guid, form, asking=asking, desk=desk)
        if scope["method"] == "HEAD" and function != "token":
            given = replace(given, takings=())  # nothing is handed over; a token's link stands in its headers
        return await self._ready(given, asking)

    async def _ready(self, given: Handover, asking: Asking) -> Reply | Stream:
        """The reply, its file being in the store and its takings in the ledger."""
        if given.sha256 is not None and self.store is not None:
            await self.store.size(given.sha256)
        await self.ledger.write(given.takings, asking.now, quota_of(asking.account.contracts, asking.now))
        return given.reply

    async def _download(self, scope: Scope, opaque: str, now: datetime) -> Reply | Stream:
        """The file of a link, without a login: the link is one."""
        _only(scope, "download", *READS)
        address = self._address(scope)
        ticket = opened(opaque, address, self.server_key, now)
        async with reading(self.pool) as db:
            account = await still_good(db, ticket.username, now)
            if account is None:
                raise NotAllowedError(
                    "This link is good no more.", "Its login was ended.", "Ask again with another."
                )
            asking = Asking(account, self.agency, now, address)
            given = await download(db, ticket, asking=asking, store=self.store, wanted=wanted(scope))
        return await self._ready(given, asking)

    def _address(self, scope: Scope) -> str:
        return client_address(scope, self.proxies)

    async def _search(self, scope: Scope, receive: Receive, account: Account, now: datetime) -> Reply:
        content_type = (header(scope, b"content-type") or b"").decode("latin-1")
        fields = await fields_of(content_type, await body_of(receive))
        asked = question(fields, self.agency, now)
        asking = Asking(account, self.agency, now, self._address(scope))
        body = await polled(asked, asking=asking, lists=self.lists)
        if body is None:
            async with reading(self.pool) as db:
                body = success(await search(db, asked, asking=asking, archive=self.archive)).body
        self.counters.add("has:search", now, account.subscriber)
        return Reply(HTTPStatus.OK, JSON_TYPE, body)

    def _count_refusal(self, status: int, now: datetime, subscriber: str) -> None:
        """Searches and refusals are counted by the minute; the ledger holds takings alone."""
        self.counters.add(f"has:refused:{int(status)}", now, subscriber)


def refused(*, legacy: bool) -> Reply:
    """The one answer to a missing, unreadable, unknown or wrong login."""
    message = "Username or password is not right. Send those of an API user by HTTP Basic."
    return failure(
        HTTPStatus.UNAUTHORIZED, message, legacy=legacy, headers=(("WWW-Authenticate", CHALLENGE),)
    )


async def broken(request: Request, _: Exception) -> Response:
    """What nobody foresaw: 500 in the envelope. The web server logs it with its trace; the client gets neither."""
    message = "Something broke on our side. Nothing may have been handed over. Try again in a minute."
    reply = failure(HTTPStatus.INTERNAL_SERVER_ERROR, message, legacy=_is_legacy(request.scope))
    response = Response(None if request.method == "HEAD" else reply.body, reply.status)
    response.raw_headers = reply.fields()
    return response


def _is_legacy(scope: Scope) -> bool:
    return bool(scope.get(LEGACY, False))


def _path(scope: Scope) -> str:
    return str(scope["path"]).partition(PREFIX)[2].removesuffix("/")


def _only(scope: Scope, path: str, *methods: str) -> None:
    """Pass when the request's method is one that the function takes."""
    if scope["method"] not in methods:
        allowed = ", ".join(methods)
        raise MethodError(
            f"{path.split('/', maxsplit=1)[0]} takes {allowed} only.",
            f"Got {scope['method'][:20]}.",
            f"Ask again with {methods[0]}.",
            headers=(("Allow", allowed),),
        )
