"""Files come in from the command line, one after the other."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, cast

import pytest
from click.testing import CliRunner

from newsflow.db.pool import open_pool
from newsflow.domain.media import AiUse
from newsflow.media import Facts, assets
from newsflow.media.embedded import xmp
from newsflow.media.work import STILLS, Bench, make_next
from newsflow.objects import Place, open_store
from newsflow.ops.cli import main
from newsflow.ops.embedded import DatabaseRole
from newsflow.ops.preparation import prepare
from tests.builders import the_agency
from tests.media.invented import a_film, a_jpeg, a_png
from tests.media.making import rendition, vips

if TYPE_CHECKING:
    from pathlib import Path

    from tests.harness import Database, SettableClock


@pytest.fixture
def environ(database: Database, tmp_path: Path, clock: SettableClock) -> dict[str, str]:
    asyncio.run(prepare(database.dsn(DatabaseRole.OWNER), the_agency(), clock))
    return {
        "NEWSFLOW_DATABASE_URL": database.dsn(),
        "NEWSFLOW_SERVER_KEY": "k" * 32,
        "NEWSFLOW_DATA": str(tmp_path / "data"),
        "NEWSFLOW_OBJECTS_URL": str(tmp_path / "elsewhere"),
    }


def newsflow(environ: dict[str, str], *arguments: str, code: int = 0) -> list[dict[str, Any]]:
    ran = CliRunner().invoke(main, [*arguments, "--json"], env=environ)
    assert ran.exit_code == code, ran.output
    return cast("list[dict[str, Any]]", json.loads(ran.stdout))


def test_files_come_in_and_one_that_is_refused_keeps_no_other_out(environ: dict[str, str], tmp_path: Path):
    (tmp_path / "liman.jpg").write_bytes(a_jpeg(64, 48))
    (tmp_path / "yanlis.jpg").write_bytes(a_png())
    files = [str(tmp_path / name) for name in ("yanlis.jpg", "liman.jpg")]
    rows = newsflow(environ, "asset-add", *files, code=1)
    assert [(row["file"], row["state"]) for row in rows] == [
        ("yanlis.jpg", "refused"),
        ("liman.jpg", "waiting"),
    ]
    assert rows[0]["because"].startswith("It is named “.jpg”, and is a PNG picture.")
    assert [row["file"] for row in newsflow(environ, "assets")] == ["liman.jpg"]
    assert newsflow(environ, "assets", "--state", "ready") == []
    stored = [path for path in (tmp_path / "elsewhere").rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in stored] == [a_jpeg(64, 48)]


def test_a_video_comes_with_its_subtitles(environ: dict[str, str], tmp_path: Path):
    (tmp_path / "liman.mp4").write_bytes(a_film(0.2))
    (tmp_path / "tr.vtt").write_bytes(b"WEBVTT\n")
    (row,) = newsflow(
        environ, "asset-add", str(tmp_path / "liman.mp4"), "--with", "subtitles", str(tmp_path / "tr.vtt")
    )
    assert (row["kind"], row["state"]) == ("video", "waiting")


def test_what_the_desk_says_of_a_file_goes_into_its_renditions(
    environ: dict[str, str], tmp_path: Path, database: Database, clock: SettableClock
):
    (tmp_path / "liman.jpg").write_bytes(a_jpeg(64, 48))
    said = ("--alt", "Beyaz bir vapur.", "--credit", "Ada Örnek / Novafon", "--ai-use", "no_training")
    said += ("--description", "Vapur, iki martı.", "--rights", "Bir kez.", "--instructions", "Kesmeyin.")
    newsflow(environ, "asset-add", str(tmp_path / "liman.jpg"), *said)
    store = open_store(Place(url=environ["NEWSFLOW_OBJECTS_URL"], scratch=tmp_path / "scratch"))

    async def web() -> bytes:
        async with open_pool(database.dsn()) as pool:
            bench = Bench(pool=pool, store=store, clock=clock, holder="worker-1", house=Facts())
            assert await make_next(bench, STILLS)
            async with pool.connection() as db:
                (made,) = await assets(db)
            return await store.get(rendition(made, "web").sha256)

    image: Any = vips.Image.new_from_buffer(asyncio.run(web()), "")
    words = xmp.read(image.get("xmp-data"))
    assert (words.extended_description, words.usage_terms, words.instructions) == (
        "Vapur, iki martı.",
        "Bir kez.",
        "Kesmeyin.",
    )
    assert (words.alt_text, words.credit_line, words.ai_use) == (
        "Beyaz bir vapur.",
        "Ada Örnek / Novafon",
        AiUse.NO_TRAINING,
    )
