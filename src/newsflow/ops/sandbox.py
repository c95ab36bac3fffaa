"""A test wire on a developer's own machine: a database that is thrown away, the demo agency, a drill every so often."""

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from itertools import cycle

from starlette.applications import Starlette

from newsflow.api import Api, routes
from newsflow.api.test_wire import Drill, drill, make_test_wire
from newsflow.db.pool import Pool, open_pool, transaction
from newsflow.domain.agency import Agency
from newsflow.domain.guid import SubscriberId
from newsflow.matching.contract import Contract, Entitlement
from newsflow.ops.clock import now
from newsflow.ops.embedded import DatabaseRole, EmbeddedDatabase
from newsflow.ops.preparation import prepare
from newsflow.ops.web_server import listeners, web_server
from newsflow.subscribers.contracts import add_subscriber, sign
from newsflow.wire.window import Window

LOGIN = "sandbox"
"""User and secret. It listens on this machine alone, and holds nothing but invented copy."""
HOST = "127.0.0.1"
SERVER_KEY = b"the key of a sandbox, which guards nothing"


async def run_sandbox(
    database: EmbeddedDatabase, agency: Agency, *, port: int, every_s: float, say: Callable[[str], None]
) -> None:
    """Serve the sandbox until SIGINT or SIGTERM; `every_s` 0 plays the drills that are asked for, and no others."""
    for sign_of in (signal.SIGINT, signal.SIGTERM):
        # uvicorn raises the signal once more when it has ended, and the pool is to be closed after that.
        signal.signal(sign_of, lambda _signal, _frame: None)
    sockets = listeners([HOST], port)
    address = f"http://{HOST}:{sockets[0].getsockname()[1]}"
    await prepare(database.dsn(DatabaseRole.OWNER), agency, now)
    async with open_pool(database.dsn(DatabaseRole.APP)) as pool:
        await _furnish(pool)
        window = Window(pool)
        api = Api(
            pool=pool, agency=agency, clock=now, server_key=SERVER_KEY, window=window, public_url=address
        )
        server = web_server(Starlette(routes=routes(api)))
        playing = asyncio.create_task(_play(pool, agency, every_s))
        say(f"The sandbox answers at {address}/v1/test, user {LOGIN}, secret {LOGIN}. Ctrl-C ends it.")
        say(f"  curl -u {LOGIN}:{LOGIN} -X POST {address}/v1/test/drills/kill")
        say(f"  curl -u {LOGIN}:{LOGIN} '{address}/v1/test/entries?after=0'")
        try:
            await server.serve(sockets=sockets)
        finally:
            playing.cancel()
            with suppress(asyncio.CancelledError):
                await playing
            await window.stop()


async def _furnish(pool: Pool) -> None:
    """A subscriber with a contract and its test wire."""
    at, subscriber = now(), SubscriberId(LOGIN)
    contract = Contract(
        id=LOGIN, subscriber=subscriber, title="Sandbox", starts=at - timedelta(days=1), ends=None,
        covers=Entitlement(),
    )  # fmt: skip
    async with transaction(pool) as db:
        await add_subscriber(db, subscriber, "A developer", at)
        await sign(db, contract, at)
        await make_test_wire(db, LOGIN, server_key=SERVER_KEY, now=at, secret=LOGIN)


async def _play(pool: Pool, agency: Agency, every_s: float) -> None:
    """All drills in turn, again and again."""
    for what in cycle(Drill) if every_s else ():
        await asyncio.sleep(every_s)
        async with transaction(pool) as db:
            await drill(db, LOGIN, what, agency=agency, now=now())
