"""A browser is named as people call it."""

from __future__ import annotations

import pytest

from newsflow.web.within.browsers import browser_of


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge · Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1",
            "Safari · iPhone",
        ),
        ("curl/8.1", "curl/8.1"),
    ],
)
def test_a_browser_says_who_it_is_among_all_that_it_says_it_is_like(agent: str, name: str):
    assert browser_of(agent) == name
