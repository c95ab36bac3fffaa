"""Stores that break, lie, or do not answer; a writer that is killed."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from newsflow.domain.errors import SetupError
from newsflow.objects import ObjectStore, ObjectStoreError, Place, open_store
from newsflow.objects.store import key_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.objects.seaweed import S3Server

WRITER = """
import asyncio, sys
from pathlib import Path
from newsflow.objects import Place, open_store

async def endless():
    while True:
        yield b"half an object " * 10_000
        print("wrote", flush=True)

async def main():
    store = open_store(Place(url=sys.argv[1], scratch=Path(sys.argv[2])))
    await store.put(endless())

asyncio.run(main())
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "objects"


@pytest.fixture
def local(folder: Path, tmp_path: Path) -> ObjectStore:
    return open_store(Place(url=str(folder), scratch=tmp_path / "scratch"))


async def test_a_flipped_bit_is_told_and_never_handed_over_whole(
    local: ObjectStore, folder: Path, tmp_path: Path
):
    stored = await local.put(b"x" * 1_000)
    file = folder / key_of(stored.sha256)
    file.write_bytes(b"x" * 999 + b"y")
    with pytest.raises(ObjectStoreError, match="not what it was"):
        await local.get(stored.sha256)
    with pytest.raises(ObjectStoreError, match="not what it was"):
        await local.fetch(stored.sha256, tmp_path / "fetched")


async def test_a_half_object_of_an_earlier_life_is_mended_by_storing_it_again(
    local: ObjectStore, folder: Path
):
    stored = await local.put(b"x" * 1_000)
    (folder / key_of(stored.sha256)).write_bytes(b"x" * 500)
    assert await local.put(b"x" * 1_000) == stored
    assert await local.get(stored.sha256) == b"x" * 1_000


def test_a_writer_that_is_killed_leaves_no_object(folder: Path, tmp_path: Path):
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(tmp_path / "scratch")], stdout=subprocess.PIPE
    )
    assert writer.stdout is not None
    for _ in range(3):
        assert writer.stdout.readline() == b"wrote\n"
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    assert not [path for path in folder.rglob("*") if path.is_file()]


async def test_a_store_that_does_not_answer_is_not_a_missing_object(tmp_path: Path):
    place = Place(
        url="s3://newsflow", endpoint="http://127.0.0.1:9", access_key="a", secret_key="b", scratch=tmp_path
    )
    started = time.monotonic()
    with pytest.raises(ObjectStoreError, match="does not answer"):
        await open_store(place).exists(hashlib.sha256().hexdigest())
    assert time.monotonic() - started < 25


async def test_wrong_keys_are_told_and_are_not_a_missing_object(s3_server: S3Server, tmp_path: Path):
    place = Place(
        url="s3://newsflow", endpoint=s3_server.endpoint, access_key="a", secret_key="b", scratch=tmp_path
    )
    with pytest.raises(ObjectStoreError, match="keys"):
        await open_store(place).put(b"secret")


@pytest.mark.parametrize("url", ["objects", "http://example.org/objects", "s3://", ""])
def test_a_place_that_cannot_be_stops_the_start(url: str):
    with pytest.raises(SetupError, match="NEWSFLOW_OBJECTS_URL"):
        Place(url=url).check()


def test_s3_without_keys_stops_the_start_and_names_the_settings():
    with pytest.raises(SetupError, match="NEWSFLOW_OBJECTS_ACCESS_KEY and NEWSFLOW_OBJECTS_SECRET_KEY"):
        Place(url="s3://bucket/prefix").check()


def test_keys_never_show_where_a_place_is_printed():
    shown = repr(Place(url="s3://bucket", access_key="name-of-key", secret_key="the-key"))
    assert "name-of-key" not in shown
    assert "the-key" not in shown
