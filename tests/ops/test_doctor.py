"""The doctor's eye: roles, rights, modes, migrations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import psycopg
import pytest
from click.testing import CliRunner

from newsflow.objects import Place
from newsflow.ops.cli import main
from newsflow.ops.doctor import (
    FULL_BYTES,
    SCARCE_BYTES,
    Gravity,
    look_at_database,
    look_at_folder,
    look_at_migrations,
    look_at_store,
    room,
)
from newsflow.ops.embedded import DatabaseRole, DataFolder, EmbeddedDatabase

if TYPE_CHECKING:
    from pathlib import Path

    from tests.harness import Database


def wrongs(dsn: str) -> list[str]:
    return [finding.says for finding in look_at_database(dsn) if finding.gravity is Gravity.WRONG]


class TestDatabase:
    def test_the_app_s_own_role_is_well(self, database: Database):
        assert wrongs(database.dsn(DatabaseRole.APP)) == []

    def test_the_owner_is_refused(self, database: Database):
        assert "newsflow_owner, who owns" in wrongs(database.dsn(DatabaseRole.OWNER))[0]

    def test_a_superuser_is_refused(self, database: Database):
        assert "a superuser" in wrongs(database.dsn(DatabaseRole.SUPERUSER))[0]

    def test_the_owner_of_a_single_table_is_refused(self, database: Database):
        with psycopg.connect(database.dsn(DatabaseRole.SUPERUSER)) as db:
            db.execute("CREATE TABLE theirs (n integer)")
            db.execute("ALTER TABLE theirs OWNER TO newsflow_app")
        assert "owns the table theirs" in wrongs(database.dsn(DatabaseRole.APP))[0]

    @pytest.mark.parametrize("right", ["INSERT", "UPDATE", "DELETE", "TRUNCATE"])
    def test_any_right_to_write_the_wire_past_its_functions_is_told(self, database: Database, right: str):
        with psycopg.connect(database.dsn(DatabaseRole.OWNER)) as db:
            db.execute(f"GRANT {right} ON wire_entry TO newsflow_app".encode())
        assert "may write wire_entry directly" in wrongs(database.dsn(DatabaseRole.APP))[0]


class TestStore:
    async def test_a_folder_that_works_is_well_and_is_left_as_it_was(self, tmp_path: Path):
        place = a_place(tmp_path, str(tmp_path / "objects"))
        (tmp_path / "objects").mkdir()
        takes, *_ = [finding async for finding in look_at_store(place)]
        assert takes.gravity is Gravity.WELL
        assert [path for path in (tmp_path / "objects").rglob("*") if path.is_file()] == []

    async def test_a_folder_that_is_not_there_is_told_and_not_made(self, tmp_path: Path):
        (finding,) = [finding async for finding in look_at_store(a_place(tmp_path, str(tmp_path / "typo")))]
        assert finding.gravity is Gravity.WRONG
        assert f"{tmp_path / 'typo'} is not there" in finding.says
        assert not (tmp_path / "typo").exists()

    async def test_a_store_that_cannot_be_written_or_reached_is_told(self, tmp_path: Path):
        (tmp_path / "objects").mkdir()
        (tmp_path / "objects" / "sha256").write_text("in the way")
        nowhere = a_place(
            tmp_path, "s3://bucket/x", endpoint="http://127.0.0.1:9", access_key="a", secret_key="b"
        )
        for place in (a_place(tmp_path, str(tmp_path / "objects")), nowhere):
            (finding,) = [finding async for finding in look_at_store(place)]
            assert finding.gravity is Gravity.WRONG
            assert "does not take and give bytes" in finding.says

    def test_little_room_is_odd_and_none_is_wrong(self, tmp_path: Path):
        for free, gravity in (
            (SCARCE_BYTES, Gravity.WELL),
            (SCARCE_BYTES - 1, Gravity.ODD),
            (FULL_BYTES, Gravity.ODD),
            (FULL_BYTES - 1, Gravity.WRONG),
        ):
            assert room(free, tmp_path).gravity is gravity


def a_place(tmp_path: Path, url: str, **facts: str) -> Place:
    return replace(Place(url=url, scratch=tmp_path / "scratch"), **facts)


class TestMigrations:
    async def test_none_waits_in_a_migrated_database(self, database: Database):
        assert [f.gravity for f in await look_at_migrations(database.dsn())] == [Gravity.WELL]

    async def test_those_that_wait_are_named(self, database: Database):
        with psycopg.connect(database.dsn(DatabaseRole.OWNER)) as db:
            db.execute("DELETE FROM migration WHERE name LIKE '0005%'")
        (finding,) = await look_at_migrations(database.dsn())
        assert finding.gravity is Gravity.WRONG
        assert "0005" in finding.says

    async def test_a_changed_one_is_told(self, database: Database):
        with psycopg.connect(database.dsn(DatabaseRole.OWNER)) as db:
            db.execute("UPDATE migration SET digest = '' WHERE name LIKE '0001%'")
        (finding,) = await look_at_migrations(database.dsn())
        assert "changed after it had run" in finding.says


class TestFolder:
    def test_what_we_made_is_well_and_what_others_may_read_is_told_with_its_mend(self, made: Path):
        assert {finding.gravity for finding in look_at_folder(DataFolder(made))} == {Gravity.WELL}
        for part in ("keys", "pg", "run", "keys/newsflow_app"):
            before = (made / part).stat().st_mode
            (made / part).chmod(0o755)
            (wrong,) = [f.says for f in look_at_folder(DataFolder(made)) if f.gravity is Gravity.WRONG]
            assert str(made / part) in wrong
            assert "run chmod" in wrong
            (made / part).chmod(before)


class TestCommand:
    """What an operator sees, and what a script gets as exit code."""

    def test_an_empty_database_is_wrong_and_a_migrated_one_is_well(self, home: Path):
        with EmbeddedDatabase.open(home, fast_and_unsafe=True) as database:  # as under `newsflow up`
            empty = CliRunner().invoke(main, ["doctor", "--data", str(home), "--json"])
            assert empty.exit_code == 2
            assert "Migrations wait" in empty.output
            done = CliRunner().invoke(main, ["migrate", "--data", str(home)])
            assert done.exit_code == 0, done.output
            assert not database.has_ended
        well = CliRunner().invoke(main, ["doctor", "--data", str(home)])
        assert well.exit_code in {0, 1}, well.output  # 1: this kernel's somaxconn is small
        assert "Every migration has run." in well.output
        assert "neither owner nor superuser" in well.output

    def test_a_folder_without_a_database_stays_without(self, home: Path):
        looked = CliRunner().invoke(main, ["doctor", "--data", str(home / "typo")])
        assert looked.exit_code == 1
        assert "There is no Newsflow here" in looked.output
        assert not (home / "typo").exists()
