"""The SQL back-end asked as rooms ask it."""

from __future__ import annotations

from typing import TYPE_CHECKING, LiteralString

from newsflow.matching.predicate import ask
from newsflow.matching.sql import where

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsflow.db.query import Connection
    from newsflow.matching.facts import Facts
    from newsflow.matching.tree import Tree

ASK: LiteralString = "SELECT i.guid FROM wire_item AS i WHERE "


async def guids_by_sql(db: Connection, tree: Tree) -> set[str]:
    """The ids of the items of which the tree is true, by the database."""
    condition = where(tree)
    cursor = await db.execute(ASK + condition.sql, condition.params)
    return {str(row[0]) for row in await cursor.fetchall()}


async def guids_by_both(db: Connection, tree: Tree, everything: Iterable[Facts]) -> set[str]:
    """The ids that a room gives out: those that the database lets through, each asked once more where it is not exact."""
    narrowed = await guids_by_sql(db, tree)
    if where(tree).exact:
        return narrowed
    return {facts.guid for facts in everything if facts.guid in narrowed and ask(tree, facts).yes}
