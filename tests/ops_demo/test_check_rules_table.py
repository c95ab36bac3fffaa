"""`[desk.checks]` and `[desk.gauges]` of agency.toml."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import newsflow
from newsflow.domain.checks.finding import CheckCode, Severity
from newsflow.domain.codes import Form
from newsflow.domain.errors import SetupError
from newsflow.newsroom.description.check_rules_table import read_check_rules
from newsflow.newsroom.description.toml_table import Table

DOCS = Path(newsflow.__file__).parents[2] / "docs" / "agency.md"
CHAPTER = DOCS.read_text("utf-8").split("### `[desk.checks]`", 1)[1].split("###", 1)[0]
LANGUAGES = ("tr", "ar")


def desk(**values: object) -> Table:
    return Table(file="agency.toml", path="desk", values=dict(values))


def test_an_agency_that_says_nothing_has_the_usual_rules():
    rules = read_check_rules(desk(), languages=LANGUAGES)
    assert rules.severity(CheckCode.EMBARGO_PAST, Form.STORY) is Severity.REFUSE
    assert rules.severity(CheckCode.QUOTE_OPEN, Form.STORY) is Severity.WARN
    assert rules.headline_gauge(Form.STORY, "tr") == 110


def test_severities_are_for_all_forms_or_for_one():
    checks = {"flash_unsourced": "refuse", "quote_open": "off", "feature": {"quote_open": "refuse"}}
    rules = read_check_rules(desk(checks=checks), languages=LANGUAGES)
    assert rules.severity(CheckCode.FLASH_UNSOURCED, Form.FLASH) is Severity.REFUSE
    assert rules.severity(CheckCode.QUOTE_OPEN, Form.STORY) is Severity.OFF
    assert rules.severity(CheckCode.QUOTE_OPEN, Form.FEATURE) is Severity.REFUSE


def test_gauges_are_by_form_and_language():
    gauges = {"any": {"any": 100, "ar": 80}, "flash": {"any": 70}}
    rules = read_check_rules(desk(gauges=gauges), languages=LANGUAGES)
    assert [
        rules.headline_gauge(*of) for of in ((Form.STORY, "tr"), (Form.STORY, "ar"), (Form.FLASH, "ar"))
    ] == [
        100,
        80,
        70,
    ]


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"checks": {"quote_open": "loud"}}, "desk.checks.quote_open"),
        ({"checks": {"quotes": "warn"}}, "desk.checks.quotes"),
        ({"checks": {"flash": {"spelling": "warn"}}}, "desk.checks.flash.spelling"),
        ({"gauges": {"flash": {"tr": 5}}}, "desk.gauges.flash.tr"),
        ({"gauges": {"flash": {"xx": 50}}}, "desk.gauges.flash.xx"),
        ({"gauges": {"poem": {"any": 50}}}, "desk.gauges.poem"),
    ],
)
def test_a_wrong_key_is_named_with_its_path(values: dict[str, object], path: str):
    with pytest.raises(SetupError) as caught:
        read_check_rules(desk(**values), languages=LANGUAGES)
    assert path in str(caught.value)


def test_every_check_is_explained():
    assert {code.value for code in CheckCode} <= set(re.findall(r"`([a-z_]+)`", CHAPTER))
