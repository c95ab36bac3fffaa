"""The harness itself: what it promises every other test."""

from __future__ import annotations

import asyncio
import socket
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
import pytest
from hypothesis import settings
from playwright.async_api import Error
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from tests.conftest import GUARD
from tests.harness import MORNING, SettableClock, is_local

if TYPE_CHECKING:
    from playwright.async_api import Page
    from starlette.requests import Request

    from newsflow.db.pool import Pool
    from tests.conftest import Serve
    from tests.harness import Database


def test_a_test_that_reaches_for_another_machine_is_refused_and_noted():
    with pytest.raises(OSError, match="reach no machine but their own"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    assert GUARD.breaches == ["socket.connect 192.0.2.1"] or "192.0.2.1" in GUARD.breaches[0]
    GUARD.breaches.clear()


def test_a_test_that_looks_up_another_machine_s_name_is_refused_and_noted():
    with pytest.raises(OSError, match="reach no machine but their own"):
        socket.getaddrinfo("press.example", 443)
    assert GUARD.breaches == ["socket.getaddrinfo press.example"]
    GUARD.breaches.clear()


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost", ""])
def test_this_machine_s_own_addresses_are_open(host: str):
    assert is_local(host)


@pytest.mark.parametrize(
    "host", ["10.0.0.1", "192.0.2.1", "fe80::1", "press.example", "localhost.press.example"]
)
def test_every_other_address_is_shut(host: str):
    assert not is_local(host)


def test_the_clock_stands_still_until_it_is_moved(clock: SettableClock):
    assert clock() == clock() == MORNING
    clock.advance(timedelta(minutes=5))
    assert clock() - MORNING == timedelta(minutes=5)
    with pytest.raises(AssertionError, match="aware"):
        clock.set(MORNING.replace(tzinfo=None))


def test_nothing_in_a_run_is_random():
    assert settings().derandomize
    assert settings().database is None


async def test_an_application_answers_over_a_real_socket(serve: Serve):
    async def hello(request: Request) -> PlainTextResponse:
        return PlainTextResponse(f"hello {request.url.path}")

    first, second = await asyncio.gather(
        serve(Starlette(routes=[Route("/here", hello)])), serve(Starlette(routes=[Route("/there", hello)]))
    )
    assert first != second
    async with httpx.AsyncClient() as client:
        assert (await client.get(f"{first}/here")).text == "hello /here"
        assert (await client.get(f"{second}/there")).text == "hello /there"


async def test_the_browser_shows_a_page_of_ours_and_no_one_else_s(page: Page, serve: Serve):
    async def front(request: Request) -> PlainTextResponse:
        return PlainTextResponse("<h1>سلام</h1>", media_type="text/html")

    url = await serve(Starlette(routes=[Route("/", front)]))
    await page.goto(url)
    assert await page.locator("h1").inner_text() == "سلام"
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        await page.goto("http://press.example/")


class TestDatabase:
    async def test_each_test_has_a_database_of_its_own(self, database: Database, pool: Pool):
        async with pool.connection() as connection:
            row = await (await connection.execute("SELECT current_database(), current_user")).fetchone()
        assert row is not None
        assert row[0] == database.name

    async def test_the_pool_is_the_app_s_not_the_owner_s(self, pool: Pool):
        from newsflow.ops.embedded import DatabaseRole

        async with pool.connection() as connection:
            row = await (
                await connection.execute(
                    "SELECT current_user, rolsuper FROM pg_roles WHERE rolname = current_user ORDER BY 1 LIMIT 1"
                )
            ).fetchone()
        assert row == (str(DatabaseRole.APP), False)
