"""Connections and transactions. One request or job is one transaction."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool

from newsflow.db.query import Connection

Pool = AsyncConnectionPool[AsyncConnection[Any]]

CONNECT_TIMEOUT_S = 10.0
STATEMENT_TIMEOUT_MS = 30_000


async def _prepare(db: AsyncConnection[Any]) -> None:
    await db.execute("SET TIME ZONE 'UTC'")
    await db.commit()


@asynccontextmanager
async def open_pool(dsn: str, *, at_least: int = 1, at_most: int = 10) -> AsyncGenerator[Pool]:
    """A pool of connections to `dsn`, all in UTC, with a statement timeout; closed on leaving."""
    pool: Pool = AsyncConnectionPool(
        dsn,
        min_size=at_least,
        max_size=at_most,
        open=False,
        timeout=CONNECT_TIMEOUT_S,
        configure=_prepare,
        kwargs={"options": f"-c statement_timeout={STATEMENT_TIMEOUT_MS} -c client_encoding=UTF8"},
    )
    await pool.open(wait=True, timeout=CONNECT_TIMEOUT_S)
    try:
        yield pool
    finally:
        await pool.close()


@asynccontextmanager
async def reading(pool: Pool) -> AsyncGenerator[Connection]:
    """A connection for reading alone, without a transaction around it: two round trips fewer.

    Each query sees what is committed when it begins, as in a transaction of ours.
    """
    async with pool.connection() as db:
        await db.set_autocommit(True)
        try:
            yield db
        finally:
            if not db.closed:
                await db.set_autocommit(False)


@asynccontextmanager
async def transaction(pool: Pool) -> AsyncGenerator[Connection]:
    """A connection in a transaction: committed on leaving, rolled back on an error."""
    async with pool.connection() as db:
        yield db
