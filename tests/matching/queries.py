"""The SQL back-end asked as rooms ask it."""

from __future__ import annotations

from typing import TYPE_CHECKING, LiteralString

from newsflow.matching.sql import where

if TYPE_CHECKING:
    from newsflow.db.query import Connection
    from newsflow.matching.tree import Tree

ASK: LiteralString = "SELECT i.guid FROM wire_item AS i WHERE "


async def guids_by_sql(db: Connection, tree: Tree) -> set[str]:
    """The ids of the items of which the tree is true, by the database."""
    condition = where(tree)
    cursor = await db.execute(ASK + condition.sql, condition.params)
    return {str(row[0]) for row in await cursor.fetchall()}
