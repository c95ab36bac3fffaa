"""The portal on a slow phone: when its first content is there, with two thousand entries on the day.

Each page is opened as a phone would for the first time (nothing kept), its processor a quarter as fast as the yardstick's reference,
however slow this machine runs just now (ADR-0043; the server has this machine as it is), its line 1.6 Mbit/s with 150 ms there and back; the best of `--times` openings counts, since what else runs here is no part of the page.
Said beside it: the bytes of the page with its style and scripts, what the browser holds, and what pages cost that stand open while
nothing comes: each asks twice a second through one shared look where the wire is, and every two seconds whether it may go on.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import psycopg
from playwright.async_api import async_playwright

from bench._bulk import fill
from bench._stage import machine, stage
from house.yardstick import measure, slowness
from newsflow.ops.embedded import DatabaseRole
from newsflow.search.folder import IndexFolder
from newsflow.search.reader import Archive
from tests.conftest import chromium_flags, chromium_here
from tests.desk.opened import open_desk
from tests.harness import MORNING, Database, SettableClock
from tests.portal.room import a_portal
from tests.portal.steady import memory_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.async_api import Browser, Page

    from bench._stage import Stage
    from tests.portal.room import PortalRoom

GOAL_MS = 1000.0
GOAL_BYTES = 150_000.0
GOAL_MB = 150.0
GOAL_CORE = 50.0
OPEN, REST_S = 100, 10.0
SLOWER = 4
"""Times that a phone's processor is slower than the reference of `house/yardstick.py`."""
MEASURES = 101
LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
"""Bytes a second and milliseconds: the line that is commonly taken for a slow phone's."""
PAGES = ("/portal/", "/portal/search", "/portal/items/{guid}", "/portal/saved", "/portal/account")
_PAINTED = """() => new Promise(done => new PerformanceObserver(list => {
  const one = list.getEntriesByName("first-contentful-paint")[0]
  if (one) done(one.startTime)
}).observe({ type: "paint", buffered: true }))"""
_BYTES = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .filter(one => one.initiatorType !== "img" && !one.name.includes("/live")).reduce((sum, one) => sum + one.decodedBodySize, 0)"""


async def opened(portal: PortalRoom, path: str, rate: float) -> tuple[float, float]:
    """When a page's first content was there, in milliseconds, and its bytes; `rate`: times that the browser is slowed."""
    page = await portal.browser(width=390, height=844)
    session = await page.context.new_cdp_session(page)
    await session.send("Network.enable")
    await session.send("Network.emulateNetworkConditions", LINE)
    await session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    await page.goto(portal.desk.url + path, wait_until="load")
    painted, size = await page.evaluate(_PAINTED), await page.evaluate(_BYTES)
    await page.context.close()
    return float(painted), float(size)


def slowed() -> float:
    """Times that this machine's browser is slowed to be as fast as the phone's; 1 where it is slower already."""
    return max(SLOWER / slowness([measure() for _ in range(MEASURES)], SLOWER), 1.0)


def _nobody(_made: int) -> None:
    """Nothing: two thousand are made before anybody asks how far it is."""


def _worked(dsn: str) -> float:
    """Seconds that this process, in which the pages are served, and the database's have worked."""
    with psycopg.connect(dsn) as db:
        pids = [pid for (pid,) in db.execute("SELECT pid FROM pg_stat_activity").fetchall()]
    ticks = 0
    for pid in pids:
        with contextlib.suppress(FileNotFoundError):  # it has ended
            parts = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
            ticks += int(parts[11]) + int(parts[12])
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


async def at_rest(portal: PortalRoom, dsn: str) -> float:
    """What OPEN pages cost that stand open on a quiet wire, in per cent of one core."""
    client = await portal.client()
    client.timeout = httpx.Timeout(REST_S * 6)
    async with contextlib.AsyncExitStack() as stack:
        for _ in range(OPEN):
            await stack.enter_async_context(client.stream("GET", f"/portal/live?after={10**15}"))
        await asyncio.sleep(2)
        before = _worked(dsn)
        await asyncio.sleep(REST_S)
        return 100 * (_worked(dsn) - before) / REST_S


async def measured(on: Stage, home: Path, items: int, times: int) -> dict[str, Any]:
    """For each page its best time and its bytes; and what the browser held of the wire's page."""
    archive, clock = Archive(IndexFolder(home / "search")), SettableClock(MORNING)
    async with async_playwright() as playwright:
        browser: Browser = await playwright.chromium.launch(
            executable_path=chromium_here(), args=chromium_flags(), headless=True
        )

        async def open_page(*, width: int = 1280, height: int = 900, **_: object) -> Page:
            context = await browser.new_context(viewport={"width": width, "height": height})
            return await context.new_page()

        database = Database(on.database, "newsflow")
        async with open_desk(database, clock, open_page, archive=archive) as desk:
            fill(on.dsn(DatabaseRole.OWNER), items, clock(), tell=_nobody)
            portal = await a_portal(desk, archive)
            await portal.indexed()
            guid = (await portal.newsroom.release()).guid
            told: dict[str, Any] = {}
            for path in PAGES:
                found = [await opened(portal, path.replace("{guid}", guid), slowed()) for _ in range(times)]
                told[path] = {"ms": min(ms for ms, _ in found), "bytes": found[0][1]}
            page = await portal.browser()
            await page.goto(f"{portal.desk.url}/portal/")
            await page.locator(".wire-word[data-state=live]").wait_for()
            told["memory"] = await memory_of(browser)
            await browser.close()
            told["rest"] = await at_rest(portal, on.dsn(DatabaseRole.OWNER))
    return told


def figures(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The table: each figure beside its limit."""
    for path in PAGES:
        yield _figure(
            f"{path} first", told[path]["ms"], GOAL_MS, "ms", "first content on a slow phone, nothing kept"
        )
        yield _figure(
            f"{path} bytes",
            told[path]["bytes"],
            GOAL_BYTES,
            "B",
            "the page with style and scripts, before pictures",
        )
    yield _figure("memory", told["memory"] / 1e6, GOAL_MB, "MB", "the wire's page, just opened")
    yield _figure(
        f"{OPEN} open pages",
        told["rest"],
        GOAL_CORE,
        "%",
        "of one core, web process and database, on a quiet wire",
    )


def _figure(name: str, figure: float, limit: float, unit: str, what: str) -> dict[str, Any]:
    return {
        "name": name, "what": what, "figure": round(figure, 1), "limit": limit,
        "ratio": round(figure / limit, 3), "unit": unit, "machine": machine(),
    }  # fmt: skip


def main() -> None:
    """Print the figures, as lines or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=2_000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="each page three times")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="newsflow-bench-") as home, stage(people=False) as on:
        told = asyncio.run(measured(on, Path(home), asked.items, 3 if asked.quick else asked.times))
    found = list(figures(told))
    if asked.json:
        print(json.dumps(found))
        return
    print(f"{asked.items} entries, load {load:.1f} before")
    for each in found:
        print(
            f"{each['name']:28} {each['figure']:>10} {each['unit']:3} beside {each['limit']:>10}: {each['ratio']}"
        )


if __name__ == "__main__":
    main()
