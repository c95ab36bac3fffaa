"""The worker's job: keep the node's index within a second of the wire's head, from its first entry on."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import structlog

from newsflow.db.pool import Pool, reading
from newsflow.db.query import Connection, row, rows
from newsflow.domain.errors import LostCursorError, SetupError
from newsflow.search.batches import FAR_ENTRIES, Batches
from newsflow.search.folder import IndexFolder, LockBusyError
from newsflow.search.making import Make, document, tried
from newsflow.search.place import Reached
from newsflow.search.rows import DIGEST_OF, ERASED_AFTER, HEAD, LATEST_NUMBERED, Head, Latest
from newsflow.search.writer import Writer
from newsflow.wire.read import check_cursor, follow

COMMIT_ENTRIES = 80_000
"""While far behind: entries between two commits, each of which is a segment: about what the writer's memory holds."""
LOOK_S = 0.5
"""How often orders to erase and to rebuild are looked for; entries wake at once."""
BUSY_S = 5.0
"""How soon a folder that another worker writes is looked at again."""

log = structlog.stdlib.get_logger(__name__)


async def run_search(
    pool: Pool,
    folder: IndexFolder,
    stop: asyncio.Event,
    *,
    make: Make = document,
    erased: Callable[[], Awaitable[None]] | None = None,
) -> None:
    """Write the index until `stop` is set. Any number of workers may run it at once: one writes.

    `erased` is called when an order to erase was met.
    """
    try:
        held = folder.lock()
    except LockBusyError:
        await _pause(stop, BUSY_S)
        return
    try:
        await _write(Keeper(pool, folder, make, erased), stop)
    except (ValueError, OSError) as error:  # the index's own: a full disk, files that it cannot read
        log.exception("search_index_failed", exc_info=error)
        await _pause(stop, BUSY_S)
    finally:
        held.close()


async def _write(keeper: "Keeper", stop: asyncio.Event) -> None:
    """All of it, while the folder's lock is held."""
    try:
        await keeper.open()
        woken = asyncio.Event()
        listening = asyncio.create_task(_listen(keeper.pool, keeper.reached.seq, woken))
        try:
            while not stop.is_set():
                if listening.done():
                    listening.result()
                woken.clear()
                if not await keeper.step():
                    await _first(stop, woken)
        finally:
            listening.cancel()
            await asyncio.wait((listening,))
    finally:
        await keeper.close()


async def catch_up(pool: Pool, folder: IndexFolder, *, make: Make = document) -> None:
    """Read all that is on the wire now, and build anew what is asked to be. For loaders, the CLI and tests."""
    with folder.lock():
        keeper = Keeper(pool, folder, make)
        try:
            await keeper.open()
            while await keeper.step():
                continue
        finally:
            await keeper.close()


@dataclass(frozen=True, slots=True)
class Work:
    """A building that is written, and what it takes in."""

    writer: Writer
    batches: Batches

    @property
    def reached(self) -> Reached:
        """What it has read."""
        return self.writer.reached

    async def close(self) -> None:
        """Let go of it."""
        await self.batches.drop()
        await asyncio.to_thread(self.writer.close)


