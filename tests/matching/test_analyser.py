"""A text becomes terms by the rules of its language, and every term knows where it stands."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from house.yardstick import stretched
from newsflow.matching import analyser
from newsflow.matching.analyser import TERM_LIMIT, folded, joined_terms, names, terms, ways, words

LANGUAGES = ("tr", "az", "ar", "fa", "ckb", "ku", "ru", "fr", "en", "de", "it", "uk", "zz", "pt-BR")
letters = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60) | st.text(
    alphabet="aIıİi'’-_ éÇşאبةكی\u200c\u0640\u064e٢й.", max_size=60
)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("tr", "IĞDIR", "ığdır"),
        ("tr", "İZMİR", "izmir"),
        ("az", "QIŞ", "qış"),
        ("tr", "Ankara'da", "ANKARA"),
        ("tr", "Ankara’nın", "ankara"),
        ("fr", "l'Iran", "Iran"),
        ("fr", "qu’Ankara", "Ankara"),
        ("it", "dell'Unione", "unione"),
        ("en", "minister's", "minister"),
        ("ar", "كتابٌ", "كتاب"),
        ("ar", "إسلام", "اسلام"),
        ("ar", "مستشفى", "مستشفي"),
        ("fa", "کیهان", "كيهان"),
        ("fa", "۱۴۰۵", "1405"),
        ("ckb", "ھەولێر", "هەولير"),
        ("ru", "ЙОД", "йод"),
    ],
)
def test_two_spellings_of_a_word_are_one_term(language: str, one: str, other: str):
    assert terms(one, language) == terms(other, language) != []


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fa", "تنها", "تن"),
        ("ru", "йод", "иод"),
        ("tr", "bakanlık", "bakan"),
        ("ku", "Hewlêr", "هەولێر"),
        ("en", "l'Iran", "Iran"),
    ],
)
def test_two_words_are_two_terms(language: str, one: str, other: str):
    assert terms(one, language) != terms(other, language)


def test_each_term_stands_where_its_word_stands():
    text = "Selon l’Iran, d'autres   pays — 2026"
    assert [text[token.start : token.end] for token in words(text, "fr")] == [
        "Selon",
        "l’Iran",
        "d'autres",
        "pays",
        "2026",
    ]
    assert [token.place for token in words(text, "fr")] == [0, 1, 2, 3, 4]


@given(letters, st.sampled_from(LANGUAGES))
def test_both_ways_to_analyse_give_the_same_terms_of_any_text(text: str, language: str):
    found = words(text, language)
    assert [token.term for token in found] == terms(text, language) == joined_terms(text, language).split()
    assert [token.place for token in found] == list(range(len(found)))
    for token in found:
        assert 0 < len(token.term) <= TERM_LIMIT
        assert not any(letter.isspace() for letter in token.term)
        assert 0 <= token.start < token.end <= len(text)


@given(letters, st.sampled_from(LANGUAGES))
def test_what_is_copied_out_of_a_text_is_among_the_ways_to_ask_for_it(text: str, language: str):
    found = terms(text, language)
    assert (tuple(found) in ways(text, LANGUAGES)) == bool(found)


@given(letters)
def test_a_folded_name_is_folded_no_further(text: str):
    assert names(" ".join(names(text))) == names(text)


@given(st.text(st.characters(max_codepoint=0x6FF, categories=("L",)), min_size=1))
def test_a_word_of_our_scripts_is_folded_by_its_letters_as_it_is_beside_another_script(word: str):
    assert folded(f"漢{word}") == f"漢{folded(word)}"


def test_no_language_and_no_word_can_fill_the_memory(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(analyser, "CACHED_LIMIT", 50)
    monkeypatch.setattr(analyser, "LANGUAGES_LIMIT", 20)
    for number in range(200):
        terms(f"word{number}", f"x{number % 60}")
        terms(f"word{number}", "en")
    kept = analyser._OF_LANGUAGE  # pyright: ignore[reportPrivateUsage] - the bound is what is tested
    assert len(kept) <= 20
    assert all(len(each) <= 50 for each in kept.values())


def test_a_dispatch_of_400_words_takes_well_under_a_third_of_a_millisecond():
    text = " ".join(f"kelime{number % 97}ler" for number in range(400))
    terms(text, "tr")
    least = 1.0
    for _ in range(5):
        began = process_time()
        for _ in range(40):
            assert len(terms(text, "tr")) == 400
        least = min(least, (process_time() - began) / 40)
    assert least < stretched(1 / 3000)
