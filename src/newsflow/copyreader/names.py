"""Names of people and places by their shape: what can be one, and where one ends and the next begins."""

import re
import unicodedata
from collections.abc import Iterator

from newsflow.copyreader.lookup import words_of

_PARTICLES = frozenset(
    (
        "de",
        "da",
        "di",
        "do",
        "du",
        "del",
        "della",
        "des",
        "der",
        "den",
        "van",
        "von",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ben",
        "bint",
        "abu",
        "y",
        "i",
        "e",
        "d'",
        "l'",
        "dos",
        "das",
        "zu",
        "zur",
        "am",
        "sur",
        "sous",
        "of",
        "the",
        "upon",
        "ul",
    )
)
_TOKEN = re.compile(r"[^\s]+")
_SEPARATOR = re.compile(r"\s*(?:[,;،؛&+]|\s/\s)\s*")
_LETTERS = re.compile(r"[^\W\d_]")
NAME_LIMIT = 60


def cased(text: str) -> bool:
    """Whether the text's script knows capitals."""
    return any(unicodedata.category(letter) in {"Lu", "Ll"} for letter in text)


def _opens_name(token: str) -> bool:
    letter = _LETTERS.search(token)
    if letter is None:
        return False
    return unicodedata.category(letter.group()) in {"Lu", "Lt", "Lo"}


def is_name(text: str, *, least: int, most: int) -> bool:
    """Whether a text has the shape of a name of `least` to `most` words: capitals, particles, no digits."""
    tokens = _TOKEN.findall(text)
    if (
        not least <= len(tokens) <= most
        or len(text) > NAME_LIMIT
        or re.search(r"[\d:;!?()\[\]{}«»\"“”=<>@#/|]", text)
    ):
        return False
    if text.rstrip().endswith((",", "،")) or any(token.endswith(".") and len(token) > 5 for token in tokens):
        return False
    if not cased(text):
        return all(_LETTERS.search(token) for token in tokens)
    held = [token for token in tokens if token not in _PARTICLES]
    return bool(held) and all(_opens_name(token) for token in held) and bool(_LETTERS.search(tokens[0]))


def is_place(text: str) -> bool:
    """Whether a text has the shape of a place's name: up to four words."""
    return is_name(text, least=1, most=4) and len(text) <= 40


def people(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """The stretches of `text[start:end]` between commas and the words for “and”."""
    joiners = words_of("joiners", language) or words_of("joiners")
    alternatives = "|".join(re.escape(word) for word in sorted(joiners, key=len, reverse=True))
    splitter = re.compile(rf"{_SEPARATOR.pattern}|\s+(?:{alternatives})\s+", re.IGNORECASE)
    reached = start
    for match in splitter.finditer(text, start, end):
        yield stripped(text, reached, match.start())
        reached = match.end()
    yield stripped(text, reached, end)


def stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without the blanks, stars, brackets and full stops around it; an initial keeps its own."""
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        initial = (
            text[end - 1] == "."
            and end - start >= 2
            and text[end - 2].isupper()
            and (end - 2 == start or not text[end - 3].isalnum())
        )
        if initial or unicodedata.category(text[end - 1]) == "Mn":
            break
        end -= 1
    return start, end
