"""Two versions word by word."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from house.yardstick import stretched
from newsflow.domain.dispatch import paragraph
from newsflow.domain.sequence_diff import Budget, sequence_diff
from newsflow.domain.word_diff import Change, diff, words_diff
from tests.builders import a_dispatch

FEW = st.lists(st.sampled_from("abcd"), max_size=30)
TEXTS = st.lists(st.sampled_from(["ab", "cd", " ", ",", "\n", "é", "١"]), max_size=30).map("".join)


@given(FEW, FEW)
def test_the_runs_cover_both_sequences_in_order_and_same_means_same(a: list[str], b: list[str]):
    runs = sequence_diff(a, b, Budget(100_000))
    assert [each for run in runs for each in a[run.a : run.a_end]] == a
    assert [each for run in runs for each in b[run.b : run.b_end]] == b
    assert all(a[run.a : run.a_end] == b[run.b : run.b_end] for run in runs if run.is_same)


@given(FEW, FEW)
def test_as_much_as_can_be_is_the_same(a: list[str], b: list[str]):
    longest = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for x, one in enumerate(a):
        for y, other in enumerate(b):
            longest[x + 1][y + 1] = (
                longest[x][y] + 1 if one == other else max(longest[x][y + 1], longest[x + 1][y])
            )
    kept = sum(run.a_end - run.a for run in sequence_diff(a, b, Budget(100_000)) if run.is_same)
    assert kept == longest[-1][-1]


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_back_from_the_pieces(before: str, after: str):
    pieces = words_diff(before, after)
    assert "".join(piece.text for piece in pieces if piece.change is not Change.ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.change is not Change.REMOVED) == after


@given(st.lists(TEXTS, max_size=6), st.lists(TEXTS, max_size=6))
def test_every_paragraph_of_either_version_stands_once_in_order(before: list[str], after: list[str]):
    old = a_dispatch(body=tuple(paragraph(text) for text in before))
    new = a_dispatch(body=tuple(paragraph(text) for text in after))
    parts = [part for part in diff(old, new) if part.field == "body"]
    assert [part.before for part in parts if part.before is not None] == list(range(len(before)))
    assert [part.after for part in parts if part.after is not None] == list(range(len(after)))
    assert [part.text(Change.REMOVED) for part in parts if part.after is not None] == after


def test_an_exchanged_word_is_told_and_the_words_around_it_stay():
    pieces = words_diff("The ferry came on Monday, late.", "The ferry came on Tuesday, late.")
    assert [(piece.change, piece.text) for piece in pieces] == [
        (Change.SAME, "The ferry came on "),
        (Change.REMOVED, "Monday"),
        (Change.ADDED, "Tuesday"),
        (Change.SAME, ", late."),
    ]


def test_a_new_paragraph_between_two_others_changes_neither():
    before = a_dispatch(body=(paragraph("One came."), paragraph("Two went.")))
    after = a_dispatch(body=(paragraph("One came."), paragraph("A dog barked."), paragraph("Two went.")))
    changed = [(part.field, part.before, part.after) for part in diff(before, after) if not part.is_same]
    assert changed == [("body", None, 1)]


def test_a_rewritten_paragraph_is_compared_with_the_one_it_came_from():
    first = paragraph("The mayor opened the bridge on Monday before a small crowd.")
    before = a_dispatch(body=(first, paragraph("Rain fell.")))
    after = a_dispatch(
        body=(
            paragraph("Nobody had expected it."),
            paragraph("The mayor opened the bridge on Tuesday before a small crowd."),
        )
    )
    pairs = {(part.before, part.after) for part in diff(before, after) if part.field == "body"}
    assert (0, 1) in pairs


@pytest.mark.parametrize("other", ["a {n} b", "{n} x {n} y", "z{n}"])
def test_two_bodies_of_200_000_characters_are_compared_in_bounded_time(other: str):
    before = a_dispatch(body=tuple(paragraph(f"word {n} and {n * 7} go " * 40) for n in range(200)))
    after = a_dispatch(
        body=tuple(paragraph(" ".join(other.format(n=n) for n in range(k, k + 150))) for k in range(200))
    )
    began = time.perf_counter()
    parts = diff(before, after)
    assert time.perf_counter() - began < stretched(3)
    assert "".join(part.text(Change.REMOVED) for part in parts if part.field == "body") == "".join(
        after.words()
    )
