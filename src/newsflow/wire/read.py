"""Read the wire by number, read an item, follow the head."""

from collections.abc import AsyncGenerator, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from psycopg import OperationalError

from newsflow.db.pool import Pool
from newsflow.db.query import Connection, row, rows
from newsflow.domain.entry import Entry
from newsflow.domain.errors import BadInputError, LostCursorError, NotFoundError, SetupError
from newsflow.domain.guid import Guid, Seq
from newsflow.domain.worded import worded
from newsflow.wire.rows import (
    EPOCHS,
    HEAD,
    ITEM,
    ITEMS_NAMED,
    ITEMS_OF_SERIES,
    ITEMS_OF_STORY,
    READ_AFTER,
    READ_ITEM,
    READ_LAST,
    READ_NUMBERED,
    Epoch,
    Head,
    Item,
)

READ_LIMIT = 1000
"""Entries in one read, at most."""
STORY_LIMIT = 200
"""Items of one story that links show, at most; newest first."""
SERIES_LIMIT = 1000
"""Members of one series in one read; it has 200 at most."""
VERSIONS_LIMIT = 1000
"""Versions of one item in one read, at most; newest first."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a reader has got to. Written `<epoch>.<seq>`; it never expires."""

    epoch: int
    seq: Seq

    def __str__(self) -> str:
        """The cursor as readers keep it."""
        return f"{self.epoch}.{self.seq}"


async def head(db: Connection) -> Head:
    """The wire's last entry. Raises SetupError when no wire was begun here."""
    found = await row(db, HEAD)
    if found is None:
        raise SetupError("There is no wire here yet.", "wire_head is empty.", "Run `newsflow migrate`.")
    return found


async def epochs(db: Connection) -> list[Epoch]:
    """All epochs, oldest first."""
    return await rows(db, EPOCHS)


async def read(db: Connection, after: int, limit: int = READ_LIMIT) -> list[Entry]:
    """The entries after a number, in order, at most `limit` (1 to 1,000)."""
    if not 1 <= limit <= READ_LIMIT:
        raise BadInputError(
            "A read takes 1 to 1,000 entries.",
            worded("Got %(count)s.", count=limit),
            "Read again from the last number.",
        )
    return [found.entry() for found in await rows(db, READ_AFTER, {"after": after, "limit": limit})]


async def last(db: Connection, limit: int) -> list[Entry]:
    """The last entries, in order, at most `limit`. Numbers have gaps between epochs, so one cannot count back."""
    return [found.entry() for found in reversed(await rows(db, READ_LAST, {"limit": limit}))]


async def check_cursor(db: Connection, cursor: Cursor) -> None:
    """Pass when the cursor can be read from; else LostCursorError says where to resume (invariant 11)."""
    judge_cursor(cursor, await head(db), await epochs(db))


def judge_cursor(cursor: Cursor, now: Head, all_epochs: Sequence[Epoch]) -> None:
    """As `check_cursor`, with the head and the epochs in hand."""
    voids = [
        (epoch.void_from, epoch.void_to)
        for epoch in all_epochs
        if epoch.void_from is not None and epoch.void_to is not None and _is_void(cursor, epoch)
    ]
    if voids:
        void_from, void_to = min(voids)
        resume = Cursor(now.epoch, Seq(void_from - 1))
        raise LostCursorError(
            "The entries that this cursor saw last are void: the wire was restored from a backup.",
            f"It says {cursor}; numbers {void_from} to {void_to} are void.",
            f"Drop what came with them and resume at {resume}.",
            resume=str(resume),
            void_from=void_from,
            void_to=void_to,
        )
    if cursor.seq > _end_of(cursor.epoch, all_epochs, now):
        resume = Cursor(now.epoch, min(cursor.seq, now.seq))
        raise LostCursorError(
            "This cursor is ahead of the wire, or of another wire.",
            f"It says {cursor}; the head is {now.epoch}.{now.seq}.",
            f"Resume at {resume}, or earlier.",
            resume=str(resume),
            void_from=None,
            void_to=None,
        )


