"""`newsflow serve`: the one web process of a node."""

import signal
from collections.abc import Callable

import structlog
from starlette.types import ASGIApp

from newsflow.app import Parts
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock
from newsflow.objects import open_store
from newsflow.ops.access import app_pool
from newsflow.ops.settings import Settings
from newsflow.ops.web_server import listeners, web_server

Build = Callable[[Parts], ASGIApp]

log = structlog.stdlib.get_logger(__name__)


async def serve(settings: Settings, agency: Agency, clock: Clock, build: Build) -> None:
    """Serve what `build` assembles until SIGINT or SIGTERM; then end within seconds, streams included."""
    for sign in (signal.SIGINT, signal.SIGTERM):
        # uvicorn raises the signal once more when it has ended, and the pool is to be closed after that.
        signal.signal(sign, _already_ending)
    sockets = listeners(settings.hosts, settings.port)
    async with app_pool(settings) as pool:
        parts = Parts(
            pool=pool,
            agency=agency,
            clock=clock,
            server_key=settings.server_key.encode("utf-8"),
            public_url=settings.public_url,
            store=open_store(settings.objects),
            proxies=settings.proxies,
            has_pace_ms=settings.has_pace_ms,
            has_pace_slack_ms=settings.has_pace_slack_ms,
            session_terms=settings.session_terms,
        )
        server = web_server(build(parts))
        log.info(
            "web_started", addresses=[listener.getsockname()[0] for listener in sockets], port=settings.port
        )
        await server.serve(sockets=sockets)
    log.info("web_stopped")


def _already_ending(*_: object) -> None:
    return
