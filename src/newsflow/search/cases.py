"""A tree split by shapes: for which shapes it is true, and for which others it hangs on the rest, and on what.

`Cases` maps what is left to be asked to a set of shapes (bits): the tree is true of an item when, for one of them, the
item's shape is in the set and what is left is true. Twenty clauses of a contract become one set that way.
"""

from newsflow.domain.codes import Form
from newsflow.matching.tree import (
    EVERYTHING,
    All,
    AnyOf,
    Field,
    Not,
    Open,
    Permitted,
    Some,
    Tree,
)
from newsflow.search.shapes import OF_SHAPE, Shapes

Cases = dict[Tree, int]

_NOTICE = frozenset({Form.NOTICE.value})

TREES_KEPT = 4096
"""Trees of which the shapes remember what they come to."""
CASES_LIMIT = 16
"""More than so many are not told apart: what is left is then asked whole."""


def split(tree: Tree, shapes: Shapes) -> Cases:
    """The tree's cases; none where no item of these shapes can be one."""
    match tree:
        case AnyOf(field) if field in OF_SHAPE:
            return _case(EVERYTHING, shapes.any_of(tree))
        case AnyOf(Field.FORM, values) if values == _NOTICE:
            return _case(EVERYTHING, shapes.notices)
        case Open():
            return _case(EVERYTHING, shapes.open(tree))
        case Permitted():
            always, sometimes = shapes.permitted(tree)
            return _case(EVERYTHING, always) | _case(tree, sometimes)
        case All(parts):
            known = shapes.known.get(tree)
            if known is not None:
                return _case(EVERYTHING, known)
            return _kept(_all([split(part, shapes) for part in parts], shapes), tree, shapes)
        case Some(parts):
            return _either([split(part, shapes) for part in parts])
        case Not(part):
            found = _all(_denied(split(part, shapes), shapes), shapes)
            return _case(tree, shapes.every) if found is None else found
        case _:
            return _case(tree, shapes.every)


def _kept(cases: Cases | None, tree: Tree, shapes: Shapes) -> Cases:
    """The cases, kept where codes alone decide; the tree itself where there are too many."""
    if cases is None:
        return _case(tree, shapes.every)
    if not cases.keys() - {EVERYTHING}:
        if len(shapes.known) >= TREES_KEPT:
            shapes.known.clear()
        shapes.known[tree] = cases.get(EVERYTHING, 0)
    return cases


def _case(left: Tree, bits: int) -> Cases:
    return {left: bits} if bits else {}


def _either(many: list[Cases]) -> Cases:
    """Any of them: what is left the same is one case, and so are sets that are the same."""
    by_left: Cases = {}
    for cases in many:
        for left, bits in cases.items():
            by_left[left] = by_left.get(left, 0) | bits
    without = by_left.pop(EVERYTHING, 0)
    by_bits: dict[int, list[Tree]] = {}
    for left, bits in by_left.items():
        if bits & ~without:
            by_bits.setdefault(bits & ~without, []).append(left)
    cases = _case(EVERYTHING, without)
    for bits, left in by_bits.items():
        cases[left[0] if len(left) == 1 else Some(tuple(left))] = bits
    return cases


def _denied(cases: Cases, shapes: Shapes) -> list[Cases]:
    """Of each case, that it is not so: other shapes, or what is left is false."""
    return [
        _case(EVERYTHING, shapes.every & ~bits) | (_case(Not(left), bits) if left != EVERYTHING else {})
        for left, bits in cases.items()
    ]


def _all(many: list[Cases], shapes: Shapes) -> Cases | None:
    """All of them at once; None where that makes too many cases."""
    bits = shapes.every
    beside: list[Tree] = []
    cases: Cases = {}
    for others in many:
        if not others:
            return {}
        if len(others) > 1:
            continue
        ((left, some),) = others.items()
        bits &= some
        if left != EVERYTHING:
            beside += _parts(left)
    asked = tuple(dict.fromkeys(beside))
    cases = _case(EVERYTHING if not asked else asked[0] if len(asked) == 1 else All(asked), bits)
    for others in many:
        if len(others) < 2:
            continue
        if len(cases) * len(others) > CASES_LIMIT:
            return None
        cases = _either(
            [
                _case(_and(left, right), bits & some)
                for left, bits in cases.items()
                for right, some in others.items()
            ]
        )
    return cases


def _and(one: Tree, other: Tree) -> Tree:
    parts = dict.fromkeys((*_parts(one), *_parts(other)))
    return next(iter(parts)) if len(parts) == 1 else All(tuple(parts))


def _parts(tree: Tree) -> tuple[Tree, ...]:
    return tree.parts if isinstance(tree, All) else (tree,)
