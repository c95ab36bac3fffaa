"""Read the wire by number, read an item, follow the head."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass

from newsflow.db.pool import Pool
from newsflow.db.query import Connection, row, rows
from newsflow.domain.entry import Entry
from newsflow.domain.errors import BadInputError, ConflictError, NotFoundError, SetupError
from newsflow.domain.guid import Guid, Seq
from newsflow.wire.rows import (
    EPOCHS,
    HEAD,
    ITEM,
    ITEMS_OF_STORY,
    READ_AFTER,
    READ_ITEM,
    Epoch,
    Head,
    Item,
)

READ_LIMIT = 1000
"""Entries in one read, at most."""
STORY_LIMIT = 200
"""Items of one story that links show, at most; newest first."""
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
            "A read takes 1 to 1,000 entries.", f"Got {limit}.", "Read again from the last number."
        )
    return [found.entry() for found in await rows(db, READ_AFTER, {"after": after, "limit": limit})]


async def check_cursor(db: Connection, cursor: Cursor) -> None:
    """Pass when the cursor can be read from; else ConflictError says where to resume (invariant 11)."""
    last = await head(db)
    all_epochs = await epochs(db)
    if all(epoch.epoch != cursor.epoch for epoch in all_epochs) or (
        cursor.epoch == last.epoch and cursor.seq > last.seq
    ):
        raise ConflictError(
            "This cursor is ahead of the wire, or of another wire.",
            f"It says {cursor}; the head is {last.epoch}.{last.seq}.",
            f"Resume at {last.epoch}.{last.seq}, or earlier.",
        )
    void_from = min((e.void_from or e.first_seq for e in all_epochs if e.epoch > cursor.epoch), default=None)
    if void_from is not None and cursor.seq >= void_from:
        raise ConflictError(
            "This cursor is of an earlier epoch, and the entries that it saw last are void.",
            f"It says {cursor}; numbers from {void_from} of epoch {cursor.epoch} are void.",
            f"Drop what came with them and resume at {last.epoch}.{void_from - 1}.",
        )


async def item(db: Connection, guid: str) -> Item:
    """An item as its latest entry leaves it. Raises NotFoundError."""
    found = await row(db, ITEM, {"guid": guid})
    if found is None:
        raise NotFoundError("No such item.", f"“{guid[:80]}” is not on the wire.", "Check the id.")
    return found


async def versions(db: Connection, guid: str, limit: int = VERSIONS_LIMIT) -> list[Entry]:
    """The entries of an item, newest first."""
    return [found.entry() for found in await rows(db, READ_ITEM, {"guid": guid, "limit": limit})]


async def latest(db: Connection, guid: Guid) -> Entry:
    """The item's latest entry. Raises NotFoundError."""
    found = await versions(db, guid, 1)
    if not found:
        raise NotFoundError("No such item.", f"“{guid[:80]}” is not on the wire.", "Check the id.")
    return found[0]


async def story(db: Connection, story_id: str) -> list[Item]:
    """The items of a story, the one that changed last first."""
    return await rows(db, ITEMS_OF_STORY, {"story": story_id, "limit": STORY_LIMIT})


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
            await listener.execute("UNLISTEN wire")
            await listener.set_autocommit(False)


async def _woken(listener: Connection) -> None:
    async for _ in listener.notifies(timeout=FOLLOW_POLL_S, stop_after=1):
        return
    await asyncio.sleep(0)
