"""An error in a reader's language."""

from __future__ import annotations

from newsflow.accounts.people import AccountAct, Act, Role
from newsflow.accounts.role_words import ACT_WORDS, ROLE_WORDS
from newsflow.domain.codes import Action, ItemType
from newsflow.domain.errors import BadInputError, ChecksError, ConflictError
from newsflow.domain.item_words import ACTION_WORDS, KIND_WORDS
from newsflow.domain.worded import Coded, Kind, listed, packed, unpacked, worded
from newsflow.web.say import tongue
from newsflow.web.within.codes import naming
from newsflow.web.within.telling import say_words, told, translated
from tests.builders import the_agency


def test_an_error_says_what_and_what_now_in_the_reader_s_language_and_names_which_as_it_is():
    error = ConflictError("Somebody else writes in this draft.", "Draft 12", "Look at the board.")
    french = told(tongue("fr"), error)
    assert french.text == "Quelqu’un d’autre écrit dans ce brouillon. Draft 12. Regardez le tableau."
    assert (french.language, french.direction) == ("fr", "ltr")
    assert told(tongue("ar"), error).direction == "rtl"
    assert told(tongue("en"), error).text == str(error)
    given = BadInputError("There is no such order.", "“best”.", "Check the id.")
    assert "\u00a0best\u00a0" in told(tongue("fr"), given).text, (
        "what was given stands in the reader's own quotation marks"
    )
    assert "“best”" in str(given)
    assert error.what == "Somebody else writes in this draft.", "the error itself stays as it was"
    assert isinstance(translated(tongue("tr"), error), ConflictError)


def test_an_error_keeps_what_its_kind_knows_besides():
    error = ChecksError("The checks warn of this text.", "1", "Mend it.", codes=("no_dateline",))
    said = translated(tongue("fr"), error)
    assert isinstance(said, ChecksError)
    assert (said.codes, said.what_now) == (("no_dateline",), "Corrigez-le.")


def test_words_that_no_catalogue_knows_are_said_to_be_english():
    strange = told(tongue("ar"), ConflictError("Nobody ever said this.", "", ""))
    assert (strange.text, strange.language, strange.direction) == ("Nobody ever said this.", "en", "ltr")


def test_words_that_name_facts_are_said_with_them_and_a_fact_that_is_words_is_said_too():
    which = worded("It is %(found)s; no %(kind)s is made from one.", found=worded("a web page"), kind="x")
    error = BadInputError("The note is too long.", which, worded("Use %(most)s at most.", most=500))
    assert str(error) == "The note is too long. It is a web page; no x is made from one. Use 500 at most."
    turkish = told(tongue("tr"), error)
    assert "bir web sayfası" in turkish.text
    assert turkish.text.endswith("En çok 500.")
    assert "\u2068500\u2069" in told(tongue("ar"), error).text, (
        "a number stands by itself in a text that runs leftwards"
    )


def test_words_that_are_kept_come_back_with_their_facts():
    kept = packed(listed((worded("It has %(count)s bytes.", count=7), "Send another file."), " "))
    said = unpacked(kept)
    assert said == "It has 7 bytes. Send another file."
    assert say_words(tongue("fr"), said) == "Il a 7 octets. Send another file."
    assert unpacked(packed("As it was written.")) == "As it was written."


def test_codes_of_the_agency_are_named_for_a_reader_and_stay_codes_for_a_program():
    agency = the_agency()
    desks = listed(Coded(Kind.DESK, desk) for desk in ("tr", "*/sport", "xx/none"))
    error = BadInputError(
        "This text belongs to another desk.",
        worded(
            "It is %(where)s; %(email)s works for %(list)s.",
            where=Coded(Kind.DESK, "fr/sport"),
            email="a@desk.example",
            list=desks,
        ),
        "",
    )
    assert "It is fr/sport; a@desk.example works for tr, */sport, xx/none." in str(error)
    french = told(tongue("fr"), error, named=naming(agency, "fr")).text
    assert "Français · Sport" in french
    assert "Turc, Sport dans toutes les langues, xx · none" in french
    arabic = say_words(
        tongue("ar"),
        worded("named after “%(printed)s” (%(language)s)", printed="By", language=Coded(Kind.LANGUAGE, "en")),
        naming(agency, "ar"),
    )
    assert "الإنجليزية" in arabic


def test_every_role_act_kind_and_action_has_a_word():
    assert set(ROLE_WORDS) == set(Role)
    assert set(ACT_WORDS) == {*Act, *AccountAct}
    assert set(ACTION_WORDS) == set(Action)
    assert set(KIND_WORDS) == set(ItemType)
