"""The name that an item keeps for life."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsflow.domain.codes import ItemType
from newsflow.domain.errors import BadInputError
from newsflow.domain.guid import GuidParts, make_guid, parse_guid

ISTANBUL = ZoneInfo("Europe/Istanbul")


def test_the_day_of_a_guid_is_the_day_in_the_agency_s_zone():
    late = datetime(2026, 3, 1, 22, 30, tzinfo=UTC)  # half past one on the 2nd in Istanbul
    made = make_guid(agency="nf", item_type=ItemType.TEXT, at=late, zone=ISTANBUL, number=7)
    assert made == "nf:text:20260302:7"


@given(
    st.from_regex(r"[a-z][a-z0-9]{1,7}", fullmatch=True),
    st.sampled_from(ItemType),
    st.datetimes(min_value=datetime(1970, 1, 2), timezones=st.just(UTC), max_value=datetime(9990, 1, 1)),  # noqa: DTZ001 - hypothesis adds the zone
    st.integers(1, 10**18 - 1),
)
def test_a_guid_is_read_back_as_it_was_made(agency: str, item_type: ItemType, at: datetime, number: int):
    made = make_guid(agency=agency, item_type=item_type, at=at, zone=ISTANBUL, number=number)
    day = at.astimezone(ISTANBUL).strftime("%Y%m%d")
    assert parse_guid(made) == GuidParts(agency=agency, type=item_type, day=day, number=number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nf",
        "nf:text:20260302",
        "nf:text:20260302:",
        "nf:text:20260302:0",
        "nf:text:20260302:01",
        "nf:text:20260302:1 ",
        "nf:text:20260302:1\n",
        " nf:text:20260302:1",
        "NF:text:20260302:1",
        "nf:texts:20260302:1",
        "nf:text:2026032:1",
        "nf:text:2026-03-02:1",
        "nf:text:20260302:-1",
        "nf:text:20260302:1:2",
        "nf:text:٢٠٢٦٠٣٠٢:١",
        "nf:text:20260302:" + "9" * 19,
        "1f:text:20260302:1",
        "n:text:20260302:1",
    ],
)
def test_what_is_no_guid_is_refused_with_what_one_looks_like(text: str):
    with pytest.raises(BadInputError, match="agency:type:YYYYMMDD:number"):
        parse_guid(text)


@given(st.text())
def test_any_text_is_read_as_a_guid_or_refused_by_name(text: str):
    refused: list[str] = []
    try:
        parse_guid(text)
    except BadInputError as error:
        refused.append(error.which)
    assert all(which.startswith("Got “") and len(which) < 100 for which in refused)
