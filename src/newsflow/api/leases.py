"""The ledger's word for open streams: what comes within a lease is taken; all leases of a process are renewed together."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

import psycopg
import structlog

from newsflow.api.reader import Reader
from newsflow.domain.clock import Clock
from newsflow.subscribers.ranges import LEASE, RENEWED_S, Range, Ranges

log = structlog.stdlib.get_logger(__name__)


@dataclass(slots=True, eq=False)
class Lease:
    """One stream's line in the ledger."""

    range: Range


@dataclass(slots=True)
class Leases:
    """The leases of one web process."""

    ranges: Ranges
    clock: Clock
    _open: set[Lease] = field(default_factory=set[Lease])
    _renewing: "asyncio.Task[None] | None" = None

    async def open(self, reader: Reader, after_seq: int) -> Lease:
        """A lease from a number on; it is in the ledger when this returns."""
        now = self.clock()
        lease = Lease(reader.range(after_seq, None, now, now + LEASE))
        await self.ranges.put(lease.range)
        self._open.add(lease)
        if self._renewing is None or self._renewing.done():
            self._renewing = asyncio.create_task(self._renew())
        return lease

    async def covers(self, lease: Lease, at: datetime) -> None:
        """Return when an entry of this moment may be handed over under the lease."""
        while at > lease.range.last_at:
            await self._renewed(lease)

    async def close(self, lease: Lease, to_seq: int) -> None:
        """End the lease where the stream got to. Should the database not answer, it ends by itself."""
        self._open.discard(lease)
        to = max(to_seq, lease.range.after_seq)
        with suppress(psycopg.Error):
            await self.ranges.put(
                replace(lease.range, to_seq=to, last_at=min(self.clock(), lease.range.last_at))
            )

    async def _renewed(self, lease: Lease) -> None:
        found = replace(lease.range, last_at=self.clock() + LEASE)
        await self.ranges.put(found)
        lease.range = found

    async def _renew(self) -> None:
        """Renew until no stream is open."""
        while self._open:
            await asyncio.sleep(RENEWED_S)
            found = await asyncio.gather(*map(self._renewed, list(self._open)), return_exceptions=True)
            lost = [error for error in found if isinstance(error, BaseException)]
            if lost:
                log.warning("leases_not_renewed", streams=len(lost), problem=type(lost[0]).__name__)
