"""The index back-end: a tree as a query. A property test holds it to the predicate (invariant 5)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import tantivy
from tantivy import FieldType, Occur, Query

from newsflow.matching.tree import (
    EVERYTHING,
    All,
    AnyOf,
    Before,
    Field,
    Not,
    Open,
    Part,
    Permitted,
    Since,
    Some,
    Taken,
    Tree,
    UrgencyBetween,
    Words,
)
from newsflow.search import schema as names
from newsflow.search.cases import Cases, split
from newsflow.search.shapes import Shapes

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_FIELD_OF: dict[Field, str] = {
    Field.GUID: names.GUID,
    Field.FORM: names.FORM,
    Field.STORY: names.STORY,
    Field.SLUG: names.SLUG,
    Field.TOPICS: names.TOPICS,
}
_PART_OF = {
    Part.TEXT: names.TEXT,
    Part.PLACE: names.PLACE,
    Part.SOURCE: names.SOURCE,
    Part.BY: names.BY,
}


def microseconds(at: datetime) -> int:
    """A moment as the index has it."""
    return (at - _EPOCH) // _MICROSECOND


@dataclass(frozen=True, slots=True)
class Asked:
    """What a tree is asked of: the fields, the shapes that there are, the entries that the asker took."""

    schema: tantivy.Schema
    shapes: Shapes
    taken: frozenset[int] = frozenset()
    """Numbers of the entries of which `Taken` is true, among those where something hangs on it."""

    def query(self, tree: Tree) -> Query:
        """The documents of which the tree is true; words count for relevance, and nothing else does."""
        found = self._of_cases(split(tree, self.shapes))
        return Query.boolean_query(
            [(Occur.Must, found), (Occur.MustNot, self._term(names.PLACE_OF, names.REACHED))]
        )

    def _of_cases(self, cases: Cases) -> Query:
        return any_of([self._case(left, bits) for left, bits in cases.items()])

    def _case(self, left: Tree, bits: int) -> Query:
        if bits == self.shapes.every:
            return self._left(left)
        parts = [] if left == EVERYTHING else [(Occur.Must, self._left(left))]
        others = self.shapes.every & ~bits
        if self.shapes.weight(bits) <= self.shapes.weight(others):
            parts.append((Occur.Must, self._shapes(bits)))
        else:
            parts += [(Occur.MustNot, self._shapes(others))]
            if left == EVERYTHING:
                parts.append((Occur.Must, _unscored(Query.all_query())))
        return Query.boolean_query(parts)

    def _shapes(self, bits: int) -> Query:
        return _unscored(Query.term_set_query(self.schema, names.SHAPE, self.shapes.listed(bits)))

    def _left(self, left: Tree) -> Query:
        match left:
            case Words():
                return any_of([self._way(_PART_OF[left.part], way) for way in sorted(left.ways)])
            case AnyOf(field, values) if field in _FIELD_OF:
                return self._any(_FIELD_OF[field], sorted(values))
            case UrgencyBetween(low, high):
                return self._any(names.URGENCY, [str(level) for level in range(low, high + 1)])
            case Since(at):
                return self._range(names.AT, lower=microseconds(at))
            case Before(at):
                return self._range(names.AT, upper=microseconds(at) - 1)
            case Taken():
                return _unscored(Query.term_set_query(self.schema, names.SEQ, sorted(self.taken)))
            case Permitted():
                now = microseconds(left.now)
                return all_of([self._range(names.STARTS, upper=now), self._range(names.ENDS, lower=now + 1)])
            case All(parts):
                return all_of([self._part(part) for part in parts])
            case Some(parts):
                return any_of([self._part(part) for part in parts])
            case Not(part):
                return Query.boolean_query(
                    [(Occur.Must, _unscored(Query.all_query())), (Occur.MustNot, self._part(part))]
                )
            case Open() | AnyOf():
                return self._of_cases(split(left, self.shapes))

    def _part(self, part: Tree) -> Query:
        """A part of what is left: on its own it may be split again."""
        return (
            self._of_cases(split(part, self.shapes))
            if isinstance(part, All | Some | Not)
            else self._left(part)
        )

    def _way(self, field: str, way: tuple[str, ...]) -> Query:
        if len(way) == 1:
            return self._term(field, way[0], "position")
        return Query.phrase_query(self.schema, field, way)

    def _any(self, field: str, values: list[str]) -> Query:
        return any_of([_unscored(self._term(field, value)) for value in values])

    def _term(self, field: str, value: str, option: str = "basic") -> Query:
        return Query.term_query(self.schema, field, value, option)

    def _range(self, field: str, *, lower: int | None = None, upper: int | None = None) -> Query:
        return _unscored(Query.range_query(self.schema, field, FieldType.Integer, lower, upper))


def all_of(parts: list[Query]) -> Query:
    """All of them; everything where there is none."""
    if not parts:
        return _unscored(Query.all_query())
    return parts[0] if len(parts) == 1 else Query.boolean_query([(Occur.Must, part) for part in parts])


def any_of(parts: list[Query]) -> Query:
    """Any of them; nothing where there is none."""
    if not parts:
        return Query.empty_query()
    return parts[0] if len(parts) == 1 else Query.boolean_query([(Occur.Should, part) for part in parts])


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)
