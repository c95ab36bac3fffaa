"""Words with their places, folded so that spellings of one word are the same word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from newsflow.domain.text import fold

APOSTROPHES = "'\u2019\u02bc"
_MARKS = "\u0300-\u036f\u064b-\u065f\u0670\u200c"
"""What hangs on a letter and is none: accents, vowel signs, the joiner between two parts of a Persian word."""
_LETTERS = rf"[^\W_](?:[^\W_]|[{_MARKS}])*"
_WORD = re.compile(rf"{_LETTERS}(?:[{APOSTROPHES}]{_LETTERS})*")
_APOSTROPHE = re.compile(rf"[{APOSTROPHES}]")
_ALIKE = str.maketrans({"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "\u200c": None})
"""Letters that Arabic and Persian keyboards give for one another."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands, without the marks around it."""

    text: str
    start: int
    end: int

    @property
    def folded(self) -> str:
        """For comparing."""
        return same(self.text)


@lru_cache(maxsize=65_536)
def same(word: str) -> str:
    """The word without case, accents and vowel signs; Arabic and Persian letters that are typed for each other as one."""
    return fold(word).translate(_ALIKE)


def words(text: str) -> Iterator[Word]:
    """The words of a text in order; what hangs on an apostrophe belongs to its word."""
    return (Word(match[0], match.start(), match.end()) for match in _WORD.finditer(text))


def pieces(word: str) -> list[str]:
    """The parts of a word around its apostrophes: Trabzon and da, l and Union."""
    return _APOSTROPHE.split(word)


def base(language: str) -> str:
    """The language without its region: ar of ar-EG."""
    return language.split("-", maxsplit=1)[0].lower()
