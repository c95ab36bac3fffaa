"""The door of `/v1/feeds/`: the secret in the path is the login, so no path of it is ever logged or answered."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from mimetypes import guess_extension
from urllib.parse import quote

import psycopg
import structlog
from starlette.types import Receive, Scope, Send

from newsflow.api.door import UnavailableError
from newsflow.api.feeds.bodies import joined
from newsflow.api.feeds.kept import Kept, Made, key_of, until
from newsflow.api.feeds.listing import Listing, Shown
from newsflow.api.limits import Limits
from newsflow.api.own import quota_left
from newsflow.api.reader import Reader
from newsflow.api.reply import Answer, Fields, Reply, is_held, problem, tagged, with_fields
from newsflow.db.pool import Pool, reading, transaction
from newsflow.db.query import Connection
from newsflow.documents.loads import Shelf
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.errors import NewsflowError, NotFoundError
from newsflow.domain.guid import is_guid
from newsflow.domain.media import Rendition
from newsflow.formats.names import Format
from newsflow.matching.contract import suspended
from newsflow.media.serving import open_rendition
from newsflow.objects import ObjectStore
from newsflow.subscribers.api_users import Account
from newsflow.subscribers.counters import NOBODY, Counters
from newsflow.subscribers.feeds import Feed, feed_of
from newsflow.subscribers.ledger import Ledger, Take, took
from newsflow.subscribers.quota import quota_of
from newsflow.subscribers.suspending import instead
from newsflow.web import files
from newsflow.web.client import Proxies, client_address
from newsflow.web.errors import MethodNotAllowedError, log_unreadable
from newsflow.wire.read import item
from newsflow.wire.window import Window

PREFIX = "/v1/feeds/"
PRIVATE: Fields = (("Cache-Control", "private, no-cache"), ("X-Robots-Tag", "noindex, nofollow"))

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class FeedAddresses:
    """Where a feed's reader gets the files: under the feed's own address. Items have no page of their own here."""

    base: str

    def document(self, guid: str, form: Format) -> None:
        """None: what reads a feed has no other way to an item."""
        assert guid
        assert form

    def file(self, guid: str, rendition: Rendition) -> str:
        """The address of one of an item's files."""
        return f"{self.base}/{quote(guid, safe=':')}/{rendition.name.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One request of a feed's reader."""

    feed: Feed
    account: Account
    listing: Listing
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDoor:
    """The ASGI application under `/v1/feeds/`."""

    pool: Pool
    agency: Agency
    clock: Clock
    server_key: bytes
    limits: Limits
    ledger: Ledger
    counters: Counters
    proxies: Proxies
    public_url: str
    window: Window
    store: ObjectStore | None = None
    shelf: Shelf = field(default_factory=Shelf)
    kept: Kept = field(default_factory=Kept)

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
        now = self.clock()
        try:
            if scope["method"] not in {"GET", "HEAD"}:
                raise MethodNotAllowedError("A feed is read by GET or HEAD.", str(scope["method"])[:20], "")
            return await self._found(scope)
        except NewsflowError as error:
            log_unreadable(error, "/v1/feeds")  # its path has a secret in it
            self.counters.add(f"feed:refused:{int(error.status)}", now, NOBODY)
            return problem(error), ()
        except psycopg.Error:
            log.exception("feed_database_failed")
            busy = UnavailableError(
                "The database does not answer.", "Nothing was handed over.", "Try again soon."
            )
            return problem(busy, headers=(("Retry-After", "30"),)), ()

    async def _found(self, scope: Scope) -> tuple[Answer, Fields]:
        match str(scope["path"]).partition(PREFIX)[2].split("/"):
            case [secret] if secret:
                return await self._feed(scope, secret)
            case [secret, guid, name] if is_guid(guid):
                return await self._file(scope, secret, guid, name)
            case _:
                raise NotFoundError("There is no such feed or file.", "", "Check the address.")

    async def _asked(self, db: Connection, scope: Scope, secret: str) -> _Asked:
        """Who asks. Raises NotFoundError, GoneError, NotAllowedError, TooFastError."""
        now, address = self.clock(), client_address(scope, self.proxies)
        feed, account = await feed_of(db, secret, server_key=self.server_key, now=now, address=address)
        pause = suspended(account.contracts, now)
        if pause is not None:  # whoever looks at the feed reads why nothing comes
            feed = replace(feed, title=f"{feed.title} (suspended: {pause.because})")
        reader = Reader(account=account, address=address, path=feed.name, question=feed.question)
        listing = Listing(
            agency=self.agency, shelf=self.shelf, reader=reader, now=now,
            addresses=FeedAddresses(f"{self.public_url}{PREFIX}{secret}"),
        )  # fmt: skip
        return _Asked(feed=feed, account=account, listing=listing, address=address)

    async def _feed(self, scope: Scope, secret: str) -> tuple[Answer, Fields]:
        """The feed; 304 to who has these bytes, and the ledger is written before any others go."""
        async with transaction(self.pool) as db:
            asked = await self._asked(db, scope, secret)
        fields = self.limits.take(asked.feed.name)
        while True:
            made = await self._made(asked)
            if scope["method"] == "HEAD" or is_held(scope, made.reply.etag):
                return made.reply, fields
            within = await self._within(asked, made)
            # A stop that was committed while this was made must not find its copy going out (ADR-0033).
            if (await self.window.now()).still_holds(made.view, made.items):
                whole = len(within) == len(made.shown)
                reply = made.reply if whole else self._reply(asked.feed, within)
                return reply, (*fields, *await self._left(asked))

    async def _made(self, asked: _Asked) -> Made:
        feed, now, contracts = asked.feed, asked.listing.now, asked.account.contracts
        view, key = await self.window.now(), key_of(asked.feed, asked.account.contracts, asked.listing.now)
        made = self.kept.of(feed, key, view, now)
        if made is None:
            async with reading(self.pool) as db:
                shown = tuple(await asked.listing.latest(db, Format(feed.format), feed.entries))
            ends = until(contracts, shown, now)
            made = Made(key=key, view=view, until=ends, shown=shown, reply=self._reply(feed, shown))
            self.kept.put(feed, made)
        return made

    def _reply(self, feed: Feed, shown: Sequence[Shown]) -> Reply:
        body, media_type = joined(feed, Format(feed.format), self.agency, self.public_url, shown)
        return tagged(Reply(body=body, content_type=media_type, headers=PRIVATE))

    async def _left(self, asked: _Asked) -> Fields:
        """What is left of the download limits, for whoever has one."""
        if quota_of(asked.account.contracts, asked.listing.now).endless:
            return ()
        async with reading(self.pool) as db:
            return await quota_left(db, asked.account, self.agency, asked.listing.now)

    async def _within(self, asked: _Asked, made: Made) -> Sequence[Shown]:
        """What goes out, being in the ledger; what is beyond a download limit stays out of the feed.

        A feed repeats what it showed before: that counts against the limit the first time alone.
        """
        quota, now = quota_of(asked.account.contracts, asked.listing.now), asked.listing.now
        if quota.endless and asked.address in made.taken:
            return made.shown
        async with reading(self.pool) as db:
            had = await took(db, asked.account.subscriber, [str(each.header.guid) for each in made.shown])
        takings = [
            self._take(asked, str(each.header.guid), each.header.version, asked.feed.name,
                       counts=each.counts and each.header.guid not in had)
            for each in made.shown
        ]  # fmt: skip
        if quota.endless:
            await self.ledger.write(takings, now)
            made.taken.add(asked.address)
            return made.shown
        over = await self.ledger.write_within(takings, now, quota)
        return [each for each, taking in zip(made.shown, takings, strict=True) if taking not in over]

    def _take(self, asked: _Asked, guid: str, version: int, path: str, *, counts: bool) -> Take:
        return Take(
            subscriber=asked.account.subscriber, username=asked.account.username, guid=guid, version=version,
            path=path, counts=counts, address=asked.address or None,
        )  # fmt: skip

    async def _file(self, scope: Scope, secret: str, guid: str, name: str) -> tuple[Answer, Fields]:
        """One of an item's files, if the feed shows the item and the contract covers that size."""
        async with transaction(self.pool) as db:
            asked = await self._asked(db, scope, secret)
        fields = self.limits.take(asked.feed.name)
        while True:
            before = await self.window.now()
            reply, spent = await self._handed(asked, scope, guid, name)
            # A stop that was committed while this was made must not find its copy going out (ADR-0033).
            if (await self.window.now()).still_holds(before, {guid}):
                return reply, (*fields, *spent)

    async def _handed(self, asked: _Asked, scope: Scope, guid: str, name: str) -> tuple[Answer, Fields]:
        """The file, being in the ledger, and what is left of the download limits. Raises NotFoundError."""
        async with reading(self.pool) as db:
            found = await item(db, guid)
            ruled = await asked.listing.shows(db, found)
            content = None if ruled is None else ruled.entry.content
            had = await asked.listing.asking.had(db, [found])
            held = () if content is None else asked.listing.asking.files(found, content, had)
        rendition = next((each for each in held if each.name.value == name), None)
        if rendition is None or self.store is None:
            missing = NotFoundError(
                "No such file.", f"{guid[:80]} {name[:40]}", "The feed names what there is."
            )
            raise instead(missing, asked.account.contracts, asked.listing.now)
        store = self.store
        await store.size(rendition.sha256)
        ending = guess_extension(rendition.type) or ".bin"
        file = files.File(
            sha256=rendition.sha256, size=rendition.bytes, content_type=rendition.type,
            name=f"{guid.replace(':', '_')}_{name}{ending}",
            chunks=lambda start, end: open_rendition(store, rendition.sha256, start, end),
        )  # fmt: skip
        wanted = files.wanted(scope)
        reply = files.streamed(file, wanted)
        if not wanted.head and not files.is_held(file, wanted):
            taking = self._take(
                asked, guid, found.version, f"{asked.feed.name}:{name}", counts=guid not in had
            )
            quota = quota_of(asked.account.contracts, asked.listing.now)
            await self.ledger.write([taking], asked.listing.now, quota)
            return reply, await self._left(asked)
        return reply, ()
