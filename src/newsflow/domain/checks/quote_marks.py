"""Quotation marks that do not close, by language; doubled apostrophes ('') are marks too, as old keyboards write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from newsflow.domain.checks.facts import CheckFacts
from newsflow.domain.checks.finding import CheckCode, Finding
from newsflow.domain.checks.tokens import base
from newsflow.domain.codes import BlockKind

_TOKEN = re.compile(r"''|\u2019\u2019|``|[\"«»“”„‟「」『』《》]")
_CLOSED_BY = {
    "«": "»", "“": "”", "„": "“”", "‟": "”", "「": "」", "『": "』", "《": "》", '"': '"', "''": "''",
    "\u2019\u2019": "\u2019\u2019", "``": "''",
}  # fmt: skip
_BY_LANGUAGE = {
    **{one: {"“": "”", "»": "«", "«": "»", "„": "“”"} for one in ("de", "da", "cs", "sk", "sl", "hr")},
    **{one: {"“": "”", "„": "“"} for one in ("ru", "bg", "uk", "sr", "lt")},
    **{one: {"”": "”", "»": "»"} for one in ("sv", "fi")},
    **{one: {"„": "”", "»": "«"} for one in ("pl", "hu", "ro")},
    **{one: {"“": "”“", "”": "“”"} for one in ("ar", "fa", "ur", "ckb", "ps", "he")},
}
"""What these languages do otherwise. Right to left, keyboards give either curved mark for either end."""
_AGAIN = {"fr": "»"}
"""With what a paragraph inside a quotation may begin, besides the opening mark itself."""
FINDINGS_LIMIT = 20
"""A text with more is of another kind, and the first ones say so."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark at its place; `part` is the paragraph's number."""

    text: str
    part: int
    start: int


def quote_marks(facts: CheckFacts) -> Iterator[Finding]:
    """Marks that open and never close, or close what never opened, in headline, deck and body."""
    version = facts.version
    spoken = base(version.language)
    fields = [("headline", [version.headline]), ("deck", [version.deck or ""])]
    bodies = [block.text() for block in version.body]
    quoted = [block.kind is BlockKind.QUOTE for block in version.body]
    loose = (
        (field, mark)
        for field, texts in (*fields, ("body", bodies))
        for mark in loose_marks(texts, spoken, quoted=quoted)
    )
    for field, mark in islice(loose, FINDINGS_LIMIT):
        yield Finding(
            code=CheckCode.QUOTE_OPEN,
            field=field,
            part=mark.part,
            start=mark.start,
            end=mark.start + len(mark.text),
            facts=(("mark", mark.text),),
        )


def loose_marks(texts: list[str], language: str, *, quoted: list[bool]) -> Iterator[_Mark]:
    """The marks without their other half. A quotation over paragraphs may open again with each of them."""
    held: list[_Mark] = []
    for part, text in enumerate(texts):
        marks = list(_marks(text, part))
        if held:
            goes_on = marks and marks[0].start == 0 and _goes_on(held[-1], marks[0], language)
            if goes_on:
                marks = marks[1:]
            elif not (part < len(quoted) and quoted[part]):
                yield from held
                held = []
        held, loose = _paired(held, marks, language)
        if held and _is_inches(held[-1], text):
            held.pop()
        yield from loose
    yield from held


def _marks(text: str, part: int) -> Iterator[_Mark]:
    return (_Mark(match[0], part, match.start()) for match in _TOKEN.finditer(text))


def _goes_on(held: _Mark, first: _Mark, language: str) -> bool:
    return first.text in {held.text, _AGAIN.get(language, held.text)} and first.part == held.part + 1


def _closers(mark: str, language: str) -> str | None:
    """What closes a mark, None where it opens nothing."""
    return _BY_LANGUAGE.get(language, {}).get(mark) or _CLOSED_BY.get(mark)


def _paired(held: list[_Mark], marks: list[_Mark], language: str) -> tuple[list[_Mark], list[_Mark]]:
    """What is open after these marks, and what closed nothing."""
    open_now, loose = list(held), list[_Mark]()
    for mark in marks:
        if open_now and _closes(open_now[-1], mark, language):
            open_now.pop()
        elif len(open_now) > 1 and _closes(open_now[-2], mark, language):
            loose.append(open_now.pop())
            open_now.pop()
        elif _closers(mark.text, language) is not None:
            open_now.append(mark)
        else:
            loose.append(mark)
    return open_now, loose


def _closes(opened: _Mark, mark: _Mark, language: str) -> bool:
    closers = _closers(opened.text, language) or ""
    return mark.text == closers or (len(mark.text) == 1 and mark.text in closers)


def _is_inches(mark: _Mark, text: str) -> bool:
    """Whether a straight mark measures what stands before it."""
    return mark.text == '"' and mark.start > 0 and text[mark.start - 1].isdigit()
