"""Who must look twice: by the class of the release, the hour, and who is on duty."""

from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

import pytest

from newsflow.domain.codes import Action, Form, Priority
from newsflow.domain.desk_rules import DeskRules, Hours, LookRule, desk_covers
from newsflow.domain.second_look import Look, second_look
from tests.builders import a_dispatch, the_agency

NOON = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NIGHT = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)
ONE = Look(is_needed=False)


def looked_at(*rules: LookRule, at: datetime = NOON, on_duty: int = 0, **facts: Any) -> Look:
    """What the rules say of a dispatch with these facts."""
    agency = replace(the_agency(), zone="UTC", desk=DeskRules(second_look=rules))
    return second_look(a_dispatch(**facts), Action.NEW, agency, at=at, on_duty=on_duty)


@pytest.mark.parametrize("facts", [{"form": Form.FLASH}, {"priority": Priority.FLASH}, {"urgency": 1}])
def test_a_flash_takes_two_whatever_the_table_says(facts: dict[str, Any]):
    assert looked_at(**facts) == Look(is_needed=True, because="flash")
    asks_for_less = LookRule(says="Hardly ever.", forms=(Form.FLASH,), on_duty=50)
    assert looked_at(asks_for_less, **facts).because == "flash"


def test_a_story_takes_one_without_a_table():
    assert looked_at() == ONE


@pytest.mark.parametrize(
    ("rule", "fits", "fits_not"),
    [
        (LookRule(says="r", forms=(Form.LEAD,)), {"form": Form.LEAD}, {"form": Form.STORY}),
        (LookRule(says="r", sections=("sport",)), {"section": "sport"}, {"section": "world"}),
        (LookRule(says="r", languages=("tr",)), {"language": "tr"}, {"language": "en"}),
        (LookRule(says="r", languages=("tr",)), {"language": "tr-CY"}, {"language": "fr"}),
        (LookRule(says="r", priorities=(Priority.URGENT,)), {"priority": Priority.URGENT}, {}),
        (LookRule(says="r", actions=(Action.NEW,)), {}, None),
        (LookRule(says="r", actions=(Action.CORRECT,)), None, {}),
        (LookRule(says="r", on_duty=2), {"on_duty": 2}, {"on_duty": 1}),
    ],
)
def test_a_row_asks_for_two_where_all_of_it_fits(
    rule: LookRule, fits: dict[str, Any] | None, fits_not: dict[str, Any] | None
):
    if fits is not None:
        assert looked_at(rule, **fits) == Look(is_needed=True, because="r")
    if fits_not is not None:
        assert looked_at(rule, **fits_not) == ONE


def test_the_hours_of_a_row_go_past_midnight_and_end_before_their_end():
    nightly = LookRule(says="At night.", hours=Hours(time(22), time(6)))
    assert looked_at(nightly, at=NIGHT).is_needed
    assert looked_at(nightly, at=NIGHT.replace(hour=5, minute=59)).is_needed
    assert not looked_at(nightly, at=NIGHT.replace(hour=6, minute=0)).is_needed
    daily = LookRule(says="By day.", hours=Hours(time(6), time(22)))
    assert looked_at(daily, at=NOON).is_needed
    assert not looked_at(daily, at=NIGHT).is_needed


def test_the_hours_are_the_agency_s():
    nightly = LookRule(says="At night.", hours=Hours(time(22), time(6)))
    agency = replace(the_agency(), zone="Asia/Tokyo", desk=DeskRules(second_look=(nightly,)))
    at_six_in_tokyo = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
    assert second_look(a_dispatch(), Action.NEW, agency, at=at_six_in_tokyo, on_duty=0).is_needed


@pytest.mark.parametrize(
    ("desk", "covers", "covers_not"),
    [
        ("", ("tr", "sport"), None),
        ("tr", ("tr-CY", "sport"), ("fr", "sport")),
        ("fr/sport", ("fr", "sport"), ("fr", "world")),
        ("*/sport", ("ar", "sport"), ("ar", "world")),
    ],
)
def test_a_desk_is_a_language_a_section_both_or_all(
    desk: str, covers: tuple[str, str], covers_not: tuple[str, str] | None
):
    assert desk_covers(desk, *covers)
    assert covers_not is None or not desk_covers(desk, *covers_not)
