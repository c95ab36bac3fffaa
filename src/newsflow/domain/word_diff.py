"""Two versions of a dispatch word by word: what came, what went, what stayed; in bounded time whatever the texts.

Paragraphs that stand in both are found first, then each changed paragraph is compared with the one that it came from.
Beyond the bounds a stretch is told as exchanged whole, which is true and coarse.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from newsflow.domain.dispatch import Dispatch
from newsflow.domain.sequence_diff import Budget, Run, sequence_diff

_TOKEN = re.compile(
    r"\s+|(?:[^\W_][\u0300-\u036f\u064b-\u065f\u0670\u200c]*)+(?:['\u2019][^\W_]+)*|.", re.DOTALL
)
_LETTER = re.compile(r"[^\W_]")
_PAIRS_LIMIT = 400
"""Paragraphs gone times paragraphs come, in one stretch, that are matched by what they share; more go in order."""
_ALIKE = 0.4
"""The share of common words from which a paragraph is another one's later form."""
EFFORT = 500_000
"""Steps of comparing in one call; some 0.3 s."""


class Change(StrEnum):
    """What happened to a run of words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text and what happened to it."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A stretch that changed: where it stood in the old text, and where it stands in the new."""

    old: int
    old_end: int
    new: int
    new_end: int

    def touches_old(self, start: int, end: int) -> bool:
        """Whether something at that place of the old text changed, if only by a letter beside it."""
        return start <= self.old_end and end >= self.old

    def touches_new(self, start: int, end: int) -> bool:
        """The same of the new text."""
        return start <= self.new_end and end >= self.new


@dataclass(frozen=True, slots=True, kw_only=True)
class PartDiff:
    """One headline, deck or paragraph before and after; `before` and `after` are the block's numbers, None where it isn't."""

    field: str
    pieces: tuple[Piece, ...]
    before: int | None = 0
    after: int | None = 0

    @property
    def is_same(self) -> bool:
        """Whether nothing in it changed."""
        return all(piece.change is Change.SAME for piece in self.pieces)

    def text(self, without: Change) -> str:
        """The part as it was (without what was added) or as it is (without what was removed)."""
        return "".join(piece.text for piece in self.pieces if piece.change is not without)

    def regions(self) -> list["Region"]:
        """The stretches that changed, in order; two with nothing but blanks and marks between them are one."""
        found: list[Region] = []
        held: Region | None = None
        old = new = 0
        for piece in self.pieces:
            old_end = old + len(piece.text) * (piece.change is not Change.ADDED)
            new_end = new + len(piece.text) * (piece.change is not Change.REMOVED)
            is_kept = piece.change is Change.SAME
            if is_kept and _LETTER.search(piece.text):
                found += [held] if held else []
                held = None
            elif held is not None or not is_kept:
                held = held or Region(old=old, old_end=old, new=new, new_end=new)
                held = replace(held, old_end=old_end, new_end=new_end)
            old, new = old_end, new_end
        return [*found, held] if held else found


def diff(before: Dispatch, after: Dispatch) -> tuple[PartDiff, ...]:
    """Headline, deck and every paragraph, in the order of the new version, what went at the place where it stood."""
    budget = Budget(EFFORT)
    return (
        _part("headline", before.headline, after.headline, budget),
        _part("deck", before.deck or "", after.deck or "", budget),
        *_bodies(before.words(), after.words(), budget),
    )


def words_diff(before: str, after: str) -> tuple[Piece, ...]:
    """Two texts word by word."""
    return _pieces(before, after, Budget(EFFORT))


def _part(
    field: str, before: str, after: str, budget: Budget, places: tuple[int | None, int | None] = (0, 0)
) -> PartDiff:
    return PartDiff(field=field, pieces=_pieces(before, after, budget), before=places[0], after=places[1])


def _pieces(before: str, after: str, budget: Budget) -> tuple[Piece, ...]:
    if before == after:
        return (Piece(Change.SAME, before),) if before else ()
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    pieces: list[Piece] = []
    for run in sequence_diff(old, new, budget):
        if run.is_same:
            pieces.append(Piece(Change.SAME, "".join(old[run.a : run.a_end])))
            continue
        pieces += [Piece(Change.REMOVED, "".join(old[run.a : run.a_end]))] if run.a < run.a_end else []
        pieces += [Piece(Change.ADDED, "".join(new[run.b : run.b_end]))] if run.b < run.b_end else []
    return tuple(pieces)


def _bodies(before: Sequence[str], after: Sequence[str], budget: Budget) -> list[PartDiff]:
    parts: list[PartDiff] = []
    for run in sequence_diff(before, after, budget):
        if run.is_same:
            parts += [
                _part("body", before[a], after[b], budget, (a, b))
                for a, b in zip(range(run.a, run.a_end), range(run.b, run.b_end), strict=True)
            ]
        else:
            parts += _gap(before, after, run, budget)
    return parts


def _gap(before: Sequence[str], after: Sequence[str], run: Run, budget: Budget) -> list[PartDiff]:
    """The paragraphs of a changed stretch, each beside the one that it came from."""
    parts: list[PartDiff] = []
    a = run.a
    for old, new in _matched(before, after, run):
        parts += [_part("body", before[each], "", budget, (each, None)) for each in range(a, old)]
        parts.append(_part("body", before[old], after[new], budget, (old, new)))
        a = old + 1
    parts += [_part("body", before[each], "", budget, (each, None)) for each in range(a, run.a_end)]
    paired = {part.after for part in parts}
    for new in range(run.b, run.b_end):
        if new not in paired:
            place = next(
                (n for n, part in enumerate(parts) if part.after is not None and part.after > new), len(parts)
            )
            parts.insert(place, _part("body", "", after[new], budget, (None, new)))
    return parts


def _matched(before: Sequence[str], after: Sequence[str], run: Run) -> list[tuple[int, int]]:
    """Which old paragraph became which new one, in order."""
    olds, news = range(run.a, run.a_end), range(run.b, run.b_end)
    if len(olds) * len(news) > _PAIRS_LIMIT:
        return list(zip(olds, news, strict=False))
    if len(olds) == len(news) == 1:
        return [(run.a, run.b)]
    old_words = {place: Counter(before[place].split()) for place in olds}
    new_words = {place: Counter(after[place].split()) for place in news}
    best: list[tuple[int, int]] = []
    last = run.b - 1
    for old in olds:
        scored = [(_share(old_words[old], new_words[new]), -new) for new in news if new > last]
        share, new = max(scored, default=(0.0, 0))
        if share >= _ALIKE:
            best.append((old, -new))
            last = -new
    return best


def _share(a: Counter[str], b: Counter[str]) -> float:
    return 2 * (a & b).total() / max(1, a.total() + b.total())
