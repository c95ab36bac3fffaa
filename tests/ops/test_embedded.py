"""The embedded database: it starts, it is ours alone, it ends with us, and a kill is mended."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from click.testing import CliRunner

from newsflow.domain.errors import SetupError
from newsflow.ops.cli import main
from newsflow.ops.embedded import (
    DatabaseRole,
    DataFolder,
    EmbeddedDatabase,
    default_data_folder,
    find_binaries,
)
from newsflow.ops.embedded.cluster import within_reach
from newsflow.ops.embedded.user import server_user

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ops.conftest import Program

HOLD_OPEN = """
import sys, time
from pathlib import Path
from newsflow.ops.embedded import EmbeddedDatabase
database = EmbeddedDatabase.open(Path(sys.argv[1]), fast_and_unsafe=True)
print("pid", database.pid, flush=True)
time.sleep(600)
"""


def is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "\nState:\tZ" not in status.read_text()


def opened(data: Path) -> EmbeddedDatabase:
    return EmbeddedDatabase.open(data, fast_and_unsafe=True)


def held_open(program: Program, data: Path) -> tuple[subprocess.Popen[str], int]:
    """A program that holds the database of `data` open, and the server's pid."""
    holder = program("-c", HOLD_OPEN, str(data))
    assert holder.stdout is not None
    line = next((line for line in holder.stdout if line.startswith("pid ")), "")
    assert line, holder.stderr.read() if holder.stderr else ""
    return holder, int(line.split()[1])


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


class TestRoles:
    def test_nobody_but_the_superuser_is_one(self, database_server: EmbeddedDatabase):
        with psycopg.connect(database_server.dsn(DatabaseRole.SUPERUSER, "postgres")) as db:
            rows = db.execute("SELECT rolname FROM pg_roles WHERE rolsuper OR rolcreaterole OR rolcreatedb")
            assert [name for (name,) in rows] == [DatabaseRole.SUPERUSER.value]

    def test_the_owner_may_make_the_trusted_extensions(self, made: Path):
        with opened(made) as database, psycopg.connect(database.dsn(DatabaseRole.OWNER)) as db:
            for name in ("pg_trgm", "unaccent", "btree_gin"):
                db.execute(f"CREATE EXTENSION IF NOT EXISTS {name}".encode())

    def test_the_app_and_the_reader_may_connect_and_make_nothing(self, made: Path):
        with opened(made) as database:
            for role in (DatabaseRole.APP, DatabaseRole.READONLY):
                with (
                    psycopg.connect(database.dsn(role)) as db,
                    pytest.raises(psycopg.errors.InsufficientPrivilege),
                ):
                    db.execute("CREATE TABLE theirs (n integer)")

    def test_a_wrong_password_is_refused(self, database_server: EmbeddedDatabase):
        wrong = database_server.dsn(DatabaseRole.APP).replace("password=", "password=not")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(wrong)

    def test_a_role_that_a_kill_left_out_is_made_at_the_next_start(self, made: Path):
        with (
            opened(made) as database,
            psycopg.connect(database.dsn(DatabaseRole.SUPERUSER, "postgres"), autocommit=True) as db,
        ):
            db.execute("DROP DATABASE newsflow")
            db.execute("DROP ROLE newsflow_readonly")
        with opened(made) as database:
            psycopg.connect(database.dsn(DatabaseRole.READONLY)).close()


class TestFolder:
    def test_nothing_in_it_is_open_to_others(self, home: Path):
        with opened(home / "data"):
            data = DataFolder(home / "data")
            assert [mode(path) for path in (data.cluster, data.run, data.keys)] == [0o700, 0o700, 0o700]
            assert {mode(key) for key in data.keys.iterdir()} == {0o600}
            assert [path.name for path in data.run.iterdir() if path.is_socket()] == [".s.PGSQL.5432"]

    def test_the_server_listens_on_no_network_address(self, database_server: EmbeddedDatabase):
        with psycopg.connect(database_server.dsn(DatabaseRole.APP)) as db:
            assert db.execute("SHOW listen_addresses").fetchone() == ("",)

    def test_a_second_program_is_told_who_has_it_open(self, made: Path):
        with opened(made), pytest.raises(SetupError, match=f"held by process {os.getpid()}"):
            opened(made)

    def test_a_path_too_long_for_a_socket_is_refused_with_its_length(self, home: Path):
        with pytest.raises(SetupError, match="too long for a socket") as refused:
            opened(home / ("x" * 90))
        assert "107" in str(refused.value)
        assert not (home / ("x" * 90)).exists()

    def test_a_folder_of_another_major_version_is_not_opened(self, made: Path):
        version = (made / "pg/PG_VERSION").read_text()
        (made / "pg/PG_VERSION").write_text("14\n")
        try:
            with pytest.raises(SetupError, match="newsflow upgrade") as refused:
                opened(made)
        finally:
            (made / "pg/PG_VERSION").write_text(version)
        assert "version 14" in str(refused.value)

    def test_a_cluster_half_made_by_a_kill_is_made_anew(self, home: Path):
        half = home / "pg.making"
        half.mkdir()
        (half / "PG_VERSION").write_text("18\n")
        with opened(home) as database:
            psycopg.connect(database.dsn(DatabaseRole.APP)).close()
        assert not half.exists()


