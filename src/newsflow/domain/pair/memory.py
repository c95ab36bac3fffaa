"""Translations remembered: how the same sentence was put before, by aligned paragraphs of our own wire's pairs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsflow.domain.dispatch import Dispatch
from newsflow.domain.pair.align import align
from newsflow.domain.text import lower, nfc, sentences

OFFERED_LIMIT = 3
"""Earlier translations of one sentence, at most."""

_QUOTES = re.compile('["«»“”„‟‹›]')
_BLANK_BEFORE = re.compile(r"\s+(?=[.,;:!?…؟،؛])")
_APOSTROPHES = re.compile("[‘’‚‛]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A translation on the wire beside what it was made from."""

    guid: str
    slug: str
    original: Dispatch
    translation: Dispatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """A sentence of a text to be translated, and how an earlier one was put; `is_of_story`: in the same story."""

    part: int
    """The block's number; -1 is the headline."""
    sentence: str
    translation: str
    guid: str
    is_of_story: bool


def remembered(text: Dispatch, earlier: Iterable[Earlier]) -> tuple[Remembered, ...]:
    """What is remembered of each sentence of a text, in its order, the story's own first, each wording once."""
    wanted: dict[str, list[tuple[int, str]]] = {}
    for part, words in enumerate((text.headline, *text.words()), start=-1):
        for sentence in sentences(words, text.language):
            wanted.setdefault(_key(sentence, text.language), []).append((part, sentence))
    found: list[Remembered] = []
    said: dict[tuple[int, str], list[str]] = {}
    for one in sorted(earlier, key=lambda each: each.slug != text.slug):
        for sentence, translation in _sentence_pairs(one):
            for part, asked in wanted.get(_key(sentence, text.language), ()):
                known = said.setdefault((part, asked), [])
                if translation in known or len(known) == OFFERED_LIMIT:
                    continue
                known.append(translation)
                found.append(
                    Remembered(
                        part=part,
                        sentence=asked,
                        translation=translation,
                        guid=one.guid,
                        is_of_story=one.slug == text.slug,
                    )
                )
    return tuple(sorted(found, key=lambda each: each.part))


def _key(sentence: str, language: str) -> str:
    """What two tellings of one sentence have in common: neither case nor blanks nor the make of the quotation marks."""
    words = _APOSTROPHES.sub("'", _QUOTES.sub(" ", nfc(sentence)))
    return " ".join(_BLANK_BEFORE.sub("", lower(words, language)).split())


def _sentence_pairs(one: Earlier) -> Iterator[tuple[str, str]]:
    """Sentences that stand for one another: in paragraphs that have as many on both sides, else none."""
    old, new = one.original, one.translation
    yield old.headline, new.headline
    olds, news = old.words(), new.words()
    for pair in align(olds, news, old.language, new.language):
        befores = [sentence for n in pair.old for sentence in sentences(olds[n], old.language)]
        afters = [sentence for n in pair.new for sentence in sentences(news[n], new.language)]
        if len(befores) == len(afters):
            yield from zip(befores, afters, strict=True)
