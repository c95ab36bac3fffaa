"""What an error says can be said in every language of the desk."""

from __future__ import annotations

import pytest

from house.error_words import error_breaches
from house.source import PACKAGE, Source, sources, told
from house.words import REFUSING


def test_every_error_that_the_desk_shows_can_be_said_in_its_languages():
    breaches = [breach for source in sources(".py", under=REFUSING) for breach in error_breaches(source)]
    assert not breaches, told(breaches)


@pytest.mark.parametrize(
    "line",
    [
        'BadInputError(f"{name} is too long.", "", "Cut it.")',
        'BadInputError("It is too long.", "", f"Use {MOST} at most.")',
        'BadInputError("It is too long.", f"{count} characters.", "Cut it.")',
        'BadInputError("It is too long.", "None was chosen.", "Cut it.")',
        'Fault("headline", f"Cut it to {MOST}.")',
    ],
)
def test_words_that_no_catalogue_could_have_are_found(line: str):
    assert list(error_breaches(Source(f"{PACKAGE}/desk/planted.py", line)))


@pytest.mark.parametrize(
    "line",
    [
        'BadInputError("It is too long.", f"“{name[:40]}”, {count}.", "Cut it.")',
        'ConflictError("It is gone.", draft, worded("Use %(most)s.", most=MOST))',
        'Fault("headline", worded("Cut it to %(most)s.", most=MOST))',
    ],
)
def test_facts_and_what_is_worded_may_stand(line: str):
    assert not list(error_breaches(Source(f"{PACKAGE}/desk/planted.py", line)))
