"""What one asker may see beside a core: each linked item was asked of the ruling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsflow.db.pool import transaction
from newsflow.documents.rows import RELATED
from newsflow.domain.codes import Action
from newsflow.domain.dispatch import TranslatedFrom
from newsflow.formats.names import Format
from newsflow.formats.writers import WRITERS
from tests.builders import a_dispatch, a_series
from tests.documents.askers import a_subscriber, the_desk

if TYPE_CHECKING:
    from tests.builders import Newsroom


async def test_an_item_outside_the_contract_is_in_no_link(newsroom: Newsroom):
    header = await newsroom.release()
    secret = await newsroom.release(a_dispatch(language="fr", headline="Le bac est revenu"))
    whole, english = await a_subscriber(newsroom), await a_subscriber(newsroom, "herald", languages=("en",))
    for form in WRITERS:
        assert secret.guid in await whole.text(header.guid, form), form
        text = await english.text(header.guid, form)
        assert secret.guid not in text, form
        assert "Le bac" not in text, form


async def test_an_original_and_its_translation_name_each_other_with_the_version_that_was_translated(
    newsroom: Newsroom,
):
    header = await newsroom.release()
    origin = TranslatedFrom(language="en", item=header.guid, version=1)
    translated = await newsroom.release(
        a_dispatch(language="fr", headline="Le bac est revenu", slug="bac", translated_from=origin)
    )
    await newsroom.release(a_dispatch(whats_new="ADDS a bell"), of=header.guid)
    desk = the_desk(newsroom)
    [original] = (await desk.json(translated.guid, Format.NINJS_3))["associations"]
    assert (original["rel"], original["uri"], original["version"]) == ("original", header.guid, "1")
    [translation] = (await desk.json(header.guid, Format.NINJS_3))["associations"]
    assert (translation["rel"], translation["uri"]) == ("translation", translated.guid)


async def test_pictures_of_the_story_stand_whole_in_ninjs_in_the_sizes_that_are_covered(newsroom: Newsroom):
    header = await newsroom.release()
    first, *_, series = await newsroom.release_series(a_series(slug="harbour-ferry"))
    gazette = await a_subscriber(newsroom, photo_sizes=("web",))
    others = {one["uri"]: one for one in (await gazette.json(header.guid, Format.NINJS_3))["associations"]}
    picture = others[first.guid]
    assert [made["name"] for made in picture["renditions"]] == ["web"]
    assert picture["renditions"][0]["href"] == f"https://wire.example/files/{first.guid}/web"
    digests = {one["role"] for one in picture["altIds"]}
    assert "sha256-web" in digests
    assert "sha256-highRes" not in digests
    assert series.guid in others
    members = (await gazette.json(series.guid, Format.NINJS_3))["associations"]
    assert [one["rel"] for one in members[:2]] == ["member", "member"]
    own = await gazette.json(first.guid, Format.NINJS_1)
    assert list(own["renditions"]) == ["web"]


async def test_of_a_stopped_item_mark_and_slug_stay_in_the_links(newsroom: Newsroom):
    header = await newsroom.release()
    other = await newsroom.release(a_dispatch(headline="A secret bell rings"))
    await newsroom.stop(other.guid, Action.KILL)
    for form in WRITERS:
        text = await the_desk(newsroom).text(header.guid, form)
        assert "secret bell" not in text, form
        assert other.guid in text, form


async def test_a_notice_leads_to_what_it_tells_of(newsroom: Newsroom):
    header = await newsroom.release()
    stopped, notice = await newsroom.stop(header.guid, Action.KILL)
    [first, *_] = (await the_desk(newsroom).json(notice.guid, Format.NINJS_3))["associations"]
    assert (first["rel"], first["uri"], first["version"]) == ("notice-of", header.guid, str(stopped.version))


async def test_links_are_found_by_indexes_however_long_the_wire(newsroom: Newsroom):
    asked = {
        "guids": ["nf:text:20260302:1"],
        "stories": ["st_1"],
        "series": [None],
        "named": ["nf:text:20260302:2"],
        "limit": 10,
    }
    async with transaction(newsroom.pool) as db, db.cursor() as cursor:
        await cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        await cursor.execute("EXPLAIN " + RELATED.sql, asked)
        plan = "\n".join(str(line[0]) for line in await cursor.fetchall())
    assert "BitmapOr" in plan, plan
    assert "wire_content_original" in plan
