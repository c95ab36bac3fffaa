"""The demo's pictures, film, graphic and file are drawn, pressed and released with a written story."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import av

from newsflow.db.pool import open_pool, transaction
from newsflow.domain.codes import Form, ItemType
from newsflow.domain.guid import parse_guid
from newsflow.domain.media import RenditionName
from newsflow.newsroom import drafts
from newsflow.newsroom.release import Names, release
from newsflow.objects import Place, open_store
from newsflow.ops.demo.cast import engage
from newsflow.ops.demo.drawing import drawn
from newsflow.ops.demo.filming import filmed
from newsflow.ops.demo.media import DRAWN, MORNING, STORY, load_media
from newsflow.ops.embedded import DatabaseRole
from newsflow.ops.preparation import prepare
from newsflow.wire.fsck import fsck
from newsflow.wire.read import latest
from tests.builders import SERVER_KEY, a_dispatch, the_agency

if TYPE_CHECKING:
    from pathlib import Path

    from tests.harness import Database, SettableClock


FILES = {
    ItemType.FILE: {RenditionName.ORIGINAL},
    ItemType.GRAPH: {RenditionName.PDF, RenditionName.EPS, RenditionName.RASTER, RenditionName.THUMB},
    ItemType.VIDEO: {RenditionName.SD, RenditionName.WEB, RenditionName.POSTER, RenditionName.SUBTITLES,
                     RenditionName.TRANSCRIPT},
}  # fmt: skip


async def test_every_kind_of_item_goes_out_with_the_story_with_words_and_files(
    database: Database, clock: SettableClock, tmp_path: Path
) -> None:
    agency = the_agency()
    await prepare(database.dsn(DatabaseRole.OWNER), agency, clock)
    store = open_store(Place(url=str(tmp_path / "objects"), scratch=tmp_path / "scratch"))
    async with open_pool(database.dsn(), at_most=1) as pool:
        async with transaction(pool) as db:
            desk, _ = await engage(db, agency, server_key=SERVER_KEY, now=clock())
            text = replace(a_dispatch(language="tr", slug=STORY), form=Form.STORY)
            draft = await drafts.create(db, text, clock(), by=desk.reporter.id)
            await release(db, clock, agency, draft, Names(released_by=desk.editor))
        headers = await load_media(pool, clock, agency, store)
        async with transaction(pool) as db:
            kinds = [parse_guid(header.guid).type for header in headers]
            assert kinds == [ItemType.FILE, ItemType.GRAPH, ItemType.GRAPH_GROUP, ItemType.VIDEO,
                             ItemType.VIDEO_GROUP, *([ItemType.PICTURE] * len(DRAWN)), ItemType.PICTURE_GROUP]  # fmt: skip
            for kind, names in FILES.items():
                content = (await latest(db, headers[kinds.index(kind)].guid)).content
                assert content is not None
                assert content.media is not None
                assert {each.name for each in content.media.renditions} == names
            for header, (_, _, title, caption, alt) in zip(headers[5:], DRAWN, strict=False):
                content = (await latest(db, header.guid)).content
                assert content is not None
                assert content.media is not None
                assert (content.headline, content.media.caption, content.media.alt_text) == (
                    title,
                    caption,
                    alt,
                )
                web = content.media.rendition(RenditionName.WEB)
                assert web is not None
                assert (web.width, web.type) == (1024, "image/jpeg")
                assert alt.encode() in await store.get(web.sha256), "the words are inside the file too"
            assert (await fsck(db)).faults == []


def test_a_drawing_is_the_same_each_time() -> None:
    assert drawn(MORNING) == drawn(MORNING)
    assert drawn(MORNING).startswith(b"\x89PNG")


def test_a_film_is_the_drawing_with_its_tram_on_the_move() -> None:
    with av.open(io.BytesIO(filmed(MORNING)), "r") as film:
        frames = [frame.to_rgb() for frame in film.decode(video=0)]
    assert len(frames) == 60
    assert (frames[0].width, frames[0].height) == (600, 400)
    assert bytes(frames[0].planes[0]) != bytes(frames[30].planes[0])
