"""Text as labels are compared with it, each folded character knowing where it stands in the input."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from newsflow.domain.text import fold

FOLD_LIMIT = 4000
"""Labels, names and dates stand in short lines: more than this of a line is never folded."""

_ALIKE = str.maketrans({"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "’": "'", "‘": "'", "ʼ": "'", "：": ":"})
_ALIKE_TOO = str.maketrans({"–": "-", "—": "-", "−": "-", "٫": ".", "،": ",", "؛": ";"})


@dataclass(frozen=True, slots=True)
class Folded:
    """A stretch of input, folded: `at[i]` is where character `i` of `text` stands in the input."""

    text: str
    at: tuple[int, ...]
    source: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of input behind `text[start:end]`, with the marks that hang on its last letter."""
        if start >= end:
            return self.at[start], self.at[start]
        stop = self.at[end - 1] + 1
        while stop < len(self.source) and unicodedata.category(self.source[stop]) == "Mn":
            stop += 1
        return self.at[start], stop


@lru_cache(maxsize=8192)
def _folded(character: str) -> str:
    if character.isspace() or unicodedata.category(character) in {"Cf", "Cc"}:
        return " "
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return fold(character).translate(_ALIKE).translate(_ALIKE_TOO)


def folded(source: str, start: int, end: int) -> Folded:
    """`source[start:end]` folded: no case, no accents, western digits, runs of blanks as one space."""
    letters: list[str] = []
    at: list[int] = []
    for place in range(start, min(end, start + FOLD_LIMIT)):
        for letter in _folded(source[place]):
            if letter == " " and (not letters or letters[-1] == " "):
                continue
            letters.append(letter)
            at.append(place)
    at.append(min(end, start + FOLD_LIMIT))
    return Folded("".join(letters), tuple(at), source)


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """A label or a short text, folded and stripped, for comparing."""
    return folded(text, 0, len(text)).text.strip()
