"""A portal's page left open before a busy wire, seeded: `python -m tests.faults.soak_portal --minutes 10 --seed 1`.

Fifty entries a minute come in, of which some are updates and kills, and the network is cut now and then; the page shows each
entry once, in order, no word of what was killed, and its browser holds less than 150 MB.
"""

from __future__ import annotations

import asyncio
import sys
import time
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from playwright.async_api import async_playwright

from newsflow.ops.embedded import EmbeddedDatabase
from newsflow.search.folder import IndexFolder
from newsflow.search.reader import Archive
from tests.builders import a_dispatch
from tests.conftest import chromium_flags, chromium_here
from tests.desk.opened import open_desk
from tests.faults.soaking import a_home, arguments, ended
from tests.harness import MORNING, Database, SettableClock
from tests.portal.room import a_portal
from tests.portal.steady import MEMORY_MOST, memory_of, shown, stories

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Browser, Page

    from newsflow.domain.guid import Guid
    from tests.portal.room import PortalRoom

DATABASE = "newsflow"
EVERY_S = 1.2
LINES_MOST = 400


@dataclass(slots=True)
class Newsday:
    """What was released, in order of the last change of place, and what was killed."""

    made: list[Guid] = field(default_factory=list[Any])
    killed: list[Guid] = field(default_factory=list[Any])
    entries: int = 0
    cuts: int = 0
    most: int = 0


async def watched(portal: PortalRoom, page: Page, browser: Browser, minutes: float, seed: int) -> Newsday:
    """The day, once it is over and the page has come to its end."""
    chance, day, source = Random(seed), Newsday(), stories()
    ends, sampled = time.monotonic() + minutes * 60, 0.0
    while time.monotonic() < ends:
        began = time.monotonic()
        portal.clock.advance(timedelta(seconds=EVERY_S))
        what = chance.random()
        alive = [guid for guid in day.made[-100:] if guid not in day.killed]
        if what < 0.1 and alive:
            await portal.newsroom.release(a_dispatch(headline="It goes on"), of=chance.choice(alive))
        elif what < 0.12 and alive:
            day.killed.append(chance.choice(alive))
            await portal.newsroom.stop(day.killed[-1])
        else:
            day.made.append((await portal.newsroom.release(a_dispatch(**next(source)))).guid)
        day.entries += 1
        if what > 0.97:
            day.cuts += 1
            await page.context.set_offline(True)
            await asyncio.sleep(chance.uniform(0, 2))
            await page.context.set_offline(False)
        if time.monotonic() - sampled > 10:
            sampled = time.monotonic()
            day.most = max(day.most, await memory_of(browser))
        await asyncio.sleep(max(0.0, EVERY_S - (time.monotonic() - began)))
    last = (await portal.newsroom.release(a_dispatch(slug="last", headline="The last one"))).guid
    await page.locator(f'.wire-line[data-guid="{last}"]').wait_for(timeout=20_000)
    return day


async def soaked(home: Path, minutes: float, seed: int) -> tuple[str, list[str]]:
    """The load in a line, and what was not as promised."""
    archive = Archive(IndexFolder(home / "search"))
    with EmbeddedDatabase.open(home / "database") as held:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=chromium_here(), args=chromium_flags(), headless=True
            )

            async def opened(**_: object) -> Page:
                return await (await browser.new_context(viewport={"width": 1280, "height": 900})).new_page()

            async with open_desk(
                Database(held, DATABASE), SettableClock(MORNING), opened, archive=archive
            ) as desk:
                portal = await a_portal(desk, archive)
                page = await portal.browser()
                await page.goto(f"{portal.desk.url}/portal/")
                await page.locator(".wire-word[data-state=live]").wait_for()
                day = await watched(portal, page, browser, minutes, seed)
                on_page, text = await shown(page), await page.locator(".wire-lines").inner_text()
                await browser.close()
    # Notices of kills are lines too; here it is asked of the dispatches alone.
    got = [guid for guid in on_page if guid in set(day.made)]
    expected = [guid for guid in reversed(day.made) if guid in set(on_page)]
    faults: list[str] = []
    newest = list(reversed(day.made))[: LINES_MOST - 2 * len(day.killed) - 1]
    if missing := [guid for guid in newest if guid not in on_page]:
        faults.append(f"{len(missing)} entries are not on the page, such as {missing[:5]}")
    if got != expected or len(got) != len(set(got)):
        faults.append("lines are out of order, or there twice")
    if len(on_page) > LINES_MOST:
        faults.append(f"{len(on_page)} lines are kept, more than {LINES_MOST}")
    if told := [guid for guid in day.killed if guid in on_page and _headline(guid, day) in text]:
        faults.append(f"headlines of killed items are on the page: {told[:5]}")
    if day.most > MEMORY_MOST:
        faults.append(f"the page held {day.most / 1e6:.0f} MB")
    told_of = (
        f"{day.entries} entries, {len(day.killed)} kills, {day.cuts} cuts, {day.most / 1e6:.0f} MB at most"
    )
    return told_of, faults


def _headline(guid: Guid, day: Newsday) -> str:
    """The end of the headline that the item began with."""
    return f", report {day.made.index(guid)}\n"


def main() -> int:
    """0 when the page showed the day whole and stayed small, else 1."""
    asked = arguments("portal").parse_args()
    with a_home() as home:
        told, faults = asyncio.run(soaked(home, asked.minutes, asked.seed))
    return ended(told, asked.seed, faults)


if __name__ == "__main__":
    sys.exit(main())
