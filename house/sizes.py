"""How long a file, a function, a template may be (STYLE.md, "Layout")."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from house.source import Breach, Source

FILE_LINES = 300
FILE_LINES_AT_MOST = 500
FUNCTION_LINES = 50
OTHER_LINES = {".html": 80, ".xml": 80, ".txt": 80, ".css": 150, ".js": 100}
REASON = re.compile(r"over 300 lines because \S+")
GENERATED = frozenset({"src/newsflow/db/schema.sql"})


def size_breaches(source: Source) -> Iterator[Breach]:
    """What is longer in this file than it may be."""
    if source.path in GENERATED:
        return
    suffix = source.path[source.path.rfind(".") :]
    lines = source.text.count("\n")
    if suffix in {".py", ".sql"}:
        yield from _file_breaches(source, lines)
    elif lines > OTHER_LINES.get(suffix, lines):
        yield source.breach(
            OTHER_LINES[suffix] + 1, f"{lines} lines; {suffix} files have {OTHER_LINES[suffix]}"
        )
    if suffix == ".py":
        yield from _function_breaches(source)


def _file_breaches(source: Source, lines: int) -> Iterator[Breach]:
    if lines > FILE_LINES_AT_MOST:
        yield source.breach(
            FILE_LINES_AT_MOST + 1, f"{lines} lines; no file has more than {FILE_LINES_AT_MOST}"
        )
    elif lines > FILE_LINES and not REASON.search(source.text):
        yield source.breach(
            FILE_LINES + 1, f"{lines} lines; over {FILE_LINES} a comment says 'over 300 lines because …'"
        )


def _function_breaches(source: Source) -> Iterator[Breach]:
    for node in ast.walk(ast.parse(source.text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            lines = node.end_lineno - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield source.breach(
                    node.lineno, f"{node.name} has {lines} lines; functions have {FUNCTION_LINES}"
                )
