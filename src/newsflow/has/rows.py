"""Rows of the room's own queries."""

from dataclasses import dataclass

from newsflow.db.query import query
from newsflow.wire.rows import Item


@dataclass(frozen=True, slots=True)
class Hit(Item):
    """An item that a search found, with the count of all that it found."""

    total: int


@dataclass(frozen=True, slots=True)
class Total:
    """The count of all that a search found."""

    number: int


@dataclass(frozen=True, slots=True)
class Manner:
    """Whether an API user gets errors in the old manner: HTTP 200, the code in the body alone."""

    legacy_errors: bool


PAGE = query("has.page", Hit)
TOTAL = query("has.total", Total)
LEGACY_ERRORS = query("has.legacy_errors", Manner)
RELATED = query("has.related", Item)
