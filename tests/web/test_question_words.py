"""A question that cannot be read says why in its reader's language; a program reads the English as ever."""

from __future__ import annotations

import pytest

from newsflow.domain.errors import QuestionError
from newsflow.matching.query import parse
from newsflow.web.say import tongue
from newsflow.web.within.telling import translated
from tests.builders import the_agency
from tests.harness import MORNING

UNREAD = (
    '"open', '""', "NOT", "a OR", "OR b", "(a", "()", "(", "a)", "x*", "\x01", "nofield:x", "sectoin:x",
    "lang:xx", "lang:", "type:txt", "topic:1", "urgency:0", "since:foo", "since:2d,3d", "by:-",
    "x" * 1001, "a " * 65, "(" * 20 + "a", "by:" + ",".join("abcdefghijklmnopqrstuvwxyz1234567"),
)  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "tr", "ar"])
def test_every_question_that_cannot_be_read_says_why_in_the_reader_s_language(language: str):
    for question in UNREAD:
        with pytest.raises(QuestionError) as raised:
            parse(question, the_agency(), MORNING)
        said = translated(tongue(language), raised.value)
        pairs = zip(said.args, (said.what, said.which, said.what_now), strict=True)
        assert all(english != told for english, told in pairs), (question, str(said))
        assert "Did you mean" not in str(said)


def test_the_english_is_what_programs_were_always_told():
    with pytest.raises(QuestionError) as raised:
        parse("a lang:xx", the_agency(), MORNING)
    assert str(raised.value).startswith("lang: does not know “xx”. At character 8: “a lang:▸xx”. ")
