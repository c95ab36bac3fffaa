"""What backup and restore refuse, and that a refusal leaves nothing behind."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import psycopg
import pytest

from newsflow.domain.errors import SetupError
from newsflow.ops.backup import manifest
from newsflow.ops.embedded import DatabaseRole
from tests.backup.test_restore import newsroom, restored, source, taken
from tests.builders import a_dispatch

if TYPE_CHECKING:
    from pathlib import Path

    from newsflow.ops.backup import Source
    from tests.builders import Newsroom
    from tests.harness import Database, SettableClock

__all__ = ["newsroom", "source"]


async def test_a_backup_overwrites_nothing(
    newsroom: Newsroom, source: Source, home: Path, clock: SettableClock
):
    (home / "backup").mkdir()
    (home / "backup" / "letter").write_text("Dear aunt,")
    with pytest.raises(SetupError, match="not empty"):
        await taken(source, home, clock)
    assert [path.name for path in (home / "backup").iterdir()] == ["letter"]


async def test_a_restore_overwrites_nothing(
    newsroom: Newsroom, source: Source, home: Path, clock: SettableClock
):
    await taken(source, home, clock)
    (home / "new").mkdir()
    (home / "new" / "letter").write_text("Dear aunt,")
    with pytest.raises(SetupError, match="not empty"):
        await restored(home, clock)
    assert (home / "new" / "letter").read_text() == "Dear aunt,"


async def test_a_folder_without_a_manifest_is_no_backup(home: Path, clock: SettableClock):
    (home / "backup").mkdir()
    with pytest.raises(SetupError, match="This is no backup"):
        await restored(home, clock)


async def test_a_backup_with_a_changed_or_missing_file_is_refused_before_anything_is_made(
    newsroom: Newsroom, source: Source, home: Path, clock: SettableClock
):
    whole = await taken(source, home, clock)
    for file in whole.files:
        path = home / "backup" / file.path
        bytes_then = path.read_bytes()
        path.write_bytes(bytes_then[:-1] + bytes([bytes_then[-1] ^ 1]) if bytes_then else b"x")
        with pytest.raises(SetupError, match="damaged"):
            await restored(home, clock)
        path.unlink()
        with pytest.raises(SetupError, match="damaged"):
            await restored(home, clock)
        path.write_bytes(bytes_then)
    assert not (home / "new").exists()
    assert manifest.read(home / "backup") == whole


async def test_a_backup_of_a_later_format_is_refused(
    newsroom: Newsroom, source: Source, home: Path, clock: SettableClock
):
    await taken(source, home, clock)
    path = home / "backup" / manifest.NAME
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 2}))
    with pytest.raises(SetupError, match="format that is not known"):
        await restored(home, clock)


async def test_a_wire_that_is_not_whole_is_not_restored(
    newsroom: Newsroom, source: Source, home: Path, clock: SettableClock, database: Database
):
    await newsroom.release(a_dispatch())
    with psycopg.connect(database.dsn(DatabaseRole.SUPERUSER)) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute("UPDATE wire_content SET salt = sha256(salt)")
    await taken(source, home, clock)
    with pytest.raises(SetupError, match="not what its digest says"):
        await restored(home, clock)
    assert not (home / "new").exists()
