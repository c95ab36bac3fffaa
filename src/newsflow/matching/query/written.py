"""A question's tree in words again: what it gives parses to the same tree."""

import re

from newsflow.domain.clock import rfc3339
from newsflow.matching.query.fields import AS_IS, ONE_OF
from newsflow.matching.query.limits import VALUES_LIMIT
from newsflow.matching.query.tokens import COMMAS, DASHES, QUOTES
from newsflow.matching.tree import (
    All,
    AnyOf,
    Before,
    Field,
    Not,
    Part,
    Since,
    Some,
    Tree,
    UrgencyBetween,
    Words,
)

_NAME = {field: name for name, field in (*ONE_OF.items(), *AS_IS.items())} | {Field.TOPICS: "topic"}
_APART = frozenset("()*") | QUOTES | COMMAS
_OPERATOR = re.compile(r"AND|OR|NOT|[A-Za-z_]{1,30}:.*", re.DOTALL)


def written(tree: Tree) -> str:
    """The question that a tree of `parse` asks. Raises ValueError for what no question can ask, as contracts do.

    `since:2d` comes back as its moment, so that what was asked in two letters may need more than its room.
    """
    match tree:
        case All(parts):
            return " ".join(_inside(part, Some) for part in parts)
        case Some(parts) if parts:
            return _list(parts) or " OR ".join(written(part) for part in parts)
        case Not(part):
            return f"NOT {_inside(part, Some, All)}"
        case AnyOf(field, values) if values:
            return f"{_NAME[field]}:{','.join(_value(value) for value in sorted(values))}"
        case UrgencyBetween(low, high):
            return f"urgency:{low}-{high}"
        case Words(Part.TEXT, said):
            return f'"{said}"' if _needs_quotes(said) or _OPERATOR.fullmatch(said) else said
        case Words(part, said):
            return f"{part.value}:{_value(said)}"
        case Since(at):
            return f"since:{rfc3339(at)}"
        case Before(at):
            return f"until:{rfc3339(at)}"
        case _:
            raise ValueError(f"no question asks {tree}")


def _inside(tree: Tree, *loose: type[Tree]) -> str:
    """The part, in parentheses where it would fall apart without: no more than were written, for their depth is limited."""
    bare = not isinstance(tree, loose) or (isinstance(tree, Some) and _list(tree.parts))
    return written(tree) if bare else f"({written(tree)})"


def _list(parts: tuple[Tree, ...]) -> str:
    """Any of some names or urgencies as one field with commas; empty where they are no such list."""
    fields = {written(part).partition(":")[0] for part in parts if isinstance(part, UrgencyBetween | Words)}
    of_text = any(isinstance(part, Words) and part.part is Part.TEXT for part in parts)
    all_of = all(isinstance(part, UrgencyBetween | Words) for part in parts)
    if of_text or not all_of or len(fields) != 1 or len(parts) > VALUES_LIMIT:
        return ""
    return f"{fields.pop()}:{','.join(written(part).partition(':')[2] for part in parts)}"


def _value(text: str) -> str:
    return f'"{text}"' if _needs_quotes(text) else text


def _needs_quotes(text: str) -> bool:
    return text[:1] in DASHES or any(letter.isspace() or letter in _APART for letter in text)
