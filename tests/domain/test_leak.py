"""No run of eight words of a body is public but by headline, deck or summary."""

from newsflow.domain.leak import Leak, is_clean, leaks

BODY = "Les ministres se retrouveront jeudi à Genève pour parler du prix du blé, selon l’Agence Fil."


def test_eight_words_in_a_row_are_a_leak_and_seven_are_none():
    assert is_clean("On dit : ministres se retrouveront jeudi à Genève pour demain", BODY)
    assert leaks(("les ministres", "se retrouveront jeudi à Genève pour parler du reste"), BODY) == [
        Leak(1, ("se", "retrouveront", "jeudi", "a", "geneve", "pour", "parler", "du"))
    ]


def test_case_accents_and_punctuation_hide_nothing():
    assert not is_clean("LES MINISTRES, SE-RETROUVERONT “JEUDI” A GENEVE … POUR PARLER", BODY)


def test_overlapping_runs_are_told_as_one_and_others_apart():
    found = leaks((f"{BODY} Mais non. {BODY}",), BODY)
    assert [len(leak.words) for leak in found] == [16, 16]


def test_what_the_headline_or_the_summary_says_is_allowed_and_no_more_than_that():
    summary = "Les ministres se retrouveront jeudi à Genève pour parler du prix"
    assert is_clean(summary, BODY, (summary,))
    (leak,) = leaks((f"{summary} du blé",), BODY, (summary,))
    assert leak.words[-2:] == ("du", "ble")


def test_arabic_is_found_with_and_without_its_vowel_signs():
    body = "يجتمع الوزراء يوم الخميس في جنيف لبحث أسعار القمح في العالم"
    assert not is_clean("يَجتمع الوزراء يومَ الخميس في جنيف لبحث أسعار القمح", body)


def test_a_body_of_seven_words_cannot_leak():
    assert is_clean("Le pont est ouvert depuis ce matin", "Le pont est ouvert depuis ce matin")
