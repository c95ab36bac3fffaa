"""What a version must have before it may go out: every limit at its edge, every fault by its field."""

from __future__ import annotations

from typing import Any

import pytest

from newsflow.domain.codes import Action, Form
from newsflow.domain.dispatch import Block, Span, paragraph
from newsflow.domain.release import (
    BODY_CHARACTERS,
    DECK_CHARACTERS,
    HEADLINE_CHARACTERS,
    faults,
    lead_label,
    needs_second_look,
)
from tests.builders import a_dispatch, the_agency
from tests.harness import MORNING


def fields(action: Action = Action.NEW, **facts: Any) -> list[str]:
    """The fields at fault in a dispatch that is ready but for these facts."""
    return [fault.field for fault in faults(a_dispatch(**facts), action, the_agency(), MORNING)]


def test_a_ready_dispatch_has_no_fault():
    assert fields() == []


@pytest.mark.parametrize(
    ("field", "at_the_limit", "over_it"),
    [
        ("headline", "x" * HEADLINE_CHARACTERS, "x" * (HEADLINE_CHARACTERS + 1)),
        ("deck", "x" * DECK_CHARACTERS, "x" * (DECK_CHARACTERS + 1)),
        ("body", (paragraph("x" * BODY_CHARACTERS),), (paragraph("x" * BODY_CHARACTERS), paragraph("x"))),
        ("urgency", 1, 0),
        ("urgency", 9, 10),
    ],
)
def test_a_limit_holds_at_its_edge_and_not_before(field: str, at_the_limit: Any, over_it: Any):
    assert fields(**{field: at_the_limit}) == []
    assert fields(**{field: over_it}) == [field]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline", "  "),
        ("slug", ""),
        ("section", "nowhere"),
        ("packages", ()),
        ("packages", ("nothing-we-sell",)),
        ("provider", "nobody"),
        ("language", "tlh"),
        ("body", ()),
        ("body", (Block(spans=(Span("here", "javascript:alert(1)"),)),)),
        ("body", (Block(spans=(Span("here", "http://[half"),)),)),
        ("embargo", MORNING),
    ],
)
def test_what_is_missing_or_unknown_is_named_by_its_field(field: str, value: Any):
    assert fields(**{field: value}) == [field]


def test_every_fault_is_told_at_once_in_the_order_of_the_form():
    assert fields(headline="", slug="", body=(), urgency=0) == ["headline", "slug", "body", "urgency"]


def test_a_flash_may_go_without_a_text_and_takes_two_names():
    assert fields(form=Form.FLASH, body=()) == []
    assert needs_second_look(a_dispatch(form=Form.FLASH))
    assert not needs_second_look(a_dispatch(form=Form.URGENT))


def test_a_correction_says_what_was_wrong():
    assert fields(Action.CORRECT) == ["correction"]
    assert fields(Action.CORRECT, correction="The ferry has one bell.") == []


def test_leads_are_counted_by_ordinals_first_and_numbers_after():
    patterns = {"first": "1st lead", "n": "{n}th lead"}
    assert [lead_label(count, patterns) for count in (1, 2, 12)] == ["1st lead", "2th lead", "12th lead"]
    assert lead_label(1, {}) is None
