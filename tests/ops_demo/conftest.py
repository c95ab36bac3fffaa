"""The demo, loaded once for all tests that only look at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql

from newsflow.db.pool import open_pool
from newsflow.ops.demo import BEGINS
from newsflow.ops.demo.load import Loaded, load
from newsflow.ops.embedded import DatabaseRole
from newsflow.ops.preparation import prepare
from tests.builders import SERVER_KEY, the_agency
from tests.harness import Database, SettableClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from newsflow.db.pool import Pool
    from newsflow.ops.embedded import EmbeddedDatabase

NAME = "test_demo"
COPY = """World

Lighthouse keepers meet in Brest

Ada Lockhart | 14.04.2021

AP / Brest

The keepers of nine lighthouses met in Brest on Wednesday, Radio Phare reported.

They spoke about lamps for two days and agreed on very little.
"""


@dataclass(frozen=True, slots=True)
class Demo:
    """A loaded demo: its database, the hour it was loaded at, and what the loader says."""

    pool: Pool
    clock: SettableClock
    loaded: Loaded


@pytest.fixture(scope="package")
async def demo(
    database_server: EmbeddedDatabase, template_database: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Demo]:
    """The demo with a few generated dispatches and a piece of plain copy, nine o'clock on a Monday."""
    copy = tmp_path_factory.mktemp("copy")
    (copy / "lighthouse.txt").write_text(COPY, "utf-8")
    clock, agency = SettableClock(), the_agency()
    with psycopg.connect(database_server.dsn(DatabaseRole.SUPERUSER, "postgres"), autocommit=True) as admin:
        admin.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(NAME), sql.Identifier(DatabaseRole.OWNER), sql.Identifier(template_database)
            )
        )
        database = Database(database_server, NAME)
        await prepare(database.dsn(DatabaseRole.OWNER), agency, lambda: clock() - BEGINS)
        async with open_pool(database.dsn()) as pool:
            loaded = await load(pool, clock, agency, server_key=SERVER_KEY, more=30, seed=3, copy=copy)
            yield Demo(pool, clock, loaded)
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(NAME)))
