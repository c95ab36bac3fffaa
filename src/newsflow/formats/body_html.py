"""The body's blocks as HTML elements without a namespace."""

from collections.abc import Iterable

from lxml import etree

from newsflow.domain.codes import BlockKind
from newsflow.domain.dispatch import Block, Span
from newsflow.domain.markup import is_link
from newsflow.formats.xml import Element, clean

_TAGS = {BlockKind.PARAGRAPH: "p", BlockKind.SUBHEAD: "h3", BlockKind.QUOTE: "blockquote"}


def html(elements: Iterable[Element]) -> str:
    """The elements as HTML, one a line, so that a client that strips tags does not glue words together."""
    return "\n".join(etree.tostring(element, encoding="unicode") for element in elements)


def element(block: Block) -> Element:
    """The block as one element: p, h3, blockquote, ul or ol; its links as a."""
    if block.kind is BlockKind.LIST:
        parent = etree.Element("ol" if block.ordered else "ul")
        for item in block.items:
            _fill(etree.SubElement(parent, "li"), item)
        return parent
    element = etree.Element(_TAGS[block.kind])
    _fill(element, block.spans)
    return element


def _fill(element: Element, spans: Iterable[Span]) -> None:
    last: Element | None = None
    for span in spans:
        text = clean(span.text)
        if span.href is not None and is_link(span.href):
            last = etree.SubElement(element, "a", href=clean(span.href))
            last.text = text
        elif last is None:
            element.text = (element.text or "") + text
        else:
            last.tail = (last.tail or "") + text
