"""A data folder goes over to another major version whole, and the old one is kept."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from newsflow.domain.errors import SetupError
from newsflow.ops.embedded import FLOOR, DatabaseRole, EmbeddedDatabase
from newsflow.ops.embedded.binaries import installed_binaries
from newsflow.ops.embedded.upgrade import carry_over

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsflow.ops.embedded import Binaries


@pytest.fixture(scope="module")
def old_and_new() -> tuple[Binaries, Binaries]:
    """Two PostgreSQL of different major versions, the older first."""
    found = sorted(
        (each for each in installed_binaries() if each.major >= FLOOR), key=lambda each: each.major
    )
    if found[0].major == found[-1].major:
        pytest.skip("this machine has one major version of PostgreSQL; `make test-floor` installs the oldest")
    return found[0], found[-1]


@dataclass(frozen=True, slots=True)
class Carried:
    """A data folder that was carried over."""

    data: Path
    kept: Path | None
    old: Binaries
    new: Binaries


@pytest.fixture(scope="module")
def carried(old_and_new: tuple[Binaries, Binaries]) -> Iterator[Carried]:
    old, new = old_and_new
    home = Path(tempfile.mkdtemp(prefix="nf-"))
    home.chmod(0o755)
    filled(home, old)
    with pytest.raises(SetupError, match="newsflow upgrade"):
        EmbeddedDatabase.open(home, binaries=new)
    yield Carried(home, carry_over(home, binaries=new), old, new)
    shutil.rmtree(home)


def filled(data: Path, binaries: Binaries) -> None:
    with (
        EmbeddedDatabase.open(data, binaries=binaries, fast_and_unsafe=True) as database,
        psycopg.connect(database.dsn(DatabaseRole.OWNER)) as db,
    ):
        db.execute("CREATE EXTENSION pg_trgm")
        db.execute("CREATE TABLE said (n integer PRIMARY KEY, words text)")
        db.execute("INSERT INTO said SELECT n, 'Iğdır ' || n FROM generate_series(1, 1000) AS n")
        db.execute("GRANT USAGE ON SCHEMA public TO newsflow_app")
        db.execute("GRANT SELECT ON said TO newsflow_app")


def test_all_is_there_afterwards_with_its_rights_and_passwords(carried: Carried):
    with (
        EmbeddedDatabase.open(carried.data, binaries=carried.new, fast_and_unsafe=True) as database,
        psycopg.connect(database.dsn(DatabaseRole.APP)) as db,
    ):
        assert db.execute("SELECT count(*), max(words) FROM said").fetchone() == (1000, "Iğdır 999")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            db.execute("DELETE FROM said")


def test_the_old_cluster_is_kept(carried: Carried):
    assert carried.kept is not None
    assert carried.kept == carried.data / f"pg.{carried.old.major}"
    assert (carried.kept / "PG_VERSION").read_text().strip() == str(carried.old.major)
    assert not (carried.data / "upgrade").exists()


def test_the_second_time_there_is_nothing_to_do(carried: Carried):
    assert carry_over(carried.data, binaries=carried.new) is None


def test_a_kill_between_the_two_renames_is_mended_by_the_next_start(carried: Carried):
    (carried.data / "pg").rename(carried.data / "pg.ready")
    with (
        EmbeddedDatabase.open(carried.data, binaries=carried.new, fast_and_unsafe=True) as database,
        psycopg.connect(database.dsn(DatabaseRole.APP)) as db,
    ):
        assert db.execute("SELECT count(*) FROM said").fetchone() == (1000,)


def test_without_the_old_version_it_says_what_to_install_and_changes_nothing(made: Path):
    version = (made / "pg/PG_VERSION").read_text()
    (made / "pg/PG_VERSION").write_text("14\n")
    try:
        with pytest.raises(SetupError, match="postgresql-14") as refused:
            carry_over(made)
    finally:
        (made / "pg/PG_VERSION").write_text(version)
    assert "--old-programs" in refused.value.what_now
    assert not (made / "upgrade").exists()
