"""Changes that break readers are announced 90 days before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
import pytest

from newsflow.api.notices import Ending, endings_of
from tests.harness import MORNING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


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


async def test_every_door_of_the_api_says_it_and_the_test_wire_for_the_real_one(
    make_url: Callable[..., Awaitable[str]],
) -> None:
    ends = MORNING + timedelta(days=90)
    url = await make_url(endings=[Ending(path, MORNING, ends) for path in ("/v1/search", "/v1/feeds/")])
    async with httpx.AsyncClient(base_url=url) as http:
        said = {
            path: (await http.get(path)).headers.get("deprecation")
            for path in ("/v1/search", "/v1/test/search", "/v1/feeds/none", "/v1/entries", "/v1/test/entries")
        }
    assert list(said.values()) == ["@1772442000"] * 3 + [None] * 2
