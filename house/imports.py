"""Which room may import which (ARCHITECTURE.md), and what a pure room may not touch."""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from house.source import PACKAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from house.source import Breach, Source

LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"client"}),
    frozenset({"domain"}),
    frozenset({"matching", "formats", "copyreader"}),
    frozenset({"db"}),
    frozenset({"mail", "objects", "outside"}),
    frozenset({"wire", "media", "subscribers", "accounts"}),
    frozenset({"newsroom", "search", "documents"}),
    frozenset({"incoming", "delivery"}),
    frozenset({"web"}),
    frozenset({"desk", "portal", "site", "api", "has"}),
    frozenset({"app"}),
    frozenset({"ops"}),
)
RANK = {room: rank for rank, layer in enumerate(LAYERS) for room in layer}
PURE = LAYERS[1] | LAYERS[2]

PURE_LIBRARIES = {
    "Stemmer": "cuts a word's endings by Snowball's rules, in memory (ADR-0028)",
    "msgspec": "turns bytes into our frozen types and back, in memory",
    "py3langid": "says which language a text is in, from a model that ships inside it",
    "rfc8785": "writes canonical JSON: the bytes under the digests (ADR-0005)",
}
SOLD_AS = {"Stemmer": "pystemmer"}
"""The name under which a library is installed, where it is not the one that is imported."""

IMPURE_MODULES = frozenset(
    [
        "asyncio",
        "builtins",
        "concurrent",
        "ctypes",
        "fileinput",
        "getpass",
        "glob",
        "http",
        "importlib",
        "locale",
        "logging",
        "mmap",
        "multiprocessing",
        "os",
        "platform",
        "random",
        "secrets",
        "select",
        "selectors",
        "shutil",
        "signal",
        "site",
        "socket",
        "socketserver",
        "sqlite3",
        "ssl",
        "subprocess",
        "sys",
        "tempfile",
        "threading",
        "time",
        "urllib.request",
        "uuid",
        "webbrowser",
    ]
)
IMPURE_NAMES = frozenset({"open", "input", "print", "exec", "eval", "__import__", "breakpoint"})
IMPURE_METHODS = frozenset({"read_text", "read_bytes", "write_text", "write_bytes"})


@dataclass(frozen=True, slots=True)
class Import:
    """One import: the module named, what is taken from it, and the line."""

    module: str
    names: tuple[str, ...]
    line: int


def room_of(path: str) -> str:
    """The room that a file of the package lies in; `__init__.py` and `__main__.py` at the top are ops's."""
    parts = path.removeprefix(f"{PACKAGE}/").split("/")
    if len(parts) > 1:
        return parts[0]
    name = parts[0].removesuffix(".py")
    return "ops" if name.startswith("__") else name


def imports(source: Source) -> Iterator[Import]:
    """Every import of the file, those inside functions and under TYPE_CHECKING too, relative ones resolved."""
    package = source.path.removeprefix("src/").removesuffix(".py").split("/")[:-1]
    for node in ast.walk(ast.parse(source.text)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, (), node.lineno)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield Import(module, tuple(alias.name for alias in node.names), node.lineno)


def rooms_named(found: Import) -> Iterator[str]:
    """The rooms of ours that an import reaches into."""
    parts = found.module.split(".")
    if parts[0] != "newsflow":
        return
    if len(parts) > 1:
        yield parts[1]
    else:
        yield from (name for name in found.names if name in RANK)


def direction_breaches(source: Source) -> Iterator[Breach]:
    """The imports that run up, or sideways between rooms of one layer."""
    room = room_of(source.path)
    if room not in RANK:
        yield source.breach(1, f"{room} is no room of ARCHITECTURE.md; put this in a room, or add one by ADR")
        return
    for found in imports(source):
        for other in rooms_named(found):
            if other not in RANK:
                yield source.breach(found.line, f"imports {found.module}, which is in no room")
            elif other != room and RANK[other] >= RANK[room]:
                way = "sideways" if RANK[other] == RANK[room] else "up"
                yield source.breach(found.line, f"imports run one way: {room} may not import {other} ({way})")


def purity_breaches(source: Source) -> Iterator[Breach]:
    """What a file of a pure room imports or calls that reads or changes the world."""
    room = room_of(source.path)
    if room not in PURE:
        return
    for found in imports(source):
        yield from _impure_import(source, room, found)
    for node in ast.walk(ast.parse(source.text)):
        if isinstance(node, ast.Call):
            called = _impure_call(node.func)
            if called:
                yield source.breach(node.lineno, f"{room} is pure: {called} is for the room that talks")


def _impure_import(source: Source, room: str, found: Import) -> Iterator[Breach]:
    top = found.module.split(".")[0]
    if top == "newsflow" or top in PURE_LIBRARIES or top == "__future__":
        return
    if top not in sys.stdlib_module_names:
        yield source.breach(found.line, f"{room} is pure: {top} is not among the listed pure libraries")
    elif top in IMPURE_MODULES or found.module in IMPURE_MODULES:
        yield source.breach(found.line, f"{room} is pure: {found.module} reads or changes the world")
    elif top == "pathlib" and (not found.names or any(not name.startswith("Pure") for name in found.names)):
        yield source.breach(found.line, f"{room} is pure: of pathlib only PurePath and its kin")
    elif found.module == "urllib" and "request" in found.names:
        yield source.breach(found.line, f"{room} is pure: urllib.request talks")


def _impure_call(called: ast.expr) -> str | None:
    match called:
        case ast.Name(id=name) if name in IMPURE_NAMES:
            return f"{name}()"
        case ast.Attribute(attr="now" | "utcnow" | "today" as method, value=value):
            owner = ast.unparse(value)
            return f"{owner}.{method}()" if owner.split(".")[-1] in {"datetime", "date"} else None
        case ast.Attribute(attr=method) if method in IMPURE_METHODS:
            return f".{method}()"
        case _:
            return None
