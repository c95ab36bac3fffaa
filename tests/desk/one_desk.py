"""A desk in a process of its own, so that it can be killed: `python tests/desk/one_desk.py DSN PORT`."""

from __future__ import annotations

import asyncio
import sys

import uvicorn

from newsflow.app import Parts, build
from newsflow.db.pool import open_pool
from tests.builders import SERVER_KEY, the_agency
from tests.harness import SettableClock


async def main(dsn: str, port: int) -> None:
    """Nothing; serves until it is killed. The clock stands where the tests' clock stands."""
    async with open_pool(dsn) as pool:
        parts = Parts(
            pool=pool,
            agency=the_agency(),
            clock=SettableClock(),
            server_key=SERVER_KEY,
            public_url=f"http://localhost:{port}",
        )
        config = uvicorn.Config(build(parts), host="127.0.0.1", port=port, log_config=None, access_log=False)
        await uvicorn.Server(config).serve()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
