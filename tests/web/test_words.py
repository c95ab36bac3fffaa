"""Our own words: every language says everything."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from string import Formatter
from typing import cast, get_type_hints

import pytest

from newsflow.newsroom.description.agency_file import read_agency
from newsflow.ops.demo import AGENCY_FILE
from newsflow.web.words import FALLBACK, Words, catalogue, languages, words

OTHERS = [language for language in languages() if language != FALLBACK]


def strings(value: object, path: str = "") -> dict[str, str]:
    """Every string of a catalogue by its place."""
    if isinstance(value, dict):
        table = cast("dict[str, object]", value)
        return {k: v for key, part in table.items() for k, v in strings(part, f"{path}.{key}").items()}
    if isinstance(value, list):
        listed = cast("list[object]", value)
        return {k: v for n, part in enumerate(listed) for k, v in strings(part, f"{path}.{n}").items()}
    return {path: str(value)}


def names(kind: type, path: str = "") -> set[str]:
    """Every place that the classes have, lists by their name alone."""
    found: set[str] = set()
    hints = get_type_hints(kind)
    for field in fields(kind):
        hint = hints[field.name]
        here = f"{path}.{field.name}"
        found |= names(hint, here) if is_dataclass(hint) and isinstance(hint, type) else {here}
    return found


def places(pattern: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}


def test_every_language_of_the_demo_agency_has_a_catalogue():
    agency = read_agency(AGENCY_FILE)
    assert {language.code for language in agency.languages} <= set(languages())


@pytest.mark.parametrize("language", languages())
def test_a_catalogue_says_what_the_pages_use_no_more_and_no_less(language: str):
    have = {path for path in strings(catalogue(language)) if not path.rsplit(".", 1)[-1].isdigit()}
    have |= {
        path.rsplit(".", 1)[0] for path in strings(catalogue(language)) if path.rsplit(".", 1)[-1].isdigit()
    }
    assert have == names(Words) - {".language"}


@pytest.mark.parametrize("language", OTHERS)
def test_patterns_take_the_same_values_in_every_language(language: str):
    english = strings(catalogue(FALLBACK))
    for path, text in strings(catalogue(language)).items():
        assert text.strip(), path
        assert places(text) == places(english[path]), path


@pytest.mark.parametrize("language", languages())
def test_a_year_has_twelve_months_and_a_week_seven_days(language: str):
    time = words(language).time
    assert len(time.months) == len(time.months_short) == 12
    assert len(time.weekdays) == len(time.weekdays_short) == 7


def test_a_language_without_a_catalogue_gets_english_and_says_so():
    assert words("ku").language == "en"
    assert words("fr-CA").language == "fr"
