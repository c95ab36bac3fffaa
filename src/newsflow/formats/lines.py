"""Texts cut into lines, and facts a line each, for terminals and mail."""

from collections.abc import Sequence

from newsflow.formats.xml import is_line, line


def wrapped(text: str, width: int, indent: str = "") -> list[str]:
    """The text, whose words stand one blank apart, in lines of that width at most, the first one indented.

    A word that is longer stands on a line of its own; an empty text is one empty line.
    """
    if len(text) + len(indent) <= width:
        return [indent + text] if text else [""]
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
    return lines


def labelled(facts: Sequence[tuple[str, str | None]]) -> list[str]:
    """`name: text` of each fact that has a text, on one line each."""
    said = [f"{name}: {text}" for name, text in facts if text]
    # Looked at once, as a whole: most have nothing in them that is to be mended.
    return said if is_line(" ".join(said)) else [f"{name}: {line(text)}" for name, text in facts if text]
