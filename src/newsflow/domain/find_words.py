"""Finding words in a text as a reader would: whatever their case, accents, spaces, dashes and quotation marks are."""

import unicodedata
from dataclasses import dataclass

from newsflow.domain.text import fold, words

_SAME = {
    **dict.fromkeys("\u2018\u2019\u201a\u02bc\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
}
_UNSEEN = frozenset({"Mn", "Cf"})
"""Marks on letters, soft hyphens, joiners and marks of direction: nobody reads them as letters."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a text, from `start` up to `end`."""

    start: int
    end: int


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return words(text)


def find(text: str, wanted: str, *, whole_words: bool) -> list[Run]:
    """Every place where `wanted` stands in `text`, in order, none over another."""
    folded, places = _folded(text)
    looked_for, _ = _folded(wanted.strip())
    looked_for = looked_for.strip()
    found: list[Run] = []
    if not looked_for:
        return found
    at = folded.find(looked_for)
    while at >= 0:
        end_folded = at + len(looked_for)
        run = Run(places[at], _end(text, places[end_folded - 1]))
        if not whole_words or _stands_alone(text, run):
            found.append(run)
            at = folded.find(looked_for, end_folded)
        else:
            at = folded.find(looked_for, at + 1)
    return found


def _folded(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and for each of its characters which one of `text` it comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if unicodedata.category(character) in _UNSEEN or character == "\u0640":
            continue
        if character.isspace():
            if letters and letters[-1] == " ":
                continue
            said = " "
        else:
            said = _SAME.get(character) or fold(character)
        letters += said
        places += [place] * len(said)
    return "".join(letters), places


def _end(text: str, last: int) -> int:
    """Past the last character and the marks that stand on it."""
    end = last + 1
    while end < len(text) and unicodedata.category(text[end]) == "Mn":
        end += 1
    return end


def _stands_alone(text: str, run: Run) -> bool:
    before, after = text[: run.start][-1:], text[run.end : run.end + 1]
    return not (before.isalnum() or after.isalnum())
