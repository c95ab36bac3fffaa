"""Every named query, asked of the server: does it prepare, and does its row class tell the truth?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NewType

import psycopg
import pytest

from house.queries import bindings, block_names, bound, columns, fits, numbered, row_breaches, used_names
from house.source import PACKAGE, Source, sources
from newsflow.db.query import Query
from newsflow.domain.codes import Action
from newsflow.ops.embedded import DatabaseRole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import LiteralString

    from tests.harness import Database


@pytest.fixture
def app(database: Database) -> Iterator[psycopg.Connection]:
    with psycopg.connect(database.dsn(), autocommit=True) as connection:
        yield connection


def test_every_query_prepares_and_gives_what_its_row_class_says(app: psycopg.Connection):
    queries = bound()
    assert len(queries) > 10, "the check must have found the queries"
    breaches: list[str] = []
    for query in queries:
        try:
            breaches += row_breaches(query, columns(app, query.sql))
        except ValueError as refused:
            breaches.append(f"{query.name} does not prepare: {refused}")
    assert not breaches, "\n".join(breaches)


def refusal(connection: psycopg.Connection, sql: str) -> str | None:
    """What the server says when the connection's role may not run `sql`, which is planned and not run."""
    answer = connection.pgconn.exec_(f"EXPLAIN (GENERIC_PLAN) {numbered(sql)}".encode())
    return answer.error_message.decode().strip() or None


@pytest.fixture
def planner(app: psycopg.Connection) -> psycopg.Connection:
    if app.info.server_version < 160_000:
        pytest.skip("EXPLAIN (GENERIC_PLAN), which asks for rights without running, came with PostgreSQL 16")
    return app


def test_the_app_s_role_may_run_every_query_save_those_of_migrate(
    planner: psycopg.Connection, database: Database
):
    refused = {query.name: why for query in bound() if (why := refusal(planner, query.sql))}
    with psycopg.connect(database.dsn(DatabaseRole.OWNER), autocommit=True) as owner:
        migrating = {
            q.name
            for q in bound()
            if q.name in refused and q.name.startswith("ops.") and not refusal(owner, q.sql)
        }
    breaches = [f"{name}: {why}" for name, why in refused.items() if name not in migrating]
    assert not breaches, "\n".join(breaches)


def test_a_query_that_the_app_s_role_may_not_run_is_caught(planner: psycopg.Connection):
    assert refusal(planner, "DELETE FROM wire_entry WHERE seq = %(seq)s")
    assert not refusal(planner, "SELECT seq FROM wire_entry WHERE seq = %(seq)s")


def test_every_query_in_a_file_is_bound_and_every_bound_one_is_used():
    python = sources(".py", under=(f"{PACKAGE}/",))
    files = sources("queries.sql", under=(f"{PACKAGE}/",))
    bound_names = {query.name for query in bound()}
    in_files = {
        f"{file.path.removeprefix(f'{PACKAGE}/').rpartition('/')[0]}.{name}"
        for file in files
        for name in block_names(file)
    }
    assert in_files == bound_names, f"bound to nothing: {sorted(in_files - bound_names)}"
    used = {name for source in python for name in used_names(source)}
    unused = {query for source in python for name, query in bindings(source).items() if name not in used}
    assert not unused, f"never used: {sorted(unused)}"


def test_no_name_stands_twice_in_a_file():
    for file in sources("queries.sql", under=(f"{PACKAGE}/",)):
        twins = [name for name, times in Counter(block_names(file)).items() if times > 1]
        assert not twins, f"{file.path}: {twins}"


Number = NewType("Number", int)


@dataclass(frozen=True, slots=True)
class Planted:
    seq: Number
    at: datetime | None


def breaches_of(
    app: psycopg.Connection, sql: LiteralString, row: type[Planted] | None = Planted
) -> list[str]:
    return list(row_breaches(Query("planted.query", sql, row), columns(app, sql)))


class TestPlanted:
    def test_a_query_that_fits_its_row_passes(self, app: psycopg.Connection):
        assert not breaches_of(app, "SELECT at, seq FROM wire_entry WHERE seq > %(after)s LIMIT %(limit)s")

    def test_a_column_too_many_is_caught(self, app: psycopg.Connection):
        assert breaches_of(app, "SELECT at, seq, guid FROM wire_entry WHERE seq > %(after)s")

    def test_a_field_without_a_column_is_caught(self, app: psycopg.Connection):
        assert breaches_of(app, "SELECT seq FROM wire_entry")

    def test_a_column_of_another_type_is_caught(self, app: psycopg.Connection):
        assert breaches_of(app, "SELECT at, guid AS seq FROM wire_entry")

    def test_rows_that_nobody_reads_are_caught(self, app: psycopg.Connection):
        assert breaches_of(app, "SELECT seq FROM wire_entry", None)
        assert not breaches_of(app, "SELECT pg_notify(%(channel)s, '')", None)

    @pytest.mark.parametrize(
        "sql",
        [
            "SELECT seq, at FROM wire_entri",
            "SELECT seq, att FROM wire_entry",
            "SELECT seq, at FROM wire_entry WHERE guid = %(seq)s::bigint",
            "SELECT seq at FROM",
        ],
    )
    def test_a_query_that_the_schema_cannot_answer_is_caught(
        self, app: psycopg.Connection, sql: LiteralString
    ):
        with pytest.raises(ValueError, match="ERROR"):
            columns(app, sql)


def test_a_query_that_nobody_binds_or_uses_is_seen():
    file = Source(
        "src/newsflow/wire/queries.sql", "-- one --\nSELECT 1;\n\n-- two --\nSELECT 2;\n-- two --\n"
    )
    assert block_names(file) == ["one", "two", "two"]
    code = Source(
        "src/newsflow/wire/read.py", 'ONE = query("wire.one", Row)\nTWO = query("wire.two")\nrun(db, TWO)\n'
    )
    assert bindings(code) == {"ONE": "wire.one", "TWO": "wire.two"}
    assert "TWO" in used_names(code)
    assert "ONE" not in used_names(code)


def test_placeholders_are_numbered_by_name():
    assert numbered("a = %(x)s AND b = %(y)s AND c = %(x)s AND d LIKE 'q%%'") == (
        "a = $1 AND b = $2 AND c = $1 AND d LIKE 'q%'"
    )


@pytest.mark.parametrize(
    ("type_number", "hint", "fitting"),
    [
        (20, int, True),
        (20, Number, True),
        (20, int | None, True),
        (20, str, False),
        (25, str, True),
        (25, Action, False),
        (1009, list[str], True),
        (1009, tuple[str, ...], False),
        (3802, dict[str, object], True),
        (1184, datetime, True),
        (99_999, str, False),
    ],
)
def test_a_field_s_type_is_what_the_driver_gives(type_number: int, hint: object, fitting: bool):
    assert fits(type_number, hint) is fitting
