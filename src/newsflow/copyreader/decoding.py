"""Bytes of a file as text, with the encoding that they were read in said."""

import codecs
from dataclasses import dataclass

from newsflow.copyreader.language import detect
from newsflow.copyreader.lines import MAX_CHARACTERS
from newsflow.domain.errors import BadInputError
from newsflow.domain.worded import worded

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_EIGHT_BIT = ("cp1254", "cp1256", "cp1251", "cp1252", "latin-1")
"""Windows Turkish, Arabic, Cyrillic and Western, as old desks still send them; latin-1 reads any bytes."""
_OF_LANGUAGE = {"tr": "cp1254", "ar": "cp1256", "fa": "cp1256", "ru": "cp1251"}
"""What each language's desks use; two that decode alike are told apart by the language they give."""
MAX_BYTES = MAX_CHARACTERS * 4
"""The largest file that is decoded: as many characters as are read, at their longest."""
_SAMPLE = 4000


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text. `certain` is False where the encoding was guessed from the language that it gives."""

    text: str
    encoding: str
    certain: bool


def decode(content: bytes, expected: frozenset[str]) -> Decoded:
    """The text of a file: by its byte order mark, as UTF-8, else in the eight-bit encoding that reads best.

    `expected` are the agency's languages. Raises BadInputError when the file is larger than a text can be.
    """
    if len(content) > MAX_BYTES:
        raise BadInputError(
            "This file is too large to be a dispatch.",
            worded("It has %(count)s bytes.", count=f"{len(content):,}"),
            worded("Send at most %(most)s characters, one dispatch to a file.", most=f"{MAX_CHARACTERS:,}"),
        )
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return Decoded(content[len(mark) :].decode(encoding, errors="replace"), encoding, certain=True)
    try:
        return Decoded(content.decode("utf-8"), "utf-8", certain=True)
    except UnicodeDecodeError:
        return _guessed(content, expected)


def _guessed(content: bytes, expected: frozenset[str]) -> Decoded:
    sample = content[:_SAMPLE]
    best = max(_EIGHT_BIT, key=lambda encoding: _fit(sample, encoding, expected))
    return Decoded(content.decode(best, errors="replace"), best, certain=False)


def _fit(sample: bytes, encoding: str, expected: frozenset[str]) -> float:
    """How well bytes read in an encoding: its own language, for certain, is 1; control characters are none."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return -1.0
    if any("\x7f" <= letter <= "\x9f" for letter in text):
        return -0.5
    language, certain = detect(text, expected)
    usual = _OF_LANGUAGE.get(language, "cp1252")
    return certain if encoding == usual else certain / 2
