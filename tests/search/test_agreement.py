"""The index says what the predicate and the database say, of every item, tree and contract (invariant 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from newsflow.db.pool import transaction
from newsflow.matching.contract import Contract, visible
from newsflow.matching.predicate import ask
from newsflow.matching.tree import EVERYTHING, NOTHING, All, AnyOf, Field, Not, Some, Tree, UrgencyBetween
from newsflow.search.cases import CASES_LIMIT, split
from tests.matching.queries import guids_by_both
from tests.matching.trees import LANGUAGES, SECTIONS, SUBSCRIBER, contracts, trees
from tests.matching.wires import ITEMS, a_wire_of_all_kinds
from tests.search.conftest import numbers

if TYPE_CHECKING:
    from newsflow.search.reader import View
    from tests.builders import Newsroom
    from tests.harness import SettableClock
    from tests.search.conftest import Shelf

ROUNDS = 150


async def entry_numbers(newsroom: Newsroom) -> dict[str, int]:
    """The number of each item's latest entry."""
    async with transaction(newsroom.pool) as db:
        cursor = await db.execute("SELECT guid, seq FROM wire_item")
        return {str(row[0]): int(row[1]) for row in await cursor.fetchall()}


async def test_index_database_and_predicate_agree_on_every_tree_and_every_contract(
    shelf: Shelf, clock: SettableClock
) -> None:
    everything = await a_wire_of_all_kinds(shelf.newsroom, clock)
    view, seq_of = await shelf.read(), await entry_numbers(shelf.newsroom)
    taken = frozenset(seq_of[facts.guid] for facts in everything if facts.took)
    drawn: list[Tree] = []

    @settings(
        max_examples=ROUNDS, suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors]
    )
    @given(trees, contracts, contracts)
    def draw(tree: Tree, one: Contract, other: Contract) -> None:
        seen = visible((one, other), SUBSCRIBER, clock())
        drawn.extend((tree, All((tree, seen)), Some((Not(tree), seen))))

    draw()
    found = 0
    for tree in drawn:
        true_of = sorted((seq_of[facts.guid] for facts in everything if ask(tree, facts).yes), reverse=True)
        assert numbers(view, tree, taken) == true_of, tree
        found += len(true_of)
    async with transaction(shelf.newsroom.pool) as db:
        for tree in drawn[::10]:
            by_database = await guids_by_both(db, tree, everything)
            assert set(numbers(view, tree, taken)) == {seq_of[guid] for guid in by_database}, tree
    assert len(drawn) >= 3 * ROUNDS
    assert found > len(drawn)
    assert len(everything) > ITEMS


def split_many(view: View) -> Tree:
    """A tree that falls into more cases than are told apart."""
    codes = [
        *((Field.LANGUAGE, code) for code in LANGUAGES),
        *((Field.SECTION, code) for code in SECTIONS),
        *((Field.FORM, code) for code in ("story", "lead", "notice")),
    ]
    pairs = [
        Some((All((AnyOf(of, frozenset({code})), UrgencyBetween(1, place))), UrgencyBetween(place, 9)))
        for place, (of, code) in enumerate(codes, start=1)
    ]
    tree = All(tuple(pairs))
    assert split(tree, view.shapes) == {tree: view.shapes.every}, f"more than {CASES_LIMIT}"
    return tree


async def test_a_tree_of_too_many_cases_is_asked_whole_and_means_the_same(
    shelf: Shelf, clock: SettableClock
) -> None:
    everything = await a_wire_of_all_kinds(shelf.newsroom, clock)
    view, seq_of = await shelf.read(), await entry_numbers(shelf.newsroom)
    for tree in (split_many(view), Not(split_many(view)), EVERYTHING, NOTHING):
        assert set(numbers(view, tree)) == {seq_of[f.guid] for f in everything if ask(tree, f).yes}
