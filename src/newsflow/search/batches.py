"""What a building takes in, batch by batch: made here near the wire's head, and by processes beside while it is far."""

import asyncio
from collections import deque
from dataclasses import dataclass

import structlog

from newsflow.db.pool import Pool, reading
from newsflow.db.query import rows
from newsflow.search.hand import Hand, HandLostError
from newsflow.search.making import Made, Make, document, tried
from newsflow.search.rows import LATEST_AFTER, Head
from newsflow.wire.read import READ_LIMIT

BATCH = READ_LIMIT
FAR_ENTRIES = 5_000
"""So many behind the head is far."""
HANDS = 2
"""Processes beside. Making costs two to five times what writing costs, by how many words are new: two share a node's cores with
the writer's thread, whatever the text is, where one would be waited for."""
BATCH_BESIDE = 2_000
"""Numbers of one batch of a process beside: enough dispatches of each language to be made one after the other."""
AHEAD = 4
"""Batches that are made ahead of the one that is taken in."""

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Batch:
    """Items made ready, and the number of the wire's entry that they go to."""

    items: list[Made]
    until: int


class Batches:
    """The batches of one building, in their order."""

    def __init__(self, pool: Pool, make: Make) -> None:
        """Nothing is read yet."""
        self._pool = pool
        self._make = make
        self._hands: deque[Hand] = deque()
        self._lost = False
        self._ahead: deque[tuple[int, int, asyncio.Task[list[Made]]]] = deque()

    async def after(self, seq: int, head: Head) -> Batch:
        """The next batch after a number. A number is in it or is no item's latest entry any more."""
        if self._make is document and not self._lost and (self._ahead or head.seq - seq >= FAR_ENTRIES):
            try:
                batch = await self._from_beside(seq, head)
            except HandLostError as error:
                log.warning("search_hand_lost", why=str(error))
                self._lost = True
                await self.drop()
            else:
                if batch.items:
                    return batch
        return await self._from_here(seq, head)

    async def drop(self) -> None:
        """Forget what was made ahead: it may have what was erased since."""
        ahead, self._ahead = self._ahead, deque()
        hands, self._hands = self._hands, deque()
        for hand in hands:
            await hand.end()
        for _, _, task in ahead:
            task.cancel()
        await asyncio.gather(*(task for _, _, task in ahead), return_exceptions=True)

    async def _from_here(self, seq: int, head: Head) -> Batch:
        async with reading(self._pool) as db:
            items = await rows(
                db, LATEST_AFTER, {"after": seq, "until": head.seq, "limit": BATCH}, binary=True
            )
        made = await asyncio.to_thread(lambda: [tried(item, self._make) for item in items])
        return Batch(made, items[-1].seq if len(items) == BATCH else head.seq)

    async def _from_beside(self, seq: int, head: Head) -> Batch:
        """The batch of the next so many numbers, with the ones after it under work meanwhile."""
        if self._ahead and self._ahead[0][0] != seq:
            await self.drop()
        while len(self._hands) < HANDS:
            self._hands.append(await Hand.begun(str(self._pool.conninfo)))
        last = self._ahead[-1][1] if self._ahead else seq
        while len(self._ahead) <= AHEAD and last < head.seq:
            until = min(last + BATCH_BESIDE, head.seq)
            self._ahead.append((last, until, asyncio.create_task(self._hands[0].make(last, until))))
            self._hands.rotate()
            last = until
        _, until, task = self._ahead.popleft()
        items = await task
        if not self._ahead:
            await self.drop()
        return Batch(items, until)
