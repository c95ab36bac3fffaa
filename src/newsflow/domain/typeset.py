"""Text as a page sets it: no line begins with a mark that belongs to the word before."""

import re

_NARROW = "\u202f"
_WIDE = "\u00a0"
_BEFORE = re.compile(r" +(?=[;?!](?:\s|$|[»”\"')\]]))")
_BEFORE_COLON = re.compile(r" +(?=[:»](?:\s|$|[.,;?!)\]]))")
_AFTER = re.compile(r"(?<=«) +")


def typeset(text: str, language: str) -> str:
    """The text with French's spaces around : ; ? ! « » made unbreakable. Words and other languages stay as they are."""
    if language.split("-", maxsplit=1)[0].lower() != "fr":
        return text
    return _AFTER.sub(_WIDE, _BEFORE_COLON.sub(_WIDE, _BEFORE.sub(_NARROW, text)))
