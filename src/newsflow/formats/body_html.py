"""The body's blocks as HTML: markup that is well-formed XML too, without a namespace."""

from collections.abc import Iterable

from newsflow.domain.codes import BlockKind
from newsflow.domain.dispatch import Block, Span
from newsflow.domain.markup import is_link
from newsflow.formats.xml import Element, add, clean, enclosed, markup, put_markup, readable

_LIST = BlockKind.LIST
_TAGS = {BlockKind.PARAGRAPH: "p", BlockKind.SUBHEAD: "h3", BlockKind.QUOTE: "blockquote"}


def html(blocks: Iterable[Block]) -> str:
    """The blocks as HTML, one a line, so that a client that strips tags does not glue words together."""
    return "\n".join([block_html(block) for block in blocks])


def block_html(block: Block) -> str:
    """The block as one element: p, h3, blockquote, ul or ol; its links as a."""
    if block.kind is _LIST:
        tag = "ol" if block.ordered else "ul"
        return enclosed(tag, "".join([enclosed("li", words(item)) for item in block.items]))
    tag = _TAGS[block.kind]
    return f"<{tag}>{words(block.spans)}</{tag}>"


def words(spans: Iterable[Span]) -> str:
    """The runs of text as markup, those that may lead somewhere as a."""
    found = [
        readable(span.text)
        if span.href is None or not is_link(span.href)
        else markup("a", clean(span.text), href=span.href)
        for span in spans
    ]
    return found[0] if len(found) == 1 else "".join(found)


def add_block(parent: Element, block: Block) -> None:
    """The same as a child of an element, a list's items on lines of their own."""
    if block.kind is _LIST:
        listed = add(parent, "ol" if block.ordered else "ul")
        for item in block.items:
            put_markup(listed, "li", words(item))
    else:
        put_markup(parent, _TAGS[block.kind], words(block.spans))
