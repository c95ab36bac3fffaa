"""A wire that was begun, for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from newsflow.db.pool import open_pool
from newsflow.ops.embedded import DatabaseRole
from tests.harness import MORNING
from tests.wire.entries import WIRE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from newsflow.db.pool import Pool
    from tests.harness import Database


@pytest.fixture
def begun(database: Database) -> Database:
    """This test's database, its wire begun in epoch 1 and empty."""
    with psycopg.connect(database.dsn(DatabaseRole.OWNER)) as owner:
        owner.execute("SELECT wire_begin(%s, %s)", [WIRE, MORNING])
        owner.execute(
            "SELECT setval('wire_number', 10000)"
        )  # the tests name their items themselves, below that
    return database


@pytest.fixture
async def wire(begun: Database) -> AsyncIterator[Pool]:
    """Connections to a begun wire as the app's role."""
    async with open_pool(begun.dsn(), at_most=16) as pool:
        yield pool


@pytest.fixture
def superuser(begun: Database) -> Iterator[psycopg.Connection]:
    """Whoever can plant a fault: a superuser's connection with every trigger off."""
    with psycopg.connect(begun.dsn(DatabaseRole.SUPERUSER), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection
