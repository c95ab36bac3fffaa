"""Translations remembered: how the same sentence was put before, by aligned paragraphs of our own wire's pairs; within a story, one that is like it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from newsflow.domain.dispatch import Dispatch
from newsflow.domain.pair.align import align
from newsflow.domain.text import lower, nfc, sentences
from newsflow.domain.text import words as words_in

OFFERED_LIMIT = 3
"""Earlier translations of one sentence, at most."""
ALIKE_LEAST = 0.6
"""So much of two sentences' words is the same, where one is offered for the other: a lead tells an earlier one's sentence with another figure."""
ALIKE_WORDS = 4
"""Words that a sentence has at least, to be like another."""

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
    told: str = ""
    """The earlier sentence, where it is only like this one."""


def remembered(text: Dispatch, earlier: Iterable[Earlier]) -> tuple[Remembered, ...]:
    """What is remembered of each sentence of a text, in its order, the story's own first, each wording once."""
    wanted: dict[str, list[tuple[int, str]]] = {}
    for part, words in enumerate((text.headline, *text.words()), start=-1):
        for sentence in sentences(words, text.language):
            wanted.setdefault(_key(sentence, text.language), []).append((part, sentence))
    found: list[Remembered] = []
    said: dict[tuple[int, str], list[str]] = {}
    pairs = sorted(earlier, key=lambda each: each.slug != text.slug)
    for one in pairs:
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
    for alike in _alike([one for one in pairs if one.slug == text.slug], wanted):
        if not said.setdefault((alike.part, alike.sentence), []):
            said[alike.part, alike.sentence].append(alike.translation)
            found.append(alike)
    return tuple(sorted(found, key=lambda each: each.part))


def _alike(story: Iterable[Earlier], wanted: Mapping[str, list[tuple[int, str]]]) -> Iterator[Remembered]:
    """What earlier texts of the story say nearly so, the likest first."""
    bags = {key: frozenset(words_in(key)) for key in wanted}
    found: list[tuple[float, Remembered]] = []
    for one in story:
        for sentence, translation in _sentence_pairs(one):
            told = frozenset(words_in(_key(sentence, one.original.language)))
            for key, bag in bags.items():
                share = len(bag & told) / max(1, len(bag | told))
                if len(bag) < ALIKE_WORDS or share < ALIKE_LEAST:
                    continue
                found += [
                    (
                        share,
                        Remembered(
                            part=part,
                            sentence=asked,
                            translation=translation,
                            guid=one.guid,
                            is_of_story=True,
                            told=sentence,
                        ),
                    )
                    for part, asked in wanted[key]
                ]
    return (one for _, one in sorted(found, key=lambda each: -each[0]))


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
