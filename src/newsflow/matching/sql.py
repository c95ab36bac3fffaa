"""The SQL back-end: a tree as a condition on `wire_item AS i`. A property test holds it to the predicate."""

from dataclasses import dataclass, field
from typing import LiteralString

from newsflow.matching.tree import All, AnyOf, Before, Field, Not, Open, Since, Some, Taken, Tree

_COLUMN: dict[Field, LiteralString] = {
    Field.TYPE: "i.type",
    Field.LANGUAGE: "i.language",
    Field.FORM: "i.form",
    Field.SECTION: "i.section",
    Field.PROVIDER: "i.provider",
    Field.PRIORITY: "i.priority",
    Field.ACTION: "i.action",
    Field.GUID: "i.guid",
}
_DIGITS: tuple[LiteralString, ...] = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")


@dataclass(frozen=True, slots=True)
class Where:
    """A condition and its parameters, named `rule_N` so that they meet no other's."""

    sql: LiteralString
    params: dict[str, object]


@dataclass(slots=True)
class _Builder:
    params: dict[str, object] = field(default_factory=dict[str, object])

    def name(self, value: object) -> LiteralString:
        number: LiteralString = ""
        for digit in str(len(self.params)):
            number += _DIGITS[int(digit)]
        self.params["rule_" + number] = value
        return "%(rule_" + number + ")s"


def where(tree: Tree) -> Where:
    """The tree as SQL. Values travel as parameters, never as text."""
    builder = _Builder()
    return Where(_sql(tree, builder), builder.params)


def _sql(tree: Tree, builder: _Builder) -> LiteralString:
    match tree:
        case AnyOf(Field.PACKAGES, values):
            return "(i.packages && " + builder.name(sorted(values)) + "::text[])"
        case AnyOf(of, values):
            return "(" + _COLUMN[of] + " = ANY (" + builder.name(sorted(values)) + "::text[]))"
        case Since(at):
            return "(i.at >= " + builder.name(at) + "::timestamptz)"
        case Before(at):
            return "(i.at < " + builder.name(at) + "::timestamptz)"
        case Open():
            return "(NOT i.embargoed)"
        case Taken(subscriber):
            return (
                "(EXISTS (SELECT FROM taking AS t WHERE t.guid = coalesce(i.notice_of, i.guid)"
                # OFFSET 0 keeps the planner from hashing the subscriber's whole ledger for each statement.
                " AND t.subscriber = " + builder.name(subscriber) + "::text OFFSET 0))"
            )
        case All(parts):
            return "(TRUE" + "".join([" AND " + _sql(part, builder) for part in parts]) + ")"
        case Some(parts):
            return "(FALSE" + "".join([" OR " + _sql(part, builder) for part in parts]) + ")"
        case Not(part):
            return "(NOT " + _sql(part, builder) + ")"
