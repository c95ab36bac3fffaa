"""Changes that break readers are announced 90 days before."""

from __future__ import annotations

from datetime import timedelta

import pytest

from newsflow.api.notices import Ending, endings_of
from tests.harness import MORNING


def test_what_ends_says_so_in_each_of_its_answers_and_in_no_other() -> None:
    ending = Ending("/v1/search", MORNING, MORNING + timedelta(days=90))
    assert dict(endings_of("/v1/search", [ending])) == {
        "Deprecation": "@1772442000",
        "Sunset": "Sun, 31 May 2026 09:00:00 GMT",
        "Link": '</v1/openapi.json>; rel="deprecation"; type="application/json"',
    }
    assert endings_of("/v1/entries", [ending]) == ()


def test_less_than_ninety_days_notice_is_refused() -> None:
    with pytest.raises(ValueError, match="90 days are promised"):
        Ending("/v1/search", MORNING, MORNING + timedelta(days=89))
