"""What the public may read of a body: the lead in whole sentences, up to the agency's share."""

from collections.abc import Iterable

from newsflow.domain.agency import PublicRule
from newsflow.domain.codes import BlockKind
from newsflow.domain.dispatch import Block
from newsflow.domain.text import sentences, words


def summarise(body: Iterable[Block], rule: PublicRule, language: str) -> tuple[str, ...]:
    """The lead's paragraphs, cut after a whole sentence, within the rule's sentences and share of words.

    The lead is the run of paragraphs that opens the body; a sub-head, quote or list ends it. The share is kept
    strictly: where even the first sentence is over it, as in a flash of one sentence, the summary is empty and
    headline and deck stand alone. A sentence is never skipped to reach a shorter one.
    """
    blocks = tuple(body)
    room = sum(len(words(block.text())) for block in blocks) * rule.summary_share // 100
    left = rule.summary_sentences
    paragraphs: list[str] = []
    for block in blocks:
        if block.kind is not BlockKind.PARAGRAPH:
            break
        kept: list[str] = []
        whole = sentences(block.text(), language)
        for sentence in whole:
            length = len(words(sentence))
            if left == 0 or length > room:
                break
            kept.append(sentence)
            left -= 1
            room -= length
        if kept:
            paragraphs.append(" ".join(kept))
        if len(kept) < len(whole):
            break
    return tuple(paragraphs)
