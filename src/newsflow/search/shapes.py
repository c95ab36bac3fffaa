"""What contracts ask of an item, as one term: its shape.

A million items have a few thousand shapes. A contract is asked of the shapes, as sets of bits, and what it lets through
goes into the query as one set of terms, whatever the number of its clauses.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from typing import cast

import msgspec

from newsflow.domain.codes import Form
from newsflow.domain.dispatch import Restriction
from newsflow.matching.restriction import refusals
from newsflow.matching.tree import AnyOf, Field, Open, Permitted, Tree
from newsflow.wire.rows import Item

SHAPES_KEPT = 65_536

OF_SHAPE = frozenset(
    {
        Field.TYPE, Field.LANGUAGE, Field.SECTION, Field.PACKAGES, Field.PROVIDER, Field.PRIORITY,
        Field.ACTION,
    }
)  # fmt: skip
"""The facts of `AnyOf` that a shape has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The codes of an item. `terms` are its restrictions without words and times; `timed`: they have times."""

    type: str
    language: str
    section: str
    packages: tuple[str, ...]
    provider: str
    priority: str
    action: str
    embargoed: bool
    notice: bool
    """Of all forms contracts ask for this one alone; the others would make four times as many shapes (ADR-0040)."""
    terms: tuple[Restriction, ...]
    timed: bool

    def values(self, field: Field) -> tuple[str, ...]:
        """The item's values of one of OF_SHAPE."""
        if field is Field.PACKAGES:
            return self.packages
        return (cast("str", getattr(self, field.value)),)


_Written = tuple[
    str, str, str, tuple[str, ...], str, str, str, bool, bool,
    tuple[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...], bool,
]  # fmt: skip


def shape_of(item: Item) -> str:
    """The item's shape as its term in the index."""
    terms = () if item.restrictions == "[]" else item.terms()
    timed = any(term.starts is not None or term.ends is not None or term.no_archive for term in terms)
    bare = sorted(
        {(term.territories, term.media, term.subscribers_in, term.subscribers_out) for term in terms}
    )
    written: _Written = (
        item.type, item.language, item.section, tuple(sorted(item.packages)), item.provider,
        item.priority, item.action, item.embargoed, item.form == Form.NOTICE, tuple(bare), timed,
    )  # fmt: skip
    return msgspec.json.encode(written).decode()


@lru_cache(maxsize=SHAPES_KEPT)
def read_shape(term: str) -> Shape:
    """The shape that a term says."""
    said = msgspec.json.decode(term, type=_Written)
    return Shape(
        type=said[0], language=said[1], section=said[2], packages=said[3], provider=said[4],
        priority=said[5], action=said[6], embargoed=said[7], notice=said[8], timed=said[10],
        terms=tuple(
            Restriction(words="", territories=one[0], media=one[1], subscribers_in=one[2], subscribers_out=one[3])
            for one in said[9]
        ),
    )  # fmt: skip


_VALUES = bytes.maketrans(b"01", b"\0\1")
ASKED_KEPT = 64
"""Subscribers' terms at one moment, of which it is known what they may use: the contracts of one request ask the same."""


class Shapes:
    """The shapes of an index, each a bit; sets of them are whole numbers."""

    def __init__(self, terms: Mapping[str, int], before: "Shapes | None" = None) -> None:
        """`terms` with the number of documents that each is on; `before` has those that were there at the last commit."""
        known = () if before is None else before.terms
        new = terms.keys() - frozenset(known)
        self.terms = (*known, *sorted(new))
        self.weights = tuple(terms.get(term, 0) for term in self.terms)
        self.every = (1 << len(self.terms)) - 1
        self.of_value: dict[tuple[Field, str], int] = {} if before is None else dict(before.of_value)
        self.unembargoed = 0 if before is None else before.unembargoed
        self.notices = 0 if before is None else before.notices
        self.by_terms: dict[tuple[tuple[Restriction, ...], bool], int] = (
            {} if before is None else dict(before.by_terms)
        )
        self._permitted: dict[Permitted, tuple[int, int]] = {}
        self.known: dict[Tree, int] = {} if new or before is None else before.known
        """Sets that trees of codes alone come to, kept for as long as these shapes are asked: of contracts, mostly."""
        for place in range(len(known), len(self.terms)):
            self._take(read_shape(self.terms[place]), 1 << place)

    def _take(self, shape: Shape, bit: int) -> None:
        for field in OF_SHAPE:
            for value in shape.values(field):
                self.of_value[field, value] = self.of_value.get((field, value), 0) | bit
        if not shape.embargoed:
            self.unembargoed |= bit
        if shape.notice:
            self.notices |= bit
        key = (shape.terms, shape.timed)
        self.by_terms[key] = self.by_terms.get(key, 0) | bit

    def any_of(self, asked: AnyOf) -> int:
        """Those that have one of the values."""
        found = 0
        for value in asked.values:
            found |= self.of_value.get((asked.field, value), 0)
        return found

    def open(self, _: Open) -> int:
        """Those under no embargo."""
        return self.unembargoed

    def permitted(self, asked: Permitted) -> tuple[int, int]:
        """Those whose restrictions let the asker use them: at any time, and at some."""
        found = self._permitted.get(asked)
        if found is None:
            found = self._may_use(asked)
            if len(self._permitted) >= ASKED_KEPT:
                self._permitted.clear()
            self._permitted[asked] = found
        return found

    def _may_use(self, asked: Permitted) -> tuple[int, int]:
        always = sometimes = 0
        for (terms, timed), bits in self.by_terms.items():
            if any(refusals(term, asked, asked.now) for term in terms):
                continue
            if timed:
                sometimes |= bits
            else:
                always |= bits
        return always, sometimes

    def listed(self, bits: int) -> list[str]:
        """The terms of a set."""
        return list(compress(self.terms, _digits(bits)))

    def weight(self, bits: int) -> int:
        """About how many documents have one of the set."""
        return sum(compress(self.weights, _digits(bits)))


def _digits(bits: int) -> bytes:
    """The set as zeros and ones, the first shape's first."""
    return f"{bits:b}"[::-1].encode("ascii").translate(_VALUES)
