"""The project's own files, as the house's checks see them."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "src/newsflow"


@dataclass(frozen=True, slots=True, order=True)
class Breach:
    """One place that breaks a rule of the house, and which rule."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        """`path:line: what`, as editors and terminals jump to it."""
        return f"{self.path}:{self.line}: {self.what}"


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the project: its path from the root, with slashes, and its text."""

    path: str
    text: str

    def breach(self, line: int, what: str) -> Breach:
        """A breach in this file."""
        return Breach(self.path, line, what)


@cache
def paths(root: Path = ROOT) -> tuple[str, ...]:
    """Every file that git tracks or would track, sorted: what a clone has, and what is about to be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return tuple(sorted(path for path in listed.split("\0") if path and (root / path).is_file()))


@cache
def sources(*suffixes: str, under: tuple[str, ...] = ("",), root: Path = ROOT) -> tuple[Source, ...]:
    """The text files that end in one of `suffixes` and lie under one of the folders `under`."""
    return tuple(
        Source(path, (root / path).read_text(encoding="utf-8"))
        for path in paths(root)
        if path.endswith(suffixes) and path.startswith(under)
    )


def told(breaches: list[Breach]) -> str:
    """The breaches, one a line, for a failing test to print."""
    return "\n".join(str(breach) for breach in sorted(breaches))