def _is_void(cursor: Cursor, epoch: Epoch) -> bool:
    """Whether the cursor has seen numbers that this epoch made void.

    A cursor of the epoch itself has only if it lies between them: a second restore of one backup gives the same
    epoch again, with more void numbers, and whoever read between the two holds such a cursor.
    """
    if epoch.void_from is None or epoch.void_to is None or cursor.seq < epoch.void_from:
        return False
    return cursor.epoch < epoch.epoch or (cursor.epoch == epoch.epoch and cursor.seq < epoch.void_to)


def _end_of(epoch: int, all_epochs: Sequence[Epoch], now: Head) -> int:
    """The last number of an epoch, -1 for one that never was."""
    if all(each.epoch != epoch for each in all_epochs):
        return -1
    return min((each.first_seq - 1 for each in all_epochs if each.epoch > epoch), default=now.seq)


async def item(db: Connection, guid: str) -> Item:
    """An item as its latest entry leaves it. Raises NotFoundError."""
    found = await row(db, ITEM, {"guid": guid})
    if found is None:
        raise NotFoundError(
            "No such item.", worded("“%(guid)s” is not on the wire.", guid=guid[:80]), "Check the id."
        )
    return found


async def items_named(db: Connection, guids: Iterable[str]) -> dict[str, Item]:
    """The items of these ids as their latest entries leave them, at most READ_LIMIT of them."""
    wanted = sorted(set(guids))
    found = await rows(db, ITEMS_NAMED, {"guids": wanted, "limit": READ_LIMIT}) if wanted else []
    return {str(each.guid): each for each in found}


async def numbered(db: Connection, seqs: Iterable[int]) -> list[Entry]:
    """The entries of these numbers, at most READ_LIMIT of them, in order."""
    wanted = list(seqs)
    if not wanted:
        return []
    return [found.entry() for found in await rows(db, READ_NUMBERED, {"seqs": wanted, "limit": READ_LIMIT})]


async def versions(db: Connection, guid: str, limit: int = VERSIONS_LIMIT) -> list[Entry]:
    """The entries of an item, newest first."""
    return [found.entry() for found in await rows(db, READ_ITEM, {"guid": guid, "limit": limit})]


async def latest(db: Connection, guid: Guid) -> Entry:
    """The item's latest entry. Raises NotFoundError."""
    found = await versions(db, guid, 1)
    if not found:
        raise NotFoundError(
            "No such item.", worded("“%(guid)s” is not on the wire.", guid=guid[:80]), "Check the id."
        )
    return found[0]


async def story(db: Connection, story_id: str) -> list[Item]:
    """The items of a story, the one that changed last first."""
    return await rows(db, ITEMS_OF_STORY, {"story": story_id, "limit": STORY_LIMIT})


async def series(db: Connection, guid: str) -> list[Item]:
    """The members of a series, stopped ones too, in the order in which they came: its numbers."""
    return await rows(db, ITEMS_OF_SERIES, {"series": guid, "limit": SERIES_LIMIT})


FOLLOW_POLL_S = 5.0
"""How long `follow` sleeps at most: a notification that got lost costs this much, never an entry."""


async def follow(pool: Pool, after: int) -> AsyncGenerator[list[Entry]]:
    """The entries after a number, then each new one as it is committed, for ever, in order, each once.

    Wakes on NOTIFY and, should one be lost, every `FOLLOW_POLL_S` seconds. Holds one connection to listen.
    """
    async with pool.connection() as listener:
        await listener.set_autocommit(True)
        try:
            await listener.execute("LISTEN wire")
            while True:
                async with pool.connection() as db:
                    entries = await read(db, after)
                if entries:
                    after = entries[-1].header.seq
                    yield entries
                    continue
                await _woken(listener)
        finally:
            with suppress(
                OperationalError
            ):  # the connection may be what was lost; the pool throws it away then
                await listener.execute("UNLISTEN wire")
                await listener.set_autocommit(False)


async def _woken(listener: Connection) -> None:
    async for _ in listener.notifies(timeout=FOLLOW_POLL_S, stop_after=1):
        continue  # to the generator's own end: left early, it would keep the connection's lock
