"""What a page for operators says of the code: the events that it logs, and files and tests by name."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from house.docs import PATH
from house.source import PACKAGE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from house.source import Breach, Source

LEVELS = {
    "debug": "debug",
    "info": "info",
    "warning": "warning",
    "error": "error",
    "exception": "error",
    "critical": "critical",
}
ROW = re.compile(r"^\| (`[a-z_`, ]+`) \| (debug|info|warning|error|critical) \|", re.MULTILINE)
IN_PACKAGE = re.compile(r"`((?:[a-z_]+/)+[a-z_]+\.(?:py|sql))`")


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """An event by its name and its level."""

    name: str
    level: str


def logged(source: Source) -> Iterator[Event]:
    """The events that a file of the package logs: `log.info("entry_appended", …)`."""
    for node in ast.walk(ast.parse(source.text)):
        match node:
            case ast.Call(
                func=ast.Attribute(attr=method, value=ast.Name(id="log")),
                args=[ast.Constant(value=str(name)), *_],
            ) if method in LEVELS:
                yield Event(name, LEVELS[method])
            case _:
                continue


def told_events(page: str) -> set[Event]:
    """The events in the rows of a page's tables: a name or several, then the level."""
    return {Event(name.strip(" `"), level) for names, level in ROW.findall(page) for name in names.split(",")}


def name_breaches(page: Source, files: Collection[str], texts: dict[str, str]) -> Iterator[Breach]:
    """The files and tests that a page names in backquotes and that are not there."""
    folders = {parent for file in files for parent in _parents(file)}
    for found in PATH.finditer(page.text):
        path, test = found[1].rstrip("/"), found[2]
        line = page.text.count("\n", 0, found.start()) + 1
        if path not in files and path not in folders:
            yield page.breach(line, f"names {path}, which is not here")
        elif test and not all(
            re.search(rf"^\s*(async def|def|class) {part}\b", texts.get(path, ""), re.MULTILINE)
            for part in test.split("::")
        ):
            yield page.breach(line, f"names {test} of {path}, which has no such test")
    for found in IN_PACKAGE.finditer(page.text):
        if f"{PACKAGE}/{found[1]}" not in files and found[1] not in files:
            line = page.text.count("\n", 0, found.start()) + 1
            yield page.breach(line, f"names {found[1]}, which is not in the package")


def _parents(file: str) -> Iterator[str]:
    parts = file.split("/")
    for end in range(1, len(parts)):
        yield "/".join(parts[:end])
