"""A desk that is really open: the whole application on a socket of its own."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import uvicorn

from newsflow.accounts.oidc.asking import Asking
from newsflow.app import Parts, build
from newsflow.db.pool import open_pool
from newsflow.ops.embedded import DatabaseRole
from newsflow.ops.preparation import prepare
from tests.builders import SERVER_KEY, the_agency
from tests.conftest import stop
from tests.desk.room import DeskRoom
from tests.harness import QuietServer, a_free_port

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from newsflow.newsroom.engines import Engine
    from newsflow.objects import ObjectStore
    from newsflow.search.reader import Archive
    from tests.conftest import OpenPage
    from tests.harness import Database, SettableClock


@asynccontextmanager
async def open_desk(
    database: Database,
    clock: SettableClock,
    open_page: OpenPage,
    *,
    has_pace_ms: int = 500,
    store: ObjectStore | None = None,
    engine: Engine | None = None,
    archive: Archive | None = None,
    asking: Asking | None = None,
) -> AsyncGenerator[DeskRoom]:
    """A desk on an empty wire, reached as `http://localhost:<port>`: passkeys are bound to a name, not to an address."""
    agency = the_agency()
    await prepare(database.dsn(DatabaseRole.OWNER), agency, clock)
    async with open_pool(database.dsn()) as pool:
        with a_free_port() as listener:
            url = f"http://localhost:{listener.getsockname()[1]}"
            parts = Parts(
                pool=pool,
                agency=agency,
                clock=clock,
                server_key=SERVER_KEY,
                public_url=url,
                has_pace_ms=has_pace_ms,
                store=store,
                engine=engine,
                archive=archive,
                asking=asking or Asking(),
            )
            config = uvicorn.Config(
                build(parts), log_config=None, access_log=False, timeout_graceful_shutdown=2
            )
            server = QuietServer(config)
            task = asyncio.create_task(server.serve(sockets=[listener]))
            try:
                while not server.started:
                    if task.done():
                        await task
                    await asyncio.sleep(0.005)
                room = DeskRoom(url, pool, agency, clock, open_page)
                yield room
                for client in room.clients:
                    await client.aclose()
            finally:  # a fixture that breaks later must not leave a server that nobody ends
                await stop(server, task)
