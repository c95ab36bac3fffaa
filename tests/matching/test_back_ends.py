"""The SQL back-end and the predicate say the same of every item, for every tree and contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from newsflow.db.pool import transaction
from newsflow.domain.codes import Verdict
from newsflow.matching.contract import Contract, visible
from newsflow.matching.predicate import ask, met
from newsflow.matching.ruling import rule_any
from newsflow.matching.sql import where
from newsflow.matching.tree import AnyOf, Field, Not
from tests.builders import a_dispatch
from tests.matching.queries import guids_by_both, guids_by_sql
from tests.matching.trees import (
    SUBSCRIBER,
    contracts,
    trees,
)
from tests.matching.wires import ITEMS, a_wire_of_all_kinds, facts_of_all

if TYPE_CHECKING:
    from newsflow.matching.tree import Tree
    from tests.builders import Newsroom
    from tests.harness import SettableClock

ROUNDS = 150


async def test_sql_and_predicate_agree_on_every_tree_and_every_contract(
    newsroom: Newsroom, clock: SettableClock
) -> None:
    everything = await a_wire_of_all_kinds(newsroom, clock)
    drawn: list[Tree] = []
    signed: list[Contract] = []

    @settings(
        max_examples=ROUNDS, suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors]
    )
    @given(trees, contracts)
    def draw(tree: Tree, contract: Contract) -> None:
        drawn.append(tree)
        signed.append(contract)

    draw()
    async with transaction(newsroom.pool) as db:
        for tree in drawn:
            true_of = {facts.guid for facts in everything if ask(tree, facts).yes}
            assert {facts.guid for facts in everything if met(tree, facts)} == true_of, tree
            assert await guids_by_both(db, tree, everything) == true_of, tree
        verdicts: set[Verdict] = set()
        for first, second in zip(signed, reversed(signed), strict=True):
            for both in ((first,), (first, second)):
                ruled = {f.guid: rule_any(f, both, f.took, clock()).verdict for f in everything}
                verdicts |= set(ruled.values())
                seen = {guid for guid, verdict in ruled.items() if verdict is not Verdict.NONE}
                assert await guids_by_sql(db, visible(both, SUBSCRIBER, clock())) == seen, both
    assert verdicts == set(Verdict)
    assert len(drawn) >= ROUNDS
    assert {where(tree).exact for tree in drawn} == {True, False}
    assert len(everything) > ITEMS


async def test_a_planted_difference_is_found(newsroom: Newsroom, clock: SettableClock) -> None:
    await newsroom.release(a_dispatch(language="tr"))
    (facts,) = await facts_of_all(newsroom)
    async with transaction(newsroom.pool) as db:
        turkish = AnyOf(Field.LANGUAGE, frozenset({"tr"}))
        assert await guids_by_sql(db, turkish) != {f.guid for f in [facts] if ask(Not(turkish), f).yes}
