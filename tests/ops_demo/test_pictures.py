"""The demo's pictures are drawn, pressed and released as a series of a written story."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from newsflow.db.pool import open_pool, transaction
from newsflow.domain.codes import Form, ItemType
from newsflow.domain.guid import parse_guid
from newsflow.domain.media import RenditionName
from newsflow.newsroom import drafts
from newsflow.newsroom.release import Names, release
from newsflow.objects import Place, open_store
from newsflow.ops.demo.cast import engage
from newsflow.ops.demo.drawing import drawn
from newsflow.ops.demo.pictures import DRAWN, MORNING, STORY, load_pictures
from newsflow.ops.embedded import DatabaseRole
from newsflow.ops.preparation import prepare
from newsflow.wire.fsck import fsck
from newsflow.wire.read import latest
from tests.builders import SERVER_KEY, a_dispatch, the_agency

if TYPE_CHECKING:
    from pathlib import Path

    from tests.harness import Database, SettableClock


async def test_the_pictures_are_one_series_of_the_story_with_words_and_files(
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
        headers = await load_pictures(pool, clock, agency, store)
        async with transaction(pool) as db:
            assert [parse_guid(header.guid).type for header in headers] == [
                *([ItemType.PICTURE] * len(DRAWN)),
                ItemType.PICTURE_GROUP,
            ]
            for header, (_, _, title, caption, alt) in zip(headers, DRAWN, strict=False):
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
