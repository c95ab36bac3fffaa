"""What a new version of an item changes: is it an update, as it says, or a correction?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from newsflow.domain.checks.facts import CheckFacts
from newsflow.domain.checks.finding import CheckCode, Finding
from newsflow.domain.checks.names import Name, known, names
from newsflow.domain.checks.numbers import Amount, amounts_of
from newsflow.domain.checks.tokens import Word, words
from newsflow.domain.codes import Action
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.quotes import quotations
from newsflow.domain.word_diff import Change, PartDiff, Region, diff

FINDINGS_LIMIT = 5
"""Changes of one kind that are told, at most: the first ones say what kind of change it is."""
_QUOTE_WORDS = 3
"""A shorter quotation is a word set apart."""

_QUOTE_MARK = re.compile(r"[«»“”„‹›\"「」『』《》]")
_QUOTE_MARKS_LIMIT = 200
"""A paragraph with more of them is no prose."""


@dataclass(frozen=True, slots=True)
class _Exchange:
    """What stood there, and what stands at that place of the part now."""

    was: str
    now: str
    start: int
    part: PartDiff


def whats_new(facts: CheckFacts) -> Iterator[Finding]:
    """An update that does not say what is new, or that changes no word."""
    version, before = facts.version, facts.before
    if facts.action is not Action.UPDATE:
        return
    if not (version.whats_new or "").strip() and not _grew(before, version):
        yield Finding(code=CheckCode.NOTHING_NEW_SAID, field="whats_new")
    if before is not None and replace(version, whats_new=None) == replace(before, whats_new=None):
        yield Finding(code=CheckCode.NOTHING_CHANGED, field="body")


def _grew(before: Dispatch | None, version: Dispatch) -> bool:
    """Whether an update brings new members to a series: they are what is new."""
    if before is None or before.media is None or version.media is None:
        return False
    return len(version.media.members) > len(before.media.members)


def is_this_a_correction(facts: CheckFacts) -> Iterator[Finding]:
    """Numbers, names and quotes that an update exchanges for others: what stood there may have been wrong."""
    if facts.action is Action.UPDATE and facts.before is not None:
        yield from what_was_exchanged(facts.before, facts.version)


def looks_like(before: Dispatch, after: Dispatch) -> Action:
    """The action that the changes suggest: a correction where numbers, names or quotes were exchanged, else an update."""
    return Action.CORRECT if next(what_was_exchanged(before, after), None) else Action.UPDATE


def what_was_exchanged(before: Dispatch, after: Dispatch) -> Iterator[Finding]:
    """Numbers, names and quotes in place of which others stand now, with the place of the new ones."""
    parts = [
        part for part in diff(before, after) if not part.is_same and None not in (part.before, part.after)
    ]
    if not parts:
        return
    kinds = (
        (CheckCode.NUMBERS_CHANGED, _numbers(parts, after)),
        (CheckCode.NAMES_CHANGED, _names(parts, after)),
        (CheckCode.QUOTES_CHANGED, _quotes(parts, after)),
    )
    for code, exchanges in kinds:
        for one in islice(exchanges, FINDINGS_LIMIT):
            yield Finding(
                code=code,
                field=one.part.field,
                part=one.part.after or 0,
                start=one.start,
                end=one.start + len(one.now),
                facts=(("was", one.was), ("now", one.now)),
            )


def _everything(version: Dispatch) -> tuple[str, ...]:
    return (version.headline, version.deck or "", *version.words())


def _numbers(parts: list[PartDiff], after: Dispatch) -> Iterator[_Exchange]:
    """Numbers that went where another number came, and that the new text says nowhere any more."""
    kept: list[Amount] | None = None
    for part in parts:
        old, new = part.text(Change.ADDED), part.text(Change.REMOVED)
        was, now = amounts_of((old,), after.language), amounts_of((new,), after.language)
        if not was or not now:
            continue
        kept = kept or amounts_of(_everything(after), after.language)
        if kept is None:
            return
        for region in part.regions():
            gone = [
                one
                for one in was
                if one.sure and region.touches_old(one.start, one.end) and not _same(kept, one)
            ]
            come = [
                one
                for one in now
                if one.sure and region.touches_new(one.start, one.end) and not _same(was, one)
            ]
            if gone and come:
                number = come[0]
                yield _Exchange(
                    old[gone[0].start : gone[0].end], new[number.start : number.end], number.start, part
                )


def _same(witnesses: list[Amount], claim: Amount) -> bool:
    return any(witness.values & claim.values for witness in witnesses)


def _names(parts: list[PartDiff], after: Dispatch) -> Iterator[_Exchange]:
    """Names that went where another name came, and that the new text has nowhere any more."""
    language = after.language
    here = None
    for part in parts:
        old, new = part.text(Change.ADDED), part.text(Change.REMOVED)
        was = names(old, language)
        now = names(new, language) if was else []
        if not now:
            continue
        here = here or known(_everything(after), language)
        for region in part.regions():
            gone = [word for word in _touched(was, language, region, new=False) if not here.has(word)]
            come = list(_touched(now, language, region, new=True))
            if gone and come:
                yield _Exchange(gone[0].text, come[0].text, come[0].start, part)


def _touched(found: list[Name], language: str, region: Region, *, new: bool) -> Iterator[Word]:
    """The words of names that changed."""
    touches = region.touches_new if new else region.touches_old
    return (word for name in found for word in name.sure(language) if touches(word.start, word.end))


def _quotes(parts: list[PartDiff], after: Dispatch) -> Iterator[_Exchange]:
    """Quotations whose words changed: most of them stand in a quotation of the new text, but not all."""
    everywhere = " ".join(" ".join(_said(text)) for text in _everything(after))
    for part in parts:
        old, new = part.text(Change.ADDED), part.text(Change.REMOVED)
        if max(len(_QUOTE_MARK.findall(text)) for text in (old, new)) > _QUOTE_MARKS_LIMIT:
            continue
        quoted = quotations(new, after.language)
        for start, end in quotations(old, after.language):
            said = _said(old[start:end])
            if len(said) < _QUOTE_WORDS or not quoted or " ".join(said) in everywhere:
                continue
            best = max(quoted, key=lambda place: _common(said, new[place[0] : place[1]]))
            if _common(said, new[best[0] : best[1]]) * 2 >= len(set(said)):
                yield _Exchange(old[start:end], new[best[0] : best[1]], best[0], part)


def _said(text: str) -> list[str]:
    return [word.folded for word in words(text)]


def _common(said: list[str], text: str) -> int:
    return len(set(said) & set(_said(text)))
