"""The archive beside PostgreSQL's full text, on the same dispatches in the same run.

A wire of `--items` dispatches of 400 words in nine languages is read into the index; then the same two hundred filtered
questions, newest first with their totals, each with a contract of twenty clauses, are asked of the index, of `find` (with
the rows and rulings of its page), and of PostgreSQL (a tsvector per dispatch with its language's configuration under GIN,
the contract as the SQL that HAS lists by, custom plans). Then releases are timed until the index has them.

It prints its table as docs/search.md shows it. With `--keep` the wire and PostgreSQL's table are made once and taken by later runs; the index is built anew each time. A
million dispatches want 25 GB of disk and, on two cores that nothing else uses, half an hour the first time.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench._asked import asker, questions
from bench._bulk import fill, midnight
from bench._kept import Kept
from bench._peer import ask_postgres, prepare_postgres
from bench._plot import plot
from bench._search_table import GOAL_MS, figures, table
from bench._stage import stage
from newsflow.accounts.people import Role, people
from newsflow.db.pool import open_pool, reading
from newsflow.matching.tree import All
from newsflow.ops.clock import now
from newsflow.ops.embedded import DatabaseRole
from newsflow.search.asking import Asked
from newsflow.search.find import Search, find
from newsflow.search.following import catch_up, run_search
from newsflow.search.reader import Archive, View
from newsflow.search.standing import Asker, page_of
from tests.builders import Newsroom, a_dispatch, a_newsroom, the_agency

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bench._asked import Question
    from newsflow.db.pool import Pool
    from newsflow.search.folder import IndexFolder

PAGE = 20
RELEASES = 20
TOLD_EVERY = 100_000
"""Dispatches between two lines of progress."""
LOOK_S = 5.0


def ask_index(
    view: View, asked: list[Question], who: Asker, moment: datetime
) -> tuple[list[float], list[int]]:
    """Seconds of each question by the index alone, and what each found."""
    times: list[float] = []
    totals: list[int] = []
    for each in asked:
        begun = time.perf_counter()
        query = Asked(view.schema, view.shapes).query(All((who.may_find(moment), each.tree)))
        totals.append(page_of(view.searcher, query, PAGE)[1])
        times.append(time.perf_counter() - begun)
    return times, totals


async def ask_find(
    pool: Pool, archive: Archive, asked: list[Question], who: Asker, moment: datetime
) -> list[float]:
    """Seconds of each question by `find`."""
    times: list[float] = []
    for each in asked:
        begun = time.perf_counter()
        wanted = Search(tree=each.tree, asker=who, now=moment, zone=the_agency().zoneinfo, limit=PAGE)
        async with reading(pool) as db:
            await find(db, archive, wanted)
        times.append(time.perf_counter() - begun)
    return times


async def visible(pool: Pool, folder: IndexFolder) -> list[float]:
    """Seconds from each release's commit until the index has it."""
    archive, stop = Archive(folder), asyncio.Event()
    newsroom = await _desk(pool)
    job = asyncio.create_task(run_search(pool, folder, stop))
    waits: list[float] = []
    for turn in range(RELEASES):
        header = await newsroom.release(a_dispatch(headline=f"Ferry {turn} returns", slug=f"ferry-{turn}"))
        begun = time.perf_counter()
        while (view := archive.view()) is None or view.reached.seq < header.seq:  # noqa: ASYNC110 - a commit sets no event
            await asyncio.sleep(0.005)
        waits.append(time.perf_counter() - begun)
    stop.set()
    await job
    return waits[2:]


async def _desk(pool: Pool) -> Newsroom:
    """A desk: that of an earlier run, where one was kept."""
    async with reading(pool) as db:
        found = {person.role: person for person in await people(db)}
    if not found:
        return await a_newsroom(pool, now)
    return Newsroom(pool, now, the_agency(), found[Role.CHIEF], found[Role.EDITOR], found[Role.REPORTER])


