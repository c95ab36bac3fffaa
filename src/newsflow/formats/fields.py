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
