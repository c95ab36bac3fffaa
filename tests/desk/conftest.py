"""The whole application with a desk, for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.desk.opened import open_desk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.conftest import OpenPage
    from tests.desk.room import DeskRoom
    from tests.harness import Database, SettableClock


@pytest.fixture
async def desk(database: Database, clock: SettableClock, open_page: OpenPage) -> AsyncIterator[DeskRoom]:
    """A desk on an empty wire."""
    async with open_desk(database, clock, open_page) as room:
        yield room
