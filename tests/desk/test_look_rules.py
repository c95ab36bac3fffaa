"""Who must look twice: rules ticked in words, changed with a proof alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from newsflow.domain.codes import Form
from newsflow.domain.desk_rules import TIME_LIMITS
from tests.desk.room import PASSWORD
from tests.desk.test_wire_settings import SETTINGS, change, fields_of, now_in_force

if TYPE_CHECKING:
    from tests.desk.room import DeskRoom


async def test_who_looks_twice_is_changed_with_a_proof_alone(desk: DeskRoom):
    client = await desk.client("chief")
    rule: dict[str, Any] = {
        "says.1": "Nights are two.",
        "hours.1": "22:00-06:00",
        "on_duty.1": "2",
        "forms.1": ["story", "lead"],
    }
    assert (await change(client, "/looks", **rule)).status_code == 403
    proof = {"proof_password": PASSWORD}
    assert (await change(client, "/looks", **rule, **proof, alone_after_s="90")).status_code == 303
    desk_rules = (await now_in_force(desk)).agency.desk
    assert desk_rules.alone_after_s == 90
    assert [one.forms for one in desk_rules.second_look] == [(Form.STORY, Form.LEAD)]
    page = (await client.get(f"{SETTINGS}/looks")).text
    assert fields_of(page)["forms.1"] == ["lead", "story"]
    assert "<span>Wrap-up</span>" in page
    unknown = await change(client, "/looks", **proof, **{"forms.1": ["poem"]})
    assert (unknown.status_code, "There is no such code." in unknown.text) == (400, True)
    assert (await change(client, "/looks", **proof, **{"says.1": ""})).status_code == 303
    assert (await now_in_force(desk)).agency.desk.second_look == ()
    assert {
        (name, int(least), int(most))
        for name, least, most in re.findall(r'name="(\w+_[sh])"[^>]* min="(\d+)" max="(\d+)"', page)
    } == {(name, least, most) for name, (least, most) in TIME_LIMITS.items()}
    odd = await change(client, "/looks", **proof, alone_after_s="2")
    assert odd.status_code == 400
    assert "desk.alone_after_s" in odd.text
