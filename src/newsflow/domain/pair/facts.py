"""What the pair checks are told: both texts, and what the house knows of their names."""

from dataclasses import dataclass, field

from newsflow.domain.checks.facts import Heard
from newsflow.domain.checks.rules import CheckRules
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.house_names import HouseName
from newsflow.domain.pair.align import Pair, align


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFacts:
    """An original, the translation of it, and what is known besides."""

    original: Dispatch
    translation: Dispatch
    names: tuple[HouseName, ...] = ()
    """Names of the list that could stand in either."""
    heard: tuple[Heard, ...] = ()
    """The language of the translation's paragraphs by their sound."""
    rules: CheckRules = field(default_factory=CheckRules)


@dataclass(frozen=True, slots=True)
class Both:
    """A paragraph, headline or deck beside what it was translated from. `field` and `part` are the translation's."""

    field: str
    part: int
    original_part: int
    original: str
    translation: str


def side_by_side(facts: PairFacts) -> list[Both]:
    """Headline, deck, then the body's paragraphs, each group of paragraphs beside its own."""
    original, translation = facts.original, facts.translation
    found = [
        Both("headline", 0, 0, original.headline, translation.headline),
        Both("deck", 0, 0, original.deck or "", translation.deck or ""),
    ]
    return [*found, *bodies(original.words(), translation.words(), pairs_of(facts))]


def bodies(original: tuple[str, ...], translation: tuple[str, ...], pairs: tuple[Pair, ...]) -> list[Both]:
    """The paragraphs that were found to belong together."""
    return [
        Both(
            "body",
            pair.new[0],
            pair.old[0],
            "\n".join(original[n] for n in pair.old),
            "\n".join(translation[n] for n in pair.new),
        )
        for pair in pairs
        if pair.old and pair.new
    ]


def pairs_of(facts: PairFacts) -> tuple[Pair, ...]:
    """Which paragraphs of the body belong together."""
    original, translation = facts.original, facts.translation
    return align(original.words(), translation.words(), original.language, translation.language)
