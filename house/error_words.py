"""Errors that the desk shows are said in its reader's language: no words stand in them that no catalogue could have.

What and what now are a constant, or `worded("… %(name)s …", name=…)` where they name facts; which is a bare fact (an id,
a number, what was typed), or worded. See `domain/worded.py` and `web/within/telling.py`.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from house.words import PARTS, WORDED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from house.source import Breach, Source

ELSEWHERE = frozenset({"LostCursorError", "SetupError"})
"""Errors of programs and operators: no page of the desk says them."""
PROSE = re.compile(r"[A-Za-z]{2}")


def error_breaches(source: Source) -> Iterator[Breach]:
    """Words of errors in one Python file that no reader of another language could be told."""
    for node in ast.walk(ast.parse(source.text)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        name, parts = node.func.id, node.args
        if name == "Fault" and parts:
            yield from _mixed(source, parts[-1])
        elif name.endswith("Error") and name not in ELSEWHERE and len(parts) >= PARTS:
            what, which, what_now = parts[:PARTS]
            yield from _mixed(source, what)
            yield from _mixed(source, what_now)
            if _is_prose(which):
                yield source.breach(which.lineno, f"words in an error's which: say them with {WORDED}()")


def _mixed(source: Source, part: ast.expr) -> Iterator[Breach]:
    """A part that is put together where it stands: no catalogue holds it."""
    if isinstance(part, ast.JoinedStr | ast.BinOp):
        yield source.breach(part.lineno, f"an error's words with facts in them: say them with {WORDED}()")


def _is_prose(part: ast.expr) -> bool:
    if isinstance(part, ast.Constant):
        return isinstance(part.value, str) and " " in part.value.strip() and bool(PROSE.search(part.value))
    if isinstance(part, ast.JoinedStr):
        return any(isinstance(one, ast.Constant) and PROSE.search(str(one.value)) for one in part.values)
    return False
