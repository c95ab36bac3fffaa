"""The line that stands in every text under embargo."""

from __future__ import annotations

from datetime import UTC, datetime

from newsflow.formats.prose import embargo_line
from tests.builders import a_dispatch, the_agency

HOUR = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_the_hour_of_an_embargo_is_kept_apart_in_a_text_from_right_to_left_and_only_there():
    said = {one: embargo_line(a_dispatch(language=one), the_agency(), HOUR) or "" for one in ("ar", "fr")}
    assert "\u20682026-11-24 " in said["ar"]
    assert "\u2069" in said["ar"]
    assert "2026-11-24 " in said["fr"]
    assert "\u2068" not in said["fr"]
