"""Formats of versions that their schema refuses: what the desk is told of."""

from newsflow.db.query import Connection, rows
from newsflow.documents.rows import PARKED, Parked

PARKED_LIMIT = 200
"""So many are told, the newest first."""

__all__ = ["PARKED_LIMIT", "Parked", "parked"]


async def parked(db: Connection, limit: int = PARKED_LIMIT) -> list[Parked]:
    """The parked formats, the newest first."""
    return await rows(db, PARKED, {"limit": limit})
