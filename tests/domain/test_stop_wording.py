"""The words of a hold, kill or withdrawal."""

from __future__ import annotations

from datetime import timedelta

import pytest

from newsflow.domain.checks.finding import CheckCode
from newsflow.domain.codes import Action, ReasonClass
from newsflow.domain.notice import Event, check_reason, notice
from newsflow.domain.stop_wording import may_be_followed, slug_repeats, stop_wording, told_of
from tests.builders import a_dispatch, the_agency
from tests.harness import MORNING


@pytest.mark.parametrize("language", ["tr", "en", "fr", "ar", "ru", "de"])
@pytest.mark.parametrize("reason", list(ReasonClass))
def test_every_reason_has_its_words_in_every_language_of_the_agency(language: str, reason: ReasonClass):
    house = the_agency().house(language)
    plain, follows, none = (
        stop_wording(the_agency(), language, reason, substitute=each) for each in (None, True, False)
    )
    assert plain.for_subscribers == house.reasons[reason]
    assert follows.for_subscribers.startswith(f"{plain.for_subscribers}. ")
    assert len({plain.for_subscribers, follows.for_subscribers, none.for_subscribers}) == 3
    assert "…" in plain.for_file


def test_a_template_reads_as_sentences_in_the_agency_s_notice():
    told = stop_wording(the_agency(), "tr", ReasonClass.FALSE, substitute=True)
    event = Event(
        guid="nf:text:20260302:1",
        version=2,
        action=Action.KILL,
        first_at=MORNING - timedelta(hours=1),
        reason_class=ReasonClass.FALSE,
        reason=told.for_subscribers,
    )
    check_reason(told.for_subscribers, ("Liman kapandı",))
    text = notice(a_dispatch(language="tr"), event, the_agency()).body[0].text()
    assert (
        "Neden: içerik doğru değildir. Aynı kısa adla yeni bir metin geçilecektir. Haberi kullanmayınız"
        in text
    )


def test_only_what_does_not_come_back_by_itself_may_be_followed_by_another_text():
    assert [action for action in Action if may_be_followed(action)] == [Action.KILL, Action.WITHDRAW]


@pytest.mark.parametrize(
    ("slug", "headline"),
    [
        ("mayor-arrested", "Mayor of Sile arrested at dawn"),
        ("baskan-tutuklandi", "Belediye Başkanı tutuklandı"),
    ],
)
def test_a_slug_that_says_what_the_headline_said_is_warned_of(slug: str, headline: str):
    (finding,) = slug_repeats(slug, ("Ferry returns", headline))
    assert (finding.code, finding.field, finding.end) == (CheckCode.SLUG_REPEATS_HEADLINE, "slug", len(slug))


@pytest.mark.parametrize("slug", ["sile-police", "harbour", "st-12"])
def test_a_slug_that_gives_nothing_away_passes(slug: str):
    assert not slug_repeats(slug, ("Mayor of Sile arrested at the harbour",))


@pytest.mark.parametrize(
    ("typed", "substitute", "told"),
    [
        ("", None, ""),
        ("The fire was in another town.", None, "The fire was in another town"),
        ("It was elsewhere.", True, "It was elsewhere. A new text will follow under this slug"),
        ("It was elsewhere", False, "It was elsewhere. No new text will follow"),
    ],
)
def test_a_promised_text_is_told_behind_whatever_reason_was_typed(
    typed: str, substitute: bool | None, told: str
):
    assert told_of(the_agency(), "en", ReasonClass.FALSE, typed, substitute=substitute) == told


def test_with_no_reason_typed_a_promise_stands_behind_the_agency_s_words():
    told = told_of(the_agency(), "en", ReasonClass.FALSE, "", substitute=True)
    assert told == stop_wording(the_agency(), "en", ReasonClass.FALSE, substitute=True).for_subscribers
