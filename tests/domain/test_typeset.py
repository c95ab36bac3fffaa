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
