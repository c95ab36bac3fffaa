"""The hot part of the wire in memory: the latest entries, and a bell for whoever waits for the next."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Collection
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import psycopg
import structlog

from newsflow.db.pool import Pool, reading
from newsflow.db.query import Connection, row
from newsflow.domain.codes import Action
from newsflow.domain.entry import STOPS, Entry
from newsflow.domain.errors import SetupError, StoredContentError
from newsflow.wire.read import FOLLOW_POLL_S, READ_LIMIT, epochs, items_named, last, read
from newsflow.wire.rows import PULSE, Epoch, Head, Item, Pulse

WINDOW_ENTRIES = 2_000
STALE_S = 4 * FOLLOW_POLL_S
"""After so long without a word from the database, the window is believed no more."""
AGAIN_S = 1.0

_ENDS_COPY = STOPS | {Action.REDACT}

log = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class View:
    """What the window held at one moment; it is never changed, only replaced."""

    head: Head
    epochs: tuple[Epoch, ...]
    entries: tuple[Entry, ...]
    items: dict[str, Item]
    """Each item that has an entry here, as its latest entry leaves it."""
    begins_after: int
    """All entries after this number are here."""
    generation: int
    """Counts what changed: entries, epochs, erasures."""
    erasure: int = 0
    """The last order to erase."""

    def still_holds(self, earlier: "View", shown: Collection[str] | None = None) -> bool:
        """Whether what was made of an earlier view may still go out: nothing that it shows was stopped or taken out since.

        `shown` are the items that it shows, by whatever word or picture; None: it may show any.
        """
        if self.generation == earlier.generation:
            return True
        fresh = self.after(earlier.head.seq, self.head.seq)
        if fresh is None or (self.head.epoch, self.erasure) != (earlier.head.epoch, earlier.erasure):
            return False
        return not any(
            each.header.action in _ENDS_COPY and (shown is None or each.header.guid in shown)
            for each in fresh
        )

    def after(self, seq: int, limit: int) -> tuple[Entry, ...] | None:
        """The entries after a number, at most `limit`; None when they do not all lie here."""
        if seq < self.begins_after:
            return None
        low, high = 0, len(self.entries)
        while low < high:
            middle = (low + high) // 2
            if self.entries[middle].header.seq <= seq:
                low = middle + 1
            else:
                high = middle
        return self.entries[low : low + limit]


@dataclass(slots=True)
class Window:
    """The latest entries of the wire in one process. It follows the wire from the first question until `stop`.

    It holds one connection to listen. `accounts` counts the changes of contracts and logins that it was told of, and each
    time that it began to listen, for it may have missed one.
    """

    pool: Pool
    size: int = WINDOW_ENTRIES
    monotonic: Callable[[], float] = time.monotonic
    accounts: int = 0
    _view: View | None = None
    _heard: float = 0.0
    _bells: "set[asyncio.Event]" = field(default_factory=set["asyncio.Event"])
    _following: "asyncio.Task[None] | None" = None
    _listening: bool = False
    _reading: asyncio.Lock = field(default_factory=asyncio.Lock)
    _asked: int = 0
    _answered: int = 0

    @property
    def seen(self) -> View | None:
        """The last view, however old."""
        return self._view

    async def view(self) -> View:
        """What there is now. Raises psycopg's errors when the database has not answered for a while."""
        seen = self._view
        if seen is not None and self.monotonic() - self._heard < STALE_S:
            return seen
        self._follow_on()
        async with reading(self.pool) as db:
            return await self._read(db)

    def account_changes(self) -> int:
        """A number that is another one once a contract or a login changed; while nobody listens, each second has its own.

        So whoever believes what was read of them for as long as it stays the same is a second late at most.
        """
        self._follow_on()
        return self.accounts if self._listening else -1 - int(self.monotonic())

    async def now(self) -> View:
        """What the database holds, asked for after this was called; those who ask at once share one question.

        So whoever hands copy over asks, as its last step, whether a stop was committed since (ADR-0033).
        """
        self._asked += 1
        mine = self._asked
        async with self._reading:
            if self._answered < mine or self._view is None:
                answering = self._asked
                async with reading(self.pool) as db:
                    await self._read_alone(db)
                self._answered = answering
            assert self._view is not None
            return self._view

    @asynccontextmanager
    async def bell(self) -> AsyncGenerator[asyncio.Event]:
        """An event that is set whenever something changed; whoever waits clears it before looking."""
        bell = asyncio.Event()
        self._bells.add(bell)
        try:
            yield bell
        finally:
            self._bells.discard(bell)

    async def stop(self) -> None:
        """Let the wire go."""
        if self._following is not None:
            self._following.cancel()
            with suppress(asyncio.CancelledError):
                await self._following
            self._following = None

    def _follow_on(self) -> None:
        """Follow the wire from now on, if that is not done yet."""
        if self._following is None or self._following.done():
            self._following = asyncio.create_task(self._follow())

    async def _follow(self) -> None:
        while True:
            try:
                await self._listen()
            except (psycopg.Error, SetupError) as error:
                log.warning("window_lost_the_wire", problem=type(error).__name__)
                await asyncio.sleep(AGAIN_S)
            except StoredContentError as error:
                log.error("content_unreadable", place=error.place, why=str(error))  # noqa: TRY400 - the why is all
                await asyncio.sleep(AGAIN_S)

    async def _listen(self) -> None:
        async with self.pool.connection() as listener:
            await listener.set_autocommit(True)
            try:
                await listener.execute("LISTEN wire")
                await listener.execute("LISTEN account")
                self.accounts += 1
                self._listening = True
                while True:
                    await self._read(listener)
                    async for told in listener.notifies(timeout=FOLLOW_POLL_S, stop_after=1):
                        if told.channel == "account":
                            self.accounts += 1
                            self._ring()
            finally:
                self._listening = False
                with suppress(psycopg.Error):
                    await listener.execute("UNLISTEN *")
                    await listener.set_autocommit(False)

    async def _read(self, db: Connection) -> View:
        """Bring the view up to date; it is read anew from the start when an epoch began or something was erased."""
        async with self._reading:
            return await self._read_alone(db)

    async def _read_alone(self, db: Connection) -> View:
        asked_at = self.monotonic()
        pulse = await row(db, PULSE)
        if pulse is None:
            raise SetupError("There is no wire here yet.", "wire_head is empty.", "Run `newsflow migrate`.")
        seen = self._view
        if seen is None or pulse.epoch != seen.head.epoch or pulse.erasure != seen.erasure:
            entries = await last(db, self.size)
            begins_after = entries[0].header.seq - 1 if len(entries) == self.size else 0
            await self._take(db, pulse, entries, begins_after, known={})
        elif pulse.seq > seen.head.seq:
            fresh: list[Entry] = []
            while not fresh or fresh[-1].header.seq < pulse.seq:
                more = await read(db, fresh[-1].header.seq if fresh else seen.head.seq, READ_LIMIT)
                if not more:
                    break
                fresh += more
            entries = [*seen.entries, *fresh]
            kept = entries[-self.size :]
            begins_after = kept[0].header.seq - 1 if len(kept) < len(entries) else seen.begins_after
            fresh_guids = {str(entry.header.guid) for entry in fresh}
            known = {guid: item for guid, item in seen.items.items() if guid not in fresh_guids}
            await self._take(db, pulse, kept, begins_after, known=known)
        self._heard = max(self._heard, asked_at)
        assert self._view is not None
        return self._view

    async def _take(
        self, db: Connection, pulse: Pulse, entries: list[Entry], begins_after: int, *, known: dict[str, Item]
    ) -> None:
        guids = {str(entry.header.guid) for entry in entries}
        items = {guid: known[guid] for guid in guids if guid in known}
        waiting = sorted(guids - items.keys())
        for start in range(0, len(waiting), READ_LIMIT):
            items |= await items_named(db, waiting[start : start + READ_LIMIT])
        head, seen = entries[-1].header if entries else None, self._view
        now = pulse.head()
        if head is not None and head.seq > now.seq:
            now = Head(now.wire, head.epoch, head.seq, head.at)
        self._view = View(
            head=now,
            epochs=tuple(await epochs(db)),
            entries=tuple(entries),
            items=items,
            begins_after=begins_after,
            generation=0 if seen is None else seen.generation + 1,
            erasure=pulse.erasure,
        )
        self._ring()

    def _ring(self) -> None:
        for bell in self._bells:
            bell.set()
