"""What a use term lets on the public site."""

from __future__ import annotations

from datetime import timedelta

import pytest

from newsflow.domain.dispatch import Restriction
from newsflow.domain.edition import may_be_public
from tests.builders import a_dispatch
from tests.harness import MORNING


@pytest.mark.parametrize(
    ("term", "public"),
    [
        (Restriction(words="Credit the agency.", mandatory_credit=True), True),
        (Restriction(words="Until noon.", ends=MORNING + timedelta(hours=3)), True),
        (Restriction(words="From noon.", starts=MORNING + timedelta(hours=3)), False),
        (Restriction(words="For one.", subscribers_in=("gazette",)), False),
        (Restriction(words="Not for one.", subscribers_out=("gazette",)), False),
        (Restriction(words="At home.", territories=("TR",)), False),
        (Restriction(words="On paper.", media=("print",)), False),
        (Restriction(words="No archive.", no_archive=True), False),
    ],
)
def test_what_is_for_some_only_is_never_public(term: Restriction, public: bool):
    assert may_be_public(a_dispatch(restrictions=(term,))) == public
