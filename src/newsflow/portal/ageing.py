"""What the portal forgets with time: which items a person opened."""

from datetime import timedelta

import structlog

from newsflow.db.pool import Pool, transaction
from newsflow.db.query import query, run
from newsflow.domain.clock import Clock

BATCH = 5_000

_FORGET = query("portal.forget")

log = structlog.stdlib.get_logger(__name__)


async def forget_reading(pool: Pool, clock: Clock, kept: timedelta) -> int:
    """How many marks of what was read were deleted, a batch at a time."""
    before, total = clock() - kept, 0
    while True:
        async with transaction(pool) as db:
            gone = await run(db, _FORGET, {"before": before, "limit": BATCH})
        total += gone
        if gone < BATCH:
            break
    if total:
        log.info("reading_aged", marks=total)
    return total
