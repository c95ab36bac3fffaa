"""The shape of the pair: quotations, paragraphs left out, text left in the source language, length."""

from collections.abc import Iterator
from itertools import groupby

from newsflow.domain.checks.finding import CheckCode, Finding
from newsflow.domain.checks.form import CERTAIN
from newsflow.domain.checks.tokens import Word, base, words
from newsflow.domain.pair.align import expected_ratio
from newsflow.domain.pair.facts import PairFacts, pairs_of, side_by_side
from newsflow.domain.quotes import quotations
from newsflow.domain.text import RTL_LANGUAGES

_QUOTE_WORDS = 4
"""A shorter quotation is a word, a name or a title set apart."""
_SHORT_QUOTE = 2
_QUOTE_LETTERS = 16
"""The same where no blanks part the words."""
_PARAGRAPH_LETTERS = 40
"""A shorter paragraph may be a subhead that is not needed."""
_RUN_WORDS = 6
"""So many words in a row that both texts have are no name."""
_COMMON_WORDS = 3
"""So many of them begin with a small letter."""
_FOREIGN_WORDS = 4
"""So many words in a row in the original's script are no name."""
_OPENING = 60
_LENGTH_LETTERS = 80
_TOO_SHORT, _TOO_LONG = 0.5, 2.1
_DASHES = ("-", "\u2013", "\u2014")


def quotes(facts: PairFacts) -> Iterator[Finding]:
    """Quotations that one side of a paragraph has and the other has nowhere near."""
    laid = [both for both in side_by_side(facts) if both.field == "body"]
    olds = [_quoted(both.original, facts.original.language, _QUOTE_WORDS) for both in laid]
    news = [_quoted(both.translation, facts.translation.language, _QUOTE_WORDS) for both in laid]
    loose_olds = [_quoted(both.original, facts.original.language, _SHORT_QUOTE) for both in laid]
    loose_news = [_quoted(both.translation, facts.translation.language, _SHORT_QUOTE) for both in laid]
    for n, both in enumerate(laid):
        near = slice(max(0, n - 1), n + 2)
        paragraph = (("paragraph", str(both.original_part + 1)),)
        if olds[n] and not loose_news[n] and sum(map(len, news[near])) < sum(map(len, olds[near])):
            yield Finding(
                code=CheckCode.PAIR_QUOTE_MISSING, field=both.field, part=both.part, facts=paragraph
            )
        if news[n] and not loose_olds[n] and sum(map(len, olds[near])) < sum(map(len, news[near])):
            start, end = news[n][0]
            yield Finding(
                code=CheckCode.PAIR_QUOTE_ADDED,
                field=both.field,
                part=both.part,
                start=start,
                end=end,
                facts=paragraph,
            )


def _quoted(text: str, language: str, least: int) -> list[tuple[int, int]]:
    """The quotations of some length; a paragraph that opens with a dash is speech."""
    if text.startswith(_DASHES):
        return [(0, len(text))]
    return [
        (start, end)
        for start, end in quotations(text, language)
        if len(text[start:end].strip(" «»\u00a0\u202f").split()) >= least
        or _is_unspaced(text[start:end], language)
    ]


def _is_unspaced(quotation: str, language: str) -> bool:
    return base(language) in {"zh", "ja", "th"} and len(quotation) >= _QUOTE_LETTERS


def paragraphs(facts: PairFacts) -> Iterator[Finding]:
    """Paragraphs of the original that no paragraph of the translation stands for."""
    old, new = facts.original.words(), facts.translation.words()
    if len(new) >= len(old) and all(text.strip() for text in new):
        return
    place = 0
    for pair in pairs_of(facts):
        said = "".join(new[n] for n in pair.new).strip()
        place = pair.new[-1] if pair.new else place
        for n in pair.old if not said else ():
            if len(old[n]) >= _PARAGRAPH_LETTERS:
                opening = old[n][:_OPENING].strip()
                yield Finding(
                    code=CheckCode.PAIR_PARAGRAPH_MISSING,
                    field="body",
                    part=min(place, max(0, len(new) - 1)),
                    facts=(("paragraph", str(n + 1)), ("opening", opening)),
                )


