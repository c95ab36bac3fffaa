"""Which paragraphs of a translation belong to which of its original: by length and by the numbers that both say."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from newsflow.domain.checks.tokens import base
from newsflow.domain.pair.spelled import witnesses

PARAGRAPHS_LIMIT = 300
"""A longer text is laid side by side in order."""
BAND = 12
"""How far a paragraph may have moved from its place."""
_SKIP = 0.8
"""What a paragraph without another half costs."""
_MERGE = 0.25
"""What it costs to take two paragraphs for one."""
_MERGED_SHAPE = 0.3
"""Two paragraphs in one are about as long as both: where they are not, one of them is missing."""
_LENGTH = {"tr": 1.0, "en": 1.0, "fr": 1.17, "ar": 0.85, "ru": 1.07, "de": 1.14, "es": 1.13, "it": 1.13,
           "pt": 1.1, "fa": 0.92, "zh": 0.35, "ja": 0.5, "he": 0.8, "ko": 0.55}  # fmt: skip
"""Characters of a text in a language, to one of the same text in English."""
_MOVES = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))


@dataclass(frozen=True, slots=True)
class Pair:
    """Paragraphs that belong together, by number; either side may be empty."""

    old: tuple[int, ...]
    new: tuple[int, ...]


def expected_ratio(original: str, translation: str) -> float:
    """Characters of a translation to one of its original."""
    return _LENGTH.get(base(translation), 1.0) / _LENGTH.get(base(original), 1.0)


def align(old: Sequence[str], new: Sequence[str], old_language: str, new_language: str) -> tuple[Pair, ...]:
    """The pairs in order, every paragraph in exactly one. As many on both sides are taken one by one if that fits."""
    if max(len(old), len(new)) > PARAGRAPHS_LIMIT:
        return _in_order(len(old), len(new))
    costs = _Costs(old, new, old_language, new_language)
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    slope = len(new) / max(1, len(old))
    for a in range(len(old) + 1):
        for b in range(len(new) + 1):
            if abs(b - a * slope) > BAND and (a, b) != (len(old), len(new)):
                continue
            for move in _MOVES:
                before = best.get((a - move[0], b - move[1]))
                if before is None:
                    continue
                cost = before[0] + costs.of(range(a - move[0], a), range(b - move[1], b))
                if (a, b) not in best or cost < best[a, b][0]:
                    best[a, b] = (cost, move)
    return _way(best, len(old), len(new))


def _way(best: dict[tuple[int, int], tuple[float, tuple[int, int]]], a: int, b: int) -> tuple[Pair, ...]:
    if (a, b) not in best:
        return _in_order(a, b)
    pairs: list[Pair] = []
    while (a, b) != (0, 0):
        move = best[a, b][1]
        pairs.append(Pair(tuple(range(a - move[0], a)), tuple(range(b - move[1], b))))
        a, b = a - move[0], b - move[1]
    return tuple(reversed(pairs))


def _in_order(old: int, new: int) -> tuple[Pair, ...]:
    return tuple(Pair((n,) if n < old else (), (n,) if n < new else ()) for n in range(max(old, new)))


class _Costs:
    """How badly paragraphs fit together."""

    def __init__(self, old: Sequence[str], new: Sequence[str], old_language: str, new_language: str) -> None:
        self.old_sums = _sums(old)
        self.new_sums = _sums(new)
        self.ratio = expected_ratio(old_language, new_language)
        self.old_numbers = [_values(text, old_language) for text in old]
        self.new_numbers = [_values(text, new_language) for text in new]

    def of(self, old: range, new: range) -> float:
        """The cost of taking these for one another's; 0 fits."""
        if not old or not new:
            return _SKIP
        a = (self.old_sums[old.stop] - self.old_sums[old.start]) * self.ratio + 12
        b = self.new_sums[new.stop] - self.new_sums[new.start] + 12
        shape = abs(a - b) / max(a, b)
        numbers = frozenset[Decimal]().union(*(self.old_numbers[n] for n in old))
        others = frozenset[Decimal]().union(*(self.new_numbers[n] for n in new))
        odd = len(numbers ^ others) / max(1, len(numbers | others))
        merged = len(old) + len(new) - 2
        return shape + 0.6 * odd + merged * (_MERGE + 2 * max(0.0, shape - _MERGED_SHAPE))


def _values(text: str, language: str) -> frozenset[Decimal]:
    """The numbers from 3 on that a paragraph says for sure."""
    return frozenset(
        value for one in witnesses(text, language) if one.sure for value in one.values if value > 2
    )


def _sums(texts: Sequence[str]) -> list[int]:
    sums = [0]
    for text in texts:
        sums.append(sums[-1] + len(text))
    return sums
