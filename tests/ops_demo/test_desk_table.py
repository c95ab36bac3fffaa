"""The `[desk]` table of agency.toml: read whole, each wrong key named with its path."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import pytest

from newsflow.domain.codes import Action, Form
from newsflow.domain.desk_rules import TIME_LIMITS, DeskRules, Hours, LookRule
from newsflow.domain.errors import SetupError
from newsflow.newsroom.description.agency_file import read_agency
from newsflow.ops.demo import AGENCY_FILE

if TYPE_CHECKING:
    from pathlib import Path


def rules_of(tmp_path: Path, table: str) -> DeskRules:
    """The rules of the demo agency with this table."""
    file = tmp_path / "agency.toml"
    file.write_text(f"{AGENCY_FILE.read_text('utf-8')}\n{table}", encoding="utf-8")
    return read_agency(file).desk


def test_a_row_of_who_looks_twice_is_read_with_its_hours(tmp_path: Path):
    rules = rules_of(
        tmp_path,
        """
[[desk.second_look]]
says = "Corrections at night are read twice."
actions = ["correct"]
forms = ["lead"]
hours = "22:00-06:00"
on_duty = 2
""",
    )
    assert rules.second_look == (
        LookRule(
            says="Corrections at night are read twice.",
            actions=(Action.CORRECT,),
            forms=(Form.LEAD,),
            hours=Hours(time(22), time(6)),
            on_duty=2,
        ),
    )


def test_what_is_left_out_has_its_default():
    rules = read_agency(AGENCY_FILE).desk
    assert (rules.alone_after_s, rules.lead_after_s, rules.corrective_after_h) == (60, 600, 24)


@pytest.mark.parametrize(
    ("table", "path"),
    [
        ("[[desk.second_look]]\nforms = ['flash']", r"says is not set"),
        ("[[desk.second_look]]\nsays = 'x'\nactions = ['kill']", r"desk\.second_look\[1\]\.actions"),
        ("[[desk.second_look]]\nsays = 'x'\nhours = '22-6'", r"desk\.second_look\[1\]\.hours"),
        ("[[desk.second_look]]\nsays = 'x'\nhours = '22:00-22:00'", r"desk\.second_look\[1\]\.hours"),
        ("[[desk.second_look]]\nsays = 'x'\nsections = ['nowhere']", r"desk\.second_look\[1\]\.sections"),
        ("[desk]\nalone_after_s = 1", r"desk\.alone_after_s"),
        ("[desk]\npasskey_roles = ['subscriber']", r"desk\.passkey_roles"),
        ("[desk]\nalone = 1", r"desk\.alone"),
    ],
)
def test_a_wrong_key_is_named_with_its_path(tmp_path: Path, table: str, path: str):
    with pytest.raises(SetupError, match=path):
        rules_of(tmp_path, table)


@pytest.mark.parametrize(("name", "limits"), TIME_LIMITS.items())
def test_how_long_things_may_take_has_an_edge_on_each_side(
    tmp_path: Path, name: str, limits: tuple[int, int]
):
    least, most = limits
    for value in limits:
        assert getattr(rules_of(tmp_path, f"[desk]\n{name} = {value}"), name) == value
    for value in (least - 1, most + 1):
        with pytest.raises(SetupError, match=rf"desk\.{name}"):
            rules_of(tmp_path, f"[desk]\n{name} = {value}")
