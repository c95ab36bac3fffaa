"""What review said twice (STYLE.md), as lints over Python and over every text file."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from house.source import Breach, Source

# Spelt in halves, so that this file keeps its own rules.
UNFINISHED = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X"]) + r")\b")
REGISTRIES = (
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "npmjs" + ".org",
    "deb.debian" + ".org",
    "crates" + ".io",
)
MACHINE = re.compile(
    r"(?<![\w.])/(wo" + r"rk/(main|shared)|ro" + r"ot|ho" + r"me/\w+)\b(?!:)|\.libr" + r"ary/"
)

# An exception from a rule names the rule, and says beside it why.
EXCEPTION = re.compile(r"#\s*(no" + r"qa|pyright:\s*ignore|type:\s*ignore)")
REASONED = re.compile(
    r"#\s*(no" + r"qa:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*|pyright:\s*ignore\[[\w, ]+\])\s+[-–—]+\s+\S+ \S+"
)

LOG_METHODS = frozenset({"debug", "info", "warning", "error", "critical", "exception", "bind"})
LOGGERS = frozenset({"log", "logger"})
EVENT = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
UNLOGGED = frozenset(
    {"headline", "deck", "body", "text", "password", "secret", "token", "key", "authorization"}
)

TAG = re.compile(
    r"</?(a|article|aside|body|br|button|div|em|footer|form|h[1-6]|head|header|html|img|input|label|li|main|nav|ol|"
    r"option|p|script|section|select|span|strong|style|table|tbody|td|th|title|tr|ul)(\s[^<>]*)?/?>"
)


def text_breaches(source: Source) -> Iterator[Breach]:
    """Unfinished marks, hosts of package registries and paths of one machine, in any text file."""
    for number, line in enumerate(source.text.splitlines(), start=1):
        if mark := UNFINISHED.search(line):
            yield source.breach(number, f"{mark[0]}: finish it, or file an issue")
        for host in REGISTRIES:
            if host in line:
                yield source.breach(number, f"names a package registry's host, {host}")
        if place := MACHINE.search(line):
            yield source.breach(number, f"names a path of one machine, {place[0]}")


def exception_breaches(source: Source) -> Iterator[Breach]:
    """Exceptions from a linter's or the type checker's rules, in Python, that name no rule or no reason."""
    for number, line in enumerate(source.text.splitlines(), start=1):
        if EXCEPTION.search(line) and not REASONED.search(line):
            yield source.breach(number, "an exception names its rule, and its reason after a dash")


def code_breaches(source: Source) -> Iterator[Breach]:
    """Blind excepts, unclear log events and markup in the strings of one Python file of the package."""
    tree = ast.parse(source.text)
    docstrings = {id(string) for string in _docstrings(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            yield from _except_breaches(source, node)
        elif isinstance(node, ast.Call):
            yield from _log_breaches(source, node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            tag = TAG.search(node.value)
            if tag and id(node) not in docstrings:
                yield source.breach(
                    node.lineno, f"markup in a Python string, {tag[0]}: it belongs in a template"
                )


def _except_breaches(source: Source, handler: ast.ExceptHandler) -> Iterator[Breach]:
    caught = ast.unparse(handler.type) if handler.type else "everything"
    names = {name.strip(" ()") for name in caught.split(",")}
    if "BaseException" in names and isinstance(handler.body[-1], ast.Raise) and handler.body[-1].exc is None:
        return  # tidies up on the way and lets the error go on
    if names & {"Exception", "BaseException", "everything"}:
        yield source.breach(handler.lineno, f"catches {caught}: never catch what you cannot name")


def _log_breaches(source: Source, call: ast.Call) -> Iterator[Breach]:
    match call.func:
        case ast.Attribute(attr=method, value=ast.Name(id=logger) | ast.Attribute(attr=logger)):
            if method not in LOG_METHODS or logger not in LOGGERS:
                return
        case _:
            return
    if method != "bind":
        event = call.args[0] if call.args else None
        constant = (
            isinstance(event, ast.Constant) and isinstance(event.value, str) and EVENT.fullmatch(event.value)
        )
        if not constant or len(call.args) != 1:
            yield source.breach(call.lineno, "a log event is one constant past-tense name; facts are fields")
    for keyword in call.keywords:
        if keyword.arg in UNLOGGED:
            yield source.breach(call.lineno, f"logs {keyword.arg}: never a story's text or a secret")


def _docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        for part in getattr(node, "body", []) if not isinstance(node, ast.Lambda | ast.IfExp) else []:
            if isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant):
                yield part.value