class Keeper:
    """The building that is asked, and, while it is built anew, the one that will be. Holds the folder's lock."""

    def __init__(
        self,
        pool: Pool,
        folder: IndexFolder,
        make: Make,
        erased: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """Nothing is opened yet."""
        self.pool = pool
        self._erased = erased
        self._folder = folder
        self._make = make
        self._serving: Work | None = None
        self._fresh: Work | None = None
        self._asked_at = 0
        self._committed_s = 0.0
        self._committed_seq = 0

    @property
    def reached(self) -> Reached:
        """What the building that is asked has read."""
        assert self._serving is not None
        return self._serving.reached

    async def open(self) -> None:
        """Open the building that is asked, or begin one: where there is none, or where it is not of this wire."""
        head = await self._head()
        building = self._folder.serving()
        if building is not None:
            self._folder.sweep(building)
            building = await self._gone_on(building, head)
        if building is None:
            building = self._folder.begin()
            self._folder.serve(building)
            self._folder.rebuilt()
            self._serving = await self._opened(building, head)

    async def _gone_on(self, building: Path, head: Head) -> Path | None:
        """The building, opened where it stands; None where it cannot be read, or is not of this wire."""
        try:
            self._serving = await self._opened(building, head)
        except ValueError as error:
            log.warning("search_index_unreadable", folder=str(building), why=str(error))
            return None
        if await self._is_sound(head):
            return building
        log.warning("search_index_of_another_wire", seq=self.reached.seq, head=head.seq)
        await self._serving.close()
        return None

    async def step(self) -> bool:
        """Read one batch; False at the head, when nothing is to be done."""
        assert self._serving is not None
        head = await self._head()
        if head.epoch != self.reached.epoch and not await self._is_sound(head):
            raise LostCursorError(
                "The wire was restored from a backup.", f"The index has read {self.reached.cursor}.",
                "It is built anew.", resume="", void_from=None, void_to=None,
            )  # fmt: skip
        moved = await self._advance(self._serving, head)
        if self._fresh is None and self._folder.is_asked_to_rebuild():
            self._asked_at = self._folder.asked_at()
            self._fresh = await self._opened(self._folder.begin(), head)
            log.info("search_rebuild_began", head=head.seq)
        if self._fresh is not None:
            if await self._advance(self._fresh, head):
                return True
            await self._swap(self._fresh)
            return True
        return moved

    async def close(self) -> None:
        """Let go of both."""
        for work in (self._fresh, self._serving):
            if work is not None:
                await work.close()

    async def _swap(self, fresh: Work) -> None:
        old, self._serving, self._fresh = self._serving, fresh, None
        if self._folder.asked_at() == self._asked_at:
            self._folder.rebuilt()
        self._folder.serve(fresh.writer.building)
        log.info("search_rebuild_ended", seq=fresh.reached.seq)
        if old is not None:
            await old.close()

    async def _advance(self, work: Work, head: Head) -> bool:
        """Have one building read one batch, and what was erased meanwhile; False when it is at the head."""
        if head.erasures > work.reached.erasures:
            await self._erase(work, head)
        if head.seq == work.reached.seq and head.epoch == work.reached.epoch:
            return False
        batch = await work.batches.after(work.reached.seq, head)
        digest = await self._digest(batch.until)
        reached = replace(work.reached, wire=head.wire, epoch=head.epoch, seq=batch.until, digest=digest)
        commit = self._commits(batch.until, head)
        await asyncio.to_thread(work.writer.put, batch.items, reached, commit=commit)
        return True

    def _commits(self, last: int, head: Head) -> bool:
        """Whether to commit now: always near the head, else now and then, for each commit is a segment."""
        due = (
            last == head.seq
            or last - self._committed_seq >= COMMIT_ENTRIES
            or last < self._committed_seq
            or (head.seq - last < FAR_ENTRIES and time.monotonic() - self._committed_s > LOOK_S)
        )
        if due:
            self._committed_s, self._committed_seq = time.monotonic(), last
            if last < head.seq:
                log.info("search_index_advanced", seq=last, head=head.seq)
        return due

    async def _erase(self, work: Work, head: Head) -> None:
        """Take out what orders have erased; the bytes of deleted documents go when it is built anew."""
        self._folder.ask_to_rebuild()
        await work.batches.drop()
        async with reading(self.pool) as db:
            erased = await rows(db, ERASED_AFTER, {"after": work.reached.erasures})
            items = await numbered(db, [one.number for one in erased if one.number <= work.reached.seq])
        made = [tried(item, self._make) for item in items]
        reached = replace(work.reached, erasures=head.erasures)
        await asyncio.to_thread(work.writer.put, made, reached, again=True)
        if self._erased is not None:
            await self._erased()

    async def _opened(self, building: Path, head: Head) -> Work:
        begin = Reached(wire=head.wire, epoch=head.epoch, seq=0, erasures=head.erasures)
        writer = await asyncio.to_thread(Writer, building, begin)
        return Work(writer, Batches(self.pool, self._make))

    async def _is_sound(self, head: Head) -> bool:
        """Whether what the index has read is on this wire: no other one's, and nothing that a restore made void."""
        reached = self.reached
        if reached.wire != head.wire:
            return False
        try:
            async with reading(self.pool) as db:
                await check_cursor(db, reached.cursor)
        except LostCursorError:
            return False
        return not reached.digest or await self._digest(reached.seq) == reached.digest

    async def _head(self) -> Head:
        async with reading(self.pool) as db:
            return await head_of(db)

    async def _digest(self, seq: int) -> str:
        async with reading(self.pool) as db:
            found = await row(db, DIGEST_OF, {"seq": seq})
        return "" if found is None else found.digest


async def head_of(db: Connection) -> Head:
    """The wire as it stands. Raises SetupError when no wire was begun here."""
    found = await row(db, HEAD)
    if found is None:
        raise SetupError("There is no wire here yet.", "wire_head is empty.", "Run `newsflow migrate`.")
    return found


async def numbered(db: Connection, seqs: Sequence[int]) -> list[Latest]:
    """The items whose latest entries these are, newest first."""
    if not seqs:
        return []
    return await rows(db, LATEST_NUMBERED, {"seqs": list(seqs), "limit": len(seqs)})


async def _listen(pool: Pool, after: int, woken: asyncio.Event) -> None:
    async for _ in follow(pool, after):
        woken.set()


async def _first(stop: asyncio.Event, woken: asyncio.Event) -> None:
    """Return when the wire has gone on, when it is time to look, or when `stop` is set."""
    waiting = [asyncio.create_task(event.wait()) for event in (stop, woken)]
    try:
        await asyncio.wait(waiting, timeout=LOOK_S, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.wait(waiting)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
