"""Suggestions from the text, in the words that the agency's own wire has used."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace

import pytest

from house.yardstick import stretched
from newsflow.domain.codes import PlaceRole
from newsflow.domain.dispatch import Place, paragraph
from newsflow.domain.suggest import Vocabulary, suggest, vocabulary_of
from tests.builders import a_dispatch, the_agency
from tests.domain.checks.test_false_alarms import news

SILE = Place(name="Şile", role=PlaceRole.FILED_FROM, country="Türkiye", code="TR")


def test_a_place_and_a_keyword_are_suggested_in_whatever_ending_the_text_has_them():
    vocabulary = Vocabulary(places=(SILE,), keywords=("liman", "fırtına"))
    text = a_dispatch(
        language="tr", headline="Fırtına", body=(paragraph("Şile’deki limanda fırtına bekleniyor."),)
    )
    found = suggest(text, vocabulary, the_agency().sections)
    assert found.places == (SILE,)
    assert set(found.keywords) == {"liman", "fırtına"}


def test_nothing_is_suggested_that_the_text_does_not_say_or_the_version_has():
    vocabulary = Vocabulary(places=(SILE,), keywords=("harbour", "ferry", "snow"))
    text = a_dispatch(keywords=("ferry",), body=(paragraph("The ferry left the harbour."),))
    found = suggest(text, vocabulary, the_agency().sections)
    assert (found.places, found.keywords) == ((), ("harbour",))


def test_people_are_names_of_two_words_inside_a_sentence():
    text = a_dispatch(
        body=(paragraph("The bridge was opened by Ada Sample, and Ada Sample spoke. Rain Fell later."),)
    )
    assert suggest(text, Vocabulary(), ()).people == ("Ada Sample",)


def test_a_topic_comes_from_the_section_from_words_and_from_what_stood_together_before():
    vocabulary = Vocabulary(
        keywords=("ferry",), topics=(("ferry", "medtop:20000343", 3), ("ferry", "medtop:20000999", 1))
    )
    sport = next(section for section in the_agency().sections if section.code == "sport")
    text = a_dispatch(
        section="sport", body=(paragraph("The ferry left. Rain, then snow and wind: the forecast."),)
    )
    found = suggest(text, vocabulary, the_agency().sections).topics
    assert {sport.topic, "medtop:20000343", "medtop:17000000"} <= set(found)
    assert "medtop:20000999" not in found


@pytest.mark.parametrize("language", ["tr", "en", "fr", "ar", "ru", "de"])
def test_most_places_that_a_desk_chose_are_suggested_from_the_text_alone(language: str):
    texts = [content for content in news() if content.language == language and content.body]
    vocabulary = vocabulary_of(texts)
    seen: Counter[bool] = Counter()
    for content in texts:
        found = suggest(replace(content, places=(), keywords=()), vocabulary, the_agency().sections)
        names = {place.name for place in found.places}
        seen.update(place.name in names for place in content.places)
    assert seen[True] >= 0.7 * seen.total(), seen


def test_a_long_text_gets_its_suggestions_in_less_than_a_second():
    vocabulary = vocabulary_of(news())
    text = a_dispatch(body=(paragraph("Ada Sample of Sile 12 " * 9_000),))
    began = time.process_time()
    suggest(text, vocabulary, the_agency().sections)
    assert time.process_time() - began < stretched(1)
