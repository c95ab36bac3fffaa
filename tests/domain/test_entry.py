"""What may follow what on an item, and what an entry's digest covers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsflow.domain.codes import Action
from newsflow.domain.entry import (
    FOLLOWS,
    NOTICED,
    STOPS,
    Approval,
    Entry,
    Header,
    approvals_digest,
    check_may_follow,
)
from newsflow.domain.errors import ConflictError
from newsflow.domain.guid import Guid, PersonId, Seq

GUID = "nf:text:20260302:1"
HEADER = Header(
    wire="nf",
    epoch=1,
    seq=Seq(7),
    at=datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
    guid=Guid(GUID),
    version=1,
    action=Action.NEW,
    not_before=None,
    content_digest=bytes(32),
    approvals_digest=bytes(32),
)


def allowed(last: Action | None, action: Action, *, embargoed: bool) -> bool:
    """Whether the action may come."""
    try:
        check_may_follow(last, action, GUID, embargoed=embargoed)
    except ConflictError:
        return False
    return True


@given(st.lists(st.sampled_from(Action), max_size=12), st.booleans())
def test_every_life_of_an_item_that_is_let_through_is_a_legal_one(wishes: list[Action], embargoed: bool):
    life: list[Action] = []
    for wish in wishes:
        if allowed(life[-1] if life else None, wish, embargoed=embargoed):
            life.append(wish)
            embargoed = embargoed and wish is not Action.LIFT
    assert life[1:].count(Action.NEW) == 0
    assert life[:1] in ([], [Action.NEW])
    assert Action.KILL not in life[:-1]
    for before, after in pairwise(life):
        if before in {Action.HOLD, Action.WITHDRAW}:
            assert after in {Action.REINSTATE, Action.UPDATE, Action.CORRECT, Action.KILL, Action.REDACT}
        if after is Action.REINSTATE:
            assert before in {Action.HOLD, Action.WITHDRAW}
    assert life.count(Action.LIFT) <= 1


def test_every_action_has_its_row_in_the_table():
    assert set(FOLLOWS) == {None, *Action}


@given(st.sampled_from(Action), st.booleans())
def test_nothing_ever_follows_a_kill(action: Action, embargoed: bool):
    with pytest.raises(ConflictError, match="Write a new item that names the old one"):
        check_may_follow(Action.KILL, action, GUID, embargoed=embargoed)


@given(st.sampled_from(sorted(set(Action) - {Action.KILL})))
def test_a_kill_may_come_at_any_time(last: Action):
    check_may_follow(last, Action.KILL, GUID)


def test_a_lift_needs_an_embargo():
    check_may_follow(Action.NEW, Action.LIFT, GUID, embargoed=True)
    with pytest.raises(ConflictError, match="no embargo to lift"):
        check_may_follow(Action.NEW, Action.LIFT, GUID)


def test_an_item_that_is_not_on_the_wire_can_only_be_new():
    with pytest.raises(ConflictError, match=f"{GUID} is not on the wire"):
        check_may_follow(None, Action.UPDATE, GUID)


def test_whatever_stops_an_item_is_told_by_a_notice():
    assert STOPS <= NOTICED


@pytest.mark.parametrize(
    "change",
    [
        {"wire": "zz"},
        {"epoch": 2},
        {"seq": Seq(8)},
        {"at": HEADER.at + timedelta(microseconds=1)},
        {"guid": Guid("nf:text:20260302:2")},
        {"version": 2},
        {"action": Action.UPDATE},
        {"not_before": HEADER.at},
        {"content_digest": bytes(31) + b"1"},
        {"approvals_digest": bytes(31) + b"1"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_every_fact_of_a_header_is_under_its_digest(change: dict[str, Any]):
    assert replace(HEADER, **change).digest() != HEADER.digest()


def test_every_word_of_an_approval_is_under_its_digest_and_so_is_their_order():
    one = Approval(by=PersonId("p-1"), act="released", key="session", content_digest="00", reason="urgent")
    others = [replace(one, **{name: "other"}) for name in Approval.__dataclass_fields__]
    digests = {approvals_digest((approval,)) for approval in [one, *others]}
    assert len(digests) == len(others) + 1
    assert approvals_digest((one, others[0])) != approvals_digest((others[0], one))


def test_an_entry_s_key_names_epoch_item_and_version():
    assert Entry(header=replace(HEADER, epoch=3, version=2), content=None).key == f"3/{GUID}/2"
