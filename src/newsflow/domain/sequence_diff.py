"""What two sequences have in common, in order, by Myers' greedy algorithm, within a budget of steps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

DISTANCE_LIMIT = 800
"""Insertions and deletions in one stretch that are looked for; beyond, it counts as exchanged whole."""


@dataclass(slots=True)
class Budget:
    """Steps that are left for comparing. When it is spent, what is still to be compared counts as exchanged."""

    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch `[a, a_end)` of the first and `[b, b_end)` of the second: the same, or one in place of the other."""

    is_same: bool
    a: int
    a_end: int
    b: int
    b_end: int


def sequence_diff(a: Sequence[str], b: Sequence[str], budget: Budget) -> list[Run]:
    """The two sequences as runs in order; those that are the same and those that are not take turns."""
    start = _common(a, b)
    end = _common_end(a, b, start)
    inner_a, inner_b = a[start : len(a) - end], b[start : len(b) - end]
    same = [(place, place) for place in range(start)]
    same += [(start + x, start + y) for x, y in _matches(inner_a, inner_b, budget)]
    same += [(len(a) - each, len(b) - each) for each in range(end, 0, -1)]
    return list(_runs(same, len(a), len(b)))


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    most = min(len(a), len(b))
    return next((place for place in range(most) if a[place] != b[place]), most)


def _common_end(a: Sequence[str], b: Sequence[str], start: int) -> int:
    most = min(len(a), len(b)) - start
    return next((place for place in range(most) if a[-1 - place] != b[-1 - place]), most)


def _matches(a: Sequence[str], b: Sequence[str], budget: Budget) -> list[tuple[int, int]]:
    """The places of a longest common subsequence; none where that costs too much or there is nothing to compare."""
    if not a or not b or set(a).isdisjoint(b):
        return []
    trail: list[list[int]] = []
    furthest = {1: 0}
    for distance in range(min(len(a) + len(b), DISTANCE_LIMIT) + 1):
        for k in range(-distance, distance + 1, 2):
            down = k == -distance or (k != distance and furthest[k - 1] < furthest[k + 1])
            x = furthest[k + 1] if down else furthest[k - 1] + 1
            begun = x
            while x < len(a) and x - k < len(b) and a[x] == b[x - k]:
                x += 1
            furthest[k] = x
            budget.left -= 1 + x - begun
            if x >= len(a) and x - k >= len(b):
                trail.append([])  # where this distance came needs no row: the way back begins here
                return _walked_back(trail, len(a), len(b))
        trail.append([furthest[each] for each in range(-distance, distance + 1, 2)])
        if budget.left <= 0:
            return []
    return []


def _walked_back(trail: list[list[int]], x: int, y: int) -> list[tuple[int, int]]:
    """The matches on the path that ends at x, y; `trail[d]` holds how far each diagonal came with d changes."""
    found: list[tuple[int, int]] = []
    for distance in range(len(trail) - 1, 0, -1):
        reached = {k: trail[distance - 1][(k + distance - 1) // 2] for k in range(1 - distance, distance, 2)}
        k = x - y
        down = k == -distance or (k != distance and reached[k - 1] < reached[k + 1])
        before = k + 1 if down else k - 1
        from_x = reached[before]
        begun = from_x if down else from_x + 1
        found += [(each, each - k) for each in range(x - 1, begun - 1, -1)]
        x, y = from_x, from_x - before
    found += [(each, each) for each in range(x - 1, -1, -1)]
    return found[::-1]


def _runs(same: list[tuple[int, int]], length_a: int, length_b: int) -> Iterator[Run]:
    a = b = 0
    place = 0
    while place < len(same):
        start = place
        while place + 1 < len(same) and same[place + 1] == (same[place][0] + 1, same[place][1] + 1):
            place += 1
        (x, y), (x_end, y_end) = same[start], same[place]
        if (a, b) != (x, y):
            yield Run(is_same=False, a=a, a_end=x, b=b, b_end=y)
        yield Run(is_same=True, a=x, a_end=x_end + 1, b=y, b_end=y_end + 1)
        a, b = x_end + 1, y_end + 1
        place += 1
    if (a, b) != (length_a, length_b):
        yield Run(is_same=False, a=a, a_end=length_a, b=b, b_end=length_b)
