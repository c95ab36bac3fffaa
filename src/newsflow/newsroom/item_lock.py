"""An item, and nobody else's to change until the transaction ends."""

from newsflow.db.query import Connection, run
from newsflow.newsroom.rows import LOCK_ITEM
from newsflow.wire.read import item
from newsflow.wire.rows import Item


async def lock(db: Connection, guid: str) -> Item:
    """The item as it is now, locked. An original is locked before its translations, whoever locks both."""
    await run(db, LOCK_ITEM, {"guid": guid})
    return await item(db, guid)
