"""Every check finds the slips planted for it, and none in a clean text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsflow.domain.checks.finding import OF_PAIRS, CheckCode, Finding
from newsflow.domain.checks.run import check
from tests.domain.checks.planted import CLEAN, PLANTED

if TYPE_CHECKING:
    from newsflow.domain.dispatch import Dispatch

STOPS_ONLY = {CheckCode.SLUG_REPEATS_HEADLINE}
NOT_OF_ONE_TEXT = STOPS_ONLY | OF_PAIRS | {CheckCode.NAME_SPELLING, CheckCode.NAME_TWO_SPELLINGS}
CASES = [(code, number) for code, cases in PLANTED.items() for number in range(len(cases))]


def test_slips_are_planted_for_every_check_of_a_draft():
    assert set(PLANTED) == set(CheckCode) - NOT_OF_ONE_TEXT


@pytest.mark.parametrize(("code", "number"), CASES)
def test_a_planted_slip_is_found_and_nothing_else(code: CheckCode, number: int):
    found = check(PLANTED[code][number])
    assert code in {finding.code for finding in found}
    assert {finding.code for finding in found} == {code}


@pytest.mark.parametrize(("code", "number"), CASES)
def test_a_finding_s_place_lies_in_the_text_of_its_field(code: CheckCode, number: int):
    told = PLANTED[code][number]
    for finding in check(told):
        if finding.end:
            assert 0 <= finding.start < finding.end <= len(text_of(told.version, finding))


@pytest.mark.parametrize("number", range(len(CLEAN)))
def test_a_clean_text_passes(number: int):
    assert check(CLEAN[number]) == ()


def test_a_place_is_exactly_the_words_that_are_meant():
    for code, fact in (
        (CheckCode.NUMBER_NOT_IN_BODY, "number"),
        (CheckCode.NAME_NOT_IN_BODY, "name"),
        (CheckCode.QUOTE_OPEN, "mark"),
        (CheckCode.NUMBERS_CHANGED, "now"),
        (CheckCode.NAMES_CHANGED, "now"),
        (CheckCode.QUOTES_CHANGED, "now"),
    ):
        for told in PLANTED[code]:
            for finding in check(told):
                assert text_of(told.version, finding)[finding.start : finding.end] == finding.fact(fact)


def text_of(version: Dispatch, finding: Finding) -> str:
    """The text in which a finding's places are."""
    if finding.field == "body":
        return version.words()[finding.part]
    return str(getattr(version, finding.field) or "")
