"""What a translation says of its origin, in eleven languages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newsflow.domain.dispatch import TranslatedFrom
from newsflow.domain.translation_words import (
    CREDITS,
    LANGUAGE_NAMES,
    LANGUAGES,
    NOTED,
    credit_line,
    credit_of,
    language_name,
    note_of,
    with_note,
)
from newsflow.formats.prose import translators_line
from tests.builders import a_dispatch, the_agency

if TYPE_CHECKING:
    from newsflow.domain.codes import Action

ITEM = "nf:text:20260302:41"


def test_eleven_languages_name_eleven_languages_in_their_own_words():
    assert len(LANGUAGES) == len(CREDITS) == len(LANGUAGE_NAMES) == 11
    for spoken in LANGUAGES:
        names = [language_name(spoken, origin) for origin in LANGUAGES]
        assert len(set(names)) == 11
        assert None not in names


@pytest.mark.parametrize(
    ("language", "origin", "said"),
    [
        ("fr", "ar", "Traduit de l’arabe par A. B."),
        ("tr", "fr", "Fransızcadan çeviren: A. B."),
        ("ar", "fr", "ترجمه عن الفرنسية: A. B."),
        ("en", "tr-TR", "Translated from Turkish by A. B."),
        ("ru", "en", "Перевод с английского: A. B."),
        ("de", "it", "Aus dem Italienischen von A. B."),
        ("es", "pt", "Traducido del portugués por A. B."),
        ("it", "ar", "Traduzione dall’arabo di A. B."),
        ("pt", "es", "Traduzido do espanhol por A. B."),
        ("fa", "ar", "ترجمه از عربی: A. B."),
        ("zh", "en", "译自英语，译者：A. B."),
    ],
)
def test_a_credit_stands_as_that_language_says_it(language: str, origin: str, said: str):
    usual = replace(
        the_agency().house("fr"), language=language, translated_from=credit_of(language), language_names={}
    )
    assert credit_line(usual, origin, "A. B.") == said


def test_the_house_s_own_words_go_first_and_the_usual_ones_fill_in():
    source = TranslatedFrom(language="it", translator="A. B.")
    text = a_dispatch(language="fr", translated_from=source)
    assert "it" not in the_agency().house("fr").language_names
    assert translators_line(text, the_agency()) == the_agency().house("fr").translated_from.format(
        language="de l’italien", translator="A. B."
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("action", sorted(NOTED))
def test_a_note_names_the_original_its_version_and_the_hour_in_every_language(language: str, action: Action):
    note = note_of(language, action, item=ITEM, version=3, time="2026-03-02 12:00 (+03:00)", reason="x")
    assert ITEM in note
    assert "2026-03-02 12:00" in note
    assert "3" in note
    assert "{" not in note
    assert note.endswith((".", "。"))
    others = {note_of(language, one, item=ITEM, version=3, time="t") for one in NOTED}
    assert len(others) == len(NOTED)


def test_a_later_note_of_the_same_original_takes_the_earlier_one_s_place():
    kept = with_note("Photos follow.\nThe original (nf:text:20260302:41) was held.", "It was killed.", ITEM)
    assert kept == "It was killed.\nPhotos follow."
