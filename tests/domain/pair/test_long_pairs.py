"""A body at its bound is compared in a second or two, whatever stands in it."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from house.yardstick import stretched
from newsflow.domain.dispatch import paragraph
from newsflow.domain.house_names import HouseName, NameKind, Spelling
from newsflow.domain.pair.facts import PairFacts
from newsflow.domain.pair.names import spellings
from newsflow.domain.pair.run import check_pair
from newsflow.domain.release import BODY_CHARACTERS
from tests.builders import a_dispatch

SECONDS = 10.0
"""On a machine that others use too; alone it is less than half."""


def many_names() -> tuple[HouseName, ...]:
    return tuple(
        HouseName(
            id=number,
            kind=NameKind.PERSON,
            spellings=(
                Spelling(language="en", text=f"Ada Sample{number}"),
                Spelling(language="fr", text=f"Ada Exemple{number}"),
            ),
        )
        for number in range(300)
    )


@pytest.mark.parametrize("size", [2_000, BODY_CHARACTERS])
@pytest.mark.parametrize("text", ["12 ", "The bell said “no, never again” on 3 May. "])
def test_a_body_at_its_bound_is_compared_in_bounded_time(text: str, size: int):
    body = tuple(
        paragraph((text * (size // len(text) + 1))[:size]) for _ in range(BODY_CHARACTERS // size // 4 or 1)
    )
    original = a_dispatch(body=body)
    began = time.perf_counter()
    check_pair(PairFacts(original=original, translation=replace(original, language="fr"), names=many_names()))
    tuple(spellings(original, many_names()))
    assert time.perf_counter() - began < stretched(SECONDS)
