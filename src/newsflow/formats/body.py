"""The copy as readers see it, under the embargo's line: as blocks, as HTML, as its words."""

from dataclasses import replace

from newsflow.domain.codes import BlockKind
from newsflow.domain.dispatch import Block, Span, paragraph
from newsflow.domain.text import direction
from newsflow.formats.body_html import html
from newsflow.formats.choices import Choices
from newsflow.formats.prose import body_blocks, embargo_line
from newsflow.formats.sheet import Sheet
from newsflow.formats.xml import enclosed


def copy(sheet: Sheet, choices: Choices) -> tuple[Block, ...]:
    """The blocks of the copy; of media their caption. Links become their words where tags inside are not wanted."""
    blocks = body_blocks(sheet.content, sheet.agency)
    if choices.plain_paragraphs:
        blocks = tuple(_plain(block) for block in blocks)
    embargo = embargo_line(sheet.content, sheet.agency, sheet.embargo)
    return blocks if embargo is None else (paragraph(embargo), *blocks)


def markup(blocks: tuple[Block, ...]) -> str:
    """The blocks as HTML, one a line, so that a client that strips tags does not glue words together."""
    return html(blocks)


def markup_in(language: str, blocks: tuple[Block, ...]) -> str:
    """The same for where nothing else says which way the language runs: from right to left in a div that says so."""
    if direction(language) == "ltr" or not blocks:
        return html(blocks)
    return enclosed("div", f"\n{html(blocks)}\n", dir="rtl", lang=language)


def counts(blocks: tuple[Block, ...]) -> tuple[int, int]:
    """Characters and words of the blocks."""
    texts = [block.text() for block in blocks]
    return sum(map(len, texts)), len("\n".join(texts).split())


def _plain(block: Block) -> Block:
    if block.kind is BlockKind.LIST:
        return replace(block, items=tuple((_words(item),) for item in block.items))
    return replace(block, spans=(_words(block.spans),))


def _words(spans: tuple[Span, ...]) -> Span:
    return Span("".join(span.text for span in spans))
