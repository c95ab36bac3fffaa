"""A node with nothing in it, for the supervisor's tests: `python tiny_node.py up|web|worker`.

Everything around it is the real thing: database, migrations, supervisor, server, worker.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import JSONResponse, StreamingResponse
from starlette.routing import Route

from newsflow.newsroom.description.in_force import FROM_FILE, InForce
from newsflow.ops.access import owner_dsn
from newsflow.ops.clock import now
from newsflow.ops.logging import configure_logging
from newsflow.ops.preparation import agency_of, has_administrator, prepare
from newsflow.ops.serving import serve
from newsflow.ops.settings import Settings
from newsflow.ops.supervisor import Plan, Supervisor
from newsflow.ops.working import Job, work

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

    from newsflow.app import Parts
    from newsflow.db.pool import Pool
    from newsflow.domain.clock import Clock

HERE = str(Path(__file__))


def build(parts: Parts) -> Starlette:
    async def about(_: Request) -> JSONResponse:
        async with parts.pool.connection() as db:
            row = await (await db.execute("SELECT current_user, pg_postmaster_start_time()::text")).fetchone()
        return JSONResponse({"pid": os.getpid(), "supervisor": os.getppid(), "database": row})

    async def stream(_: Request) -> StreamingResponse:
        async def parts_of_it() -> AsyncIterator[str]:
            yield "first\n"
            await asyncio.sleep(3600)

        return StreamingResponse(parts_of_it())

    return Starlette(routes=[Route("/", about), Route("/stream", stream)])


def beat(settings: Settings) -> Job:
    async def run(pool: Pool, clock: Clock, _: asyncio.Event) -> None:
        async with pool.connection() as db:
            await db.execute("SELECT 1")
        (settings.data / "beat").write_text(f"{os.getpid()} {clock().isoformat()}\n")

    return Job("beat", 0.1, run)


def up(settings: Settings, ready_file: Path) -> int:
    def migrate() -> bool:
        dsn = owner_dsn(settings, os.environ)
        asyncio.run(prepare(dsn, agency_of(settings), now))
        return asyncio.run(has_administrator(dsn))

    async def run() -> int:
        plan = Plan(settings, os.environ, ready_file=ready_file, web=(HERE, "web"), worker=(HERE, "worker"))
        return await Supervisor(plan, migrate=migrate, say=print).run()

    return asyncio.run(run())


if __name__ == "__main__":
    given = Settings.read(os.environ)
    configure_logging(given.log_level, given.log_format)
    if sys.argv[1] == "up":
        sys.exit(up(given, Path(sys.argv[2])))
    elif sys.argv[1] == "web":
        asyncio.run(serve(given, InForce(FROM_FILE, agency_of(given)), now, build))
    else:
        asyncio.run(work(given, [beat(given)], now))
