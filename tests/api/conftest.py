"""The API over real HTTP: a begun wire, a desk, and the routes under a server."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from starlette.applications import Starlette

from newsflow.api import Api, routes
from newsflow.db.pool import transaction
from newsflow.matching.contract import Entitlement
from newsflow.search.reader import Archive
from newsflow.wire.read import head
from newsflow.wire.window import Window
from tests.has.conftest import begun, desk, index, picture, store
from tests.has.desk import SERVER_KEY

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from newsflow.objects import ObjectStore
    from newsflow.search.folder import IndexFolder
    from tests.conftest import Serve
    from tests.has.desk import Desk, Machine

__all__ = ["begun", "desk", "index", "picture", "store"]

EVERYTHING = Entitlement()


@dataclass(frozen=True, slots=True)
class Reader:
    """A subscriber's machine."""

    http: httpx.AsyncClient
    machine: Machine
    window: Window

    async def get(self, path: str, headers: dict[str, str] | None = None, **params: object) -> httpx.Response:
        """The answer to a GET under /v1."""
        given = {name: str(value) for name, value in params.items()}
        return await self.http.get(
            f"/v1/{path}", params=given, headers=headers, auth=(self.machine.username, self.machine.password)
        )

    async def entries(self, after: object = 0, **params: Any) -> list[dict[str, Any]]:
        """The entries after a cursor, all that were released being in memory."""
        await caught_up(self.window)
        answer = await self.get("entries", after=after, **params)
        assert answer.status_code == 200, answer.text
        return answer.json()["entries"]


async def caught_up(window: Window) -> None:
    """Nothing; the window holds all that was committed: it is told of a commit a moment after it."""
    async with transaction(window.pool) as db:
        there = await head(db)
    async with window.bell() as bell, asyncio.timeout(10):
        while (await window.view()).head.seq < there.seq:
            await bell.wait()
            bell.clear()


@pytest.fixture
async def window(desk: Desk) -> AsyncIterator[Window]:
    """The hot part of the wire."""
    kept = Window(desk.pool)
    yield kept
    await kept.stop()


@pytest.fixture
def make_url(
    desk: Desk, window: Window, store: ObjectStore, index: IndexFolder, serve: Serve
) -> Callable[..., Awaitable[str]]:
    """Serves the API with the settings given."""

    async def made(**facts: Any) -> str:
        facts.setdefault("requests_a_minute", 1_000_000)
        api = Api(
            pool=desk.pool, agency=desk.agency, clock=desk.clock, server_key=SERVER_KEY, window=window, store=store, archive=Archive(index),
            **facts,
        )  # fmt: skip
        return await serve(Starlette(routes=routes(api)))

    return made


@pytest.fixture
async def url(make_url: Callable[..., Awaitable[str]]) -> str:
    """Where the API answers, without a limit."""
    return await make_url()


@pytest.fixture
async def reads(desk: Desk, url: str, window: Window) -> AsyncIterator[Callable[..., Awaitable[Reader]]]:
    """Makes readers: each a subscriber of its own with the entitlements given."""
    async with httpx.AsyncClient(base_url=url, timeout=20) as http:

        async def made(*covers: Entitlement, **facts: Any) -> Reader:
            return Reader(http, await desk.machine(*covers, **facts), window)

        yield made


@pytest.fixture
async def reader(reads: Callable[..., Awaitable[Reader]]) -> Reader:
    """A reader whose contract covers everything."""
    return await reads(EVERYTHING)
