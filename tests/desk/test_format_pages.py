"""An item in each format on the desk's pages, and what the desk is told of documents that were parked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from newsflow.documents.loads import Kind
from newsflow.formats.names import ABOUT
from newsflow.formats.writers import WRITERS
from tests.builders import a_dispatch, a_newsroom
from tests.documents.askers import put_in_force

if TYPE_CHECKING:
    from tests.desk.room import DeskRoom

NINJS = "http://www.iptc.org/std/ninjs/ninjs-schema_1.6.json#"
STRICT = {"ninjs-schema_1.6.json": json.dumps({"$id": NINJS, "required": ["never"]}).encode()}


async def test_an_item_is_shown_and_handed_out_in_every_format(desk: DeskRoom):
    newsroom = await a_newsroom(desk.pool, desk.clock)
    guid = (await newsroom.release()).guid
    editor = await desk.client("editor:ada")
    for form in WRITERS:
        address = f"/desk/items/{guid}/formats/{quote(form.value)}"
        page = await editor.get(address)
        assert page.status_code == 200, form
        assert "Ferry returns to the old harbour" in page.text, form
        file = await editor.get(f"{address}/file")
        assert file.headers["Content-Type"] == ABOUT[form].media_type
        assert guid.encode() in file.content


async def test_the_desk_is_told_of_a_parked_document_until_a_newer_version_stands_up(desk: DeskRoom):
    newsroom = await a_newsroom(desk.pool, desk.clock)
    editor = await desk.client("editor:ada")
    bar = '<a href="/desk/parked">Parked'
    assert f"{bar} <strong" not in (await editor.get("/desk/")).text
    await put_in_force(newsroom, Kind.SCHEMAS, STRICT)
    guid = (await newsroom.release()).guid
    page = await editor.get(f"/desk/items/{guid}/formats/ninjs-1.6")
    assert "This format of this version is parked" in page.text
    assert "&#39;never&#39; is a required property" in page.text
    assert f'{bar} <strong class="count">1</strong>' in (await editor.get("/desk/")).text
    listed = (await editor.get("/desk/parked")).text
    assert guid in listed
    assert a_dispatch().slug in listed
    assert "is a required property" in listed
    french = (await editor.get("/desk/parked", headers={"Accept-Language": "fr"})).text
    assert "Il manque ce que le schéma demande" in french
    assert '<q lang="en" dir="ltr">' in french, "the checker's own words stand apart"
    await put_in_force(newsroom, Kind.SCHEMAS, {})
    await newsroom.release(a_dispatch(whats_new="ADDS a bell"), of=guid)
    await editor.get(f"/desk/items/{guid}/formats/ninjs-1.6")
    assert f"{bar} <strong" not in (await editor.get("/desk/")).text
