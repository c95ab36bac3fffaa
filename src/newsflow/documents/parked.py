"""Formats of versions that their schema refuses: what the desk is told of."""

from newsflow.db.query import Connection, row, rows
from newsflow.documents.rows import HOW_MANY_PARKED, PARKED, Parked

PARKED_LIMIT = 200
"""So many are told, the newest first."""

__all__ = ["PARKED_LIMIT", "Parked", "how_many_parked", "parked"]


async def parked(db: Connection, limit: int = PARKED_LIMIT) -> list[Parked]:
    """The parked formats, the newest first."""
    return await rows(db, PARKED, {"limit": limit})


async def how_many_parked(db: Connection) -> int:
    """How many formats of items' latest versions are parked; what a newer version mended counts no more."""
    found = await row(db, HOW_MANY_PARKED)
    return 0 if found is None else found.count
