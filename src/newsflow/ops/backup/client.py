"""PostgreSQL's own dump and restore programs."""

import subprocess
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from newsflow.domain.errors import SetupError
from newsflow.ops.embedded import find_binaries
from newsflow.ops.embedded.process import CLEAN_ENVIRONMENT

DUMP = "database.dump"


def dump(dsn: str, snapshot: str, folder: Path) -> None:
    """Write the database as it was at `snapshot` into `folder`."""
    _run("pg_dump", dsn, "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={folder / DUMP}")


def load(dsn: str, folder: Path) -> None:
    """Fill an empty database from the dump in `folder`, whole or not at all."""
    _run(
        "pg_restore",
        dsn,
        "--no-owner",
        "--no-comments",
        "--exit-on-error",
        "--single-transaction",
        str(folder / DUMP),
    )


def _run(program: str, dsn: str, *arguments: str) -> None:
    """Run one of the programs; the password goes by the environment, not by `ps`."""
    parts = conninfo_to_dict(dsn)
    password = str(parts.pop("password", ""))
    done = subprocess.run(  # noqa: S603 - our own paths, no shell
        [find_binaries().program(program), "--dbname", make_conninfo("", **parts), *arguments],
        env={**CLEAN_ENVIRONMENT, "PGPASSWORD": password},
        capture_output=True,
        text=True,
        check=False,
        umask=0o077,
    )
    if done.returncode != 0:
        raise SetupError(
            "PostgreSQL's own program failed.",
            f"{program}: {done.stderr.strip()[-500:]}",
            "Mend that and run the command again.",
        )
