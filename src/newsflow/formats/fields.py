"""Our fields in a format's words: the rows that docs/formats/ are made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What becomes of one of our fields in a format."""

    field: str
    """`headline`, `translated_from.item`, `media.alt_text`, `header.version`, `links.story`: as the code names it."""
    theirs: str
    """The element, property or place; "" where the format has none."""
    spec: str = ""
    """Section of the standard."""
    lost: str = ""
    """What does not get through."""
    odd: str = ""
    """How receivers known to be odd read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a format's page says beside its table."""

    spec: str
    """Which standard, and how the table's sections name its parts."""
    odd: tuple[str, ...] = ()
    """What to know of receivers, and which choice is for whom."""


def table(text: str) -> tuple[Row, ...]:
    """The rows of a table as people write it: `field | theirs | spec | lost | odd`, a row a line; empty ends may lack."""
    rows: list[Row] = []
    for each in filter(None, map(str.strip, text.splitlines())):
        field, theirs, spec, lost, odd, *_ = (*(cell.strip() for cell in each.split("|")), "", "", "")
        rows.append(Row(field=field, theirs=theirs, spec=spec, lost=lost, odd=odd))
    return tuple(rows)
