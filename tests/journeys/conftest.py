"""A desk with somebody outside: a subscriber's machine and a reader of the public site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import a_contract, an_account
from tests.desk.opened import open_desk
from tests.journeys.outside import Outside

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.conftest import OpenPage
    from tests.desk.room import DeskRoom
    from tests.harness import Database, SettableClock


@pytest.fixture
async def desk(database: Database, clock: SettableClock, open_page: OpenPage) -> AsyncIterator[DeskRoom]:
    """A desk on an empty wire, where machines ask as often as they like."""
    async with open_desk(database, clock, open_page, has_pace_ms=0) as room:
        yield room


@pytest.fixture
async def outside(desk: DeskRoom) -> AsyncIterator[Outside]:
    """A subscriber whose contract covers everything, and the public."""
    _, secret = await an_account(desk.pool, desk.clock, a_contract(), "7000001")
    async with Outside.of(desk, "7000001", secret) as found:
        yield found
