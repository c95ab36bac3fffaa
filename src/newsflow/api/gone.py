"""Clients that leave, and clients that are cut off."""

import asyncio
from contextlib import suppress

from starlette.types import Receive, Scope

from newsflow.web.files import ABORT, ENDING

ABORTED_WITHIN_S = 1.0


async def gone(receive: Receive) -> None:
    """Return when the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def rung(bell: asyncio.Event, leaving: "asyncio.Future[None]", left_s: float) -> None:
    """Return when the bell rings or the time is over. Raises ConnectionAbortedError when nobody waits any more.

    Whoever leaves must ring too: `rings_leaving`.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(left_s):
            await bell.wait()
    if leaving.done():
        raise ConnectionAbortedError


def rings_leaving(bell: asyncio.Event, leaving: "asyncio.Future[None]") -> None:
    """Let the bell ring when the client leaves."""
    leaving.add_done_callback(lambda _: bell.set())


def rings_ending(bell: asyncio.Event, scope: Scope) -> asyncio.Event:
    """An event that is set when the server begins to end, where it tells us; the bell rings then too."""
    ending = asyncio.Event()
    tell: object = scope.get("extensions", {}).get(ENDING)
    if callable(tell):

        def ends() -> None:
            ending.set()
            bell.set()

        tell(ends)
    return ending


async def abort(scope: Scope, leaving: "asyncio.Future[None]") -> None:
    """Break the connection off, where the web server lets us."""
    found: object = scope.get("extensions", {}).get(ABORT)
    if callable(found):
        found()
        await asyncio.wait({leaving}, timeout=ABORTED_WITHIN_S)
