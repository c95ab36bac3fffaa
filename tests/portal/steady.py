"""A steady wire before an open page: what the page shows of it, and what its browser holds in memory."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tests.builders import a_dispatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.async_api import Browser, Page

    from tests.builders import Newsroom

MEMORY_MOST = 150_000_000
"""Bytes that a page which is open all day may hold (issue 9)."""
WORDS = ("ferry", "harbour", "council", "bridge", "market", "storm", "museum", "strike", "budget", "rescue")


def stories(first: int = 0) -> Iterator[dict[str, str]]:
    """Dispatches without end, each with a slug and a headline of its own."""
    n = first
    while True:
        yield {
            "slug": f"steady-{n}",
            "headline": f"The {WORDS[n % 10]} and the {WORDS[n // 10 % 10]}, report {n}",
        }
        n += 1


async def released(newsroom: Newsroom, number: int, *, every_s: float) -> list[str]:
    """The ids of so many dispatches, released one after the other."""
    made: list[str] = []
    for facts, _ in zip(stories(), range(number), strict=False):
        made.append((await newsroom.release(a_dispatch(**facts))).guid)
        await asyncio.sleep(every_s)
    return made


async def shown(page: Page) -> list[str]:
    """The ids of the lines on the page, from the top."""
    found: list[str] = await page.evaluate(
        "[...document.querySelectorAll('.wire-line')].map(line => line.dataset.guid)"
    )
    return found


async def memory_of(browser: Browser) -> int:
    """Bytes that the largest page of the browser holds: its process's own, and its share of what several use."""
    session = await browser.new_browser_cdp_session()
    told = cast("dict[str, list[dict[str, object]]]", await session.send("SystemInfo.getProcessInfo"))
    await session.detach()
    pids = [one["id"] for one in told["processInfo"] if one["type"] == "renderer"]
    return max(_pss(Path(f"/proc/{pid}/smaps_rollup")) for pid in pids)


def _pss(file: Path) -> int:
    line = next(line for line in file.read_text("ascii").splitlines() if line.startswith("Pss:"))
    return int(line.split()[1]) * 1024
