"""Writes docs/summaries.md: lead sentences beside sentences chosen by the headline's words, judged on dispatches in five languages."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from house.judged import CONCLUSION, JUDGED, Judged
from house.source import ROOT
from newsflow.domain.codes import BlockKind
from newsflow.domain.edition import public_rule
from newsflow.domain.quotes import quotations
from newsflow.domain.summary import summarise
from newsflow.domain.text import sentences, words
from newsflow.matching.analyser import terms
from newsflow.newsroom.description.agency_file import read_agency
from newsflow.ops.demo import AGENCY_FILE
from newsflow.ops.demo.plan import New
from newsflow.ops.demo.written import written as steps_of_the_demo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsflow.domain.agency import PublicRule
    from newsflow.domain.dispatch import Dispatch

PAGE = ROOT / "docs/summaries.md"
WRITTEN_BY = "<!-- Written by `python -m house.summaries`, never by hand. -->"
ANY_DAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
"""The demo counts its moments back from a clock, and its dispatches name the days of the week that come of it."""
TERM_LETTERS = 4
"""A headline's word that has fewer letters once stemmed is no ground to choose a sentence: of, der, une."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A dispatch's two summaries under the same rule: the lead's sentences, and those that share most words with the headline."""

    key: str
    language: str
    headline: str
    lead: tuple[str, ...]
    scored: tuple[str, ...]

    def digest(self) -> str:
        """What was judged: a judgement of other words is none of these."""
        read = "\n".join((self.headline, *self.lead, "", *self.scored))
        return sha256(read.encode()).hexdigest()[:8]


def scored(version: Dispatch, rule: PublicRule) -> tuple[str, ...]:
    """The sentences of the body's paragraphs that share most words with the headline, in the order of the text.

    Words are compared stemmed. The earlier sentence goes first where two share as many. The rule's number of sentences and
    share of words hold, and no sentence cuts a quotation: what differs from the lead is the choice alone.
    """
    asked = {term for term in terms(version.headline, version.language) if len(term) >= TERM_LETTERS}
    room = sum(len(words(block.text())) for block in version.body) * rule.summary_share // 100
    paragraphs = [block.text() for block in version.body if block.kind is BlockKind.PARAGRAPH]
    whole = [one for text in paragraphs for one in _whole(text, version.language)]
    shared = [len(asked.intersection(terms(one, version.language))) for one in whole]
    kept: list[int] = []
    for number in sorted(range(len(whole)), key=lambda one: (-shared[one], one)):
        length = len(words(whole[number]))
        if shared[number] and length <= room and len(kept) < rule.summary_sentences:
            kept.append(number)
            room -= length
    return tuple(whole[number] for number in sorted(kept))


def _whole(paragraph: str, language: str) -> Iterator[str]:
    """The paragraph's sentences that neither open nor close a quotation of several."""
    quoted = quotations(paragraph, language)
    end = 0
    for one in sentences(paragraph, language):
        begin = paragraph.index(one, end)
        end = begin + len(one)
        if not any(start < cut < stop for start, stop in quoted for cut in (begin, end)):
            yield one


def pairs() -> dict[str, Pair]:
    """Every dispatch of the demo, as first released, whose rule gives it a summary."""
    agency = read_agency(AGENCY_FILE)
    found: dict[str, Pair] = {}
    for step in steps_of_the_demo(agency, ANY_DAY):
        rule = public_rule(agency, step.content) if isinstance(step, New) else None
        if not isinstance(step, New) or rule is None:
            continue
        version = step.content
        lead = summarise(version.body, rule, version.language)
        if lead:
            said = tuple(one for part in lead for one in sentences(part, version.language))
            found[step.key] = Pair(step.key, version.language, version.headline, said, scored(version, rule))
    return found


def unread(found: dict[str, Pair]) -> list[str]:
    """The judgements whose two summaries are no longer those that were read, each with what to write once they are."""
    return [f"{one.key}: {found[one.key].digest()}" for one in JUDGED if found[one.key].digest() != one.read]


def written(found: dict[str, Pair]) -> str:
    """The page."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: dict[str, Pair]) -> Iterator[str]:
    yield f"# Summaries: the lead, or the headline's words\n\n{WRITTEN_BY}\n"
    yield "A summary on the public site is the lead in whole sentences ([site.md](site.md#what-is-public)). Something better comes only by"
    yield "a written comparison on dispatches in five languages. This is one: beside the lead stand the sentences that share most words"
    yield "with the headline, stemmed, in the order of the text, within the same rule's number of sentences and share of words, and never"
    yield "cutting a quotation. The dispatches are the demo's, invented, two or more in each language; one reader read both and says which serves the public"
    yield "better. A judgement names the very words that it was made on: where they change, the command asks for it again.\n"
    yield from _counted(found.values())
    for one in JUDGED:
        yield from _judged(found[one.key], one)
    yield f"## What follows\n\n{CONCLUSION.rstrip()}"


def _counted(every: Iterable[Pair]) -> Iterator[str]:
    listed = list(every)
    alike = sum(one.lead == one.scored for one in listed)
    opening = sum(one.lead[0] in one.scored for one in listed)
    yield f"Of the demo's {len(listed)} dispatches with a summary, both choose the same in {alike}; the lead's first sentence is among"
    yield f"those chosen by the headline's words in {opening}.\n"


def _judged(pair: Pair, judged: Judged) -> Iterator[str]:
    yield f"## {pair.headline}\n"
    yield f"`{pair.key}`, in `{pair.language}`\n"
    yield "**The lead**\n"
    yield from (f"- {one}" for one in pair.lead)
    yield "\n**By the headline's words**\n"
    yield from (f"- {one}" for one in pair.scored)
    yield f"\n**Judged: {judged.better}.** {judged.because}\n"


def main() -> int:
    """0 and the page is written; 1 where two summaries have changed since somebody judged them."""
    found = pairs()
    if again := unread(found):
        print(
            "Read these again, judge them in house/judged.py, and write there what was read:",
            *again,
            sep="\n",
        )
        return 1
    PAGE.write_text(written(found), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
