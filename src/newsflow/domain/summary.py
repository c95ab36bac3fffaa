"""What the public may read of a body: the lead in whole sentences, up to the agency's share."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, takewhile

from newsflow.domain.agency import PublicRule
from newsflow.domain.codes import BlockKind
from newsflow.domain.dispatch import Block
from newsflow.domain.quotes import quotations
from newsflow.domain.text import sentences, words


def summarise(body: Iterable[Block], rule: PublicRule, language: str) -> tuple[str, ...]:
    """The lead's paragraphs, cut after a whole sentence, within the rule's sentences, paragraphs and share
    of words.

    The lead is the run of paragraphs that opens the body; a sub-head, quote or list ends it. The share is kept
    strictly: where even the first sentence is over it, as in a flash of one sentence, the summary is empty and
    headline and deck stand alone. A sentence is never skipped to reach a shorter one. The cut steps back to where
    no quotation is open: half of what somebody said is not what they said.
    """
    blocks = tuple(body)
    room = sum(len(words(block.text())) for block in blocks) * rule.summary_share // 100
    lead = [block.text() for block in takewhile(lambda one: one.kind is BlockKind.PARAGRAPH, blocks)]
    kept: list[_Sentence] = []
    for sentence in _sentences(lead, language):
        length = len(words(sentence.text))
        is_full = len(kept) == rule.summary_sentences or sentence.paragraph == rule.summary_paragraphs
        if is_full or length > room:
            break
        kept.append(sentence)
        room -= length
    quoted = quotations("\n".join(lead), language)
    while kept and any(start < kept[-1].end < end for start, end in quoted):
        kept.pop()
    paragraphs = groupby(kept, key=lambda sentence: sentence.paragraph)
    return tuple(" ".join(sentence.text for sentence in run) for _, run in paragraphs)


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of the lead: its paragraph's number, and where it ends in the lead, a line a paragraph."""

    text: str
    paragraph: int
    end: int


def _sentences(lead: Iterable[str], language: str) -> Iterator[_Sentence]:
    before = 0
    for number, paragraph in enumerate(lead):
        reached = 0
        for text in sentences(paragraph, language):
            reached = paragraph.index(text, reached) + len(text)
            yield _Sentence(text, number, before + reached)
        before += len(paragraph) + 1
