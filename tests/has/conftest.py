"""HAS over real HTTP: a begun wire, a desk, and the routes under a server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
import pytest
from starlette.applications import Starlette

from newsflow.has import routes
from newsflow.matching.contract import Entitlement
from newsflow.objects import ObjectStore, Place, open_store
from newsflow.ops.embedded import DatabaseRole
from newsflow.search.folder import IndexFolder
from newsflow.search.reader import Archive
from tests.harness import MORNING
from tests.has import copy
from tests.has.agency import an_agency
from tests.has.desk import SERVER_KEY, Desk
from tests.has.http import Client

if TYPE_CHECKING:
    from pathlib import Path

    from newsflow.db.pool import Pool
    from newsflow.domain.guid import Guid
    from tests.conftest import Serve
    from tests.harness import Database, SettableClock

EVERYTHING = Entitlement()
HIGH = b"\xff\xd8high" + bytes(range(256)) * 12_000  # more than two of the store's chunks
WEB = b"\xff\xd8web" * 100


@dataclass(slots=True)
class Seconds:
    """A monotonic clock that the test moves."""

    now: float = 1000.0

    def __call__(self) -> float:
        """The seconds that the test has set."""
        return self.now


@pytest.fixture
def begun(database: Database) -> Database:
    """This test's database with an empty wire."""
    with psycopg.connect(database.dsn(DatabaseRole.OWNER)) as owner:
        owner.execute("SELECT wire_begin(%s, %s)", ["nf", MORNING])
    return database


@pytest.fixture
def desk(begun: Database, pool: Pool, clock: SettableClock) -> Desk:
    """A newsroom on that wire."""
    return Desk(pool, an_agency(), clock)


@pytest.fixture
def store(tmp_path: Path) -> ObjectStore:
    """An object store in a folder of this test's own."""
    return open_store(Place(url=str(tmp_path / "objects"), scratch=tmp_path / "scratch"))


@pytest.fixture
def index(tmp_path: Path) -> IndexFolder:
    """Where the search index lies; nobody has written it yet."""
    return IndexFolder(tmp_path / "search")


@pytest.fixture
async def url(desk: Desk, store: ObjectStore, index: IndexFolder, serve: Serve) -> str:
    """Where HAS answers, without a pace."""
    return await serve(
        Starlette(
            routes=routes(
                pool=desk.pool,
                agency=desk.agency,
                clock=desk.clock,
                server_key=SERVER_KEY,
                pace_ms=0,
                store=store,
                archive=Archive(index),
            )
        )
    )


@pytest.fixture
async def client(desk: Desk, url: str) -> Client:
    """A subscriber's machine whose contract covers everything."""
    return Client(url, await desk.machine(EVERYTHING))


@pytest.fixture
async def picture(desk: Desk, store: ObjectStore) -> tuple[Guid, Guid]:
    """A picture whose files lie in the store, and its series."""
    for content in (HIGH, WEB):
        await store.put(content)
    first, series = await desk.series(
        copy.a_picture(copy.rendition("print", HIGH), copy.rendition("web", WEB))
    )
    return first, series
