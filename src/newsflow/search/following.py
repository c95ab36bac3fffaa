"""The worker's job: keep the node's index within a second of the wire's head, from its first entry on."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import structlog

from newsflow.db.pool import Pool, reading
from newsflow.db.query import Connection, row, rows
from newsflow.domain.errors import LostCursorError, SetupError
from newsflow.search.folder import IndexFolder, LockBusyError
from newsflow.search.place import Reached
from newsflow.search.rows import DIGEST_OF, ERASED_AFTER, HEAD, LATEST_AFTER, LATEST_NUMBERED, Head, Latest
from newsflow.search.writer import Make, Writer, document
from newsflow.wire.read import READ_LIMIT, check_cursor, follow

BATCH = READ_LIMIT
COMMIT_ENTRIES = 20_000
"""While far behind: entries between two commits."""
FAR_ENTRIES = 5_000
"""So many behind the head is far."""
LOOK_S = 0.5
"""How often orders to erase and to rebuild are looked for; entries wake at once."""
BUSY_S = 5.0
"""How soon a folder that another worker writes is looked at again."""

log = structlog.stdlib.get_logger(__name__)


async def run_search(pool: Pool, folder: IndexFolder, stop: asyncio.Event, *, make: Make = document) -> None:
    """Write the index until `stop` is set. Any number of workers may run it at once: one writes."""
    try:
        held = folder.lock()
    except LockBusyError:
        await _pause(stop, BUSY_S)
        return
    try:
        await _write(pool, folder, stop, make)
    except (ValueError, OSError) as error:  # the index's own: a full disk, files that it cannot read
        log.exception("search_index_failed", exc_info=error)
        await _pause(stop, BUSY_S)
    finally:
        held.close()


async def _write(pool: Pool, folder: IndexFolder, stop: asyncio.Event, make: Make) -> None:
    """All of it, while the folder's lock is held."""
    keeper = Keeper(pool, folder, make)
    try:
        await keeper.open()
        woken = asyncio.Event()
        listening = asyncio.create_task(_listen(pool, keeper.reached.seq, woken))
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


class Keeper:
    """The building that is asked, and, while it is built anew, the one that will be. Holds the folder's lock."""

    def __init__(self, pool: Pool, folder: IndexFolder, make: Make) -> None:
        """Nothing is opened yet."""
        self._pool = pool
        self._folder = folder
        self._make = make
        self._writer: Writer | None = None
        self._fresh: Writer | None = None
        self._ahead: tuple[int, asyncio.Task[list[Latest]]] | None = None
        self._asked_at = 0
        self._committed_s = 0.0
        self._committed_seq = 0

    @property
    def reached(self) -> Reached:
        """What the building that is asked has read."""
        assert self._writer is not None
        return self._writer.reached

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
            self._writer = await self._opened(building, head)

    async def _gone_on(self, building: Path, head: Head) -> Path | None:
        """The building, opened where it stands; None where it cannot be read, or is not of this wire."""
        try:
            self._writer = await self._opened(building, head)
        except ValueError as error:
            log.warning("search_index_unreadable", folder=str(building), why=str(error))
            return None
        if await self._is_sound(head):
            return building
        log.warning("search_index_of_another_wire", seq=self.reached.seq, head=head.seq)
        await self._closed(self._writer)
        return None

    async def step(self) -> bool:
        """Read one batch; False at the head, when nothing is to be done."""
        assert self._writer is not None
        head = await self._head()
        if head.epoch != self.reached.epoch and not await self._is_sound(head):
            raise LostCursorError(
                "The wire was restored from a backup.", f"The index has read {self.reached.cursor}.",
                "It is built anew.", resume="", void_from=None, void_to=None,
            )  # fmt: skip
        moved = await self._advance(self._writer, head)
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
        await self._drop_ahead()
        for writer in (self._fresh, self._writer):
            if writer is not None:
                await self._closed(writer)

    async def _drop_ahead(self) -> None:
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            ahead[1].cancel()
            await asyncio.wait((ahead[1],))

    async def _swap(self, fresh: Writer) -> None:
        old, self._writer, self._fresh = self._writer, fresh, None
        if self._folder.asked_at() == self._asked_at:
            self._folder.rebuilt()
        self._folder.serve(fresh.building)
        log.info("search_rebuild_ended", seq=fresh.reached.seq)
        if old is not None:
            await self._closed(old)

    async def _advance(self, writer: Writer, head: Head) -> bool:
        """Have one building read one batch, and what was erased meanwhile; False when it is at the head."""
        if head.erasures > writer.reached.erasures:
            await self._erase(writer, head)
        if head.seq == writer.reached.seq and head.epoch == writer.reached.epoch:
            return False
        items = await self._next(writer.reached.seq, head)
        last = items[-1].seq if len(items) == BATCH else head.seq
        reached = replace(
            writer.reached, wire=head.wire, epoch=head.epoch, seq=last, digest=await self._digest(last)
        )
        if last < head.seq:  # the next ones are fetched while these are taken in
            self._ahead = (last, asyncio.create_task(self._after(last, head)))
        await asyncio.to_thread(writer.put, items, reached, commit=self._commits(last, head))
        return True

    async def _next(self, seq: int, head: Head) -> list[Latest]:
        """The batch after a number: the one that was fetched ahead, if it is that one and whole."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            after, fetching = ahead
            items = await fetching
            if after == seq and len(items) == BATCH:
                return items
        return await self._after(seq, head)

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

    async def _erase(self, writer: Writer, head: Head) -> None:
        """Take out what orders have erased; the bytes of deleted documents go when it is built anew."""
        self._folder.ask_to_rebuild()
        await self._drop_ahead()  # it may have what was erased since
        async with reading(self._pool) as db:
            erased = await rows(db, ERASED_AFTER, {"after": writer.reached.erasures})
            items = await numbered(db, [one.number for one in erased if one.number <= writer.reached.seq])
        reached = replace(writer.reached, erasures=head.erasures)
        await asyncio.to_thread(writer.put, items, reached, again=True)

    async def _opened(self, building: Path, head: Head) -> Writer:
        begin = Reached(wire=head.wire, epoch=head.epoch, seq=0, erasures=head.erasures)
        return await asyncio.to_thread(Writer, building, begin, self._make)

    async def _closed(self, writer: Writer) -> None:
        await asyncio.to_thread(writer.close)

    async def _is_sound(self, head: Head) -> bool:
        """Whether what the index has read is on this wire: no other one's, and nothing that a restore made void."""
        reached = self.reached
        if reached.wire != head.wire:
            return False
        try:
            async with reading(self._pool) as db:
                await check_cursor(db, reached.cursor)
        except LostCursorError:
            return False
        return not reached.digest or await self._digest(reached.seq) == reached.digest

    async def _head(self) -> Head:
        async with reading(self._pool) as db:
            return await head_of(db)

    async def _after(self, seq: int, head: Head) -> list[Latest]:
        async with reading(self._pool) as db:
            return await rows(db, LATEST_AFTER, {"after": seq, "until": head.seq, "limit": BATCH})

    async def _digest(self, seq: int) -> str:
        async with reading(self._pool) as db:
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
