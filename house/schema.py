"""The whole schema as one file, from the migrations: `make schema` writes src/newsflow/db/schema.sql.

The file is for reading and for review; a test holds it equal to what the migrations make (STYLE.md,
"Migrations"). It is the dump of PostgreSQL's own pg_dump without what differs from one run to the next.
"""

from __future__ import annotations

import asyncio
import re
import subprocess
import tempfile
from pathlib import Path

import psycopg
from psycopg import sql

from house.source import ROOT
from newsflow.db.migrate import migrate
from newsflow.ops.embedded import DatabaseRole, EmbeddedDatabase, find_binaries

SCHEMA = ROOT / "src/newsflow/db/schema.sql"
HEADING = """\
-- Made by `make schema` from migrations/; a test holds it equal to them. Never edit it.

"""
UNSTEADY = re.compile(r"^(--.*|SET .*|SELECT pg_catalog\.set_config.*|\\(un)?restrict .*)\n", re.MULTILINE)


def dump(dsn: str) -> str:
    """The schema of the database at `dsn`, the same text for the same schema."""
    program = find_binaries().program("pg_dump")
    ran = subprocess.run(
        [program, "--schema-only", "--no-owner", "--no-comments", dsn],
        capture_output=True,
        text=True,
        check=True,
    )
    return HEADING + steady(ran.stdout)


def steady(dumped: str) -> str:
    """pg_dump's text without its comments, session settings and one-time keys, and without runs of empty lines."""
    return re.sub(r"\n{3,}", "\n\n", UNSTEADY.sub("", dumped)).strip() + "\n"


def main() -> None:
    """Nothing; migrates a fresh database and writes its schema down."""
    with tempfile.TemporaryDirectory(prefix="newsflow-schema-") as home:
        Path(home).chmod(0o755)  # as root, the server runs as a user that must reach its data folder
        with EmbeddedDatabase.open(Path(home) / "data", fast_and_unsafe=True) as server:
            name = "newsflow_schema"
            owner = sql.Identifier(DatabaseRole.OWNER)
            with psycopg.connect(
                server.dsn(DatabaseRole.SUPERUSER, "postgres"), autocommit=True
            ) as administrator:
                administrator.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), owner)
                )
            asyncio.run(migrate(server.dsn(DatabaseRole.OWNER, name)))
            SCHEMA.write_text(dump(server.dsn(DatabaseRole.OWNER, name)), encoding="utf-8")
    print(f"{SCHEMA.relative_to(ROOT)}: {SCHEMA.read_text().count(chr(10))} lines")


if __name__ == "__main__":
    main()
