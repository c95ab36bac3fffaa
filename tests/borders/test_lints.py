"""The house's lints: what review said twice."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from house.lints import code_breaches, exception_breaches, text_breaches
from house.source import PACKAGE, ROOT, Source, sources, told
from house.sqllints import embedded_sql_breaches, one_row_tables, sql_breaches

TEXT = (
    ".py",
    ".sql",
    ".html",
    ".css",
    ".js",
    ".md",
    ".toml",
    ".sh",
    ".txt",
    ".json",
    ".xml",
    ".yml",
    "Makefile",
    ".ci/run",
)
HERE = "tests/borders/test_lints.py"
MARKS = ["TO" + "DO: later", "# FIX" + "ME", "/* XX" + "X */"]


def code(text: str) -> Source:
    return Source(f"{PACKAGE}/wire/planted.py", text)


def test_no_file_is_unfinished_or_names_a_registry_or_a_machine():
    breaches = [breach for source in sources(*TEXT) for breach in text_breaches(source)]
    assert not breaches, told(breaches)


def test_the_code_catches_logs_and_renders_as_we_agreed():
    breaches = [
        breach for source in sources(".py", under=(f"{PACKAGE}/",)) for breach in code_breaches(source)
    ]
    assert not breaches, told(breaches)


def test_every_exception_from_a_rule_says_why():
    breaches = [
        breach for source in sources(".py") if source.path != HERE for breach in exception_breaches(source)
    ]
    assert not breaches, told(breaches)


@pytest.mark.parametrize(
    "line",
    [
        "x  # noqa",
        "x  # noqa: S603",
        "x  # noqa - our own paths",
        "x  # pyright: ignore",
        "x  # type: ignore[misc] - so it is",
    ],
)
def test_an_exception_without_a_rule_or_a_reason_is_caught(line: str):
    assert list(exception_breaches(code(line)))


@pytest.mark.parametrize(
    "line",
    [
        "x  # noqa: S603 - our own paths",
        "x  # noqa: S603, S607 — as above",
        "x  # pyright: ignore[reportAny] - no stubs",
    ],
)
def test_an_exception_with_its_rule_and_reason_passes(line: str):
    assert not list(exception_breaches(code(line)))


def test_sql_names_its_columns_and_bounds_its_changes():
    files = sources(".sql", under=("src/",))
    one_row = frozenset(table for source in files for table in one_row_tables(source))
    breaches = [breach for source in files for breach in sql_breaches(source, one_row)]
    breaches += [
        breach for source in sources(".py", under=("src/",)) for breach in embedded_sql_breaches(source)
    ]
    assert not breaches, told(breaches)


def test_a_table_of_one_row_is_known_by_its_key():
    held = Source(
        "a.sql",
        "CREATE TABLE head (\n    one boolean PRIMARY KEY DEFAULT true CHECK (one),\n    seq bigint\n);",
    )
    free = Source("a.sql", "CREATE TABLE head (\n    one boolean NOT NULL,\n    seq bigint CHECK (one)\n);")
    change = Source("b.sql", "UPDATE head SET seq = seq + 1;")
    assert not list(sql_breaches(change, one_row_tables(held)))
    assert list(sql_breaches(change, one_row_tables(free)))


@pytest.mark.parametrize(
    "line",
    [
        *MARKS,
        "see https://pypi" + ".org/project/x",
        "cd /wo" + "rk/main && make",
        "in /ro" + "ot/.cache",
        "open('/ho" + "me/anna/notes')",
    ],
)
def test_an_unfinished_mark_a_registry_or_a_machine_s_path_is_caught(line: str):
    assert list(text_breaches(Source("docs/running.md", f"fine\n{line}\n")))


@pytest.mark.parametrize(
    "line", ["the homework/main idea", "GET /roots/1", "TODOS and FIXMES", "a workbook /works"]
)
def test_words_that_only_look_alike_pass(line: str):
    assert not list(text_breaches(Source("docs/running.md", line)))


@pytest.mark.parametrize(
    "text",
    [
        "try:\n    f()\nexcept Exception:\n    pass",
        "try:\n    f()\nexcept:\n    raise",
        "try:\n    f()\nexcept (ValueError, Exception) as e:\n    raise",
        "try:\n    f()\nexcept BaseException:\n    pass",
        "try:\n    f()\nexcept BaseException as e:\n    raise Other from e",
        "log.info(f'saved {entry}')",
        "log.info('Saved the entry')",
        "log.info('saved %s', entry)",
        "self.log.warning(event)",
        "log.info('entry_read', headline=entry.headline)",
        "log.bind(password=password)",
        "page = '<p>Hello</p>'",
        "page = f'<a href=\"{url}\">more</a>'",
        "page = '<br/>'",
    ],
)
def test_a_blind_except_an_unclear_event_or_markup_in_code_is_caught(text: str):
    assert list(code_breaches(code(text)))


@pytest.mark.parametrize(
    "text",
    [
        "try:\n    f()\nexcept ValueError:\n    pass",
        "try:\n    f()\nexcept BaseException:\n    undo()\n    raise",
        "log.info('entry_appended', seq=seq, took_ms=4)",
        "math.log('x y')",
        "def f():\n    '''Gives `<p>`.'''",
        "usage = 'newsflow <file>'",
        "if a < b and c > d: pass",
    ],
)
def test_a_named_except_a_plain_event_and_plain_strings_pass(text: str):
    assert not list(code_breaches(code(text)))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM wire_entry;",
        "SELECT e.* FROM wire_entry AS e;",
        "SELECT a, e.* FROM wire_entry AS e;",
        "INSERT INTO t (a) VALUES (1) RETURNING *;",
        "UPDATE draft SET state = 'old';",
        "UPDATE draft AS d SET state = 'old' FROM lock;",
        "DELETE FROM session;",
        "DELETE FROM session -- WHERE id = 1\n;",
        "WITH gone AS (DELETE FROM session RETURNING id) SELECT id FROM gone WHERE id > 1;",
        "UPDATE draft SET state = (SELECT s FROM t WHERE t.id = 1);",
        "-- every row because the column is new\nUPDATE a SET b = 1;\n\nUPDATE c SET d = 1;",
    ],
)
def test_a_star_or_a_change_of_every_row_is_caught(text: str):
    assert list(sql_breaches(Source("src/newsflow/wire/queries.sql", text)))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT count(*) AS number FROM wire_entry LIMIT 1;",
        "UPDATE draft SET state = 'old' WHERE id = 1;",
        "WITH gone AS (DELETE FROM session WHERE id = 1 RETURNING id) SELECT id FROM gone;",
        "INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET b = 2;",
        "SELECT id FROM draft WHERE id = 1 FOR UPDATE SKIP LOCKED;",
        "CREATE TRIGGER t BEFORE UPDATE OR DELETE ON wire_entry EXECUTE FUNCTION refuse();",
        "-- one row because the head is one\nUPDATE wire_head SET seq = seq + 1;",
        "SELECT * INTO STRICT head FROM wire_head FOR UPDATE;",
        "INSERT INTO t (a) VALUES ('SELECT * FROM x');",
    ],
)
def test_named_columns_and_bounded_changes_pass(text: str):
    assert not list(sql_breaches(Source("src/newsflow/wire/queries.sql", text)))


def test_sql_in_a_python_string_is_held_to_the_same():
    assert list(embedded_sql_breaches(code('def f(db):\n    db.execute("DELETE FROM session")')))
    assert not list(embedded_sql_breaches(code('db.execute("DELETE FROM session WHERE id = %s", [1])')))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("print('x')\n", "T201"),
        ("from datetime import datetime\n\nx = datetime(2026, 3, 2)\n", "DTZ001"),
        ("from datetime import datetime\n\nx = datetime.now()\n", "DTZ005"),
        ("from datetime import datetime\n\nx = datetime.utcnow()\n", "DTZ003"),
        ("from datetime import datetime\n\nx = datetime.strptime('2026', '%Y')\n", "DTZ007"),
        ("try:\n    x = 1\nexcept Exception:\n    x = 2\n", "BLE001"),
        ("def f(table: str) -> str:\n    return f'SELECT a FROM {table}'\n", "S608"),
    ],
)
def test_ruff_as_we_set_it_catches(text: str, rule: str):
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "ruff",
            "check",
            "--output-format=json",
            "--stdin-filename",
            f"{PACKAGE}/wire/planted.py",
            "-",
        ],
        input=text,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert rule in {found["code"] for found in json.loads(ran.stdout)}, ran.stdout
