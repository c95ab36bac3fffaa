"""The page of the docs that compares two ways to summarise is what they give today, and what was judged is what is there."""

from __future__ import annotations

from collections import Counter

from house.judged import CONCLUSION, JUDGED, Better
from house.summaries import PAGE, Pair, pairs, unread, written


def test_the_page_shows_both_summaries_as_they_are_made_today_and_as_they_were_judged():
    found = pairs()
    assert unread(found) == [], "run python -m house.summaries"
    assert PAGE.read_text("utf-8") == written(found), "run python -m house.summaries"


def test_five_languages_are_compared_and_the_conclusion_counts_right():
    found = pairs()
    languages = Counter(found[one.key].language for one in JUDGED)
    assert set(languages) == {"en", "fr", "tr", "ar", "de"}
    assert min(languages.values()) >= 2
    assert Counter(one.better for one in JUDGED) == {Better.LEAD: 7, Better.SCORED: 2, Better.ALIKE: 2}
    assert "in seven of these eleven, the headline's words in two" in CONCLUSION


def test_a_judgement_of_other_words_is_asked_for_again():
    found = pairs()
    key = JUDGED[0].key
    was = found[key]
    found[key] = Pair(key, was.language, was.headline, was.lead[:1], was.scored)
    assert unread(found) == [f"{key}: {found[key].digest()}"]
