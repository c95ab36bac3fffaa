"""An object store in a folder, and a worker's bench, for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsflow.media import Facts
from newsflow.media.work import Bench
from newsflow.objects import Place, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from newsflow.db.pool import Pool
    from newsflow.objects import ObjectStore
    from tests.harness import SettableClock


@pytest.fixture
def store(tmp_path: Path) -> ObjectStore:
    """An empty store in a folder."""
    return open_store(Place(url=str(tmp_path / "objects"), scratch=tmp_path / "scratch"))


@pytest.fixture
def bench(pool: Pool, store: ObjectStore, clock: SettableClock) -> Bench:
    """A worker's bench on this test's database and store."""
    return Bench(pool=pool, store=store, clock=clock, holder="worker-1", house=Facts(copyright="© the house"))
