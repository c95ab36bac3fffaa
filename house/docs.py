"""What the documents promise, checked: links, decisions, commands, settings."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import PurePosixPath
from posixpath import normpath
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from house.source import Breach, Source

DECISIONS = "docs/decisions/"
DECISION_NAME = re.compile(r"docs/decisions/(\d{4})-[a-z0-9-]+\.md")
PARTS = ("Context", "Decision", "Consequences", "Alternatives", "Enforced by")
PART = re.compile(rf"^(?:#+ |\*\*|- \*\*)({'|'.join(PARTS)})\b", re.MULTILINE)
NO_ENFORCER = re.compile(r"nothing enforces", re.IGNORECASE)

FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")
LINK = re.compile(r"\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
HEADING = re.compile(r"^#+ +(.+?) *#*$", re.MULTILINE)
PATH = re.compile(
    r"`((?:src|tests|house|bench|docs|\.ci)/[\w./-]+|Makefile|pyproject\.toml)(?:::([\w:]+))?[^`]*`"
)
MENTION = re.compile(r"\bADR-(\d{4})\b")
MAKE = re.compile(r"`make ([a-z-]+)[^`]*`|^(?:\$ )?make ([a-z][a-z-]*)\b", re.MULTILINE)
TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)


def link_breaches(page: Source, files: Collection[str], texts: dict[str, str]) -> Iterator[Breach]:
    """The relative links of a page that lead to no file, or to no heading of one."""
    folders = {str(parent) for file in files for parent in PurePosixPath(file).parents}
    bare = CODE.sub(_blanked, FENCE.sub(_blanked, page.text))
    for found in LINK.finditer(bare):
        target = found[1]
        if ELSEWHERE.match(target):
            continue
        place, _, anchor = target.partition("#")
        path = normpath(str(PurePosixPath(page.path).parent / place)) if place else page.path
        line = page.text.count("\n", 0, found.start()) + 1
        if path not in files and path not in folders:
            yield page.breach(line, f"links to {target}, which is not here")
        elif anchor and path in texts and anchor not in anchors(texts[path]):
            yield page.breach(line, f"links to {target}: {path} has no such heading")


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as GitHub spells them."""
    plain = FENCE.sub("", text)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(plain)}


def decision_breaches(record: Source, texts: dict[str, str], files: Collection[str]) -> Iterator[Breach]:
    """What a decision record lacks: a part, their order, or an enforcer that is really there."""
    named = [found[1] for found in PART.finditer(record.text)]
    if [part for part in named if part in PARTS] != list(PARTS):
        yield record.breach(
            1, f"a decision has {', '.join(PARTS)}, in this order, once each; this has {named}"
        )
        return
    start = [found.start() for found in PART.finditer(record.text)][-1]
    line = record.text.count("\n", 0, start) + 1
    enforcers = PATH.findall(record.text[start:])
    if not enforcers and not NO_ENFORCER.search(record.text[start:]):
        yield record.breach(
            line, "names no enforcer: a path in backquotes, or the words “nothing enforces this”"
        )
    for path, test in enforcers:
        if path not in files and not any(file.startswith(path.rstrip("/") + "/") for file in files):
            yield record.breach(line, f"is enforced by {path}, which is not here")
        elif test and not _defines(texts.get(path, ""), test):
            yield record.breach(line, f"is enforced by {test} of {path}, which has no such test")


def numbering_breaches(records: Iterable[Source]) -> Iterator[Breach]:
    """Records whose names are wrong, or whose numbers leave a hole or stand twice."""
    numbers: list[tuple[int, Source]] = []
    for record in records:
        if name := DECISION_NAME.fullmatch(record.path):
            numbers.append((int(name[1]), record))
        elif not record.path.endswith("README.md"):
            yield record.breach(1, "decisions are named NNNN-some-words.md")
    numbers.sort(key=lambda pair: pair[0])
    for (before, _), (number, record) in pairwise([(0, None), *numbers]):
        if record and number != before + 1:
            yield record.breach(1, f"{number:04d} follows {before:04d}: numbers have no holes and stand once")


def mention_breaches(source: Source, numbers: Collection[str]) -> Iterator[Breach]:
    """Mentions of a decision that nobody took."""
    for number, line in enumerate(source.text.splitlines(), start=1):
        for mentioned in MENTION.findall(line):
            if mentioned not in numbers:
                yield source.breach(number, f"mentions ADR-{mentioned}, which is not in {DECISIONS}")


def target_breaches(page: Source, makefile: str) -> Iterator[Breach]:
    """`make` commands in a page that the Makefile does not have."""
    targets = set(TARGET.findall(makefile))
    for found in MAKE.finditer(page.text):
        command = found[1] or found[2]
        if command not in targets:
            yield page.breach(
                page.text.count("\n", 0, found.start()) + 1, f"says make {command}: no such target"
            )


def commands(group: click.Command, prefix: str = "newsflow") -> Iterator[str]:
    """Every command of the command line, in full, such as `newsflow wire head`."""
    if isinstance(group, click.Group):
        context = click.Context(group)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            if command is not None and not command.hidden:
                yield from commands(command, f"{prefix} {name}")
    else:
        yield prefix


def undocumented(words: Iterable[str], pages: str) -> list[str]:
    """Those of `words` that stand nowhere in `pages` as words of their own."""
    return [word for word in words if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", pages)]


def _defines(text: str, test: str) -> bool:
    return all(
        re.search(rf"^\s*(async def|def|class) {part}\b", text, re.MULTILINE) for part in test.split("::")
    )


def _blanked(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])
