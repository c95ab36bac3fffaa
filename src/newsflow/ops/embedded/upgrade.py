"""Carry a data folder over to another major version of PostgreSQL, by dump and restore, the old cluster kept.

Dump and restore rather than pg_upgrade: the new cluster gets today's locale provider and checksums, the old one is
not touched, and it works from any version to any later one. A kill at any moment leaves the old cluster or the new
one in its place, never a half of either: the new one is moved in by two renames, and `open` ends what they began.
"""

import shutil
import subprocess
from pathlib import Path

import psycopg
import structlog
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from newsflow.domain.errors import SetupError
from newsflow.ops.embedded.binaries import Binaries, binaries_at, find_binaries, installed_binaries
from newsflow.ops.embedded.cluster import Server, create_cluster, start_server, within_reach
from newsflow.ops.embedded.folder import DataFolder
from newsflow.ops.embedded.process import CLEAN_ENVIRONMENT, end_leftovers
from newsflow.ops.embedded.roles import DatabaseRole, dsn, ensure_roles
from newsflow.ops.embedded.user import server_user

log = structlog.stdlib.get_logger(__name__)


def carry_over(
    data: Path,
    *,
    database_user: str | None = None,
    old_programs: Path | None = None,
    binaries: Binaries | None = None,
) -> Path | None:
    """Where the old cluster is kept now, or None when there was nothing to do.

    `old_programs` is the `bin` folder of the old PostgreSQL, where neither the wheel nor Debian has it any more.
    Nobody may have the folder open. SetupError when the old version is not at hand or a table does not come over
    whole; the data folder is as it was then.
    """
    folder = DataFolder(data.absolute())
    user = server_user(database_user, folder.owner_uid())
    folder.made_for(user)
    with folder.lock():
        end_carry_over(folder)
        new = within_reach(binaries or find_binaries(), folder, user)
        made_by = folder.major_version()
        if made_by in {None, new.major}:
            return None
        old = within_reach(_old_binaries(folder, made_by, old_programs), folder, user)
        end_leftovers(folder)
        beside = DataFolder(folder.path / "upgrade")
        _copy_databases(folder, Server(old, user), beside, Server(new, user))
        beside.cluster.rename(folder.incoming)
        kept = _unused(folder.path / f"pg.{made_by}")
        folder.cluster.rename(kept)
        end_carry_over(folder)
        shutil.rmtree(beside.path)
    log.info("database_carried_over", folder=str(folder.path), to_version=new.version, kept=str(kept))
    return kept


def end_carry_over(folder: DataFolder) -> None:
    """Move the new cluster in, where a kill came between the two renames."""
    if not folder.cluster.exists() and folder.incoming.exists():
        folder.incoming.rename(folder.cluster)


def _unused(path: Path) -> Path:
    number, kept = 1, path
    while kept.exists():
        number += 1
        kept = path.with_name(f"{path.name}.{number}")
    return kept


def _old_binaries(folder: DataFolder, major: int | None, programs: Path | None) -> Binaries:
    if programs is not None:
        named = binaries_at(programs, origin="named")
        if named.major == major:
            return named
    copies = [path.parent for path in (folder.path / "binaries").glob("*/*/*/bin/postgres")]
    for found in (*installed_binaries(), *(binaries_at(copy, origin="copy") for copy in copies)):
        if found.major == major:
            return found
    raise SetupError(
        "The old PostgreSQL is needed once more, to read the data folder.",
        f"{folder.path} was made by version {major}, which is not installed.",
        f"Install postgresql-{major}, or name the folder of its programs with --old-programs.",
    )


def _copy_databases(source: DataFolder, old: Server, target: DataFolder, new: Server) -> None:
    """Fill a new data folder with all that is in the old one's databases."""
    end_leftovers(target)
    shutil.rmtree(target.path, ignore_errors=True)
    shutil.rmtree(source.incoming, ignore_errors=True)
    target.made_for(new.user)
    shutil.copytree(source.keys, target.keys, dirs_exist_ok=True)
    create_cluster(target, new)
    old_process = start_server(source, old)
    try:
        new_process = start_server(target, new)
        try:
            ensure_roles(target)
            for name in _databases(source):
                _copy_database(name, source, target, new.binaries)
                _compare(name, source, target)
        finally:
            new_process.stop()
    finally:
        old_process.stop()


def _databases(folder: DataFolder) -> list[str]:
    with psycopg.connect(dsn(folder, DatabaseRole.SUPERUSER, "postgres")) as db:
        rows = db.execute(
            "SELECT datname FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres' ORDER BY datname"
        )
        return [name for (name,) in rows]


def _copy_database(name: str, source: DataFolder, target: DataFolder, binaries: Binaries) -> None:
    with psycopg.connect(dsn(target, DatabaseRole.SUPERUSER, "postgres"), autocommit=True) as db:
        if db.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            owner = sql.Identifier(DatabaseRole.OWNER.value)
            db.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), owner))
    dump = target.path / "dump"
    _client(binaries, "pg_dump", source, name, "--format=custom", f"--file={dump}")
    _client(binaries, "pg_restore", target, name, "--exit-on-error", "--single-transaction", str(dump))
    dump.unlink()


def _client(binaries: Binaries, program: str, folder: DataFolder, dbname: str, *arguments: str) -> None:
    """Run one of PostgreSQL's clients as the superuser; the password goes by the environment, not by `ps`."""
    parts = conninfo_to_dict(dsn(folder, DatabaseRole.SUPERUSER, dbname))
    password = str(parts.pop("password"))
    done = subprocess.run(  # noqa: S603 - our own paths, no shell
        [binaries.program(program), "--dbname", make_conninfo("", **parts), *arguments],
        env={**CLEAN_ENVIRONMENT, "PGPASSWORD": password},
        capture_output=True,
        text=True,
        check=False,
        umask=0o077,
    )
    if done.returncode != 0:
        raise SetupError(
            "The database could not be carried over.",
            f"{program} {dbname}: {done.stderr.strip()[-500:]}",
            "Nothing was changed. Mend that and run `newsflow upgrade` again.",
        )


def _compare(name: str, source: DataFolder, target: DataFolder) -> None:
    """Return when every table has as many rows on both sides."""
    before, after = (_row_counts(dsn(folder, DatabaseRole.SUPERUSER, name)) for folder in (source, target))
    if before != after:
        differing = sorted(
            table for table in before.keys() | after.keys() if before.get(table) != after.get(table)
        )
        raise SetupError(
            "The database did not come over whole.",
            f"{name}: {', '.join(differing)} differ in their number of rows.",
            "Nothing was changed. Keep the folder as it is and report this.",
        )


def _row_counts(conninfo: str) -> dict[str, int]:
    with psycopg.connect(conninfo) as db:
        tables = db.execute(
            "SELECT schemaname, tablename FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY schemaname, tablename"
        ).fetchall()
        counts: dict[str, int] = {}
        for schema, table in tables:
            row = db.execute(
                sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(schema, table))
            ).fetchone()
            counts[f"{schema}.{table}"] = int(row[0]) if row else 0
        return counts
