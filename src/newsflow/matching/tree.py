"""The expression tree that contracts and filters compile to. `predicate.py` and `sql.py` are its back-ends."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Field(StrEnum):
    """A fact that a tree can ask for. The values are the columns of `wire_item`."""

    TYPE = "type"
    LANGUAGE = "language"
    FORM = "form"
    SECTION = "section"
    PACKAGES = "packages"
    PROVIDER = "provider"
    PRIORITY = "priority"
    ACTION = "action"
    GUID = "guid"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True when the fact is one of `values`; for packages, when they share one. No values: never true."""

    field: Field
    values: frozenset[str]


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
    """True when the subscriber ever took a version of the item, or of the item that a notice tells of."""

    subscriber: str


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


Tree = AnyOf | Since | Before | Open | Taken | Permitted | All | Some | Not

EVERYTHING = All(())
NOTHING = Some(())
