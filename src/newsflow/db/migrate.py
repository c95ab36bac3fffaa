"""Migrations: plain SQL files, forward only, applied once each in the order of their names.

`_pre_` files run before the new code starts, `_post_` files may wait until no old code runs; on one machine
both run at start. Each file is one transaction with a lock timeout of 4 s.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import LiteralString, cast

from psycopg import AsyncConnection, errors

from newsflow.domain.errors import SetupError

LOCK_TIMEOUT = "4s"

_TABLE = """
CREATE TABLE IF NOT EXISTS migration (
    name       text        PRIMARY KEY,
    digest     bytea       NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
)
"""
_ONE_AT_A_TIME = 7_316_001
"""The advisory lock that two `migrate` at once meet at."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One file: its name, its SQL and its SHA-256."""

    name: str
    sql: LiteralString
    digest: bytes


@cache
def all_migrations() -> tuple[Migration, ...]:
    """The packaged migrations in the order in which they apply."""
    folder = resources.files("newsflow.db").joinpath("migrations")
    found: list[Migration] = []
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".sql"):
            text = file.read_text("utf-8")
            sql = cast("LiteralString", text)  # our own packaged file
            found.append(Migration(file.name, sql, hashlib.sha256(text.encode()).digest()))
    return tuple(found)


async def _applied(db: AsyncConnection[tuple[object, ...]]) -> dict[str, bytes]:
    try:
        async with db.transaction():
            cursor = await db.execute("SELECT name, digest FROM migration ORDER BY name")
            return {str(name): bytes(cast("bytes", digest)) for name, digest in await cursor.fetchall()}
    except errors.UndefinedTable:
        return {}


def _check(applied: dict[str, bytes]) -> None:
    known = {migration.name: migration.digest for migration in all_migrations()}
    for name, digest in applied.items():
        if name not in known:
            raise SetupError(
                "The database is newer than this program.",
                f"It has migration {name}.",
                "Install the version of Newsflow that made it, or a later one.",
            )
        if known[name] != digest:
            raise SetupError(
                "A migration was changed after it had run.",
                f"{name} is not the file that was applied.",
                "Put the released file back; write a new migration for the change.",
            )


async def pending(dsn: str) -> list[str]:
    """Names of the migrations that are still to run. Raises SetupError when database and files disagree."""
    async with await AsyncConnection.connect(dsn) as db:
        applied = await _applied(db)
        _check(applied)
        return [migration.name for migration in all_migrations() if migration.name not in applied]


def lacking(applied: Collection[str]) -> list[str]:
    """Names of the packaged migrations that this program cannot do without and the database has not: `_pre_` ones."""
    return [each.name for each in all_migrations() if "_pre_" in each.name and each.name not in applied]


async def migrate(dsn: str) -> list[str]:
    """Apply what is pending, as the owner; gives the names applied now. Safe to run twice, or two at once."""
    done: list[str] = []
    async with await AsyncConnection.connect(dsn, autocommit=True) as db:
        await db.execute("SELECT pg_advisory_lock(%s)", [_ONE_AT_A_TIME])
        await db.execute("SET client_min_messages = warning")
        await db.execute(_TABLE)
        applied = await _applied(db)
        _check(applied)
        for migration in all_migrations():
            if migration.name in applied:
                continue
            async with db.transaction():
                await db.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
                await db.execute(migration.sql)
                await db.execute(
                    "INSERT INTO migration (name, digest) VALUES (%s, %s)", [migration.name, migration.digest]
                )
            done.append(migration.name)
    return done
