"""Words taken out of a version: wherever they stand, and nothing besides."""

from __future__ import annotations

import pytest

from newsflow.domain.codes import BlockKind
from newsflow.domain.dispatch import Block, Dispatch, Source, Span, paragraph
from newsflow.domain.errors import BadInputError
from newsflow.domain.find_words import Run, find
from newsflow.domain.redaction import MARK, Change, holds, redact, remains
from tests.builders import a_dispatch


def cut(text: str, *changes: Change) -> str:
    """The only paragraph with the words out."""
    return redact(a_dispatch(body=(paragraph(text),)), changes).version.words()[0]


def spans(version: Dispatch) -> tuple[Span, ...]:
    return version.body[0].spans


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The ferry came back.", "FERRY CAME"),
        ("The ferry\u00a0came back.", "ferry came"),
        ("“Ferry’s bell” rang", '"ferry\'s bell"'),
        ("İSTANBUL'da ışık", "istanbul'da işik"),
        ("a soft\u00adhyphen", "softhyphen"),
        ("قال المُدير إنّه", "المدير إنه"),
    ],
)
def test_words_are_found_as_a_reader_would_whatever_their_signs(text: str, wanted: str):
    assert len(find(text, wanted, whole_words=False)) == 1


def test_a_name_is_no_part_of_another_word():
    assert find("Kayak on the bay", "Kaya", whole_words=True) == []
    assert find("Kaya’nın teknesi", "Kaya", whole_words=True) == [Run(0, 4)]


def test_marks_on_the_last_letter_go_with_it():
    assert cut("x كتبَ y", Change(words="كتب", put="…")) == "x … y"


def test_what_is_taken_out_leaves_no_double_space_nor_one_before_a_full_stop():
    assert cut("He came late and left.", Change(words="late")) == "He came and left."
    assert cut("He came late.", Change(words="late")) == "He came."


def test_a_passage_goes_across_links_and_the_rest_of_them_stays():
    body = (
        Block(
            spans=(
                Span("He said so to "),
                Span("the harbour board", "https://example.org/b"),
                Span(" there."),
            )
        ),
    )
    made = redact(a_dispatch(body=body), (Change(words="so to the harbour", put=MARK),)).version
    assert spans(made) == (Span("He said […]"), Span(" board", "https://example.org/b"), Span(" there."))


def test_a_link_whose_address_names_the_words_is_cut_and_its_text_stays():
    body = (Block(spans=(Span("See "), Span("the file", "https://example.org/deniz-kaya-file"))),)
    made = redact(a_dispatch(body=body), (Change(words="Deniz Kaya", put="D. K.", whole_words=True),))
    assert spans(made.version) == (Span("See the file"),)
    assert [spot.field for spot in made.spots] == ["body"]


def test_lists_and_subheads_are_looked_through():
    body = (
        Block(kind=BlockKind.SUBHEAD, spans=(Span("Deniz Kaya"),)),
        Block(kind=BlockKind.LIST, items=((Span("first"),), (Span("Deniz Kaya"),))),
    )
    made = redact(a_dispatch(body=body), (Change(words="Deniz Kaya"),)).version
    assert made.body == (Block(kind=BlockKind.LIST, items=((Span("first"),),)),)


def test_a_keyword_or_source_of_which_nothing_is_left_goes_whole():
    text = a_dispatch(
        keywords=("Deniz Kaya", "ferry"), sources=(Source(name="Deniz Kaya", words="Deniz Kaya said"),)
    )
    made = redact(text, (Change(words="Deniz Kaya", put=MARK),)).version
    assert (made.keywords, made.sources) == (("ferry",), ())


def test_codes_and_ids_stay_whatever_they_are_called():
    text = a_dispatch(headline="English spoken", keywords=("text", "en"))
    made = redact(text, (Change(words="en"), Change(words="text"), Change(words="story"))).version
    assert (made.language, made.form, made.type) == (text.language, text.form, text.type)
    assert made.keywords == ()


def test_what_stands_inside_other_words_is_said_and_left_to_a_person():
    change = Change(words="Kaya", put="K.", whole_words=True)
    made = redact(a_dispatch(body=(paragraph("Kaya and the Kayalar came."),)), (change,)).version
    assert made.words() == ("K. and the Kayalar came.",)
    assert [spot.taken for spot in remains(made, (change,))] == ["Kaya"]


def test_the_longer_of_two_names_is_replaced_first():
    changes = (
        Change(words="Kaya", put="K.", whole_words=True),
        Change(words="Deniz Kaya", put="D. K.", whole_words=True),
    )
    assert cut("Deniz Kaya came. Kaya left.", *changes) == "D. K. came. K. left."


def test_after_it_nothing_holds_the_words():
    change = Change(words="came back on Monday", put=MARK)
    assert holds(a_dispatch(), (change,))
    assert not holds(redact(a_dispatch(), (change,)).version, (change,))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Change(words="a"), "too little"),
        (Change(words="…!"), "too little"),
        (Change(words="Deniz Kaya", whole_words=True), "what stands for the name"),
        (Change(words="Kaya", put="Mr Kaya", whole_words=True), "repeats it"),
    ],
)
def test_a_change_that_could_do_harm_is_refused(change: Change, said: str):
    with pytest.raises(BadInputError, match=said):
        redact(a_dispatch(), (change,))