async def measured(dsn: str, owner_dsn: str, items: int, kept: Kept) -> dict[str, Any]:
    """Everything that is measured, by name."""
    found: dict[str, Any] = {}
    begun, until = time.perf_counter(), midnight()
    wire = kept.wire or kept.keep_wire(fill(owner_dsn, items, until, _progress("made")), until)
    moment, found["text_bytes"] = wire.until, wire.text_bytes
    _tell(f"wire of {items} dispatches in {time.perf_counter() - begun:.0f} s")
    peer = kept.peer or kept.keep_peer(*prepare_postgres(owner_dsn, items, _progress("in PostgreSQL")))
    found["peer_per_s"], found["peer_bytes"] = peer.per_s, peer.bytes
    _tell(f"PostgreSQL: {peer.per_s:.0f} a second")
    folder = kept.index()
    async with open_pool(dsn) as pool:
        begun, told = time.perf_counter(), asyncio.create_task(_followed(folder, _progress("indexed")))
        await catch_up(pool, folder)
        found["per_s"] = items / (time.perf_counter() - begun)
        told.cancel()
        _tell(f"index: {found['per_s']:.0f} a second")
        archive, who, asked = Archive(folder), asker(moment), list(questions(moment))
        view = archive.view()
        assert view is not None
        found["shapes"], found["segments"] = len(view.shapes.terms), view.searcher.num_segments
        ask_index(view, asked, who, moment)
        found["index"], found["totals"] = ask_index(view, asked, who, moment)
        await ask_find(pool, archive, asked[:20], who, moment)
        found["find"] = await ask_find(pool, archive, asked, who, moment)
        found["peer"] = ask_postgres(owner_dsn, asked, who.may_find(moment), PAGE)
        found["index_bytes"] = sum(file.stat().st_size for file in folder.path.rglob("*") if file.is_file())
        found["visible"] = await visible(pool, folder)
    return found


def _progress(what: str) -> Callable[[int], None]:
    """Says how many were done: a line for each TOLD_EVERY of them."""
    begun, said = time.perf_counter(), 0

    def tell(done: int) -> None:
        nonlocal said
        if done // TOLD_EVERY > said:
            said = done // TOLD_EVERY
            _tell(f"  {done:,} {what} in {time.perf_counter() - begun:.0f} s")

    return tell


async def _followed(folder: IndexFolder, tell: Callable[[int], None]) -> None:
    archive = Archive(folder)
    while True:
        await asyncio.sleep(LOOK_S)
        view = archive.view()
        if view is not None:
            tell(view.reached.seq)


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def main() -> None:
    """Print the figures, as lines or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--quick", action="store_true", help="five thousand dispatches")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--keep", type=Path, help="a folder for the wire, which the next run takes as it is")
    parser.add_argument("--plot", type=Path, help="write the times as a picture (SVG)")
    asked = parser.parse_args()
    items = 5_000 if asked.quick else asked.items
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="newsflow-bench-") as home:
        kept = Kept(asked.keep or Path(home), items)
        with stage(people=False, keep=kept.folder) as on:
            told = asyncio.run(measured(on.dsn(), on.dsn(DatabaseRole.OWNER), items, kept))
    found = list(figures(told))
    if asked.plot is not None:
        asked.plot.write_text(_plot(told, items), encoding="utf-8")
    if asked.json:
        print(json.dumps(found))
        return
    print("\n".join(table(told, items)))
    print(
        f"{items} dispatches, {told['shapes']} shapes, {told['segments']} segments, load {load:.1f} before;"
        f" found {sorted(told['totals'])[::20]}"
    )
    for each in found:
        print(
            f"{each['name']:14} {each['figure']:>10} {each['unit']:12} beside {each['limit']:>10}: {each['ratio']}"
        )


def _plot(told: dict[str, Any], items: int) -> str:
    return plot(
        f"{items:,} dispatches: how many of 200 questions are answered in so many milliseconds",
        {
            "the index": told["index"],
            "find, with rows and rulings": told["find"],
            "PostgreSQL full text": told["peer"],
        },
        GOAL_MS,
    )


if __name__ == "__main__":
    main()
