"""What is handed over from an item's page: files in ranges and as one, saved items in a format, an item to a colleague."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from newsflow.domain.media import Rendition, RenditionName
from newsflow.portal.bundle import held, size_of, zipped
from newsflow.portal.shared import NOTE_MOST
from tests.builders import a_dispatch, a_picture, a_series
from tests.portal.room import EDITOR, MASTER, OTHER

if TYPE_CHECKING:
    import httpx

    from tests.portal.room import PortalRoom

BYTES = bytes(range(256)) * 40


def opened(answer: httpx.Response) -> dict[str, bytes]:
    """What lies in a zip file that says its own size."""
    assert answer.status_code == 200, answer.text
    assert int(answer.headers["content-length"]) == len(answer.content), (
        "so that a browser shows how far it is"
    )
    with zipfile.ZipFile(io.BytesIO(answer.content)) as made:
        assert made.testzip() is None
        return {name: made.read(name) for name in made.namelist()}


@pytest.mark.parametrize("bodies", [[], [b""], [b"x"], [b"a" * 70_000, b"", b"bc"]])
async def test_a_zip_is_as_long_as_was_said_before_its_first_byte(bodies: list[bytes]):
    parts = [held(f"part-{n}.txt", body) for n, body in enumerate(bodies)]
    answer = zipped(parts, "all.zip", {})
    made = b"".join(
        [bytes(chunk) if not isinstance(chunk, str) else b"" async for chunk in answer.body_iterator]
    )
    assert len(made) == size_of(parts)
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        assert [file.read(name) for name in file.namelist()] == bodies


async def test_files_come_in_ranges_and_a_range_outside_is_said_so(portal: PortalRoom):
    assert portal.store is not None
    whole, small = BYTES, b"small"
    files = [
        Rendition(name=name, type="image/jpeg", bytes=len(body), sha256=(await portal.store.put(body)).sha256)
        for name, body in ((RenditionName.PRINT, whole), (RenditionName.WEB, small))
    ]
    member, series = await portal.newsroom.release_series(a_series(a_picture(renditions=tuple(files))))
    client = await portal.client()
    address, name, guid = f"/portal/items/{member.guid}/files/print", "print", series.guid
    answer = await client.get(address)
    assert (answer.status_code, answer.content) == (200, whole)
    assert answer.headers["accept-ranges"] == "bytes"
    part = await client.get(address, headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.content) == (206, whole[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{len(whole)}"
    assert "no-store" in part.headers["cache-control"]
    assert (await client.get(address, headers={"Range": "bytes=99999999-"})).status_code == 416
    both = opened(await client.get(f"/portal/items/{guid}/all.zip"))
    assert whole in both.values()
    assert len(opened(await client.get(f"/portal/items/{guid}/all.zip?file={name}"))) == 1
    assert (await client.get(f"/portal/items/{guid}/all.zip?file=stone")).status_code == 404


async def test_saved_items_come_in_one_format_and_what_was_stopped_is_named_alone(portal: PortalRoom):
    kept, killed = [await portal.newsroom.release(a_dispatch(slug=slug)) for slug in ("kept", "gone")]
    client = await portal.client()
    assert (await client.get("/portal/saved.zip?as=text")).status_code == 404
    for one in (kept, killed):
        await client.send_form(f"/portal/items/{one.guid}/mark", does="save")
    await portal.newsroom.stop(killed.guid)
    made = opened(await client.get("/portal/saved.zip?as=ninjs-3.1"))
    assert made["left-out.txt"].decode() == f"{killed.guid}: stopped\n"
    (document,) = [body for name, body in made.items() if name != "left-out.txt"]
    assert kept.guid.encode() in document
    assert b"Hundreds came" in document
    assert (await client.get("/portal/saved.zip?as=stone")).status_code == 404
    async with portal.pool.connection() as db:
        cursor = await db.execute("SELECT guid FROM taking WHERE path = 'portal:ninjs-3.1' ORDER BY guid")
        assert [str(row[0]) for row in await cursor.fetchall()] == [kept.guid]


async def test_an_item_is_sent_to_a_colleague_who_finds_it_in_their_list_and_to_nobody_else(
    portal: PortalRoom,
):
    item = await portal.newsroom.release()
    sender, taker, other = [await portal.client(who) for who in (MASTER, EDITOR, OTHER)]
    editor, stranger = await portal.person(EDITOR), await portal.person(OTHER)
    page = (await sender.get(f"/portal/items/{item.guid}")).text
    assert f'<option value="{editor.id}">Gazette Editor' in page
    assert stranger.id not in page
    note = "For page 3? <b>"
    share = f"/portal/items/{item.guid}/share"
    assert (await sender.send_form(share, to=editor.id, note=note)).status_code == 303
    assert (await sender.send_form(share, to=stranger.id, note=note)).status_code == 404
    assert (await sender.send_form(share, to=(await portal.person(MASTER)).id, note="")).status_code == 403
    assert (await sender.send_form(share, to=editor.id, note="x" * (NOTE_MOST + 1))).status_code == 400
    assert "1 sent to you" in (await taker.get("/portal/")).text
    seen = (await taker.get("/portal/saved")).text
    assert "For page 3? &lt;b&gt;" in seen
    assert "Gazette Master" in seen
    assert "sent to you" not in (await taker.get("/portal/")).text
    assert "For page 3" not in (await other.get("/portal/saved")).text
    await portal.newsroom.stop(item.guid)
    killed = (await taker.get("/portal/saved")).text
    assert "Ferry returns" not in killed
    assert item.guid in killed
    giver = (await portal.person(MASTER)).id
    await other.send_form("/portal/saved/shared", giver=giver, guid=item.guid)
    assert "For page 3" in (await taker.get("/portal/saved")).text
    await taker.send_form("/portal/saved/shared", giver=giver, guid=item.guid)
    assert "For page 3" not in (await taker.get("/portal/saved")).text
