"""The whole application with a desk, for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher

from newsflow.accounts import passwords
from tests.desk.opened import open_desk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.conftest import OpenPage
    from tests.desk.room import DeskRoom
    from tests.harness import Database, SettableClock

CHEAP = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


@pytest.fixture
def costly_hashes() -> None:
    """Nothing; whoever asks for it gets passwords hashed at their real cost."""


@pytest.fixture(autouse=True)
def cheap_hashes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing; passwords are hashed by the same function at a hundredth of the cost, but for tests of that cost."""
    passwords._nobodys.cache_clear()
    if "costly_hashes" not in request.fixturenames:
        monkeypatch.setattr(passwords, "_HASHER", CHEAP)


@pytest.fixture
async def desk(database: Database, clock: SettableClock, open_page: OpenPage) -> AsyncIterator[DeskRoom]:
    """A desk on an empty wire."""
    async with open_desk(database, clock, open_page) as room:
        yield room
