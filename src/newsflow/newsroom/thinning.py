"""Thin what was saved while somebody typed: two a second become one a minute, once nobody needs them so close.

What was saved by hand stays, and so does the last save, what a second look was asked of, what stood when something
happened to the draft (handed on, asked, released …), and where another person began. The database refuses the worst of
what this could do wrong.
"""

import asyncio
from datetime import timedelta

import structlog

from newsflow.db.pool import Pool, transaction
from newsflow.db.query import run
from newsflow.domain.clock import Clock
from newsflow.newsroom.rows import THIN_SAVES

THIN_AFTER = timedelta(minutes=10)
"""Younger ones all stay: whoever lost a sentence just now finds it word by word."""
LOOKED_AT = timedelta(days=7)
"""So far back drafts are looked for. What a worker that stood still for longer left thick stays thick."""
BATCH = 2_000
"""Saves in one transaction, so that nobody who types waits for it."""

log = structlog.stdlib.get_logger(__name__)


async def thin_saves(pool: Pool, clock: Clock, stop: asyncio.Event | None = None) -> int:
    """Of saves made while somebody typed keep the last of each minute, once they are old enough; gives how many went."""
    now = clock()
    asked = {"since": now - LOOKED_AT, "before": now - THIN_AFTER, "limit": BATCH}
    total, gone = 0, BATCH
    while gone == BATCH and not (stop and stop.is_set()):
        async with transaction(pool) as db:
            gone = await run(db, THIN_SAVES, asked)
        total += gone
    if total:
        log.info("saves_thinned", saves=total)
    return total
