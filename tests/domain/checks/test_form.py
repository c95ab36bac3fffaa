"""Checks of a dispatch's frame."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from newsflow.domain.checks.facts import CheckFacts
from newsflow.domain.checks.finding import CheckCode, Severity
from newsflow.domain.checks.rules import CheckRule, CheckRules, Gauge
from newsflow.domain.checks.run import check
from newsflow.domain.codes import Action, Form
from newsflow.domain.dispatch import Dateline
from tests.builders import a_dispatch
from tests.harness import MORNING

if TYPE_CHECKING:
    from newsflow.domain.checks.finding import Finding

FILED = Dateline(place="Sile")


def found(rules: CheckRules | None = None, **facts: Any) -> dict[CheckCode, Finding]:
    """The findings in a short story with a dateline, but for the facts given."""
    version = a_dispatch(**({"dateline": FILED} | facts))
    told = CheckFacts(version=version, action=Action.NEW, now=MORNING, rules=rules or CheckRules())
    return {finding.code: finding for finding in check(told)}


def test_a_clean_story_passes_every_check():
    assert not found()


def test_a_headline_over_its_gauge_is_told_with_the_place_of_what_is_too_much():
    finding = found(headline="A" * 120)[CheckCode.HEADLINE_TOO_LONG]
    assert (finding.field, finding.start, finding.end) == ("headline", 110, 120)
    assert (finding.fact("length"), finding.fact("most")) == ("120", "110")
    assert finding.severity is Severity.WARN


@pytest.mark.parametrize(
    ("form", "language", "most"),
    [(Form.FLASH, "ar", 50), (Form.FLASH, "fr", 60), (Form.STORY, "ar-EG", 70), (Form.STORY, "fr", 80)],
)
def test_a_gauge_is_by_form_and_language_then_by_form_then_by_language(form: Form, language: str, most: int):
    gauges = (
        Gauge(most=80),
        Gauge(most=70, language="ar"),
        Gauge(most=60, form=Form.FLASH),
        Gauge(most=50, form=Form.FLASH, language="ar"),
    )
    assert CheckRules(gauges=gauges).headline_gauge(form, language) == most


@pytest.mark.parametrize(
    ("form", "missed"), [(Form.STORY, True), (Form.LEAD, True), (Form.CHRONOLOGY, False)]
)
def test_a_story_without_a_dateline_is_told_and_a_chronology_needs_none(form: Form, missed: bool):
    assert (CheckCode.DATELINE_MISSING in found(form=form, dateline=None, replaces=("x",))) is missed


def test_a_flash_needs_no_dateline():
    assert CheckCode.DATELINE_MISSING not in found(form=Form.FLASH, body=(), dateline=None)


def test_an_embargo_in_the_past_is_refused_and_one_to_come_is_not():
    assert found(embargo=MORNING)[CheckCode.EMBARGO_PAST].severity is Severity.REFUSE
    assert CheckCode.EMBARGO_PAST not in found(embargo=MORNING + timedelta(seconds=1))


def test_the_agency_sets_how_grave_a_finding_is_for_one_form_or_for_all():
    code = CheckCode.DATELINE_MISSING
    strict = CheckRules(
        checks=(
            CheckRule(code=code, severity=Severity.REFUSE),
            CheckRule(code=code, severity=Severity.OFF, form=Form.FEATURE),
        )
    )
    assert found(strict, dateline=None)[code].severity is Severity.REFUSE
    assert not found(strict, dateline=None, form=Form.FEATURE)
