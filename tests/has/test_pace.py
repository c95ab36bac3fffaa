"""The pace by itself, at its edges (contract §1.1, C9)."""

from __future__ import annotations

import pytest

from newsflow.domain.errors import TooFastError
from newsflow.has.envelope import too_fast
from newsflow.has.pace import USERS_REMEMBERED, Pace


def test_every_refusal_is_short_whatever_the_wait():
    for wait in (0.0, 0.0004, 0.08, 0.5, 59.9996):
        reply = too_fast(wait)
        assert len(reply.body) < 150
        assert b"try again in " in reply.body
        assert b"in 0.000 sec" not in reply.body


def test_a_request_that_arrived_before_the_last_accepted_one_waits_at_least_the_pace():
    pace = Pace(least_s=0.5, slack_s=0.08)
    pace.take("a", 10.0)
    with pytest.raises(TooFastError) as refused:
        pace.take("a", 9.99)
    assert refused.value.wait_s == pytest.approx(0.51)


def test_without_a_pace_nobody_waits():
    pace = Pace(least_s=0.0, slack_s=0.08)
    for _ in range(3):
        pace.take("a", 10.0)


def test_users_of_long_ago_are_forgotten_and_those_of_just_now_are_not():
    pace = Pace(least_s=0.5, slack_s=0.0)
    for number in range(USERS_REMEMBERED):
        pace.take(f"old-{number}", 10.0)
    pace.take("new", 20.0)
    assert set(pace.accepted) == {"new"}
    with pytest.raises(TooFastError):
        pace.take("new", 20.1)
