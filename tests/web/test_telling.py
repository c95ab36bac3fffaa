"""An error in a reader's language."""

from __future__ import annotations

from newsflow.domain.errors import ChecksError, ConflictError
from newsflow.web.say import tongue
from newsflow.web.within.telling import told, translated


def test_an_error_says_what_and_what_now_in_the_reader_s_language_and_names_which_as_it_is():
    error = ConflictError("Somebody else writes in this draft.", "Draft 12", "Look at the board.")
    french = told(tongue("fr"), error)
    assert french.text == "Quelqu’un d’autre écrit dans ce brouillon. Draft 12. Regardez le tableau."
    assert (french.language, french.direction) == ("fr", "ltr")
    assert told(tongue("ar"), error).direction == "rtl"
    assert told(tongue("en"), error).text == str(error)
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
