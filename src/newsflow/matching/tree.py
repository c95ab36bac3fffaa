"""The expression tree that contracts, filters and questions compile to. `predicate.py` and `sql.py` are its back-ends."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Field(StrEnum):
    """A fact that a tree can ask for. The values are the columns of `wire_item`, but for `topics`, which it has not."""

    TYPE = "type"
    LANGUAGE = "language"
    FORM = "form"
    SECTION = "section"
    PACKAGES = "packages"
    PROVIDER = "provider"
    PRIORITY = "priority"
    ACTION = "action"
    GUID = "guid"
    STORY = "story"
    SLUG = "slug"
    TOPICS = "topics"


class Part(StrEnum):
    """Where words are looked for. The values are the names that the query language has for it."""

    TEXT = "text"
    """Headline, deck, body, caption, keywords and places, each of the item's language."""
    PLACE = "place"
    SOURCE = "source"
    BY = "by"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True when the fact is one of `values`; for packages and topics, when they share one. No values: never true."""

    field: Field
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class UrgencyBetween:
    """True when the urgency, 1 to 9, is from `low` to `high`, both included."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Words:
    """True when a passage of the part has one of the `ways` in its terms: in order, with nothing between.

    `said` is what was asked for, as it was written. The ways come from `analyser.ways` (for text) and
    `analyser.names` (for places, sources and people); several terms are a phrase.
    """

    part: Part
    said: str
    ways: frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Since:
    """True for entries at this moment or later."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Before:
    """True for entries before this moment."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Open:
    """True when the item is under no embargo."""


@dataclass(frozen=True, slots=True)
class Taken:
    """True when the subscriber ever took a version of the item, or of the item that a notice tells of.

    Of what went out by cursor the ledger has ranges of numbers alone: `by_cursor` is what the contracts ever covered,
    by which SQL looks into them. It lets through a little more than was taken; the predicate decides.
    """

    subscriber: str
    by_cursor: "Tree | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Permitted:
    """True when every restriction of the item lets this subscriber use it at this moment.

    `territories` and `media` are those that the contract is for, None where it does not say: then what a
    restriction asks stands in its words, and the subscriber keeps to it.
    """

    subscriber: str
    territories: frozenset[str] | None
    media: frozenset[str] | None
    now: datetime


@dataclass(frozen=True, slots=True)
class All:
    """True when every part is; true when there is none."""

    parts: "tuple[Tree, ...]"


@dataclass(frozen=True, slots=True)
class Some:
    """True when a part is; false when there is none."""

    parts: "tuple[Tree, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """True when its part is not."""

    part: "Tree"


Tree = AnyOf | UrgencyBetween | Words | Since | Before | Open | Taken | Permitted | All | Some | Not

EVERYTHING = All(())
NOTHING = Some(())
