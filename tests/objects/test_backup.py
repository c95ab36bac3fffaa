"""Media in a bucket are written down and not copied; a restore says which of them are missing there."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newsflow.objects import Place, open_store
from newsflow.ops.backup import Restoring, take
from newsflow.ops.backup.bucket import missing, written_down
from newsflow.ops.backup.restore import restore
from tests.backup.conftest import home
from tests.backup.test_restore import newsroom, source

if TYPE_CHECKING:
    from pathlib import Path

    from newsflow.ops.backup import Source
    from tests.builders import Newsroom
    from tests.harness import SettableClock
    from tests.objects.seaweed import S3Server

__all__ = ["home", "newsroom", "source"]


@pytest.fixture
def bucket(s3_server: S3Server, tmp_path: Path) -> Place:
    return Place(
        url="s3://newsflow/backup",
        endpoint=s3_server.endpoint,
        access_key=s3_server.access_key,
        secret_key=s3_server.secret_key,
        scratch=tmp_path / "scratch",
    )


async def test_a_bucket_s_objects_are_named_in_the_backup_and_looked_for_at_the_restore(
    newsroom: Newsroom, source: Source, home: Path, clock: SettableClock, bucket: Place
):
    await newsroom.release()
    store = open_store(bucket)
    kept, lost = await store.put(b"a picture"), await store.put(b"a film")
    said: list[str] = []
    taken = await take(home / "backup", replace(source, objects=None, bucket=bucket), clock, said.append)
    assert "are not copied: 2 are written down in objects.jsonl" in " ".join(said)
    assert written_down(home / "backup") == {kept, lost}
    assert [file.path for file in taken.files if file.path.startswith("objects")] == ["objects.jsonl"]

    await store.delete(lost.sha256)
    asked = Restoring(bucket=bucket, fast_and_unsafe=True)
    await restore(home / "backup", home / "new", asked, clock, said.append)
    assert (
        f"Of 2 objects that the backup names, 1 are missing in s3://newsflow/backup; the first: {lost.sha256}."
        in said
    )
    assert await missing(bucket, frozenset({kept})) == []


async def test_a_restore_that_knows_no_bucket_says_that_one_is_needed(
    newsroom: Newsroom, source: Source, home: Path, clock: SettableClock, bucket: Place
):
    await newsroom.release()
    said: list[str] = []
    await take(home / "backup", replace(source, objects=None, bucket=bucket), clock, said.append)
    await restore(home / "backup", home / "new", Restoring(fast_and_unsafe=True), clock, said.append)
    assert any("lay in a bucket: set NEWSFLOW_OBJECTS_URL" in line for line in said)


async def test_a_folder_s_objects_are_listed_whole_ones_alone(tmp_path: Path):
    store = open_store(Place(url=str(tmp_path / "objects"), scratch=tmp_path / "scratch"))
    stored = await store.put(b"whole")
    digest = hashlib.sha256(b"half").hexdigest()
    (tmp_path / "objects" / "sha256" / "aa").mkdir(parents=True, exist_ok=True)
    (tmp_path / "objects" / "sha256" / "aa" / f"{digest}#1").write_bytes(b"ha")
    (tmp_path / "objects" / "sha256" / "letter").write_bytes(b"Dear aunt,")
    assert [each async for each in store.listed()] == [stored]
