"""Typing survives: a browser that is killed loses a second at most, a server that is killed loses nothing."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import re
import signal
import sys
import time
from typing import TYPE_CHECKING, cast

import httpx
import pytest
from playwright.async_api import expect

from newsflow.db.pool import open_pool, transaction
from newsflow.newsroom import drafts
from newsflow.ops.embedded import DatabaseRole
from newsflow.ops.preparation import prepare
from tests.builders import the_agency
from tests.conftest import chromium_flags, chromium_here
from tests.desk.room import COOKIE, DeskRoom
from tests.harness import a_free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, Page

    from tests.conftest import OpenPage
    from tests.harness import Database, SettableClock

SENTENCE = "The ferry came back on Monday, its bell ringing, and hundreds came to see it from the quay. "
BROWSER_ROUNDS = 4
SERVER_KILLS = 3
LOSS_S = 1.0


async def body_of(room: DeskRoom, draft: int) -> str:
    async with transaction(room.pool) as db:
        return "\n\n".join((await drafts.get(db, draft)).dispatch().words())


async def newest(room: DeskRoom) -> int:
    async with transaction(room.pool) as db:
        return max((draft.id for draft in await drafts.open_drafts(db)), default=0)


async def typed_until(page: Page, seconds: float) -> list[tuple[float, str]]:
    """What stood in the field after each keystroke, and when."""
    typed, seen, ends = "", list[tuple[float, str]](), time.monotonic() + seconds
    for character in SENTENCE * 20:
        if time.monotonic() >= ends:
            break
        await page.keyboard.type(character)
        typed += character
        seen.append((time.monotonic(), typed))
        await asyncio.sleep(0.03)
    return seen


@pytest.mark.parametrize("round_number", range(BROWSER_ROUNDS))
async def test_a_browser_that_is_killed_loses_a_second_of_typing_at_most(
    desk: DeskRoom, browser: Browser, round_number: int
):
    chance = random.Random(round_number)
    opened = await desk.session("reporter")
    doomed = await browser.browser_type.launch(executable_path=chromium_here(), args=chromium_flags())
    context = await doomed.new_context()
    await context.add_cookies([{"name": COOKIE, "value": opened.secret, "url": desk.url}])
    page = await context.new_page()
    await page.goto(f"{desk.url}/desk/drafts/new")
    await page.locator("#body").focus()
    seen = await typed_until(page, 1.5 + chance.random() * 1.5)
    session = await doomed.new_browser_cdp_session()
    told = cast("dict[str, list[dict[str, int]]]", await session.send("SystemInfo.getProcessInfo"))
    killed = time.monotonic()
    for process in told["processInfo"]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process["id"], signal.SIGKILL)
    await asyncio.sleep(0.3)
    kept = await body_of(desk, await newest(desk))
    assert kept
    assert seen[-1][1].startswith(kept)
    unsaved = next((at for at, text in seen if len(text.rstrip()) > len(kept)), killed)
    assert killed - unsaved <= LOSS_S, f"lost {killed - unsaved:.2f} s"


class OwnServer:
    """A desk in a process of its own on one port, which can be killed and started again."""

    def __init__(self, dsn: str, port: int) -> None:
        self.dsn = dsn
        self.port = port
        self.process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Nothing; the server answers when it returns."""
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.desk.one_desk", self.dsn, str(self.port)
        )
        async with httpx.AsyncClient() as client:
            for _ in range(200):
                with contextlib.suppress(httpx.TransportError):
                    await client.get(f"http://127.0.0.1:{self.port}/desk/sign-in")
                    return
                await asyncio.sleep(0.05)
        pytest.fail("the desk did not start")

    async def kill(self) -> None:
        """Nothing; the server is gone without a word."""
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()


@pytest.fixture
async def own(database: Database, clock: SettableClock) -> AsyncIterator[OwnServer]:
    await prepare(database.dsn(DatabaseRole.OWNER), the_agency(), clock)
    with a_free_port() as listener:
        port = int(listener.getsockname()[1])
    server = OwnServer(database.dsn(), port)
    await server.start()
    yield server
    await server.kill()


async def test_a_server_that_is_killed_again_and_again_loses_no_typing(
    own: OwnServer, database: Database, clock: SettableClock, open_page: OpenPage
):
    async with open_pool(database.dsn()) as pool:
        room = DeskRoom(f"http://localhost:{own.port}", pool, the_agency(), clock, open_page)
        page = await room.browser("reporter")
        await page.goto(f"{room.url}/desk/drafts/new")
        await page.locator("#body").focus()
        typed = ""
        chance = random.Random(7)
        for _ in range(SERVER_KILLS):
            seen = await typed_until(page, 0.6 + chance.random() * 0.5)
            typed += seen[-1][1] + " "
            await page.keyboard.type(" ")
            await own.kill()
            seen = await typed_until(page, 0.8)
            typed += seen[-1][1] + " "
            await page.keyboard.type(" ")
            await own.start()
        await expect(page.locator("[data-saved]")).to_have_text(re.compile("^Saved"))
        assert await page.locator("#body").input_value() == typed
        assert await body_of(room, await newest(room)) == typed.strip()
        assert await page.evaluate("Object.keys(localStorage).filter(key => key.includes('draft'))") == []


async def test_words_that_the_desk_never_got_are_there_when_the_page_is_opened_again(
    own: OwnServer, database: Database, clock: SettableClock, open_page: OpenPage
):
    async with open_pool(database.dsn()) as pool:
        room = DeskRoom(f"http://localhost:{own.port}", pool, the_agency(), clock, open_page)
        page = await room.browser("reporter")
        await page.goto(f"{room.url}/desk/drafts/new")
        await page.locator("#headline").fill("Ferry returns")
        await page.wait_for_url(re.compile(r"/desk/drafts/[0-9]+$"))
        await own.kill()
        await page.locator("#body").type("The bell rang twice.")
        page.on("dialog", lambda dialog: dialog.accept())
        here = page.url
        await page.goto("about:blank")
        await own.start()
        await page.goto(here)
        assert await page.locator("#body").input_value() == "The bell rang twice."
        await expect(page.locator("[data-saved]")).to_have_text(re.compile("^Saved"))
        assert await body_of(room, await newest(room)) == "The bell rang twice."
