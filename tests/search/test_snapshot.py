"""A new node takes an index from a file and goes on from there."""

from __future__ import annotations

import tarfile
from typing import TYPE_CHECKING

import pytest

from newsflow.domain.errors import BadInputError, ConflictError
from newsflow.matching.tree import EVERYTHING
from newsflow.search.folder import IndexFolder, LockBusyError
from newsflow.search.following import catch_up
from newsflow.search.reader import Archive
from newsflow.search.snapshot import load, save
from tests.search.conftest import numbers

if TYPE_CHECKING:
    from pathlib import Path

    from tests.search.conftest import Shelf


async def test_a_new_node_goes_on_from_a_snapshot_of_another(shelf: Shelf, tmp_path: Path):
    for _ in range(3):
        await shelf.newsroom.release()
    await shelf.read()
    assert save(shelf.folder, tmp_path / "index.tar").seq == 3
    late = await shelf.newsroom.release()
    new = IndexFolder(tmp_path / "new")
    assert load(new, tmp_path / "index.tar").seq == 3
    archive = Archive(new)
    view = archive.view()
    assert view is not None
    assert numbers(view, EVERYTHING) == [3, 2, 1]
    building = new.serving()
    await catch_up(shelf.newsroom.pool, new)
    assert new.serving() == building, "it went on, and did not begin anew"
    view = archive.view()
    assert view is not None
    assert numbers(view, EVERYTHING) == [late.seq, 3, 2, 1]
    assert not list(new.path.glob("saving-*"))


async def test_no_index_and_no_snapshot_are_told_and_a_writer_is_left_alone(shelf: Shelf, tmp_path: Path):
    with pytest.raises(ConflictError, match="no index to save"):
        save(shelf.folder, tmp_path / "index.tar")
    (tmp_path / "letter.txt").write_text("No index.")
    other = tmp_path / "other.tar"
    with tarfile.open(other, "w") as tar:
        tar.add(tmp_path / "letter.txt", "../letter.txt")
    await shelf.newsroom.release()
    await shelf.read()
    serving = shelf.folder.serving()
    save(shelf.folder, tmp_path / "index.tar")
    damaged, whole = tmp_path / "damaged.tar", (tmp_path / "index.tar").read_bytes()
    place = whole.index(shelf_word := b'"segments"')
    damaged.write_bytes(whole[:place] + shelf_word.swapcase() + whole[place + len(shelf_word) :])
    for wrong in (tmp_path / "letter.txt", other, damaged):
        with pytest.raises(BadInputError, match="no index that can be used"):
            load(shelf.folder, wrong)
    assert shelf.folder.serving() == serving
    with shelf.folder.lock(), pytest.raises(LockBusyError):
        load(shelf.folder, other)
