"""An error says what, which and what now, in sentences."""

import pytest

from newsflow.domain.errors import BadInputError, NotAllowedError


def test_each_part_is_a_sentence_of_its_own():
    told = NotAllowedError("The second look is another person's.", "ada@desk.example", "Ask a colleague.")
    assert str(told) == "The second look is another person's. ada@desk.example. Ask a colleague."
    assert told.detail == "ada@desk.example. Ask a colleague."


@pytest.mark.parametrize("which", ["Got “x.”", "Is it “x?”", "Write one of these:", "It waits…", ""])
def test_what_is_a_sentence_already_stays_one(which: str):
    assert str(BadInputError("No.", which, "Go on.")) == " ".join(filter(None, ("No.", which, "Go on.")))
