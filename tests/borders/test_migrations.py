"""The migrations, one after the other, make schema.sql: no more and no less."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import psycopg
import pytest

from house.schema import SCHEMA, dump, steady
from house.source import PACKAGE, sources
from newsflow.db.migrate import migrate, pending
from newsflow.ops.embedded import DatabaseRole

if TYPE_CHECKING:
    from tests.harness import Database

NAME = re.compile(r"(\d{4})_(pre|post)_[a-z0-9_]+\.sql")


@pytest.fixture
def of_the_wheel(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--postgres"):
        pytest.skip("schema.sql is written by the wheel's pg_dump; an older server's dump is spelt otherwise")


@pytest.mark.usefixtures("of_the_wheel")
def test_the_migrations_make_the_schema_that_we_review(database: Database):
    assert dump(database.dsn(DatabaseRole.OWNER)) == SCHEMA.read_text("utf-8"), (
        "run `make schema` and look at the diff"
    )


@pytest.mark.usefixtures("of_the_wheel")
@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE wire_entry ADD COLUMN planted text",
        "CREATE INDEX planted ON wire_entry (guid, seq, at)",
        "GRANT DELETE ON wire_entry TO newsflow_app",
        "ALTER TABLE wire_entry DISABLE TRIGGER ALL",
    ],
)
def test_a_schema_that_drifted_is_caught(database: Database, change: str):
    with psycopg.connect(database.dsn(DatabaseRole.SUPERUSER), autocommit=True) as administrator:
        administrator.pgconn.exec_(change.encode())
    assert dump(database.dsn(DatabaseRole.OWNER)) != SCHEMA.read_text("utf-8")


async def test_migrating_again_changes_nothing(database: Database):
    owner = database.dsn(DatabaseRole.OWNER)
    assert await pending(owner) == []
    assert await migrate(owner) == []


def test_migrations_are_numbered_without_a_gap_and_say_when_they_run_and_why():
    files = sources(".sql", under=(f"{PACKAGE}/db/migrations/",))
    assert files
    for number, file in enumerate(files, start=1):
        named = NAME.fullmatch(file.path.split("/")[-1])
        assert named, f"{file.path}: 0007_pre_add_embargo.sql is how migrations are named"
        assert int(named[1]) == number, f"{file.path}: number {number} comes next"
        assert file.text.startswith("-- "), f"{file.path} begins with a comment that says why"


def test_what_differs_from_one_dump_to_the_next_is_left_out():
    first = "--\n-- Dumped by 18.6\n--\n\n\\restrict abc\n\nSET lock_timeout = 0;\n\n\n\nCREATE TABLE a (\n    b text\n);\n"
    second = first.replace("18.6", "18.7").replace("abc", "xyz")
    assert steady(first) == steady(second) == "CREATE TABLE a (\n    b text\n);\n"
