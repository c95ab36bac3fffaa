"""The web application built again whenever the description changes; whatever has begun ends on the one that it began with."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

from newsflow.db.pool import Pool
from newsflow.domain.agency import Agency
from newsflow.newsroom.description.in_force import InForce
from newsflow.ops.agency_watch import watch

Build = Callable[[Agency], Starlette]


@dataclass(slots=True)
class _Turn:
    """One built application: it lives until another took its place and its last request is over."""

    app: Starlette
    under_way: int = 0
    started: asyncio.Event = field(default_factory=asyncio.Event)
    replaced: asyncio.Event = field(default_factory=asyncio.Event)
    idle: asyncio.Event = field(default_factory=asyncio.Event)

    async def live(self) -> None:
        async with self.app.router.lifespan_context(self.app):
            self.started.set()
            await self.replaced.wait()
            while self.under_way:
                self.idle.clear()
                await self.idle.wait()

    async def serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.under_way += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.under_way -= 1
            if not self.under_way:
                self.idle.set()


class Renewed:
    """An ASGI application that watches which description is in force while it lives."""

    def __init__(self, build: Build, pool: Pool, given: InForce) -> None:
        """`build` makes the application of an agency; `given` is what is in force now."""
        self._build = build
        self._pool = pool
        self._given = given
        self._stop = asyncio.Event()
        self._now = _Turn(build(given.agency))
        self._lives: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request with the application of this moment; or live, from start to shutdown."""
        if scope["type"] != "lifespan":
            await self._now.serve(scope, receive, send)
            return
        await receive()
        await self._begin(self._now)
        watching = asyncio.create_task(watch(self._pool, self._given, self._take, self._stop))
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self._stop.set()
        await watching
        self._now.replaced.set()
        await asyncio.gather(*self._lives)
        await send({"type": "lifespan.shutdown.complete"})

    async def _take(self, found: InForce) -> None:
        before, turn = self._now, _Turn(self._build(found.agency))
        await self._begin(turn)
        self._now = turn
        before.replaced.set()

    async def _begin(self, turn: _Turn) -> None:
        life = asyncio.create_task(turn.live())
        self._lives.add(life)
        life.add_done_callback(self._lives.discard)
        started = asyncio.create_task(turn.started.wait())
        await asyncio.wait({life, started}, return_when=asyncio.FIRST_COMPLETED)
        if life.done():
            started.cancel()
            await life
