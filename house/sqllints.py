"""What SQL may not say (STYLE.md, "SQL"): no star, no UPDATE or DELETE of every row unawares."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from house.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from house.source import Breach

# `SELECT * INTO row` in a function fills a variable of the table's own row type, which a list could only miss.
STAR = re.compile(r"\b(SELECT|RETURNING)\s+(DISTINCT\s+)?(\w+\.)?\*(?!\s+INTO\b)|,\s*\w+\.\*", re.IGNORECASE)
CHANGE = re.compile(
    r"\b(UPDATE\s+(ONLY\s+)?(?P<table>[\w.\"]+)(\s+AS\s+\w+|\s+(?!SET\b)\w+)?\s+SET\b|DELETE\s+FROM\b)",
    re.IGNORECASE,
)
STATEMENT = re.compile(r"\s*(WITH|SELECT|INSERT|UPDATE|DELETE)\b")
ONE_ROW = re.compile(r"CREATE TABLE (\w+) \(\s*one\s+boolean\s+PRIMARY KEY[^,]*CHECK \(one\)")
# Said in a comment of the same statement where a table is meant to change whole, such as one of a single row.
EVERY_ROW = re.compile(r"every row because \S+|one row because \S+", re.IGNORECASE)
HIDDEN = re.compile(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'", re.DOTALL)


def one_row_tables(source: Source) -> frozenset[str]:
    """The tables of a migration that are held to one row, by a key that can only be true."""
    return frozenset(found[1] for found in ONE_ROW.finditer(source.text))


def sql_breaches(source: Source, one_row: frozenset[str] = frozenset()) -> Iterator[Breach]:
    """Stars, and changes of every row save in the tables `one_row`, in one `.sql` file."""
    bare = HIDDEN.sub(_blanked, source.text)
    for star in STAR.finditer(bare):
        yield source.breach(_line(bare, star.start()), "names no columns: write them out instead of a star")
    for change in CHANGE.finditer(bare):
        end = _end_of_clause(bare, change.end())
        if change["table"] in one_row or _has_where(bare[change.end() : end]):
            continue
        begin = max(bare.rfind(";", 0, change.start()), source.text.rfind("\n\n", 0, change.start())) + 1
        if not EVERY_ROW.search(source.text, begin, end):
            verb = change[0].split()[0].upper()
            what = f"{verb} without WHERE; where that is meant, a comment says 'every row because …'"
            yield source.breach(_line(bare, change.start()), what)


def embedded_sql_breaches(source: Source) -> Iterator[Breach]:
    """The same for SQL that stands as a string in Python."""
    for node in ast.walk(ast.parse(source.text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and STATEMENT.match(node.value):
            for breach in sql_breaches(Source(source.path, node.value)):
                yield source.breach(node.lineno + breach.line - 1, breach.what)


def _blanked(hidden: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", hidden[0])


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _has_where(text: str) -> bool:
    """Whether a clause says WHERE itself, not only in a sub-query of its own."""
    depth = 0
    for word in re.finditer(r"[()]|\bWHERE\b", text, re.IGNORECASE):
        match word[0]:
            case "(":
                depth += 1
            case ")":
                depth -= 1
            case _ if depth == 0:
                return True
            case _:
                pass
    return False


def _end_of_clause(text: str, start: int) -> int:
    depth = 0
    for position in range(start, len(text)):
        match text[position]:
            case "(":
                depth += 1
            case ")":
                depth -= 1
                if depth < 0:
                    return position
            case ";":
                return position
            case _:
                pass
    return len(text)
