"""The reader of the wire that keeps the sketches of the last days."""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta

from newsflow.db.pool import Pool, transaction
from newsflow.db.query import Connection, query, row, run
from newsflow.domain.clock import Clock
from newsflow.domain.codes import Action, Form, ItemType
from newsflow.domain.entry import STOPS, Entry
from newsflow.newsroom.near.sketch import bands
from newsflow.newsroom.rows import Number
from newsflow.wire.read import read

READER = "near_duplicates"
DAYS = 4
"""So long a text is looked for: the seventh report of a week's story may well resemble the first."""
BATCH = 200
"""Entries in one go."""
LOOK_S = 2.0
"""How often the job looks for new entries; a check looks for itself."""

_OPEN = query("newsroom/near.reader_open")
_TAKE = query("newsroom/near.reader_take", Number)
_MOVE = query("newsroom/near.reader_move")
_PUT = query("newsroom/near.put_sketch")
_FORGET = query("newsroom/near.forget_sketches")

_COPY = frozenset(Action) - STOPS


async def catch_up(db: Connection, now: datetime) -> int:
    """Sketch the next entries, at most BATCH; gives their number, 0 at the head or while another one reads."""
    since = now - timedelta(days=DAYS)
    reached = await row(db, _TAKE, {"name": READER})
    if reached is None:
        await run(db, _OPEN, {"name": READER, "since": since})
        reached = await row(db, _TAKE, {"name": READER})
    if reached is None:
        return 0
    entries = await read(db, reached.number, BATCH)
    for entry in entries:
        await _take(db, entry, since)
    if entries:
        last = entries[-1].header
        await run(db, _FORGET, {"since": since})
        await run(db, _MOVE, {"name": READER, "epoch": last.epoch, "seq": last.seq})
    return len(entries)


async def _take(db: Connection, entry: Entry, since: datetime) -> None:
    """Sketch an entry's copy. A stop leaves the sketch of what it stopped: that text must not come back unseen."""
    header, version = entry.header, entry.content
    if version is None or header.action not in _COPY or header.at < since:
        return
    if version.type is not ItemType.TEXT or version.form is Form.NOTICE:
        return
    found = bands(version)
    if found:
        await run(db, _PUT, {"guid": header.guid, "seq": header.seq, "at": header.at, "bands": found})


async def run_sketches(pool: Pool, clock: Clock, stop: asyncio.Event) -> None:
    """Keep the sketches up with the wire until `stop` is set. Any number of workers may run it at once."""
    while not stop.is_set():
        async with transaction(pool) as db:
            count = await catch_up(db, clock())
        if count < BATCH:
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), LOOK_S)