def length(facts: PairFacts) -> Iterator[Finding]:
    """Paragraphs far shorter or longer than the original's leads one to expect."""
    ratio = expected_ratio(facts.original.language, facts.translation.language)
    for both in side_by_side(facts):
        expected = len(both.original) * ratio
        if both.field == "headline" or expected < _LENGTH_LETTERS or not both.translation.strip():
            continue
        share = len(both.translation) / expected
        if not _TOO_SHORT <= share <= _TOO_LONG:
            yield Finding(
                code=CheckCode.PAIR_LENGTH,
                field=both.field,
                part=both.part,
                facts=(("share", str(round(share * 100))), ("paragraph", str(both.original_part + 1))),
            )


def untranslated(facts: PairFacts) -> Iterator[Finding]:
    """Text that stands there as in the original: the same words in a row, its script, or by its sound its language."""
    old, new = facts.original, facts.translation
    if base(old.language) == base(new.language):
        return
    runs = _runs(" \n ".join((old.headline, old.deck or "", *old.words())))
    sounds = {heard.part for heard in facts.heard if _sounds_like(heard.language, heard.certainty, facts)}
    for part, text in enumerate((new.headline, new.deck or "", *new.words())):
        place = _same_run(text, runs) or _foreign_run(text, old.language, new.language)
        if place is None and part - 2 in sounds and part >= 2:
            place = (0, len(text))
        if place is not None:
            start, end = place
            yield Finding(
                code=CheckCode.PAIR_UNTRANSLATED,
                field=("headline", "deck", "body")[min(part, 2)],
                part=max(0, part - 2),
                start=start,
                end=end,
                facts=(("words", text[start:end][:_OPENING]),),
            )


def _sounds_like(language: str, certainty: float, facts: PairFacts) -> bool:
    return base(language) == base(facts.original.language) and certainty >= CERTAIN


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    found = [word.folded for word in words(text)]
    return frozenset(tuple(found[n : n + _RUN_WORDS]) for n in range(len(found) - _RUN_WORDS + 1))


def _same_run(text: str, runs: frozenset[tuple[str, ...]]) -> tuple[int, int] | None:
    """The first run of words that the original has too, as far as it goes."""
    found = list(words(text))
    hits = [
        n
        for n in range(len(found) - _RUN_WORDS + 1)
        if tuple(word.folded for word in found[n : n + _RUN_WORDS]) in runs
        and sum(_is_common(word) for word in found[n : n + _RUN_WORDS]) >= _COMMON_WORDS
    ]
    if not hits:
        return None
    last = hits[0]
    for hit in hits[1:]:
        if hit != last + 1:
            break
        last = hit
    return (found[hits[0]].start, found[last + _RUN_WORDS - 1].end)


def _is_common(word: Word) -> bool:
    first = word.text[0]
    return first.isalpha() and not first.isupper()


def _foreign_run(text: str, old_language: str, new_language: str) -> tuple[int, int] | None:
    """The first run of words in the original's script, where the translation's is another."""
    script, own = _script_of(old_language), _script_of(new_language)
    if script == own:
        return None
    for is_foreign, run in groupby(words(text), key=lambda word: _script(word.text[0]) == script):
        found = list(run)
        if is_foreign and len(found) >= _FOREIGN_WORDS:
            return (found[0].start, found[-1].end)
    return None


_CYRILLIC = frozenset({"ru", "uk", "bg", "sr", "kk", "ky", "mk", "be", "tg", "mn"})


def _script_of(language: str) -> str:
    spoken = base(language)
    if spoken in _CYRILLIC:
        return "cyrillic"
    if spoken in RTL_LANGUAGES:
        return "hebrew" if spoken == "he" else "arabic"
    return "east" if spoken in {"zh", "ja", "ko"} else "greek" if spoken == "el" else "latin"


def _script(character: str) -> str:
    place = ord(character)
    if 0x400 <= place < 0x530:
        return "cyrillic"
    if 0x600 <= place < 0x780 or 0xFB50 <= place < 0xFF00:
        return "arabic"
    if 0x590 <= place < 0x600:
        return "hebrew"
    if 0x370 <= place < 0x400:
        return "greek"
    return "east" if place >= 0x2E80 else "latin" if character.isalpha() else ""
