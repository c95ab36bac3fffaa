"""The story itself as the dialect's one text node: escaped HTML that opens with place and agency mark (§1.8)."""

from collections.abc import Sequence
from dataclasses import replace

from newsflow.domain.agency import Agency
from newsflow.domain.codes import BlockKind
from newsflow.domain.dispatch import Dispatch, Span, paragraph
from newsflow.domain.markup import normal_blocks
from newsflow.formats.body_html import html
from newsflow.formats.prose import place_and_mark, sentence, translators_line


def story_html(content: Dispatch, agency: Agency, *, opening: Sequence[str] = ()) -> str:
    """The body as HTML, a block a line: the lines of `opening`, the story, the translator's credit.

    The story begins "PLACE (MARK) - ", which PHB splits at and KIT strips. A dispatch without a body is its
    headline as a sentence.
    """
    blocks = normal_blocks(content.body) or (paragraph(sentence(content.headline)),)
    start = place_and_mark(content, agency)
    if blocks[0].kind is BlockKind.PARAGRAPH and blocks[0].text().startswith(start.rstrip()):
        start = ""
    if blocks[0].kind is BlockKind.PARAGRAPH:
        blocks = (replace(blocks[0], spans=(Span(start), *blocks[0].spans)), *blocks[1:])
    elif start:
        blocks = (paragraph(start.rstrip()), *blocks)
    credit = translators_line(content, agency)
    closing = [] if credit is None else [paragraph(credit)]
    return html([*(paragraph(text) for text in opening), *blocks, *closing])
