"""Scripts in the manner of real customers' clients that fetch pictures, videos and graphics (contract §1.6 to §1.9)."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.foreign import php
from tests.has import copy
from tests.has.conftest import HIGH, WEB
from tests.has.test_clients import run

if TYPE_CHECKING:
    from newsflow.domain.guid import Guid
    from newsflow.objects import ObjectStore
    from tests.has.desk import Desk
    from tests.has.http import Client

FILM = b"\x00\x00\x00 ftypmp42" + b"film" * 500


@pytest.fixture
async def media(desk: Desk, store: ObjectStore) -> tuple[Guid, Guid, Guid, Guid]:
    """Two pictures and their series, and a video, of one story with a text."""
    for content in (HIGH, WEB, FILM):
        await store.put(content)
    files = (copy.rendition("print", HIGH), copy.rendition("web", WEB))
    films = (copy.rendition("sd", FILM, "video/mp4"), copy.rendition("web", FILM, "video/mp4"))
    first, second, series = await desk.series(
        copy.a_picture(*files), copy.a_picture(*files, headline="Rıhtım")
    )
    video, _ = await desk.series(copy.a_video(*films))
    return first, second, series, video


async def test_elx_saves_each_file_and_reads_its_caption_from_the_series(
    client: Client, media: tuple[Guid, Guid, Guid, Guid]
):
    """§1.6: ELX "tests for image/jpeg on the first reply"; "ELX and IZN take everything after the first `=`"."""
    got = {one["id"]: one for one in await run(client, "elx_media.py")}
    assert set(got) == {media[0], media[1], media[3]}
    picture, video = got[media[0]], got[media[3]]
    assert picture["name"] == f"{media[0].replace(':', '_')}_High.jpg"
    assert picture["sha256"] == hashlib.sha256(HIGH).hexdigest()
    assert picture["caption"].startswith("Körfezde ilk vapur, pazartesi sabahı: 5 < 7")
    assert picture["holder"] == "Novafon Ajansı"
    assert picture["creators"]["AArole:photographer"] == "Ada Örnek"
    assert got[media[1]]["headline"] == "Rıhtım"
    assert video["creators"]["AArole:cameraman"] == "Ada Örnek"
    assert video["name"].endswith("_SD.mp4")


async def test_pya_saves_each_size_under_the_name_that_newsml12_gives(
    client: Client, media: tuple[Guid, Guid, Guid, Guid]
):
    """§1.9: "for a picture the Hrefs end in `.jpg`, for a video in `.mp4`, bare file names"."""
    got = await run(client, "pya_media.py")
    stem, film = media[0].replace(":", "_"), media[3].replace(":", "_")
    assert got[f"{stem}_High.jpg"] == len(HIGH)
    assert got[f"{stem}_Web.jpg"] == len(WEB)
    assert got[f"{film}_SD.mp4"] == got[f"{film}_Web.mp4"] == len(FILM)
    assert len(got) == 6


async def test_nec_cuts_the_link_out_of_raw_headers_and_needs_no_login_for_it(
    client: Client, media: tuple[Guid, Guid, Guid, Guid]
):
    """§1.7: "regex `Location: (.*)` on raw headers"; multitoken: "the links of every item of the series at once"."""
    got = await run(client, "nec.py", media[0], media[2])
    assert got["link"].startswith(f"{client.url}/abone/download/")
    assert got["bytes"] == len(WEB)
    assert got["series"] == [len(WEB), len(WEB)]


async def test_lar_finds_a_text_s_pictures_and_takes_them_by_token(
    desk: Desk, client: Client, media: tuple[Guid, Guid, Guid, Guid]
):
    """§1.7: "LAR (redirects off, reads `Location`, format print)"; §1.8: pictures by itemClass."""
    program = php("SimpleXML", otherwise="nec.py holds the same manner")
    text = await desk.release(copy.a_dispatch(story=await desk.story_of(media[0])))
    got = await run(client, "lar.php", program=program)
    assert [(one["text"], one["picture"], one["bytes"]) for one in got] == [
        (text, media[0], len(HIGH)),
        (text, media[1], len(HIGH)),
    ]
    assert got[0]["title"] == "Körfezde ilk vapur & güneş"
    assert got[0]["name"] == f"{media[0].replace(':', '_')}_High.jpg"


async def test_omk_saves_pictures_and_a_graphic_s_raster_and_takes_none_for_an_error(
    desk: Desk, client: Client, store: ObjectStore, media: tuple[Guid, Guid, Guid, Guid]
):
    """§1.1: "OMK deletes a picture under 150 bytes"; §1.6: "OMK downloads `raster` as JPEG"."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node on this machine; elx_media.py holds the same manner")
    raster = b"\xff\xd8" + b"raster" * 100
    await store.put(raster)
    graph = (await desk.series(copy.a_graphic(copy.rendition("raster", raster))))[0]
    got = {one["id"]: one for one in await run(client, "omk_media.js", program=node)}
    assert set(got) == {media[0], media[1], graph}
    assert got[graph]["bytes"] == len(raster)
    assert {one["type"] for one in got.values()} == {"image/jpeg"}
    assert all(one["held"] for one in got.values())
