"""Text as a page sets it: no line begins with a mark that belongs to the word before, and a score stays whole."""

import re

_NARROW = "\u202f"
_WIDE = "\u00a0"
_BEFORE = re.compile(r" +(?=[;?!](?:\s|$|[»”\"')\]]))")
_BEFORE_COLON = re.compile(r" +(?=[:»](?:\s|$|[.,;?!)\]]))")
_AFTER = re.compile(r"(?<=«) +")
_SCORE = re.compile(r"(?<![\w\-–.,/])[0-9]{1,3}(?:[-–][0-9]{1,3})+(?![\w\-–/]|[.,][0-9])")
_JOINER = "\u2060"
"""Keeps a line from breaking where it stands; a search in the page passes over it."""


def typeset(text: str, language: str) -> str:
    """The text with scores (2-1, 6–4) kept on one line, and French's spaces around : ; ? ! « » made unbreakable.

    Words stay as they are.
    """
    return spaced(_SCORE.sub(lambda found: re.sub(r"(?<=[-–])", _JOINER, found[0]), text), language)


def spaced(text: str, language: str) -> str:
    """The text with French's spaces around : ; ? ! « » made unbreakable, where it is French."""
    if language.split("-", maxsplit=1)[0].lower() != "fr":
        return text
    return _AFTER.sub(_WIDE, _BEFORE_COLON.sub(_WIDE, _BEFORE.sub(_NARROW, text)))
