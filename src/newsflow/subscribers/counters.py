"""Counters by the minute of what is asked and refused: for operators, beside the ledger, and never exact to the last one."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import psycopg
import structlog

from newsflow.db.pool import Pool, transaction
from newsflow.db.query import Connection, rows, run
from newsflow.subscribers.rows import COUNT, COUNTED, Counted

FLUSH_S = 5.0
"""Counts wait in memory for no longer than this; they are lost with a process that is killed."""
KEYS_KEPT = 20_000
"""Counters kept in memory while the database does not answer; what would be one more is not counted."""
NOBODY = ""
"""Whose requests they are that name no known account."""
COUNTED_LIMIT = 10_000

Key = tuple[datetime, str, str]

log = structlog.stdlib.get_logger(__name__)


@dataclass(slots=True)
class Counters:
    """The counters of one web process, written together every FLUSH_S while there is something to write."""

    pool: Pool
    flush_s: float = FLUSH_S
    _counts: dict[Key, int] = field(default_factory=dict[Key, int])
    _armed: bool = False
    _flushing: "asyncio.Task[None] | None" = None

    def add(self, what: str, now: datetime, subscriber: str = NOBODY) -> None:
        """Count one more. Costs a dictionary's entry; to be called in a running loop."""
        key = (now.astimezone(UTC).replace(second=0, microsecond=0), subscriber, what)
        if key not in self._counts and len(self._counts) >= KEYS_KEPT:
            return
        self._counts[key] = self._counts.get(key, 0) + 1
        self._arm()

    async def flush(self) -> None:
        """Write what was counted. Should the database not answer, it is kept for the next time."""
        counts, self._counts = self._counts, {}
        if not counts:
            return
        keys = sorted(
            counts
        )  # so that two processes that write the same rows wait for each other, never both
        given = {
            "minutes": [key[0] for key in keys],
            "subscribers": [key[1] for key in keys],
            "whats": [key[2] for key in keys],
            "numbers": [counts[key] for key in keys],
        }
        try:
            async with transaction(self.pool) as db:
                await run(db, COUNT, given)
        except psycopg.Error as error:
            log.warning("counters_not_written", counters=len(keys), problem=type(error).__name__)
            for key in keys:
                if key in self._counts or len(self._counts) < KEYS_KEPT:
                    self._counts[key] = self._counts.get(key, 0) + counts[key]
            self._arm()

    def _arm(self) -> None:
        if not self._armed:
            self._armed = True
            asyncio.get_running_loop().call_later(self.flush_s, self._due)

    def _due(self) -> None:
        self._armed = False
        if (
            self.pool.closed
        ):  # the node has ended, and wrote what it had before; there is nowhere to write any more
            return
        self._flushing = asyncio.get_running_loop().create_task(self.flush())


async def counted(db: Connection, *, now: datetime, minutes: int, by_minute: bool) -> list[Counted]:
    """The counts of the last minutes, by subscriber and kind, the current minute included; summed, or each minute's own.

    `minute` is the last one that was counted.
    """
    since = now.astimezone(UTC).replace(second=0, microsecond=0) - timedelta(minutes=minutes - 1)
    return await rows(db, COUNTED, {"since": since, "by_minute": by_minute, "limit": COUNTED_LIMIT})
