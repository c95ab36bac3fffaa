"""Label tables compiled for looking up: which label opens a folded line, which ends a stretch of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from newsflow.copyreader.folding import plain
from newsflow.copyreader.labels import TABLES
from newsflow.copyreader.labels.table import Labels
from newsflow.domain.codes import CreditRole, DateKind

LINE_LABELS = ("keywords", "note", "slug", "section", "headline", "deck", "place", "embargo")
"""Labels that open a line and name one part of the draft."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label of one table: the part that it names, and the credit's role where it names a person."""

    kind: str
    language: str
    role: CreditRole | None = None
    date: DateKind | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """A label at the start of a folded line: `end` is where its value starts."""

    label: Label
    end: int
    marked: bool
    """Whether a colon or the like stands between label and value."""


def _dates(table: Labels) -> Iterator[tuple[str, Label]]:
    for kind, words in (
        (DateKind.UPDATED, table.updated),
        (DateKind.FIRST, table.first),
        (DateKind.FILED, table.filed),
    ):
        for word in words:
            yield word, Label("date", table.language, date=kind)


def _people(table: Labels) -> Iterator[tuple[str, Label]]:
    for role, words in table.credits.items():
        for word in words:
            yield word, Label("credit", table.language, role=role)


def _parts(table: Labels) -> Iterator[tuple[str, Label]]:
    for kind in LINE_LABELS:
        for word in getattr(table, kind):
            yield word, Label(kind, table.language)


def _speeds(table: Labels) -> Iterator[tuple[str, Label]]:
    for kind in ("flash", "urgent"):
        for word in getattr(table, kind):
            yield word, Label(kind, table.language)


GROUPS = {"date": _dates, "credit": _people, "part": _parts, "speed": _speeds}


@dataclass(frozen=True, slots=True)
class _Group:
    opens: re.Pattern[str]
    closes: re.Pattern[str]
    labels: dict[str, tuple[Label, ...]]


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(set(words), key=len, reverse=True))


@lru_cache(maxsize=8)
def _group(name: str) -> _Group:
    labels: dict[str, list[Label]] = {}
    for table in TABLES.values():
        for word, label in GROUPS[name](table):
            bare = plain(word.removesuffix(":"))
            labels.setdefault(bare + (":" if word.endswith(":") else ""), []).append(label)
    loose = _alternatives(word for word in labels if not word.endswith(":"))
    strict = _alternatives(word[:-1] for word in labels if word.endswith(":"))
    either = f"(?:(?P<strict>{strict or '(?!)'})(?= ?[:|=])|(?P<loose>{loose or '(?!)'})(?!\\w))"
    return _Group(
        opens=re.compile(rf"[ *•·(\[\-\"»>|]*{either} ?(?P<mark>[:|=!]|-(?= )|\.(?= ))?[ \-]*"),
        closes=re.compile(
            rf"(?<!\w)(?:(?P<strict>{strict or '(?!)'}) ?:|(?P<loose>{loose or '(?!)'}) ?:?)[ (\-]*$"
        ),
        labels={word: tuple(found) for word, found in labels.items()},
    )


def _chosen(group: _Group, match: re.Match[str], language: str) -> Label:
    strict = match.group("strict")
    word = f"{strict}:" if strict is not None else match.group("loose")
    found = group.labels[word]
    return next((label for label in found if label.language == language), found[0])


def opening(name: str, folded: str, language: str) -> Opening | None:
    """The label of group `name` that a folded line opens with; the language's own where several share it."""
    group = _group(name)
    match = group.opens.match(folded)
    if match is None:
        return None
    marked = match.group("strict") is not None or match.group("mark") is not None
    return Opening(_chosen(group, match, language), match.end(), marked)


def closing(name: str, folded: str, language: str) -> tuple[Label, int] | None:
    """The label of group `name` that a folded stretch ends with, and where it starts."""
    group = _group(name)
    tail = max(0, len(folded) - 60)
    match = group.closes.search(folded, tail)
    return None if match is None else (_chosen(group, match, language), match.start())


@lru_cache(maxsize=64)
def words_of(kind: str, language: str | None = None) -> frozenset[str]:
    """All folded words of one kind of every table, or of one language's."""
    tables = TABLES.values() if language is None else [TABLES[language]] if language in TABLES else []
    return frozenset(plain(word) for table in tables for word in getattr(table, kind))
