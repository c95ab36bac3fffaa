"""Texts cut into lines, for terminals and mail."""


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
