"""Which items are the same dispatch in another language."""

from newsflow.domain.translations import same_dispatch


def test_translations_of_one_original_and_the_original_belong_together():
    originals = {"ar": None, "fr": "ar", "tr": "ar", "other": None}
    assert same_dispatch("fr", originals) == {"ar", "tr"}
    assert same_dispatch("ar", originals) == {"fr", "tr"}
    assert same_dispatch("other", originals) == frozenset()


def test_a_translation_of_a_translation_is_followed_to_its_beginning():
    assert same_dispatch("de", {"ar": None, "fr": "ar", "de": "fr"}) == {"ar", "fr"}


def test_translations_of_an_original_that_is_not_here_belong_together():
    assert same_dispatch("fr", {"fr": "elsewhere", "tr": "elsewhere"}) == {"tr"}


def test_a_circle_ends_where_it_closes():
    assert same_dispatch("a", {"a": "b", "b": "a", "c": None}) == {"b"}
