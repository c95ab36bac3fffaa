"""Pictures, videos, graphics, files and their series through HAS (contract §0, §1.3, §1.6, §1.8)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from lxml import etree

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action
from newsflow.has.xml import G2
from newsflow.matching.contract import Entitlement
from newsflow.subscribers.ledger import takers
from newsflow.wire.read import item
from tests.has import copy
from tests.has.conftest import HIGH, WEB
from tests.has.http import Client

if TYPE_CHECKING:
    from newsflow.domain.guid import Guid
    from newsflow.objects import ObjectStore
    from tests.has.desk import Desk

SD = b"\x00\x00\x00 ftypmp42" + b"sd" * 5_000


async def test_a_picture_is_listed_with_its_series_and_the_series_is_not(
    desk: Desk, client: Client, picture: tuple[Guid, Guid]
):
    """§1.3: `group_id` "present on picture, video and graphic items: `aa:picturegroup:YYYYMMDD:N`"."""
    text = await desk.release(copy.a_dispatch())
    guid, series = picture
    answer = await client.search()
    result = answer.json()["data"]["result"]
    assert [one["id"] for one in result] == [text, guid]
    assert answer.json()["data"]["total"] == 2
    assert result[1] == {
        "id": guid, "type": "picture", "date": "2026-03-02T09:00:01Z", "title": "Körfezde ilk vapur & güneş",
        "group_id": series,
    }  # fmt: skip
    assert list(result[1]) == ["id", "type", "date", "title", "group_id"]
    assert "group_id" not in result[0]
    assert series.split(":")[1] == "picturegroup"


async def test_types_are_filtered_by_number_and_a_graphic_is_spelled_graph(desk: Desk, client: Client):
    """§1.4: "1 Haber, 2 Fotoğraf, 3 Video, 4 Dosya, 5 Grafik"; C4: "`type` = `graph`"."""
    text = await desk.release(copy.a_dispatch())
    picture = (await desk.series(copy.a_picture()))[0]
    video, film = await desk.series(copy.a_video())
    (file,) = await desk.series(copy.a_file())
    graph, graphs = await desk.series(copy.a_graphic())
    for number, guid, kind in (
        (1, text, "text"), (2, picture, "picture"), (3, video, "video"), (4, file, "file"), (5, graph, "graph"),
    ):  # fmt: skip
        result = (await client.search(filter_type=number)).json()["data"]["result"]
        assert [(one["id"], one["type"]) for one in result] == [(guid, kind)]
    assert (film.split(":")[1], graphs.split(":")[1]) == ("videogroup", "graphgroup")
    assert (await client.search(filter_type="2,5")).ids == [graph, picture]


async def test_a_picture_comes_straight_back_whole_as_image_jpeg_under_a_bare_name(
    client: Client, picture: tuple[Guid, Guid]
):
    """§1.6: "exactly `image/jpeg`"; "an **unquoted** file name"; "media comes straight back with 200"."""
    guid = picture[0]
    _, _, day, number = guid.split(":")
    for form, content, name in (("print", HIGH, "High"), ("web", WEB, "Web")):
        answer = await client.get(f"/abone/document/{guid}/{form}")
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert answer.headers["Content-Length"] == str(len(content))
        assert (
            answer.headers["Content-Disposition"].split("=", 1)[1] == f"nf_picture_{day}_{number}_{name}.jpg"
        )
        assert answer.headers["ETag"] == f'"{hashlib.sha256(content).hexdigest()}"'
        assert answer.body == content


async def test_a_video_is_a_stream_of_octets_and_a_graphic_is_what_it_is(
    desk: Desk, client: Client, store: ObjectStore
):
    """§1.6: "video Content-Type contains `stream`"; graph: "`ai, eps, pdf, raster` by subscription"."""
    for content in (SD, b"ai", b"pdf", b"raster", b"saat;iskele\n"):
        await store.put(content)
    video = (
        await desk.series(
            copy.a_video(copy.rendition("sd", SD, "video/mp4"), copy.rendition("web", WEB, "video/mp4"))
        )
    )[0]
    answer = await client.get(f"/abone/document/{video}/sd")
    assert (answer.headers["Content-Type"], answer.body) == ("application/octet-stream", SD)
    assert answer.headers["Content-Disposition"].endswith("_SD.mp4")
    graph = (await desk.series(copy.a_graphic()))[0]
    for form, kind, ending in (
        ("ai", "application/postscript", ".ai"), ("pdf", "application/pdf", ".pdf"), ("raster", "image/jpeg", ".jpg"),
    ):  # fmt: skip
        answer = await client.get(f"/abone/document/{graph}/{form}")
        assert (answer.headers["Content-Type"], answer.body) == (kind, form.encode())
        assert answer.headers["Content-Disposition"].endswith(ending)
    assert (await client.get(f"/abone/document/{graph}/eps")).status == 404, "this graphic has no such file"
    (file,) = await desk.series(copy.a_file())
    answer = await client.get(f"/abone/document/{file}/original")
    assert (answer.status, answer.body) == (200, b"saat;iskele\n")
    assert answer.headers["Content-Disposition"].endswith(".csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    (file,) = await desk.series(copy.a_file("text/plain", media={"file_name": "saatler.csv"}))
    answer = await client.get(f"/abone/document/{file}/original")
    assert answer.headers["Content-Disposition"].endswith(".csv"), "as it was named, where that says more"


async def test_a_part_a_head_and_what_is_held_already(desk: Desk, client: Client, picture: tuple[Guid, Guid]):
    """Issue 3: "straight from the store with Range, ETag and right types"."""
    path = f"/abone/document/{picture[0]}/print"
    size = len(HIGH)
    for text, start, end in (
        ("bytes=0-9", 0, 10), ("bytes=1048570-1048590", 1048570, 1048591), (f"bytes={size - 3}-", size - 3, size),
        ("bytes=-5", size - 5, size), (f"bytes=10-{size * 2}", 10, size),
    ):  # fmt: skip
        answer = await client.ask("GET", path, {"Range": text})
        assert answer.status == 206
        assert answer.body == HIGH[start:end]
        assert answer.headers["Content-Range"] == f"bytes {start}-{end - 1}/{size}"
        assert answer.headers["Content-Length"] == str(end - start)
    for ignored in ("bytes=5-2", "bytes=0-1,4-5", "lines=1-2", "bytes=-"):
        assert (await client.ask("GET", path, {"Range": ignored})).body == HIGH
    beyond = await client.ask("GET", path, {"Range": f"bytes={size}-"})
    assert (beyond.status, beyond.headers["Content-Range"]) == (416, f"bytes */{size}")
    etag = (await client.ask("HEAD", path)).headers["ETag"]
    assert (await client.ask("GET", path, {"Range": "bytes=0-1", "If-Range": '"other"'})).body == HIGH
    assert (await client.ask("GET", path, {"Range": "bytes=0-1", "If-Range": etag})).body == HIGH[:2]
    held = await client.ask("GET", path, {"If-None-Match": f'W/"x", {etag}'})
    assert (held.status, held.body) == (304, b"")
    head = await client.ask("HEAD", path)
    assert (head.status, head.body, head.headers["Content-Length"]) == (200, b"", str(size))
    web = f"/abone/document/{picture[0]}/web"
    await client.ask("HEAD", web)
    async with transaction(desk.pool) as db:
        paths = {row.path for row in await takers(db, picture[0])}
    assert paths == {"has:document:print"}, "a HEAD takes nothing"


async def test_sizes_outside_the_contract_are_403_and_other_names_400(
    desk: Desk, url: str, picture: tuple[Guid, Guid]
):
    """C2: a text containing "yetkiniz yoktur" (no permission); §1.6: `mobile` "likely obsolete"."""
    guid = picture[0]
    reader = Client(url, await desk.machine(Entitlement(photo_sizes=("web",))))
    refused = await reader.get(f"/abone/document/{guid}/print")
    assert (refused.status, refused.json()["response"]["code"]) == (403, 403)
    assert "yetkiniz yoktur" in refused.message
    assert (await reader.get(f"/abone/token/{guid}/print")).status == 403
    assert (await reader.get(f"/abone/multitoken/{picture[1]}/print")).status == 403
    assert (await reader.get(f"/abone/document/{guid}/web")).status == 200
    wrong = await reader.get(f"/abone/document/{guid}/mobile")
    assert wrong.status == 400
    assert "newsml29, newsml12, print, web, thumb" in wrong.message
    nothing = Client(url, await desk.machine(Entitlement(photo_sizes=())))
    assert (await nothing.get(f"/abone/document/{guid}/thumb")).status == 403
    two = await desk.machine(
        Entitlement(photo_sizes=("web",)), Entitlement(photo_sizes=("print",), sections=("sport",))
    )
    both = Client(url, two)
    assert (await both.get(f"/abone/document/{guid}/print")).status == 403, (
        "that contract covers no such picture"
    )


async def test_what_is_outside_the_contract_does_not_exist_by_any_path(
    desk: Desk, url: str, picture: tuple[Guid, Guid]
):
    """Issue 3: "does not exist for the account in search, totals, documents, groups, tokens and links"."""
    guid, series = picture
    text = await desk.release(copy.a_dispatch())
    reader = Client(url, await desk.machine(Entitlement(types=("text", "video"))))
    data = (await reader.search()).json()["data"]
    assert ([one["id"] for one in data["result"]], data["total"]) == ([text], 1)
    for path in (
        f"document/{guid}/newsml29", f"document/{guid}/newsml12", f"document/{guid}/print",
        f"document/{series}/newsml29", f"document/{series}/newsml12", f"token/{guid}/print",
        f"multitoken/{series}/print", f"multitoken/{guid}/print",
    ):  # fmt: skip
        answer = await reader.get(f"/abone/{path}")
        assert answer.status == 404, path
        assert "Dosya Bulunamadı" in answer.message
    assert guid.encode() not in (await reader.get(f"/abone/document/{text}/newsml29")).body


async def test_a_text_links_to_its_story_s_pictures_first_with_class_and_title(desk: Desk, client: Client):
    """§1.8: `link irel:seeAlso` with `residref`, `itemClass ninat:picture`, `title`; BIL takes the first of any kind."""
    story = {"slug": "vapur"}
    other = await desk.release(copy.a_dispatch(**story))
    first, second, series = await desk.series(copy.a_picture(), copy.a_picture(), **story)
    graph = (await desk.series(copy.a_graphic(), **story))[0]
    async with transaction(desk.pool) as db:
        story_id = (await item(db, first)).story
    text = await desk.release(copy.a_dispatch(**story, story=story_id))
    answer = await client.get(f"/abone/document/{text}/newsml29")
    found = [
        (link.get("residref"), link[0].get("qcode"), link[1].text)
        for link in etree.fromstring(answer.body).iterfind(".//n:link[@rel='irel:seeAlso']", {"n": G2})
    ]
    assert [one[:2] for one in found] == [
        (first, "ninat:picture"), (second, "ninat:picture"), (graph, "ninat:graphic"),
    ]  # fmt: skip
    assert found[0][2] == "Körfezde ilk vapur & güneş"
    assert series not in answer.body.decode()
    assert other not in answer.body.decode(), "that one was put on the wire without the story"


async def test_a_file_that_the_store_has_lost_is_not_counted_as_taken(
    desk: Desk, client: Client, store: ObjectStore, picture: tuple[Guid, Guid]
):
    await store.delete(hashlib.sha256(HIGH).hexdigest())
    assert (await client.get(f"/abone/document/{picture[0]}/print")).status == 404
    async with transaction(desk.pool) as db:
        assert await takers(db, picture[0]) == []


async def test_over_the_limit_is_403_saying_when_it_begins_again(
    desk: Desk, url: str, picture: tuple[Guid, Guid]
):
    """§1.5: `download_limit`; issue 3: "counts once per item and day however often it is repeated"."""
    reader = Client(url, await desk.machine(Entitlement(download_limit=1, download_limit_day=1)))
    text = await desk.release(copy.a_dispatch())
    for form in ("print", "web", "newsml29", "print"):
        assert (await reader.get(f"/abone/document/{picture[0]}/{form}")).status == 200
    for path in (f"document/{text}/newsml29", f"document/{picture[1]}/newsml29"):
        refused = await reader.get(f"/abone/{path}")
        assert (refused.status, refused.json()["response"]["code"]) == (403, 403)
        assert "begins again at 2026-04-01 00:00 (+03:00)" in refused.message
    notice = await desk.stop(text, Action.KILL)
    for guid in (notice, text):
        assert (await reader.get(f"/abone/document/{guid}/newsml29")).status == 200, "a stop is always told"
    data = (await reader.get("/abone/subscription")).json()["data"]
    assert (data["download_limit"], data["download_left"]) == (1, 0)
    assert (data["download_limit_day"], data["download_left_day"]) == (1, 0)
