"""`newsflow counters`: what machines asked and were refused, for whoever looks after them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsflow.subscribers.counters import Counters
from tests.newsroom.conftest import newsroom
from tests.ops.cli.test_desk_commands import Terminal, terminal

if TYPE_CHECKING:
    from tests.builders import Newsroom

__all__ = ["newsroom", "terminal"]


async def test_counters_are_shown_summed_by_subscriber_and_by_minute_where_asked(
    newsroom: Newsroom, terminal: Terminal
) -> None:
    now = datetime.now(UTC)
    counters = Counters(newsroom.pool)
    for _ in range(3):
        counters.add("has:search", now, "gazette")
    counters.add("has:refused:401", now)
    await counters.flush()
    summed = {(row["subscriber"], row["what"]): row["number"] for row in await terminal.gives("counters")}
    assert summed == {("gazette", "has:search"): 3, (None, "has:refused:401"): 1}
    each = await terminal.gives("counters", "--each", "--minutes", "5")
    assert {row["minute"] for row in each} == {f"{now:%Y-%m-%dT%H:%MZ}"}
    assert "has:search" in (await terminal.says("counters")).output
