"""Texts cut into lines, and facts a line each, for terminals and mail."""

from collections.abc import Iterable
from unicodedata import is_normalized

from newsflow.formats.xml import line


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """The text, whose words stand one blank apart, in lines of that width at most, the first one indented.

    A word that is longer stands on a line of its own; an empty text is one empty line.
    """
    lines: list[str] = []
    at, room, end = 0, width - len(indent), len(text)
    while at < end:
        cut = end
        if end - at > room:
            cut = text.rfind(" ", at, at + room + 1)
            if cut <= at:
                cut = text.find(" ", at + room)
            cut = end if cut < 0 else cut
        lines.append(indent + text[at:cut])
        at, room, indent = cut + 1, width, ""
    return lines or [""]


def labelled(facts: Iterable[tuple[str, str | None]]) -> list[str]:
    """`name: text` of each fact that has a text, on one line each."""
    said = [(name, text) for name, text in facts if text]
    whole = "\n".join([f"{name}: {text}" for name, text in said])
    told = whole.split("\n")
    if len(told) == len(said) and _tidy(whole):
        # Looked at once, as a whole: a line is as `xml.line` makes it if nothing in all of them is odd.
        return told
    return [f"{name}: {line(text)}" for name, text in said]


def _tidy(whole: str) -> bool:
    """Whether every line is as `xml.line` makes it."""
    return (
        "  " not in whole
        and " \n" not in whole
        and not whole.endswith(" ")
        and whole.replace("\n", "").isprintable()
        and is_normalized("NFC", whole)
    )
