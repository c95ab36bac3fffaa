"""The desk's words: every language says all that the code says, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog, Message
from babel.support import Translations

from house.words import KEYWORDS, OTHERS, Said, catalogue, empty, facts, said, written
from newsflow.web.say import LANGUAGES, NAMES, noop, tongue

if TYPE_CHECKING:
    from collections.abc import Iterable


def messages(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def key(message: Message) -> Said:
    return message.id if isinstance(message.id, str) else tuple(message.id)


def forms(words: str | Iterable[str] | None) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words or ())


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_holds_what_the_desk_says_and_nothing_else(language: str):
    held = {key(message) for message in messages(catalogue(language))}
    spoken = said()
    missing = {words: place for words, place in spoken.items() if words not in held}
    assert not missing, f"run `make words`: {language} lacks {missing}"
    assert not held - set(spoken), f"run `make words`: nothing says {held - set(spoken)}"


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_of_a_catalogue_is_translated_in_all_its_forms(language: str):
    waiting = [key(message) for message in messages(catalogue(language)) if empty(message)]
    assert not waiting, f"{language}: translate {waiting}"


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_takes_the_facts_that_the_words_give(language: str):
    for message in messages(catalogue(language)):
        if empty(message):
            continue
        given = {name for text in forms(message.id) for name in facts(text)}
        for text in forms(message.string):
            # Arabic says one and two without a numeral.
            assert given - {"count"} <= set(facts(text)) <= given, (language, message.id)


def test_a_count_takes_the_form_of_its_number():
    catalog = Catalog(locale="fr")
    catalog.add(("%(count)s line", "%(count)s lines"), ("%(count)s ligne", "%(count)s lignes"))
    plural = catalog.get("%(count)s line")
    assert plural is not None
    assert forms(plural.string) == ("%(count)s ligne", "%(count)s lignes")
    assert tongue("en").say_n("%(count)s line", "%(count)s lines", 2) == "2 lines"
    assert tongue("en").say_n("%(count)s line", "%(count)s lines", 1) == "1 line"


def test_a_language_that_the_desk_does_not_speak_is_answered_in_english():
    assert tongue("ku").language == "en"
    assert tongue("ar-TN").language == "ar"
    assert isinstance(tongue("ar").translations, Translations)
    assert tongue("tr").say("%(name)s is no word of ours", name="x") == "x is no word of ours"


def test_every_interface_language_has_its_name():
    assert set(NAMES) == set(LANGUAGES)
    assert noop("Held") == "Held"


def test_a_catalogue_keeps_its_translations_and_changes_only_with_the_words():
    once = written(catalogue("fr"), said())
    assert once == written(catalogue("fr"), said())
    assert b"POT-Creation-Date" not in once
    assert set(KEYWORDS) >= {"_", "say", "say_n", "gettext", "ngettext"}
