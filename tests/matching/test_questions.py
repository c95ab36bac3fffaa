"""Questions: what they ask, how they fail, and that they come back as they were."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsflow.domain.codes import CreditRole, PlaceRole
from newsflow.domain.dispatch import Credit, Place, Source
from newsflow.domain.errors import QuestionError
from newsflow.matching.contract import Entitlement, covers
from newsflow.matching.predicate import ask
from newsflow.matching.query import CONDITIONS_LIMIT, DEPTH_LIMIT, QUESTION_LIMIT, VALUES_LIMIT, written
from newsflow.matching.tree import EVERYTHING, All, AnyOf, Field, Not, Part, Some, UrgencyBetween, Words
from tests.builders import a_dispatch
from tests.matching.questions import facts_for, finds, read

if TYPE_CHECKING:
    from newsflow.matching.tree import Tree

PIECES = (
    "deprem", "İzmir", "l'Iran", "“old harbour”", '"seçim sonuçları"', "«Ада»", "AND", "OR", "NOT", "-", "(", ")", " ",
    ",", "lang:fr", "lang:tr,ar", "place:istanbul,'x", 'by:"Ada Sample"', "urgency:1-2,4", "since:2d", "until:today",
    "form:lead", "topic:11000000", "slug:a,b", "source:“x y”", "foo:bar", "a:b", "*", '"', "lang:", ":", "\x00", "ـ", "…",
)  # fmt: skip
pieces = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join)
glued = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)

words = st.sampled_from(["deprem", "İzmir", "l’Iran", '"old harbour"', '"AND"', '"-x"', '"a:b"', "١٢", "a-b"])
fields = st.sampled_from(
    [piece for piece in PIECES if ":" in piece and len(piece) > 6 and piece != "foo:bar"]
)


def grown(smaller: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    two = st.lists(smaller, min_size=2, max_size=3)
    return st.one_of(
        two.map(" ".join), two.map(" AND ".join), two.map(" OR ".join), smaller.map("-{}".format),
        smaller.map("NOT {}".format), smaller.map("({})".format),
    )  # fmt: skip


def read_or_told(question: str) -> Tree | QuestionError:
    """The question's tree, or what it stumbles over; any other error is the test's."""
    try:
        return read(question)
    except QuestionError as told:
        return told


good = st.recursive(words | fields, grown, max_leaves=8)


@settings(max_examples=400)
@given(st.text(max_size=80) | pieces | glued)
@example("(" * 500)
@example("-" * 500 + "a")
@example("NOT " * 200 + "a")
@example("a OR " * 150 + "a")
def test_whatever_is_typed_is_read_or_refused_at_a_character(question: str):
    found = read_or_told(question)
    if isinstance(found, QuestionError):
        assert 0 <= found.at <= len(question)
        assert found.what
        assert found.what_now
    else:
        assert read(written(found)) == found


@settings(max_examples=300)
@given(good)
def test_a_question_written_back_is_the_same_question(question: str):
    tree = read(question)
    assert read(written(tree)) == tree
    assert written(read(written(tree))) == written(tree)


def test_an_empty_question_asks_for_everything():
    assert read("") == read(" , \n") == EVERYTHING
    assert finds("", a_dispatch())


def test_or_binds_less_than_standing_side_by_side():
    assert read("form:lead lang:fr OR form:flash") == Some(
        (
            All((AnyOf(Field.FORM, frozenset({"lead"})), AnyOf(Field.LANGUAGE, frozenset({"fr", "fr-CA"})))),
            AnyOf(Field.FORM, frozenset({"flash"})),
        )
    )
    assert read("-form:lead") == Not(AnyOf(Field.FORM, frozenset({"lead"})))
    assert read("urgency:2-4") == UrgencyBetween(2, 4)


def test_words_are_analysed_in_the_language_beside_them_and_else_in_all():
    alone, beside, within = read("elections"), read("elections lang:fr"), read("lang:fr (elections OR vote)")
    assert isinstance(alone, Words)
    assert isinstance(beside, All)
    assert isinstance(within, All)
    assert beside.parts[0] == Words(Part.TEXT, "elections", frozenset({("elect",)}))
    assert len(alone.ways) > 1
    assert isinstance(within.parts[1], Some)
    assert within.parts[1].parts[0] == beside.parts[0]


def test_kurmanji_is_asked_by_either_code_and_sorani_by_its_own():
    assert read("lang:ku") == read("lang:kmr") == AnyOf(Field.LANGUAGE, frozenset({"ku"}))
    assert read("lang:ckb") == AnyOf(Field.LANGUAGE, frozenset({"ckb"}))


def test_names_are_looked_up_where_they_belong():
    item = a_dispatch(
        places=(Place(name="İstanbul", role=PlaceRole.ABOUT, country="Türkiye"),),
        credits=(
            Credit(name="Ada Sample", role=CreditRole.WRITER),
            Credit(name="Bo Hidden", role=CreditRole.EDITOR, printed=False),
        ),
        sources=(Source(name="Harbour Radio", words="Harbour Radio said"),),
    )
    for question in (
        "place:ISTANBUL",
        "place:turkiye,paris",
        "by:sample",
        'by:"ada sample"',
        "source:harbour",
    ):
        assert finds(question, item), question
    for question in ("place:harbour", "by:hidden", 'by:"sample ada"', "source:ada", "Sample"):
        assert not finds(question, item), question


def test_no_phrase_goes_from_one_passage_into_the_next():
    item = a_dispatch(headline="Ferry returns", deck="Hundreds came")
    assert finds('"ferry returns"', item)
    assert not finds('"returns hundreds"', item)


@pytest.mark.parametrize(
    ("fits", "too_much", "says"),
    [
        ("a" * QUESTION_LIMIT, "a" * (QUESTION_LIMIT + 1), "too long"),
        (
            "(" * DEPTH_LIMIT + "a" + ")" * DEPTH_LIMIT,
            "(" * (DEPTH_LIMIT + 1) + "a" + ")" * (DEPTH_LIMIT + 1),
            "deep",
        ),
        ("NOT " * DEPTH_LIMIT + "a", "NOT " * (DEPTH_LIMIT + 1) + "a", "deep"),
        ("a " * CONDITIONS_LIMIT, "a " * (CONDITIONS_LIMIT + 1), "too much"),
        (
            "form:" + ",".join(["lead"] * VALUES_LIMIT),
            "form:" + ",".join(["lead"] * (VALUES_LIMIT + 1)),
            "too many",
        ),
    ],
)
def test_each_limit_holds_at_its_edge(fits: str, too_much: str, says: str):
    tree = read(fits)
    assert read(written(tree)) == tree
    with pytest.raises(QuestionError, match=says):
        read(too_much)


def test_facts_without_copy_are_never_asked_for_words_unseen():
    with pytest.raises(ValueError, match="no copy"):
        ask(read("ferry"), replace(facts_for(a_dispatch()), copy=None))


def test_a_contract_is_no_question():
    with pytest.raises(ValueError, match="no question"):
        written(covers(Entitlement()))
