"""The leak search over the whole public site, seeded: `python -m tests.faults.soak_leaks --minutes 10 --seed 1`.

The demo with so many dispatches from templates that 2,000 items are on the wire; its site is crawled whole, pages, feeds and
sitemaps, and no run of eight words of a body may stand anywhere but in a headline, deck or summary. It takes as long as it
takes, whatever the minutes.
"""

from __future__ import annotations

import asyncio
import sys
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx

from newsflow.app import Parts, build
from newsflow.db.pool import open_pool
from newsflow.newsroom.description.agency_file import read_agency
from newsflow.ops.demo import AGENCY_FILE
from newsflow.ops.demo.load import load
from newsflow.ops.embedded import DatabaseRole, EmbeddedDatabase
from newsflow.ops.preparation import prepare
from tests.builders import SERVER_KEY
from tests.faults.soaking import a_home, arguments, ended
from tests.harness import SettableClock
from tests.site.crawling import crawl, secrets

if TYPE_CHECKING:
    from pathlib import Path

ITEMS = 2_000
WRITTEN = 70
"""What the demo has besides those from templates, at least."""
HEADERS = {"Accept": "text/html", "Accept-Language": "fr"}


async def soaked(home: Path, items: int, seed: int) -> tuple[int, int, dict[str, list[tuple[str, ...]]]]:
    """How many items and pages there were, and the words that each page gives away."""
    agency, clock = read_agency(AGENCY_FILE), SettableClock()
    with EmbeddedDatabase.open(home / "database", fast_and_unsafe=True) as database:
        await prepare(database.dsn(DatabaseRole.OWNER), agency, clock)
        clock.advance(timedelta(days=90))  # the demo begins weeks ago, and the wire must be older
        async with open_pool(database.dsn(DatabaseRole.APP), at_most=4) as pool:
            await load(pool, clock, agency, server_key=SERVER_KEY, more=items - WRITTEN, seed=seed)
            parts = Parts(
                pool=pool, agency=agency, clock=clock, server_key=SERVER_KEY, public_url="https://fil.example"
            )
            reader = httpx.AsyncClient(
                transport=httpx.ASGITransport(build(parts)), base_url="http://127.0.0.1", headers=HEADERS
            )
            async with reader:
                hidden = await secrets(pool)
                pages = await crawl(reader, hidden.guids)
            return len(hidden.guids), len(pages), hidden.leaked(pages)


def main() -> int:
    """0 when nothing was given away, else 1."""
    parser = arguments("leaks")
    parser.add_argument("--items", type=int, default=ITEMS)
    asked = parser.parse_args()
    began = time.monotonic()
    with a_home() as home:
        items, pages, leaked = asyncio.run(soaked(home, asked.items, asked.seed))
    faults = ["\n  ".join((path, *(" ".join(run) for run in runs))) for path, runs in leaked.items()]
    if items < asked.items:
        faults.append(f"only {items} items of the {asked.items} asked for")
    took = time.monotonic() - began
    return ended(f"{items} items, {pages} answers, {len(leaked)} leaks in {took:.0f} s", asked.seed, faults)


if __name__ == "__main__":
    sys.exit(main())
