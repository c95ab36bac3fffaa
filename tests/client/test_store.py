"""A cursor on disk is the old one or the new one, whenever the machine stops."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from newsflow.client import Cursor, FileStore, StoreError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_cursor_comes_back_as_it_was_saved(tmp_path: Path):
    store = FileStore(tmp_path / "cursor")
    assert store.load() is None
    for cursor in (Cursor(1, 42), Cursor(2, 7)):
        store.save(cursor)
        assert store.load() == cursor
    assert (tmp_path / "cursor").read_text() == "2.7\n"
    assert os.listdir(tmp_path) == ["cursor"], "nothing is left beside it"  # noqa: PTH208 - names are what it is about


@pytest.mark.parametrize("content", [b"", b"1.", b"42.x\n", b"\xff\xfe", b"1.2.3"])
def test_a_damaged_file_is_an_error_and_no_fresh_start(tmp_path: Path, content: bytes):
    (tmp_path / "cursor").write_bytes(content)
    with pytest.raises(StoreError, match="holds no cursor"):
        FileStore(tmp_path / "cursor").load()


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_save_that_fails_leaves_the_old_cursor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str):
    store = FileStore(tmp_path / "cursor")
    store.save(Cursor(1, 1))

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(f"os.{step}", broken)
    monkeypatch.setattr("pathlib.Path.replace", broken)
    with pytest.raises(OSError, match="No space"):
        store.save(Cursor(1, 2))
    monkeypatch.undo()
    assert store.load() == Cursor(1, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["cursor"]


def test_the_cursor_is_on_the_disk_before_it_is_in_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    done: list[str] = []
    fsync = os.fsync

    def noted(handle: int) -> None:
        here = (tmp_path / "cursor").exists()
        done.append("folder" if here else "file")
        fsync(handle)

    monkeypatch.setattr("os.fsync", noted)
    FileStore(tmp_path / "cursor").save(Cursor(1, 1))
    assert done == ["file", "folder"]
