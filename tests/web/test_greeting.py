"""A letter greets once, whoever wrote it."""

import pytest

from newsflow.web.greeting import greeted_once, greets


@pytest.mark.parametrize(
    "words",
    [
        "Bonjour Madame Quémeneur,\n\nmerci.",
        "Bonjour, volontiers.",
        "Sayın Akarsu,\n\nteşekkürler.",
        "İYİ GÜNLER\nTeşekkürler.",
        "مرحبًا أستاذة ليلى،\n\nشكرًا.",
        "Sehr geehrter Herr Test,\n\ndanke.",
        "Уважаемая редакция!\n\nСпасибо.",
        "Chère Solène – merci.",
        "Solène,\n\nmerci.",
    ],
)
def test_who_greets_is_not_greeted_over(words: str):
    assert greets(words)
    assert greeted_once("Hello,\n\n{words}\n\n{link}", words) == "{words}\n\n{link}"


@pytest.mark.parametrize(
    "words", ["Merci, volontiers.", "Chercher est permis.", "", "Volontiers,", "Hellohello"]
)
def test_who_does_not_is(words: str):
    assert not greets(words)
    assert greeted_once("Hello,\n\n{words}", words) == "Hello,\n\n{words}"
