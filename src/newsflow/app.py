"""The assembly: every mount and middleware on one screen."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from newsflow import api, desk, has, portal, site
from newsflow.accounts.oidc.asking import Asking
from newsflow.accounts.sessions import Terms
from newsflow.db.pool import Pool
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.retention import Retention
from newsflow.newsroom.engines import Engine
from newsflow.objects import ObjectStore
from newsflow.search.reader import Archive
from newsflow.subscribers.counters import Counters
from newsflow.subscribers.ledger import Ledger
from newsflow.web.client import NO_PROXIES, Proxies
from newsflow.web.errors import Errors
from newsflow.web.pages import Pages
from newsflow.web.security import SecurityHeaders
from newsflow.web.static import load_static
from newsflow.web.theme import NO_THEME, Theme
from newsflow.wire.window import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What the rooms are given: one of each for the whole process."""

    pool: Pool
    agency: Agency
    clock: Clock
    server_key: bytes
    public_url: str
    store: ObjectStore | None = None
    """Where media lie; without it HAS has texts alone."""
    archive: Archive | None = None
    """The search index; without it no words can be looked up."""
    proxies: Proxies = NO_PROXIES
    """Whose word for the client's address is believed; every room that needs the address is given it."""
    has_pace_ms: int = 500
    has_pace_slack_ms: int = 80
    api_requests_a_minute: int = api.REQUESTS_A_MINUTE
    session_terms: Terms = field(default_factory=Terms)
    theme: Theme = NO_THEME
    """The agency's own face."""
    kept: Retention = field(default_factory=Retention)
    """How long what is kept that names a person, as the portal shows it."""
    engine: Engine | None = None
    """The machine that drafts translations; None: people translate."""
    asking: Asking = field(default_factory=Asking)
    """How subscribers' own sign-in providers are asked."""


def build(parts: Parts) -> Starlette:
    """The web application of a node: HAS and the API for subscribers' machines, the site for the public."""
    static = load_static(parts.theme)
    pages = Pages(static)
    languages = [code for code in parts.agency.words if code != parts.agency.default_language]
    errors = Errors(
        pages=pages, languages=[parts.agency.default_language, *languages], name=parts.agency.name
    )
    counters = Counters(parts.pool)
    window = Window(parts.pool)

    @asynccontextmanager
    async def counting(_: Starlette) -> AsyncGenerator[None]:
        yield
        await window.stop()
        await counters.flush()

    app = Starlette(
        lifespan=counting,
        routes=[
            *_has(parts, window, counters),
            *api.routes(_api(parts, window, counters)),
            *static.routes(),
            *desk.routes(_desk(parts, pages)),
            *portal.routes(_portal(parts, pages)),
            *site.routes(_site(parts, pages)),
        ],
        middleware=[Middleware(SecurityHeaders, https=parts.public_url.startswith("https://"))],
        exception_handlers=errors.handlers(),
    )
    # Starlette would redirect to the host that the request names; the rooms say where their pages are.
    app.router.redirect_slashes = False
    return app


def _has(parts: Parts, window: Window, counters: Counters) -> list[BaseRoute]:
    return has.routes(
        pool=parts.pool,
        agency=parts.agency,
        clock=parts.clock,
        server_key=parts.server_key,
        store=parts.store,
        archive=parts.archive,
        public_url=parts.public_url,
        proxies=parts.proxies,
        counters=counters,
        pace_ms=parts.has_pace_ms,
        pace_slack_ms=parts.has_pace_slack_ms,
        window=window,
    )


def _api(parts: Parts, window: Window, counters: Counters) -> api.Api:
    return api.Api(
        pool=parts.pool,
        agency=parts.agency,
        clock=parts.clock,
        server_key=parts.server_key,
        window=window,
        store=parts.store,
        archive=parts.archive,
        public_url=parts.public_url.rstrip("/"),
        proxies=parts.proxies,
        counters=counters,
        requests_a_minute=parts.api_requests_a_minute,
    )


def _site(parts: Parts, pages: Pages) -> site.Site:
    return site.Site(
        pool=parts.pool,
        agency=parts.agency,
        clock=parts.clock,
        pages=pages,
        origin=parts.public_url.rstrip("/"),
        server_key=parts.server_key,
        proxies=parts.proxies,
        store=parts.store,
        theme=parts.theme,
    )


def _portal(parts: Parts, pages: Pages) -> portal.Portal:
    return portal.Portal(
        pool=parts.pool,
        agency=parts.agency,
        clock=parts.clock,
        pages=pages,
        origin=parts.public_url.rstrip("/"),
        server_key=parts.server_key,
        store=parts.store,
        proxies=parts.proxies,
        terms=parts.session_terms,
        archive=parts.archive,
        ledger=Ledger(parts.pool, parts.agency.zoneinfo),
        kept=parts.kept,
        asking=parts.asking,
    )


def _desk(parts: Parts, pages: Pages) -> desk.Desk:
    return desk.Desk(
        pool=parts.pool,
        agency=parts.agency,
        clock=parts.clock,
        pages=pages,
        origin=parts.public_url.rstrip("/"),
        server_key=parts.server_key,
        store=parts.store,
        proxies=parts.proxies,
        terms=parts.session_terms,
        kept=parts.kept,
        engine=parts.engine,
    )
