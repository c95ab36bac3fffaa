"""The public site's pages a second beside nginx giving the same bytes from files, in the same run; and how much they weigh.

A site of two hundred dispatches, as one web process of a node serves it: an edition's front, a dispatch and a feed. Each request asks the database whether what is in memory still holds, which is what a kill within a second costs. Server,
nginx and load are processes of their own; each slice is taken by turns, and the best counts.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import shutil
import socket
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench._nginx import nginx
from bench._stage import Stage, machine, stage
from bench.api import Asked, answer, load, row
from newsflow.db.pool import open_pool
from newsflow.newsroom.editions import catch_up
from newsflow.ops.clock import now
from tests.builders import a_newsroom, the_agency
from tests.faults.polling import web_process
from tests.site.builders import a_dispatch

if TYPE_CHECKING:
    from collections.abc import Iterator

ITEMS = 200
SLICE_S = 0.5
MOST_BYTES = 60_000
"""A page before its pictures: HTML, style and mark."""
_STYLE = re.compile(rb'<link rel="stylesheet" href="([^"]+)"')
_ICON = re.compile(rb'<link rel="icon" href="([^"]+)"')


def whole(port: int, path: str) -> bytes:
    """The body at an address."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(Asked(path).raw())
        return answer(connection)


def faster(port: int, paths: dict[str, str], rounds: int) -> Iterator[dict[str, Any]]:
    """Each page a second beside the same bytes from nginx."""
    bodies = {f"{name}.txt": whole(port, path) for name, path in paths.items()}
    with nginx(bodies) as limit:
        for name, path in paths.items():
            slices = [
                (load(port, Asked(path), SLICE_S), load(limit, Asked(f"/{name}.txt"), SLICE_S))
                for _ in range(rounds)
            ]
            ours, theirs = max(one for one, _ in slices), max(one for _, one in slices)
            what = f"answers of {len(bodies[f'{name}.txt'])} bytes by one process, nginx giving the same from a file"
            yield row(name, ours, theirs, "requests/s", what)


def weights(port: int, paths: dict[str, str]) -> Iterator[dict[str, Any]]:
    """What a page weighs with its style and mark, uncompressed and before pictures, beside what the house allows."""
    for name in ("front", "dispatch"):
        page = whole(port, paths[name])
        beside = {found.decode() for found in (*_STYLE.findall(page), *_ICON.findall(page))}
        size = len(page) + sum(len(whole(port, path)) for path in beside)
        yield row(
            f"{name} bytes",
            size,
            MOST_BYTES,
            "B",
            "the page with style and mark, uncompressed, before pictures",
        )


async def released(on: Stage) -> None:
    """So many French dispatches in all sections, on the wire and read by the site."""
    agency = the_agency()
    sections = [section.code for section in agency.sections]
    async with open_pool(on.dsn(), at_most=2) as pool:
        newsroom = await a_newsroom(pool, now)
        for number in range(ITEMS):
            await newsroom.release(
                a_dispatch(
                    slug=f"boat-{number}",
                    story=None,
                    section=sections[number % len(sections)],
                    headline=f"Une péniche-bibliothèque jette l’ancre au quai {number} du Vieux-Port",
                )
            )
        await catch_up(pool, agency, now)


def measured(on: Stage, rounds: int) -> list[dict[str, Any]]:
    """The table."""
    asyncio.run(released(on))
    with (
        tempfile.TemporaryDirectory(prefix="newsflow-bench-") as home,
        web_process(on.dsn(), Path(home)) as port,
    ):
        front = whole(port, "/fr/").decode()
        found = re.search(r'href="(/fr/nf:text:[^"]+)"', front)
        assert found is not None, "the front leads to a dispatch"
        paths = {"front": "/fr/", "dispatch": found[1], "feed": "/fr/feed.atom"}
        for path in paths.values():
            load(port, Asked(path), SLICE_S)
        if shutil.which("nginx") is None:
            print(
                "bench.public: no nginx here, so pages a second stand beside nothing: skipped",
                file=sys.stderr,
            )
            return list(weights(port, paths))
        return [*faster(port, paths, rounds), *weights(port, paths)]


def main() -> None:
    """Print the figures, as lines or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="three rounds instead of twelve")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    began = time.monotonic()
    with stage(people=False) as on:
        rows = measured(on, 3 if asked.quick else 12)
    if asked.json:
        print(json.dumps(rows))
        return
    for each in rows:
        print(
            f"{each['name']}: {each['figure']} {each['unit']}, {each['ratio']} of {each['limit']} ({each['what']})"
        )
    print(f"{machine()}; {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
