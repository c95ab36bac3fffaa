"""A document in two parts: the core, the same for everyone and stored once, and what one account may see beside it.

The core is a pure function of version, format and choices. It has marked places; what goes there (links to the
story's other items, addresses of files) is rendered apart for each account, and joined.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from lxml import etree

from newsflow.formats.xml import DECLARATION, Element


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
        pieces = zip_longest(self.parts, (filled.get(slot, b"") for slot in self.slots), fillvalue=b"")
        return b"".join(piece for pair in pieces for piece in pair)


_MARK = "newsflow-slot"
_MARKED = re.compile(rb"<\?newsflow-slot (\w+)\?>\n?")


def mark(parent: Element, slot: Slot) -> None:
    """Mark the place as the parent's next child."""
    parent.append(etree.ProcessingInstruction(_MARK, slot.value))


def xml_core(document: Element, *, declaration: bytes = DECLARATION) -> Core:
    """The document's bytes, indented, cut at its marks."""
    return _cut(declaration + etree.tostring(document, encoding="UTF-8", pretty_print=True))


def fragment_core(wrapper: Element) -> Core:
    """The wrapper's children, cut at their marks: they stand in a document that declares what the wrapper does."""
    return _cut(children(wrapper))


def _cut(written: bytes) -> Core:
    """The bytes cut at their marks, whose own lines go."""
    pieces = _MARKED.split(written)
    before = (part.rstrip(b" \t") for part in pieces[:-1:2])
    return Core((*before, pieces[-1]), tuple(Slot(name.decode()) for name in pieces[1::2]))


def wrapped(document: Element, inside: Element, fragments: Iterable[bytes]) -> bytes:
    """The document with the fragments at the end of that element of it."""
    inside.append(etree.ProcessingInstruction(_MARK, "fragments"))
    written = DECLARATION + etree.tostring(document, encoding="UTF-8", pretty_print=True)
    before, _, after = _MARKED.split(written)
    return b"".join((before.rstrip(b" \t"), *fragments, after))


def children(wrapper: Element) -> bytes:
    """The wrapper's children as they stand in it, without its own tags, so that no namespace is declared anew."""
    written = etree.tostring(wrapper, encoding="UTF-8", pretty_print=True)
    if len(wrapper) == 0:
        return b""
    return written[written.index(b">") + 1 : written.rindex(b"</")].lstrip(b"\n")
