"""Nothing is longer than a reader can hold."""

from __future__ import annotations

import pytest

from house.sizes import size_breaches
from house.source import Source, sources, told

OURS = ("src/", "tests/", "bench/", "house/")


def test_no_file_function_or_template_is_too_long():
    measured = sources(".py", ".sql", ".html", ".css", ".js", under=OURS)
    measured += sources(".xml", ".txt", under=("src/newsflow/templates/",))
    breaches = [breach for source in measured for breach in size_breaches(source)]
    assert not breaches, told(breaches)


LONG = "x = 1\n"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("src/newsflow/wire/read.py", LONG * 301),
        ("src/newsflow/wire/read.py", LONG * 501 + "# over 300 lines because it is a table\n"),
        ("src/newsflow/wire/read.py", "def f():\n" + "    x = 1\n" * 50),
        ("src/newsflow/wire/read.py", "class C:\n    async def f(self):\n" + "        x = 1\n" * 50),
        ("src/newsflow/wire/queries.sql", "SELECT 1;\n" * 301),
        ("src/newsflow/templates/site/front.html", "<p>\n" * 81),
        ("src/newsflow/static/css/entry.css", "p {}\n" * 151),
        ("src/newsflow/static/js/ticker.js", "f()\n" * 101),
    ],
)
def test_what_is_too_long_is_caught(path: str, text: str):
    assert list(size_breaches(Source(path, text)))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("src/newsflow/wire/read.py", LONG * 300),
        ("src/newsflow/wire/read.py", "# over 300 lines because it is one table\n" + LONG * 400),
        ("src/newsflow/wire/read.py", "def f():\n" + "    x = 1\n" * 49),
        ("src/newsflow/templates/site/front.html", "<p>\n" * 80),
        ("src/newsflow/db/schema.sql", "SELECT 1;\n" * 2_000),
    ],
)
def test_what_is_short_enough_passes(path: str, text: str):
    assert not list(size_breaches(Source(path, text)))
