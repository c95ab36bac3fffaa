"""The whole application with a portal, for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsflow.accounts import passwords
from newsflow.accounts.oidc.asking import Asking
from newsflow.objects import Place, open_store
from newsflow.search.folder import IndexFolder
from newsflow.search.reader import Archive
from tests.desk.conftest import CHEAP
from tests.desk.opened import open_desk
from tests.portal.room import a_portal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.conftest import OpenPage
    from tests.harness import Database, SettableClock
    from tests.portal.room import PortalRoom


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing; passwords are hashed by the same function at a hundredth of the cost."""
    passwords._nobodys.cache_clear()
    monkeypatch.setattr(passwords, "_HASHER", CHEAP)


@pytest.fixture
async def portal(
    database: Database, clock: SettableClock, open_page: OpenPage, tmp_path: Path
) -> AsyncIterator[PortalRoom]:
    """A portal on an empty wire."""
    archive = Archive(IndexFolder(tmp_path / "search"))
    store = open_store(Place(url=str(tmp_path / "objects"), scratch=tmp_path / "scratch"))
    async with open_desk(
        database,
        clock,
        open_page,
        archive=archive,
        store=store,
        asking=Asking(frozenset({"127.0.0.1"})),
    ) as desk:
        yield await a_portal(desk, archive, store)