def test_a_system_without_proc_is_told_to_use_a_server(home: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("newsflow.ops.embedded.process.PROCESSES", home / "proc")
    with pytest.raises(SetupError, match="runs on Linux"):
        opened(home / "data")
    assert not (home / "data").exists()


class TestUser:
    def test_root_s_server_runs_as_nobody_and_anyone_else_s_as_themselves(
        self, database_server: EmbeddedDatabase
    ):
        expected = server_user(None, None).uid
        assert Path(f"/proc/{database_server.pid}").stat().st_uid == expected
        assert expected != 0

    def test_a_user_without_a_passwd_entry_is_refused(self):
        with pytest.raises(SetupError, match="no passwd entry for nobody-at-all"):
            server_user("nobody-at-all", None)

    def test_a_container_s_user_without_a_passwd_entry_has_the_home_that_it_says(
        self, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr(os, "geteuid", lambda: 54_321)
        for environ, folder in (
            ({"HOME": "/srv/app"}, "/srv/app/.local/share/newsflow"),
            ({"HOME": "/srv/app", "XDG_DATA_HOME": "/srv/data"}, "/srv/data/newsflow"),
            ({"HOME": "app"}, "/var/lib/newsflow"),
            ({}, "/var/lib/newsflow"),
        ):
            assert default_data_folder(environ) == Path(folder)
        told = CliRunner(env={"HOME": "/srv/app"}).invoke(main, ["up"])
        assert told.exit_code == 1
        assert "uid 54321 has no passwd entry" in told.output

    def test_root_is_refused_as_the_database_s_user(self):
        with pytest.raises(SetupError, match="refuses to run as root"):
            server_user("root", None)

    def test_a_cluster_keeps_its_owner(self):
        with pytest.raises(SetupError, match=r"belongs to another user|cannot run as another"):
            server_user("daemon", os.geteuid() or 65534)


class TestLifeAndDeath:
    def test_the_server_ends_when_its_program_is_killed(
        self, made: Path, program: Program, eventually: Callable[[Callable[[], bool]], None]
    ):
        holder, server = held_open(program, made)
        assert is_alive(server)
        holder.kill()
        eventually(lambda: not is_alive(server))

    def test_the_next_start_mends_a_killed_program(self, made: Path, program: Program):
        holder, server = held_open(program, made)
        holder.kill()
        holder.wait()
        with opened(made) as database:  # at once, while the old server may still be ending
            assert database.pid != server
            psycopg.connect(database.dsn(DatabaseRole.APP)).close()
        assert not is_alive(server)

    def test_the_next_start_mends_a_killed_program_and_server(self, made: Path, program: Program):
        holder, server = held_open(program, made)
        os.kill(server, signal.SIGKILL)
        holder.kill()
        holder.wait()
        assert (made / "pg/postmaster.pid").exists(), "the killed server left its pid file"
        with opened(made) as database:
            psycopg.connect(database.dsn(DatabaseRole.APP)).close()

    def test_an_orphan_is_ended_by_the_next_start(self, made: Path):
        data, user = DataFolder(made), server_user(None, DataFolder(made).owner_uid())
        binaries = within_reach(find_binaries(), data, user)
        with (made / "orphan.log").open("wb") as log:
            orphan = subprocess.Popen(
                [binaries.program("postgres"), "-D", data.cluster, "-k", data.run, "-h", ""],
                stdout=log,
                stderr=log,
                env={},
                cwd="/",
                user=None if user.is_us else user.uid,
                group=None if user.is_us else user.gid,
            )
        try:
            while not (data.cluster / "postmaster.pid").exists():
                assert orphan.poll() is None
            with opened(made) as database:
                assert orphan.wait(timeout=5) is not None
                psycopg.connect(database.dsn(DatabaseRole.APP)).close()
        finally:
            if orphan.poll() is None:
                orphan.kill()
                orphan.wait()

    def test_a_pid_that_now_is_somebody_else_s_is_left_alone(self, made: Path):
        bystander = subprocess.Popen(["sleep", "60"])
        try:
            stale = made / "pg/postmaster.pid"
            stale.write_text(f"{bystander.pid}\n{made}/pg\n1\n5432\n{made}/run\n\n 1 1\nready\n")
            os.chown(stale, DataFolder(made).owner_uid() or -1, -1)
            with opened(made):
                assert bystander.poll() is None
        finally:
            bystander.kill()
            bystander.wait()

    def test_a_killed_server_is_started_again_with_its_data(
        self, made: Path, eventually: Callable[[Callable[[], bool]], None]
    ):
        with EmbeddedDatabase.open(made) as database:
            with psycopg.connect(database.dsn(DatabaseRole.OWNER)) as db:
                db.execute("CREATE TABLE IF NOT EXISTS kept (n integer)")
            os.kill(database.pid, signal.SIGKILL)
            eventually(lambda: database.has_ended)
            database.restart()
            with psycopg.connect(database.dsn(DatabaseRole.OWNER)) as db:
                assert db.execute("SELECT count(*) FROM kept").fetchone() == (0,)

    def test_a_folder_that_was_replaced_under_us_is_left_to_its_new_program(self, made: Path):
        database = opened(made)
        (made / "lock").unlink()
        (made / "lock").touch()  # as another program's folder, made in the place of ours, would have it
        try:
            with pytest.raises(SetupError, match="removed or replaced"):
                database.restart()
        finally:
            database.stop()

    def test_stopping_is_quick_while_a_session_is_open(self, made: Path):
        database = opened(made)
        with psycopg.connect(database.dsn(DatabaseRole.APP)) as db:
            database.stop()
            assert database.has_ended
            with pytest.raises(psycopg.OperationalError):
                db.execute("SELECT 1")
