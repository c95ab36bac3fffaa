"""The wire for machines: API v1 (docs/api/). Its hot paths are plain ASGI, and cost no query where nothing is new."""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from starlette.middleware.errors import ServerErrorMiddleware
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp

from newsflow.api.addresses import WireAddresses
from newsflow.api.caller import Callers
from newsflow.api.door import Door, broken
from newsflow.api.feeds import FeedDoor
from newsflow.api.leases import Leases
from newsflow.api.limits import Limits
from newsflow.api.looks import Looks
from newsflow.api.notices import ENDINGS, Announcing, Ending
from newsflow.api.openapi import document
from newsflow.api.pages import PAGE_BYTES, Pages
from newsflow.api.pull import Puller
from newsflow.api.reply import json_reply
from newsflow.api.stream import HEARTBEAT_S, SLOW_S, Streams
from newsflow.api.taking import Takings
from newsflow.api.test_wire import TestWireDoor
from newsflow.db.pool import Pool
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.objects import ObjectStore
from newsflow.search.reader import Archive
from newsflow.subscribers.counters import Counters
from newsflow.subscribers.known import TOLD_S, Accounts
from newsflow.subscribers.ledger import Ledger
from newsflow.subscribers.ranges import Ranges
from newsflow.web.client import NO_PROXIES, Proxies
from newsflow.wire.window import Window

REQUESTS_A_MINUTE = 600
DRILLS_A_MINUTE = 60
_FEEDS_UNDER = re.compile(r"^/v1/feeds/(?P<path>.*)$", re.DOTALL)
_TEST_UNDER = re.compile(r"^/v1/test(?:/|$)(?P<path>.*)$", re.DOTALL)
_ALL_UNDER = re.compile(r"^/v1/(?P<path>.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """What the room is given."""

    pool: Pool
    agency: Agency
    clock: Clock
    server_key: bytes
    window: Window
    store: ObjectStore | None = None
    archive: Archive | None = None
    public_url: str | None = None
    proxies: Proxies = NO_PROXIES
    counters: Counters | None = None
    requests_a_minute: int = REQUESTS_A_MINUTE
    heartbeat_s: float = HEARTBEAT_S
    slow_s: float = SLOW_S
    page_bytes: int = PAGE_BYTES
    monotonic: Callable[[], float] = time.monotonic
    endings: Sequence[Ending] = ENDINGS


def door(api: Api) -> Door:
    """The ASGI application that answers under `/v1/`."""
    addresses = WireAddresses(api.public_url or "")
    pages = Pages(
        api.pool, api.agency, api.window, addresses, monotonic=api.monotonic, page_bytes=api.page_bytes
    )
    ledger, ranges = Ledger(api.pool, api.agency.zoneinfo), Ranges(api.pool)
    accounts = Accounts(api.pool, api.server_key, api.monotonic, TOLD_S, changes=api.window.account_changes)
    takings = Takings(ledger, ranges)
    streams = Streams(
        pages=pages, takings=takings, leases=Leases(ranges, api.clock), clock=api.clock, monotonic=api.monotonic,
        heartbeat_s=api.heartbeat_s, slow_s=api.slow_s,
    )  # fmt: skip
    puller = Puller(
        pages=pages, takings=takings, clock=api.clock, monotonic=api.monotonic, public_url=api.public_url
    )
    return Door(
        clock=api.clock,
        limits=Limits(api.requests_a_minute, api.monotonic),
        callers=Callers(accounts, api.proxies, api.clock),
        counters=api.counters or Counters(api.pool),
        puller=puller,
        streams=streams,
        described=json_reply(document(api.public_url or "")),
        looks=Looks(
            pool=api.pool,
            agency=api.agency,
            window=api.window,
            addresses=addresses,
            ledger=ledger,
            store=api.store,
            archive=api.archive,
            shelf=pages.shelf,
        ),
    )


def feed_door(api: Api) -> FeedDoor:
    """The ASGI application that answers under `/v1/feeds/`."""
    return FeedDoor(
        pool=api.pool,
        agency=api.agency,
        clock=api.clock,
        server_key=api.server_key,
        limits=Limits(api.requests_a_minute, api.monotonic),
        ledger=Ledger(api.pool, api.agency.zoneinfo),
        counters=api.counters or Counters(api.pool),
        proxies=api.proxies,
        public_url=api.public_url or "",
        window=api.window,
        store=api.store,
    )


def test_door(api: Api) -> TestWireDoor:
    """The ASGI application that answers under `/v1/test/`."""
    return TestWireDoor(
        pool=api.pool,
        agency=api.agency,
        clock=api.clock,
        server_key=api.server_key,
        limits=Limits(api.requests_a_minute, api.monotonic),
        drill_limits=Limits(DRILLS_A_MINUTE, api.monotonic, "drills"),
        public_url=api.public_url,
        slow_s=api.slow_s,
    )


def routes(api: Api) -> list[BaseRoute]:
    """The mounts of `/v1/`."""
    doors = (
        ("/v1/feeds", _FEEDS_UNDER, feed_door(api)),
        ("/v1/test", _TEST_UNDER, test_door(api)),
        ("/v1", _ALL_UNDER, door(api)),
    )
    return [_mount(api, path, under, app) for path, under, app in doors]


def _mount(api: Api, path: str, under: re.Pattern[str], app: ASGIApp) -> Mount:
    mount = Mount(path, app=Announcing(ServerErrorMiddleware(app, handler=broken), api.endings))
    mount.path_regex = under
    return mount
