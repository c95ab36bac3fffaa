"""What a use term lets on the public site, and under what the site files it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from newsflow.domain.codes import PlaceRole
from newsflow.domain.dispatch import Dateline, Place, Restriction
from newsflow.domain.edition import PLACE_CHARACTERS, about_of, may_be_public
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


def test_a_dispatch_is_filed_under_its_places_each_once_and_under_no_name_as_long_as_a_sentence():
    longest = "L" * PLACE_CHARACTERS
    happened = tuple(
        Place(name=name, role=PlaceRole.HAPPENED_AT) for name in ("Lyon", "Lyon", longest, longest + "x")
    )
    dateline = Dateline(place="Ankara")
    assert about_of(a_dispatch(places=happened, dateline=dateline)).places == ("Ankara", longest, "Lyon")
    filed = (*happened[:1], Place(name="İzmir", role=PlaceRole.FILED_FROM))
    assert about_of(a_dispatch(places=filed, dateline=dateline)).places == ("Lyon", "İzmir"), (
        "it says so itself"
    )
