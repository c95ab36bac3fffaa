"""The words that a series is released with are inside the files that go out."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.guid import Guid
from newsflow.media.embedded import xmp
from newsflow.media.work import STILLS, make_next
from newsflow.objects import Place, open_store
from newsflow.wire.read import latest
from tests.builders import PASS_ALL
from tests.media.invented import a_jpeg, vips
from tests.newsroom.conftest import newsroom
from tests.ops.cli.test_desk_commands import CHIEF, Terminal, terminal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from newsflow.media.work import Bench
    from newsflow.objects import ObjectStore
    from tests.builders import Newsroom

__all__ = ["newsroom", "terminal"]


@pytest.fixture
def store(tmp_path: Path) -> ObjectStore:
    """The store that the command line uses as well."""
    return open_store(Place(url=str(tmp_path / "objects"), scratch=tmp_path / "scratch"))


@pytest.fixture
async def worker(bench: Bench) -> AsyncIterator[None]:
    """A worker, beside the command."""

    async def turns() -> None:
        while True:
            if not await make_next(bench, STILLS):
                await asyncio.sleep(0.05)

    task = asyncio.create_task(turns())
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


@pytest.mark.usefixtures("worker")
async def test_the_words_given_with_a_release_are_inside_the_files_that_go_out(
    newsroom: Newsroom, terminal: Terminal, bench: Bench, tmp_path: Path
) -> None:
    await newsroom.release()
    (tmp_path / "liman.jpg").write_bytes(a_jpeg(64, 48))
    terminal.environ["NEWSFLOW_OBJECTS_URL"] = str(tmp_path / "objects")
    (added,) = await terminal.gives("asset-add", str(tmp_path / "liman.jpg"))
    given = await terminal.says(
        "series-release", added["id"], "--slug", "harbour-ferry", "--caption", "Iğdır’da kar, رصيف", "--alt", "A ferry",
        "--credit", "Novafon", "--copyright", "© Novafon", "--photographer", "A. Sample", "--as", CHIEF, *PASS_ALL, "--json",
    )  # fmt: skip
    assert given.exit_code == 0, given.output
    assert "The words go into 1 files" in given.stderr
    async with transaction(newsroom.pool) as db:
        content = (await latest(db, Guid(json.loads(given.stdout)[0]["guid"]))).content
    assert content is not None
    assert content.media is not None
    for rendition in content.media.renditions:
        image = vips.Image.new_from_buffer(await bench.store.get(rendition.sha256), "")
        words = xmp.read(image.get("xmp-data"))
        said = (words.caption, words.alt_text, words.credit_line, words.copyright, words.creator)
        assert said == ("Iğdır’da kar, رصيف", "A ferry", "Novafon", "© Novafon", ("A. Sample",)), (
            rendition.name
        )
