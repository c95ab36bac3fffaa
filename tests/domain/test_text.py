"""Letters as each language folds them, and errors as people read them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsflow.domain import errors
from newsflow.domain.errors import NewsflowError, TooFastError
from newsflow.domain.text import direction, fold, lower, nfc, upper, words


@pytest.mark.parametrize(
    ("text", "language", "lowered"),
    [
        ("IĞDIR", "tr", "ığdır"),
        ("İSTANBUL", "tr", "istanbul"),
        ("IĞDIR", "az-Latn", "ığdır"),
        ("INDIA", "en", "india"),
        ("MISE À JOUR", "fr", "mise à jour"),
        ("ПАРОМ", "ru", "паром"),
    ],
)
def test_capitals_become_small_by_the_rules_of_the_language(text: str, language: str, lowered: str):
    assert lower(text, language) == lowered


@pytest.mark.parametrize(
    ("text", "language", "raised"),
    [
        ("istanbul", "tr", "İSTANBUL"),
        ("ığdır", "tr", "IĞDIR"),
        ("india", "en", "INDIA"),
        ("paris", "fr", "PARIS"),
    ],
)
def test_small_letters_become_capitals_by_the_rules_of_the_language(text: str, language: str, raised: str):
    assert upper(text, language) == raised


@given(st.text("abcçdefgğhıijklmnoöprsştuüvyz "))
def test_turkish_goes_up_and_down_without_loss(text: str):
    assert lower(upper(text, "tr"), "tr") == text


@pytest.mark.parametrize("spelt", ["Mise à jour", "Mıse À Jour", "MİSE A JOUR", "mise a jour", "MISE À JOUR"])
def test_a_label_is_found_whoever_typed_its_i(spelt: str):
    assert fold(spelt) == "mise a jour"


def test_arabic_is_compared_without_its_vowel_signs():
    assert fold("العَبَّارَة") == fold("العبارة")


def test_letters_that_differ_in_earnest_stay_apart():
    assert fold("паром") != fold("парок")
    assert fold("كتاب") != fold("كتب")


@given(st.text())
def test_folding_twice_changes_nothing(text: str):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folding_does_not_mind_how_accents_were_typed(text: str):
    assert fold(unicodedata.normalize("NFD", text)) == fold(nfc(text))


def test_words_leave_punctuation_out_and_keep_apostrophes_within():
    assert words("L’été, « İzmir’de » — déjà-vu…") == ["l’ete", "izmir’de", "deja", "vu"]


@pytest.mark.parametrize(
    ("language", "way"), [("ar", "rtl"), ("fa-IR", "rtl"), ("ckb", "rtl"), ("tr", "ltr"), ("ru", "ltr")]
)
def test_each_script_runs_its_own_way(language: str, way: str):
    assert direction(language) == way


ALL_ERRORS = [
    kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, NewsflowError)
]


def test_every_error_has_a_status_and_a_slug_of_its_own():
    assert all(400 <= kind.status < 600 for kind in ALL_ERRORS)
    slugs = [kind.slug for kind in ALL_ERRORS]
    assert len(set(slugs)) == len(slugs)


def test_an_error_says_what_which_and_what_now():
    error = NewsflowError("Entry 41 was killed.", "By entry 44.", "Remove it from your systems.")
    assert str(error) == "Entry 41 was killed. By entry 44. Remove it from your systems."
    assert str(NewsflowError("Only what.", "", "")) == "Only what."


def test_who_is_too_fast_is_told_how_long_to_wait():
    assert TooFastError("Too fast.", "Two a second.", "Wait.", wait_s=0.4).wait_s == 0.4
