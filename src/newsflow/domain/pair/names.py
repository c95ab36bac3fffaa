"""Names of the list across the pair, and the house's spelling of them in any text."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsflow.domain.checks.finding import CheckCode, Finding
from newsflow.domain.checks.tokens import words
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.house_names import HouseName, NameKind, Text, misspelt
from newsflow.domain.pair.facts import PairFacts, side_by_side

FINDINGS_LIMIT = 12
_FAMILY_LETTERS = 3
"""A shorter last word of a person's name is not enough to know them by."""


@dataclass(frozen=True, slots=True)
class _Side:
    """The parts of a text, ready to be asked for names."""

    parts: tuple[Text, ...]
    language: str

    def has(self, name: HouseName) -> bool:
        """Whether the name stands there; a person by the family name too."""
        return any(self.place(spelling) is not None for spelling in _ways(name, self.language))

    def place(self, spelling: str) -> int | None:
        """The number of the first part that has the spelling."""
        return next((n for n, part in enumerate(self.parts) if part.has_any([spelling])), None)


def _ways(name: HouseName, language: str) -> list[str]:
    """The spellings by which the name is known in a language, family names of people among them."""
    spellings = [*name.right(language), *name.avoided(language)]
    if name.kind is NameKind.PERSON:
        last = [found[-1].text for one in spellings if len(found := list(words(one))) > 1]
        spellings += [one for one in last if len(one) >= _FAMILY_LETTERS]
    return spellings


def _side(version: Dispatch) -> _Side:
    texts = (version.headline, version.deck or "", *version.words())
    return _Side(tuple(Text.of(text, version.language) for text in texts), version.language)


def names(facts: PairFacts) -> Iterator[Finding]:
    """Names of the list that the original has and the translation, in whose language the list knows them, has not."""
    old, new = _side(facts.original), _side(facts.translation)
    laid = {(both.field, both.original_part): both for both in side_by_side(facts)}
    told = 0
    for name in facts.names:
        house = name.house(new.language)
        if house is None or new.has(name):
            continue
        spelling = next((one for one in _full(name, old.language) if old.place(one) is not None), None)
        if spelling is None:
            continue
        part = old.place(spelling) or 0
        field = ("headline", "deck", "body")[min(part, 2)]
        both = laid.get((field, max(0, part - 2)))
        yield Finding(
            code=CheckCode.PAIR_NAME_MISSING,
            field=field,
            part=0 if both is None else both.part,
            facts=(("name", spelling), ("house", house)),
        )
        told += 1
        if told == FINDINGS_LIMIT:
            return


def _full(name: HouseName, language: str) -> list[str]:
    """The spellings that stand in the list itself; a family name alone may be another person's."""
    return [*name.right(language), *name.avoided(language)]


def spellings(version: Dispatch, known: tuple[HouseName, ...]) -> Iterator[Finding]:
    """Spellings that the house avoids, in a text of its own; where the house's stands there too, one name has two."""
    texts = (version.headline, version.deck or "", *version.words())
    for part, wrong in misspelt(texts, version.language, known):
        yield Finding(
            code=CheckCode.NAME_TWO_SPELLINGS if wrong.is_second else CheckCode.NAME_SPELLING,
            field=("headline", "deck", "body")[min(part, 2)],
            part=max(0, part - 2),
            start=wrong.place.start,
            end=wrong.place.end,
            facts=(("name", wrong.text), ("house", wrong.house)),
        )
