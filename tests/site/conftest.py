"""A begun wire, the demo agency and a small newsroom, for each test of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import psycopg
import pytest

from newsflow.accounts.people import Role, add_person
from newsflow.app import Parts, build
from newsflow.db.pool import open_pool, transaction
from newsflow.newsroom.description.agency_file import read_agency
from newsflow.objects import Place, open_store
from newsflow.ops.demo import AGENCY_FILE
from newsflow.ops.embedded import DatabaseRole
from newsflow.web.theme import NO_THEME, Theme
from tests.harness import MORNING
from tests.site.asking import Asker
from tests.site.builders import Newsroom
from tests.site.darkroom import Darkroom

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from newsflow.db.pool import Pool
    from newsflow.domain.agency import Agency
    from newsflow.domain.guid import PersonId
    from newsflow.objects import ObjectStore
    from tests.conftest import Serve
    from tests.harness import Database, SettableClock


@pytest.fixture(scope="session")
def agency() -> Agency:
    """The demo agency."""
    return read_agency(AGENCY_FILE)


@pytest.fixture
async def wire(database: Database) -> AsyncIterator[Pool]:
    """Connections to a begun wire as the app's role."""
    with psycopg.connect(database.dsn(DatabaseRole.OWNER)) as owner:
        owner.execute("SELECT wire_begin('nf', %s)", [MORNING])
    async with open_pool(database.dsn(), at_most=8) as pool:
        yield pool


@pytest.fixture
def newsroom(wire: Pool, agency: Agency, clock: SettableClock) -> Newsroom:
    """A newsroom with nothing on its wire yet."""
    return Newsroom(wire, agency, clock)


@pytest.fixture
def store(tmp_path: Path) -> ObjectStore:
    """Where media lie: nothing there yet."""
    return open_store(Place(url=str(tmp_path / "objects"), scratch=tmp_path / "scratch"))


@pytest.fixture
def darkroom(newsroom: Newsroom, store: ObjectStore) -> Darkroom:
    """Where pictures come from."""
    return Darkroom(newsroom, store)


@pytest.fixture
def theme() -> Theme:
    """The agency's own face: none."""
    return NO_THEME


@pytest.fixture
async def reader(
    newsroom: Newsroom, serve: Serve, store: ObjectStore, theme: Theme
) -> AsyncIterator[httpx.AsyncClient]:
    """A French reader's browser on the whole application, over real HTTP; it follows no redirect by itself."""
    app = build(
        Parts(
            pool=newsroom.pool,
            agency=newsroom.agency,
            clock=newsroom.clock,
            server_key=b"a key that only tests know, 32 b",
            public_url="https://fil.example",
            store=store,
            theme=theme,
        )
    )
    headers = {"Accept": "text/html", "Accept-Language": "fr"}
    async with httpx.AsyncClient(base_url=await serve(app), headers=headers, verify=False) as client:
        yield client


@pytest.fixture
def asker(newsroom: Newsroom, reader: httpx.AsyncClient, clock: SettableClock) -> Asker:
    """Somebody who asks."""
    return Asker(newsroom, reader, clock)


@pytest.fixture
async def chief(newsroom: Newsroom, clock: SettableClock) -> PersonId:
    """Who answers at the agency."""
    async with transaction(newsroom.pool) as db:
        return await add_person(db, email="cleo@fil.example", name="Cleo Marsh", role=Role.CHIEF, now=clock())
