"""HAS, the subscriber API as its clients have known it since 2013. What is missing or meant: README.md here."""

import re
import time

from starlette.middleware.errors import ServerErrorMiddleware
from starlette.routing import BaseRoute, Mount

from newsflow.db.pool import Pool
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.has.door import Door, broken
from newsflow.has.lateness import Late, Lateness
from newsflow.has.pace import Monotonic, Pace
from newsflow.objects import ObjectStore
from newsflow.search.reader import Archive
from newsflow.search.shared import Lists
from newsflow.subscribers.counters import Counters
from newsflow.subscribers.known import KNOWN_S, TOLD_S, Accounts
from newsflow.subscribers.ledger import Ledger
from newsflow.web.client import NO_PROXIES, Proxies
from newsflow.wire.window import Window

_ALL_UNDER = re.compile(r"^/abone/(?P<path>.*)$", re.DOTALL)
"""Starlette's own pattern ends at a line break, and what comes after is then no longer ours to answer."""


def routes(
    *,
    pool: Pool,
    agency: Agency,
    clock: Clock,
    server_key: bytes,
    store: ObjectStore | None = None,
    archive: Archive | None = None,
    public_url: str | None = None,
    proxies: Proxies = NO_PROXIES,
    counters: Counters | None = None,
    pace_ms: int = 500,
    pace_slack_ms: int = 80,
    monotonic: Monotonic = time.monotonic,
    late: Late | None = None,
    account_known_s: float = KNOWN_S,
    window: Window | None = None,
) -> list[BaseRoute]:
    """The mount of `/abone/`. Header names leave as spelled here; the web server must not change their case.

    Without a store there are texts alone: a file is then 503; without an archive a `search_string` is. With a window
    that hears of changes a login is believed for longer.
    """
    pace = Pace(least_s=pace_ms / 1000, slack_s=pace_slack_ms / 1000)
    accounts = (
        Accounts(pool, server_key, monotonic, account_known_s)
        if window is None
        else Accounts(pool, server_key, monotonic, TOLD_S, changes=window.account_changes)
    )
    ledger = Ledger(pool, agency.zoneinfo)
    door = Door(
        pool,
        agency,
        clock,
        monotonic,
        late or Lateness(),
        pace,
        server_key,
        store,
        archive,
        None if archive is None else Lists(pool, archive),
        ledger,
        accounts,
        counters or Counters(pool),
        public_url,
        proxies,
    )
    mount = Mount("/abone", app=ServerErrorMiddleware(door, handler=broken))
    mount.path_regex = _ALL_UNDER
    return [mount]
