"""Whatever text there is, the checks answer, and their places lie in it."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from newsflow.domain.checks.run import check
from newsflow.domain.codes import Action
from newsflow.domain.dispatch import paragraph
from newsflow.domain.suggest import Vocabulary, suggest, vocabulary_of
from tests.builders import a_dispatch
from tests.domain.checks.planted import facts_of
from tests.domain.checks.test_planted import text_of

LETTERS = st.sampled_from(
    [*list("aAİıß1²½٣۷.,'’“”«»„\"-\xa0\u202f \n٬٫أّةк"), "twelve", "bin", "Mio", "أربع", "''"]
)
TEXTS = st.one_of(st.lists(LETTERS, max_size=40).map("".join), st.text(max_size=60))
LANGUAGES = st.sampled_from(["en", "tr", "fr", "de", "ru", "ar", "fa", "es", "zh", "sv", "ar-EG"])


@given(headline=TEXTS, old=TEXTS, new=TEXTS, language=LANGUAGES)
@example(headline="²", old="½ ٣", new="x²", language="en")
def test_the_checks_answer_and_their_places_lie_in_the_text(headline: str, old: str, new: str, language: str):
    before = a_dispatch(headline=headline, language=language, body=(paragraph(old), paragraph(headline)))
    after = a_dispatch(headline=new, language=language, body=(paragraph(headline), paragraph(new)))
    for told in (facts_of(after), facts_of(after, action=Action.UPDATE, before=before)):
        for finding in check(told):
            assert 0 <= finding.start <= finding.end <= len(text_of(after, finding))
    suggest(after, vocabulary_of((before,)), ())
    assert suggest(after, Vocabulary(), ()).places == ()


@given(TEXTS, LANGUAGES)
def test_a_body_that_says_the_headline_itself_lacks_no_number_and_no_name_of_it(text: str, language: str):
    codes = {
        finding.code
        for finding in check(facts_of(a_dispatch(headline=text, language=language, body=(paragraph(text),))))
    }
    assert not codes & {"number_not_in_body", "name_not_in_body"}
