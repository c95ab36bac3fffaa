"""What PostgreSQL itself says of each named query, beside what its row class says."""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import decimal
import importlib
import pkgutil
import re
import types
import typing
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import newsflow
from newsflow.db.query import REGISTRY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import psycopg

    from house.source import Source
    from newsflow.db.query import Query

BLOCK = re.compile(r"^-- ([a-z0-9_]+) --$", re.MULTILINE)
PLACEHOLDER = re.compile(r"%\((\w+)\)[sbt]|%%")
VOID = 2278

# What psycopg makes of a column of each type: PostgreSQL's own numbers of its built-in types.
PYTHON_TYPES: dict[int, type] = {
    16: bool,
    17: bytes,
    20: int,
    21: int,
    23: int,
    25: str,
    701: float,
    1043: str,
    1082: dt.date,
    1184: dt.datetime,
    1186: dt.timedelta,
    1700: decimal.Decimal,
    2950: uuid.UUID,
}
LISTS = frozenset({1000, 1001, 1005, 1007, 1009, 1015, 1016, 1185, 2951})
JSON = frozenset({114, 3802})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a query's result: its name and the number of its type."""

    name: str
    type_number: int


def bound() -> list[Query[Any]]:
    """Every query that the program binds: all its modules are imported to find them."""
    for module in pkgutil.walk_packages(newsflow.__path__, "newsflow."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return sorted({query.name: query for query in REGISTRY}.values(), key=lambda query: query.name)


def numbered(sql: str) -> str:
    """The statement as the server takes it: `$1` for the first name, and the same number where it recurs."""
    numbers: dict[str, int] = {}

    def number(found: re.Match[str]) -> str:
        return f"${numbers.setdefault(found[1], len(numbers) + 1)}" if found[1] else "%"

    return PLACEHOLDER.sub(number, sql)


def columns(connection: psycopg.Connection, sql: str) -> list[Column]:
    """The columns that the server says `sql` gives. Raises psycopg.Error where it does not prepare."""
    server = connection.pgconn
    for answer in (server.prepare(b"", numbered(sql).encode()), server.describe_prepared(b"")):
        if answer.error_message:
            raise ValueError(answer.error_message.decode().strip())
    return [
        Column((answer.fname(place) or b"").decode(), answer.ftype(place)) for place in range(answer.nfields)
    ]


def row_breaches(query: Query[Any], found: Iterable[Column]) -> Iterator[str]:
    """Where the row class and the columns differ, by name and by type."""
    given = {column.name: column for column in found}
    if query.row is None:
        if extra := [column.name for column in given.values() if column.type_number != VOID]:
            yield f"{query.name} gives {', '.join(extra)} and is bound to no row class"
        return
    fields = {field.name for field in dataclasses.fields(query.row)}
    if fields != set(given):
        yield (
            f"{query.name} and {query.row.__name__} differ: "
            f"only the query has {sorted(set(given) - fields)}, only the class {sorted(fields - set(given))}"
        )
        return
    hints = typing.get_type_hints(query.row)
    for name, column in given.items():
        if not fits(column.type_number, hints[name]):
            yield f"{query.name}: {query.row.__name__}.{name} is {hints[name]}, which is not what column {name} gives"


def fits(type_number: int, hint: object) -> bool:
    """Whether a value of that column type may stand in a field with that hint."""
    plain = {_plain(option) for option in _options(hint)} - {types.NoneType}
    if Any in plain or object in plain:
        return True
    if type_number in LISTS:
        return plain == {list}
    if type_number in JSON:
        return plain <= {dict, list, str, int, bool, float}
    expected = PYTHON_TYPES.get(type_number)
    return expected is not None and plain == {expected}


def _options(hint: object) -> tuple[object, ...]:
    return typing.get_args(hint) if typing.get_origin(hint) in {typing.Union, types.UnionType} else (hint,)


def _plain(hint: object) -> object:
    """The class itself: a NewType's base, a list without what is in it. A StrEnum stays one: the driver gives str."""
    plain = hint
    while isinstance(plain, typing.NewType):
        plain = cast("object", plain.__supertype__)
    return cast("object", typing.get_origin(plain) or plain)


def block_names(source: Source) -> list[str]:
    """The names of the queries in a `queries.sql`, in order, twins included."""
    return BLOCK.findall(source.text)


def bindings(source: Source) -> dict[str, str]:
    """Name of the query by the constant that it is bound to, in one Python file."""
    return {
        target.id: query
        for node in ast.walk(ast.parse(source.text))
        if isinstance(node, ast.Assign | ast.AnnAssign) and (query := _query_named(node.value))
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }


def used_names(source: Source) -> set[str]:
    """Every name that a Python file reads, imports not counted."""
    tree = ast.parse(source.text)
    names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    return names | {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def _query_named(value: ast.expr | None) -> str | None:
    match value:
        case ast.Call(func=ast.Name(id="query"), args=[ast.Constant(value=str(name)), *_]):
            return name
        case _:
            return None
