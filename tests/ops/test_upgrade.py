"""A data folder goes over to another major version whole, and the old one is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from newsflow.domain.errors import SetupError
from newsflow.ops.embedded import FLOOR, DatabaseRole, EmbeddedDatabase
from newsflow.ops.embedded.binaries import installed_binaries
from newsflow.ops.embedded.upgrade import carry_over

if TYPE_CHECKING:
    from pathlib import Path

    from newsflow.ops.embedded import Binaries


@pytest.fixture
def old_and_new() -> tuple[Binaries, Binaries]:
    """Two PostgreSQL of different major versions, the older first."""
    found = sorted(
        (each for each in installed_binaries() if each.major >= FLOOR), key=lambda each: each.major
    )
    if found[0].major == found[-1].major:
        pytest.skip("this machine has one major version of PostgreSQL; `make test-floor` installs the oldest")
    return found[0], found[-1]


def filled(data: Path, binaries: Binaries) -> None:
    with (
        EmbeddedDatabase.open(data, binaries=binaries) as database,
        psycopg.connect(database.dsn(DatabaseRole.OWNER)) as db,
    ):
        db.execute("CREATE EXTENSION pg_trgm")
        db.execute("CREATE TABLE said (n integer PRIMARY KEY, words text)")
        db.execute("INSERT INTO said SELECT n, 'Iğdır ' || n FROM generate_series(1, 1000) AS n")
        db.execute("GRANT USAGE ON SCHEMA public TO newsflow_app")
        db.execute("GRANT SELECT ON said TO newsflow_app")


def test_all_is_there_afterwards_and_the_old_cluster_is_kept(
    home: Path, old_and_new: tuple[Binaries, Binaries]
):
    old, new = old_and_new
    filled(home, old)
    with pytest.raises(SetupError, match="newsflow upgrade"):
        EmbeddedDatabase.open(home, binaries=new)
    kept = carry_over(home, binaries=new)
    assert kept is not None
    assert kept == home / f"pg.{old.major}"
    assert (kept / "PG_VERSION").read_text().strip() == str(old.major)
    with (
        EmbeddedDatabase.open(home, binaries=new) as database,
        psycopg.connect(database.dsn(DatabaseRole.APP)) as db,  # with its old password
    ):
        assert db.execute("SELECT count(*), max(words) FROM said").fetchone() == (1000, "Iğdır 999")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            db.execute("DELETE FROM said")
    assert carry_over(home, binaries=new) is None, "the second time there is nothing to do"


def test_a_kill_between_the_two_renames_is_mended_by_the_next_start(
    home: Path, old_and_new: tuple[Binaries, Binaries]
):
    old, new = old_and_new
    filled(home, old)
    carry_over(home, binaries=new)
    (home / "pg").rename(home / "pg.ready")
    with (
        EmbeddedDatabase.open(home, binaries=new) as database,
        psycopg.connect(database.dsn(DatabaseRole.APP)) as db,
    ):
        assert db.execute("SELECT count(*) FROM said").fetchone() == (1000,)


def test_without_the_old_version_it_says_what_to_install_and_changes_nothing(made: Path):
    (made / "pg/PG_VERSION").write_text("14\n")
    with pytest.raises(SetupError, match="postgresql-14") as refused:
        carry_over(made)
    assert "--old-programs" in refused.value.what_now
    assert not (made / "upgrade").exists()
