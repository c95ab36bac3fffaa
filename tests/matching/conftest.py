"""A wire of many kinds of items, for holding the back-ends to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import open_pool
from newsflow.ops.embedded import DatabaseRole
from newsflow.ops.preparation import prepare
from tests.builders import a_newsroom, the_agency

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.builders import Newsroom
    from tests.harness import Database, SettableClock


@pytest.fixture
async def newsroom(database: Database, clock: SettableClock) -> AsyncIterator[Newsroom]:
    """A desk on an empty wire."""
    await prepare(database.dsn(DatabaseRole.OWNER), the_agency(), clock)
    async with open_pool(database.dsn()) as pool:
        yield await a_newsroom(pool, clock)
