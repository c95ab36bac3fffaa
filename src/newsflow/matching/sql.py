"""The SQL back-end: a tree as a condition on `wire_item AS i`. A property test holds it to the predicate.

`wire_item` has codes and times and no copy, and what folds words is in Python. So words and topics narrow nothing here:
the condition then lets through all that the tree is true of and more, says so (`exact`), and the predicate decides.
"""

from dataclasses import dataclass, field
from typing import LiteralString

from newsflow.matching.restriction import NO_ARCHIVE_H
from newsflow.matching.tree import (
    All,
    AnyOf,
    Before,
    Field,
    Not,
    Open,
    Permitted,
    Since,
    Some,
    Taken,
    Tree,
    UrgencyBetween,
    Words,
)

_COLUMN: dict[Field, LiteralString] = {
    Field.TYPE: "i.type",
    Field.LANGUAGE: "i.language",
    Field.FORM: "i.form",
    Field.SECTION: "i.section",
    Field.PROVIDER: "i.provider",
    Field.PRIORITY: "i.priority",
    Field.ACTION: "i.action",
    Field.GUID: "i.guid",
    Field.STORY: "coalesce(i.story, '')",
    Field.SLUG: "i.slug",
}
_DIGITS: tuple[LiteralString, ...] = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")


@dataclass(frozen=True, slots=True)
class Where:
    """A condition and its parameters, named `rule_N` so that they meet no other's.

    `exact`: it is true where the tree is. Else the tree asks the copy, and the condition is true there and elsewhere.
    """

    sql: LiteralString
    params: dict[str, object]
    exact: bool = True


@dataclass(slots=True)
class _Builder:
    params: dict[str, object] = field(default_factory=dict[str, object])
    exact: bool = True

    def unknown(self, *, wide: bool) -> LiteralString:
        """For what SQL cannot say: true, or false below a NOT, so that nothing is lost."""
        self.exact = False
        return "TRUE" if wide else "FALSE"

    def name(self, value: object) -> LiteralString:
        number: LiteralString = ""
        for digit in str(len(self.params)):
            number += _DIGITS[int(digit)]
        self.params["rule_" + number] = value
        return "%(rule_" + number + ")s"


def where(tree: Tree) -> Where:
    """The tree as SQL. Values travel as parameters, never as text."""
    builder = _Builder()
    sql = _sql(tree, builder, wide=True)
    return Where(sql, builder.params, builder.exact)


def _sql(tree: Tree, builder: _Builder, *, wide: bool) -> LiteralString:
    match tree:
        case Words() | AnyOf(Field.TOPICS):
            return builder.unknown(wide=wide)
        case AnyOf(Field.PACKAGES, values):
            return "(i.packages && " + builder.name(sorted(values)) + "::text[])"
        case AnyOf(of, values):
            return "(" + _COLUMN[of] + " = ANY (" + builder.name(sorted(values)) + "::text[]))"
        case UrgencyBetween(low, high):
            return "(i.urgency BETWEEN " + builder.name(low) + " AND " + builder.name(high) + ")"
        case Since(at):
            return "(i.at >= " + builder.name(at) + "::timestamptz)"
        case Before(at):
            return "(i.at < " + builder.name(at) + "::timestamptz)"
        case Open():
            return "(NOT i.embargoed)"
        case Taken():
            return _taken(tree, builder, wide=wide)
        case Permitted():
            return _permitted(tree, builder)
        case All(parts):
            return "(TRUE" + "".join([" AND " + _sql(part, builder, wide=wide) for part in parts]) + ")"
        case Some(parts):
            return "(FALSE" + "".join([" OR " + _sql(part, builder, wide=wide) for part in parts]) + ")"
        case Not(part):
            return "(NOT " + _sql(part, builder, wide=not wide) + ")"


def _taken(asked: Taken, builder: _Builder, *, wide: bool) -> LiteralString:
    """A line of the ledger; or a range of it that one of the item's numbers lies in, of what could be taken by cursor."""
    subscriber = builder.name(asked.subscriber) + "::text"
    line: LiteralString = (
        "EXISTS (SELECT FROM taking AS t WHERE t.guid = coalesce(i.notice_of, i.guid)"
        # OFFSET 0 keeps the planner from hashing the subscriber's whole ledger for each statement.
        " AND t.subscriber = " + subscriber + " OFFSET 0)"
    )
    if asked.by_cursor is None or not wide:
        return "(" + line + ")"
    # Within, `i` is the item whose taking counts: of a notice, the one that it tells of.
    return (
        "(" + line + " OR EXISTS (SELECT FROM (SELECT coalesce(i.notice_of, i.guid) AS guid OFFSET 0) AS told"
        " JOIN wire_item AS i ON i.guid = told.guid JOIN wire_entry AS e ON e.guid = told.guid"
        " JOIN taking_range AS r ON r.subscriber = " + subscriber + " AND e.seq > r.after_seq"
        " AND e.seq <= coalesce(r.to_seq, e.seq) AND (r.to_seq IS NOT NULL OR e.at <= r.last_at)"
        " WHERE " + _sql(asked.by_cursor, builder, wide=wide) + " OFFSET 0))"
    )


def _permitted(asked: Permitted, builder: _Builder) -> LiteralString:
    """No restriction of the item refuses. Most items have none, which is asked first."""
    subscriber = builder.name(asked.subscriber) + "::text"
    now = builder.name(asked.now) + "::timestamptz"
    refused: list[LiteralString] = [
        "(t->'subscribers_in' <> '[]'::jsonb AND NOT t->'subscribers_in' ? " + subscriber + ")",
        "t->'subscribers_out' ? " + subscriber,
        "(t->>'starts')::timestamptz > " + now,
        "(t->>'ends')::timestamptz <= " + now,
        "((t->>'no_archive')::boolean AND i.at <= " + now
        + " - make_interval(hours => " + builder.name(NO_ARCHIVE_H) + "::integer))",
    ]  # fmt: skip
    if asked.territories is not None:
        refused.append(_apart("t->'territories'", builder.name(sorted(asked.territories))))
    if asked.media is not None:
        refused.append(_apart("t->'media'", builder.name(sorted(asked.media))))
    return (
        "(i.restrictions = '[]'::jsonb OR NOT EXISTS (SELECT FROM jsonb_array_elements(i.restrictions) AS t WHERE "
        + " OR ".join(refused)
        + "))"
    )


def _apart(term: LiteralString, values: LiteralString) -> LiteralString:
    """The restriction names some, and none of them is among the values."""
    return "(" + term + " <> '[]'::jsonb AND NOT " + term + " ?| " + values + "::text[])"
