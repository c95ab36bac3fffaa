"""`newsflow serve`: the one web process of a node."""

import asyncio
import signal
from collections.abc import Callable
from dataclasses import replace

import structlog
from starlette.applications import Starlette

from newsflow.accounts.oidc.asking import Asking
from newsflow.app import Parts
from newsflow.copyreader.language import warm_up
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.domain.edition import editions
from newsflow.newsroom.description.in_force import InForce
from newsflow.objects import open_store
from newsflow.ops.access import app_pool
from newsflow.ops.address import leave_address
from newsflow.ops.renewing import Renewed
from newsflow.ops.settings import Settings
from newsflow.ops.web_server import listeners, web_server
from newsflow.search.reader import Archive
from newsflow.web.theme import NO_THEME, Theme, read_theme

Build = Callable[[Parts], Starlette]

log = structlog.stdlib.get_logger(__name__)


async def serve(settings: Settings, given: InForce, clock: Clock, build: Build) -> None:
    """Serve what `build` assembles until SIGINT or SIGTERM; then end within seconds, streams included.

    `given` is the description in force; when another one comes, it is assembled anew, without a restart.
    """
    for sign in (signal.SIGINT, signal.SIGTERM):
        # uvicorn raises the signal once more when it has ended, and the pool is to be closed after that.
        signal.signal(sign, _already_ending)
    sockets = listeners(settings.hosts, settings.port)
    async with app_pool(settings) as pool:
        parts = Parts(
            pool=pool,
            agency=given.agency,
            clock=clock,
            server_key=settings.server_key.encode("utf-8"),
            public_url=settings.public_url,
            store=open_store(settings.objects),
            archive=Archive(settings.search),
            proxies=settings.proxies,
            has_pace_ms=settings.has_pace_ms,
            has_pace_slack_ms=settings.has_pace_slack_ms,
            api_requests_a_minute=settings.api_requests_minute,
            session_terms=settings.session_terms,
            kept=settings.kept,
            engine=settings.engine,
            asking=Asking(settings.oidc_inside_hosts),
            theme=theme_of(settings, given.agency),
        )
        renewed = Renewed(lambda agency: build(replace(parts, agency=agency)), pool, given)
        server = web_server(renewed)
        leave_address(settings)
        warming = asyncio.create_task(asyncio.to_thread(warm_up))  # else the first flash would wait for it
        log.info(
            "web_started", addresses=[listener.getsockname()[0] for listener in sockets], port=settings.port
        )
        await server.serve(sockets=sockets)
        await warming
    log.info("web_stopped")


def theme_of(settings: Settings, agency: Agency) -> Theme:
    """The agency's own face. Raises SetupError for a folder that cannot be used."""
    return NO_THEME if settings.theme is None else read_theme(settings.theme, editions(agency))


def _already_ending(*_: object) -> None:
    return
