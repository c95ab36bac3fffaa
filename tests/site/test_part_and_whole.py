"""The page of the docs that shows the part beside the whole is what the rules make of that dispatch today."""

from __future__ import annotations

from house.part import PAGE, version, written
from newsflow.domain.leak import is_clean


def test_the_docs_show_what_the_rules_make_of_it_today():
    assert PAGE.read_text("utf-8") == written(), "run python -m house.part"


def test_the_public_s_half_of_that_page_gives_nothing_of_the_rest_away():
    whole = version()
    part = written().split("## What the public reads")[1]
    allowed = [whole.headline, whole.deck or "", *whole.words()[:1]]
    assert is_clean(part, "\n".join(whole.words()[3:]), allowed)
