"""The same store twice: in a folder, and in a real S3 server."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from newsflow.objects import ObjectStore, Place, open_store
from tests.objects.seaweed import S3Server, seaweed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PREFIXES = itertools.count(1)


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    """One S3 server for the run."""
    with seaweed(tmp_path_factory.mktemp("seaweed")) as server:
        yield server


@pytest.fixture(params=["folder", "s3"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An empty place: a folder, or a prefix of a bucket."""
    if request.param == "folder":
        return Place(url=str(tmp_path / "objects"), scratch=tmp_path / "scratch")
    server: S3Server = request.getfixturevalue("s3_server")
    return Place(
        url=f"s3://newsflow/tests/{next(PREFIXES)}",
        endpoint=server.endpoint,
        access_key=server.access_key,
        secret_key=server.secret_key,
        scratch=tmp_path / "scratch",
    )


@pytest.fixture
def store(place: Place) -> ObjectStore:
    """An empty store in that place."""
    return open_store(place)
