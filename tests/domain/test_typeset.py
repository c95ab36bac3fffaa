"""How French stands on a page."""

from newsflow.domain.text import words
from newsflow.domain.typeset import typeset


def test_no_french_line_begins_with_a_mark_or_ends_with_an_opening_quote():
    text = "Porto : première neige ? « Oui ! » dit-elle ; puis rien."
    assert typeset(text, "fr") == (
        "Porto\u00a0: première neige\u202f? «\u00a0Oui\u202f!\u00a0» dit-elle\u202f; puis rien."
    )


def test_times_links_and_other_languages_stay_as_they_are():
    assert typeset("à 14:07 , :-) http://a.example ?x", "fr") == "à 14:07 , :-) http://a.example ?x"
    assert typeset("Ne ? Ne !", "tr") == "Ne ? Ne !"


def test_words_are_the_same_before_and_after():
    text = "« Nous partirons », a dit le maire : « Demain ! »"
    assert words(typeset(text, "fr")) == words(text)


def test_a_score_stays_on_one_line_in_every_language():
    assert typeset("Liman 2-1 kazandı", "tr") == "Liman 2-\u20601 kazandı"
    assert typeset("Le port gagne 3–0 : fin", "fr") == "Le port gagne 3–\u20600\u00a0: fin"
    assert typeset("6-4, 7-6 (4-4-2).", "en") == "6-\u20604, 7-\u20606 (4-\u20604-\u20602)."
    assert typeset("2-1'lik galibiyet", "tr") == "2-\u20601'lik galibiyet"
    assert typeset("فاز الميناء 2-1", "ar") == "فاز الميناء 2-\u20601"


def test_dates_numbers_of_phones_and_compound_words_may_break_as_they_did():
    for text in ("2026-11-23", "0212-555-01", "F-16", "1990-2026", "Covid-19", "12-Uhr-Zug", "1,5-2,5"):
        assert typeset(text, "en") == text


def test_the_words_of_a_score_are_the_same_before_and_after():
    assert words(typeset("Liman 2-1 kazandı", "tr")) == words("Liman 2-1 kazandı")
