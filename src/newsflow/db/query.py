"""Named queries from a room's `queries.sql`, each bound once to the class of its rows.

A file holds blocks that begin with `-- name --`. A wrong name fails at import; a test PREPAREs every query
against the migrated schema and compares its columns with the row class's fields.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Generic, LiteralString, TypeVar, cast, overload

from psycopg import AsyncConnection
from psycopg.rows import class_row

Row = TypeVar("Row")
Connection = AsyncConnection[Any]

REGISTRY: "list[Query[Any]]" = []
"""Every query that was bound, for the test that PREPAREs them all."""

RULE_MARK = "/*rule*/ TRUE"
"""Where a tree's SQL goes in a named query; as it stands it lets every row through."""

_BLOCK = re.compile(r"^-- ([a-z0-9_]+) --$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Query(Generic[Row]):
    """A statement and the class of its rows (None when it gives no rows)."""

    name: str
    sql: LiteralString
    row: type[Row] | None

    def ruled(self, where: LiteralString) -> "Query[Row]":
        """This query with `where` at its mark. Raises ValueError when it has none."""
        if RULE_MARK not in self.sql:
            msg = f"{self.name} has no {RULE_MARK}"
            raise ValueError(msg)
        return Query(self.name, self.sql.replace(RULE_MARK, where), self.row)


@overload
def query(name: str) -> Query[None]: ...
@overload
def query(name: str, row: type[Row]) -> Query[Row]: ...
def query(name: str, row: type[Any] | None = None) -> Query[Any]:
    """The query `room.name`, its rows read as `row`. Raises KeyError when the room has no such query."""
    room, _, short = name.partition(".")
    found: Query[Any] = Query(name, _blocks(room)[short], row)
    REGISTRY.append(found)
    return found


@cache
def _blocks(room: str) -> dict[str, LiteralString]:
    text = resources.files("newsflow").joinpath(*room.split("/"), "queries.sql").read_text("utf-8")
    # Our own packaged file is as literal as a literal: nothing of a request ever goes into it.
    parts = cast("list[LiteralString]", _BLOCK.split(text))
    return {str(name): body.strip() for name, body in zip(parts[1::2], parts[2::2], strict=True)}


async def rows(
    db: Connection, wanted: Query[Row], params: Mapping[str, object] | None = None, *, binary: bool = False
) -> list[Row]:
    """All rows of a query, as its row class. `binary` spares long `bytea` the way through hexadecimal text."""
    if wanted.row is None:
        msg = f"{wanted.name} was bound to no row class"
        raise TypeError(msg)
    async with db.cursor(row_factory=class_row(wanted.row), binary=binary) as cursor:
        await cursor.execute(wanted.sql, params)
        return await cursor.fetchall()


async def row(db: Connection, wanted: Query[Row], params: Mapping[str, object] | None = None) -> Row | None:
    """The first row of a query, or None."""
    if wanted.row is None:
        msg = f"{wanted.name} was bound to no row class"
        raise TypeError(msg)
    async with db.cursor(row_factory=class_row(wanted.row)) as cursor:
        await cursor.execute(wanted.sql, params)
        return await cursor.fetchone()


async def run_each(db: Connection, wanted: Query[None], params: Sequence[Mapping[str, object]]) -> None:
    """Run a statement with each of the parameters, all in one transaction and, where there are many, one round trip."""
    if len(params) == 1:
        await run(db, wanted, params[0])
    elif params:
        async with db.transaction(), db.cursor() as cursor:
            await cursor.executemany(wanted.sql, params)


async def run(db: Connection, wanted: Query[Any], params: Mapping[str, object] | None = None) -> int:
    """Run a statement; gives the number of rows that it touched."""
    async with db.cursor() as cursor:
        await cursor.execute(wanted.sql, params)
        return cursor.rowcount
