"""A document in two parts: the core, the same for everyone and stored once, and what one account may see beside it.

The core is a pure function of version, format and choices. It has marked places; what goes there (links to the
story's other items, addresses of files) is rendered apart for each account, and joined.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from newsflow.formats.xml import DECLARATION, Element, Mark, inside, pieces


class Slot(StrEnum):
    """A marked place in a core."""

    LINKS = "links"
    """Other items: of the story, the series, its original and its translations."""
    FILES = "files"
    """The item's own renditions, with their addresses."""
    MEMBERS = "members"
    """The items of a series, in order, where a format has them in another place than its links."""


@dataclass(frozen=True, slots=True)
class Core:
    """The bytes around the marked places: one part more than there are slots."""

    parts: tuple[bytes, ...]
    slots: tuple[Slot, ...] = ()

    def joined(self, filled: Mapping[Slot, bytes]) -> bytes:
        """The document; a slot that nothing was given for stays empty."""
        around = zip_longest(self.parts, (filled.get(slot, b"") for slot in self.slots), fillvalue=b"")
        return b"".join(piece for pair in around for piece in pair)


def mark(parent: Element, slot: Slot) -> None:
    """Mark the place as the parent's next child."""
    parent.inside.append(Mark(slot.value))


def xml_core(document: Element, *, declaration: bytes = DECLARATION) -> Core:
    """The document's bytes, indented, cut at its marks."""
    found: list[str | Mark] = [declaration.decode()]
    pieces(document, found)
    return _core(found)


def fragment_core(wrapper: Element) -> Core:
    """The wrapper's children, cut at their marks: they stand in a document that declares what the wrapper does."""
    found: list[str | Mark] = []
    inside(wrapper, found)
    return _core(found)


def _core(found: Iterable[str | Mark]) -> Core:
    parts, names = _cut(found)
    return Core(tuple(parts), tuple(map(Slot, names)))


def _cut(found: Iterable[str | Mark]) -> tuple[list[bytes], list[str]]:
    """The pieces joined between their marks, and the marks' names."""
    parts: list[list[str]] = [[]]
    names: list[str] = []
    for piece in found:
        if isinstance(piece, Mark):
            names.append(piece.name)
            parts.append([])
        else:
            parts[-1].append(piece)
    return ["".join(part).encode() for part in parts], names


def children(wrapper: Element) -> bytes:
    """The wrapper's children as they stand in it, without its own tags."""
    found: list[str | Mark] = []
    inside(wrapper, found)
    return "".join(map(str, found)).encode()


def wrapped(document: Element, around: Element, fragments: Iterable[bytes]) -> bytes:
    """The document with the fragments at the end of that element of it."""
    around.inside.append(Mark("fragments"))
    found: list[str | Mark] = []
    pieces(document, found)
    (before, after), _ = _cut(found)
    return b"".join((DECLARATION, before, *fragments, after))
