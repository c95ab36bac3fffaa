"""What the door lets in, and what it turns away with the reason. Nothing of the latter is kept."""

from __future__ import annotations

import contextlib
import struct
import time
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from house.yardstick import stretched
from newsflow.domain.codes import ItemType
from newsflow.domain.media import RenditionName
from newsflow.media import AssetState, Companion, Facts, assets, sniff
from newsflow.media.limits import MAX_COMPANION_TEXT_BYTES
from newsflow.media.refusal import RefusedFileError
from newsflow.media.whole import check_whole, has_zip_end
from tests.media import invented
from tests.media.invented import a_film, a_jpeg, a_pdf, a_png, a_scene, a_zip, an_animation, commented
from tests.media.making import added, made, picture

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from newsflow.media.work import Bench

PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
JPEG, PNG, ZIP = a_jpeg(64, 48), a_png(), a_zip()
WEBP = bytes(a_scene(64, 48).webpsave_buffer())
GIF = bytes(a_scene(64, 48).gifsave_buffer())
FILM = a_film(0.2, sound=False)
SMALL = "This file is two things at once: a "


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def an_apng() -> bytes:
    return PNG[:33] + chunk(b"acTL", struct.pack(">II", 2, 0)) + PNG[33:]


def a_bomb(side: int = 30_000) -> bytes:
    """A PNG of a few bytes that would be gigabytes in memory."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return PNG[:8] + head + chunk(b"IDAT", zlib.compress(b"\0" * 1_000_000)) + chunk(b"IEND", b"")


def broken_inside(jpeg: bytes) -> bytes:
    """A JPEG whose table of codes is none, whole from its first byte to its last."""
    place = jpeg.index(b"\xff\xc4") + 5
    return jpeg[:place] + b"\xfe" * 16 + jpeg[place + 16 :]


TURNED_AWAY = {
    "a PNG called a JPEG": ("liman.jpg", PNG, "It is named “.jpg”, and is a PNG picture."),
    "a web page called a JPEG": ("liman.jpg", PAGE, "It is named “.jpg”, and is a web page."),
    "a program called a picture": ("liman.png", b"MZ" + b"\0" * 90, "It is named “.png”, and is a program."),
    "a program called a file": ("kur.exe", b"MZ" + b"\0" * 90, "It is a program."),
    "a HEIC": ("liman.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "It is a HEIC picture; no picture is made from one."),
    "an empty file": ("liman.jpg", b"", "This file is empty."),
    "a JPEG with an archive behind": ("liman.jpg", JPEG + ZIP, f"Behind the picture lie {len(ZIP)} bytes"),
    "a JPEG with an archive in its comment": ("liman.jpg", commented(JPEG, ZIP), SMALL + "JPEG picture, and a ZIP archive."),
    "a JPEG with a page behind": ("liman.jpg", JPEG + PAGE, f"Behind the picture lie {len(PAGE)} bytes"),
    "a JPEG with a page in its comment": ("liman.jpg", commented(JPEG, PAGE), SMALL + "JPEG picture, and a web page."),
    "a JPEG that is a PDF too": ("liman.jpg", commented(JPEG, a_pdf()), SMALL + "JPEG picture, and a PDF document."),
    "a JPEG cut off": ("liman.jpg", JPEG[:-200], "This file is broken or cut off."),
    "a JPEG of which only the head came": ("liman.jpg", JPEG[:20], "This file is broken or cut off."),
    "a PNG with an archive behind": ("liman.png", PNG + ZIP, f"Behind the picture lie {len(ZIP)} bytes"),
    "a PNG cut off": ("liman.png", PNG[:-8], "This file is broken or cut off."),
    "a PNG that moves": ("liman.png", an_apng(), "This picture moves."),
    "a WebP that moves": ("liman.webp", an_animation(), "This picture moves."),
    "a WebP with a page behind": ("liman.webp", WEBP + PAGE, f"Behind the picture lie {len(PAGE)} bytes"),
    "a WebP cut off": ("liman.webp", WEBP[:-10], "This file is broken or cut off."),
    "a TIFF that is an archive too": ("liman.tif", bytes(a_scene(64, 48).tiffsave_buffer()) + ZIP, SMALL + "TIFF picture, and a ZIP"),
    "a film cut off": ("liman.mp4", FILM[:-100], "This file is broken or cut off."),
    "a film with an archive behind": ("liman.mp4", FILM + ZIP, "Behind the picture lie"),
}  # fmt: skip


def kept(bench: Bench) -> list[Path]:
    folder = bench.store.scratch.parent
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_a_telephone_s_picture_is_refused_with_what_to_do(bench: Bench):
    name, content, _ = TURNED_AWAY["a HEIC"]
    with pytest.raises(RefusedFileError, match="Send it as JPEG: telephones export it so"):
        await added(bench, content, name)


@pytest.mark.parametrize(("name", "content", "because"), TURNED_AWAY.values(), ids=TURNED_AWAY)
async def test_the_door_turns_away_with_the_reason_and_keeps_nothing_of(
    bench: Bench, name: str, content: bytes, because: str
):
    with pytest.raises(RefusedFileError) as refused:
        await added(bench, content, name)
    assert refused.value.because.startswith(because)
    assert name in str(refused.value)
    assert not kept(bench)
    async with bench.pool.connection() as db:
        assert await assets(db) == []


@pytest.mark.parametrize(
    ("content", "kind", "because"),
    [
        (GIF, ItemType.PICTURE, "It is a GIF picture; no picture is made from one."),
        (a_pdf(), ItemType.PICTURE, "It is a PDF document; no picture is made from one."),
        (JPEG, ItemType.VIDEO, "It is a JPEG picture; no video is made from one."),
        (PAGE, ItemType.GRAPH, "It is a web page; no graphic is made from one."),
        (JPEG, ItemType.TEXT, "No file makes a text."),
    ],
)
async def test_what_is_not_of_the_kind_that_it_was_sent_as(
    bench: Bench, content: bytes, kind: ItemType, because: str
):
    with pytest.raises(RefusedFileError, match=because):
        await added(bench, content, "unnamed", kind=kind)
    assert not kept(bench)


@pytest.mark.parametrize(
    ("content", "because"),
    [
        ("WEBVTT\n\nKış".encode("iso-8859-9"), "It is not in UTF-8 at byte 9."),
        (b"WEBVTT\n\n<script>alert(1)</script>", "There is more than text in it."),
        (b"WEBVTT\n\n\0", "There is more than text in it."),
        (b"1\n00:00:00,000 --> 00:00:01,000\nKar\n", "As subtitles it is plain text."),
        (b"", "This file is empty."),
        (b"WEBVTTkar\n", "Line 1 of the subtitles is not “WEBVTT” alone: “WEBVTTkar”."),
        (
            b"WEBVTT\n\n1\n00:00:00,000 --> 00:00:01,000\nKar\n",
            "Line 4 of the subtitles has no times that read",
        ),
        (b"WEBVTT\r\n\r\n00:61.000 --> 01:02.000\r\nKar", "Line 3 of the subtitles has no times that read"),
        (b"WEBVTT\n\n00:02.000 --> 00:01.999\nKar\n", "Line 3 of the subtitles ends before it begins"),
    ],
)
async def test_subtitles_are_webvtt_and_nothing_else(bench: Bench, content: bytes, because: str):
    subtitles = Companion(name=RenditionName.SUBTITLES, content=content)
    with pytest.raises(RefusedFileError) as refused:
        await added(bench, FILM, "liman.mp4", companions=(subtitles,))
    assert refused.value.because.startswith(because)


@pytest.mark.parametrize(
    "content",
    [
        "WEBVTT",
        "\ufeffWEBVTT - Liman\n\nNOTE kar\n\n1\n00:00.000 --> 00:01.000 align:start\nKar\n",
        "WEBVTT\r\n\r\n99:59:59.998 --> 100:00:00.000\r\n<v Ada>Kar &amp; güneş\r\n",
    ],
)
async def test_subtitles_as_players_read_them_are_let_in(bench: Bench, content: str):
    subtitles = Companion(name=RenditionName.SUBTITLES, content=content.encode())
    assert (await added(bench, FILM, "liman.mp4", companions=(subtitles,))).companions[0].type == "text/vtt"


async def test_a_file_too_large_is_cut_off_while_it_comes(bench: Bench):
    came = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal came
        while True:
            came += 1_000_000
            yield b"WEBVTT\n\n" + b" " * 1_000_000

    with pytest.raises(RefusedFileError, match="more than the 5 000 000 bytes"):
        await added(
            bench, FILM, "liman.mp4", companions=(Companion(name=RenditionName.SUBTITLES, content=endless()),)
        )
    assert came <= MAX_COMPANION_TEXT_BYTES + 1_000_000
    assert not [path for path in kept(bench) if path.is_relative_to(bench.store.scratch)]


@pytest.mark.parametrize("name", ["liman", "IMG_0001.JPG", "C:\\kamera\\liman.jpeg", "../../etc/liman.jpg"])
async def test_a_name_says_nothing_but_its_last_part(bench: Bench, name: str):
    found = await added(bench, JPEG, name)
    assert (found.kind, found.original.type) == (ItemType.PICTURE, "image/jpeg")
    assert found.file_name in {"liman", "IMG_0001.JPG", "liman.jpeg", "liman.jpg"}


async def test_the_further_pictures_that_cameras_put_behind_are_let_in_and_left_out(bench: Bench):
    found = await made(bench, JPEG + b"\0" * 12 + a_jpeg(32, 24))
    assert found.state is AssetState.READY
    opened = await picture(bench, found, "print")
    assert (opened.width, opened.height) == (64, 48)


REFUSED_BY_THE_PRESS = {
    "a decompression bomb": ("bomba.png", a_bomb(), "This picture is too large to unpack: 30000 × 30000 pixels; 200 million"),
    "a picture too long": ("serit.png", a_bomb(40_000), "This picture is too long: 40000 × 40000 pixels"),
    "a TIFF of two pages": ("iki.tif", invented.two_pages(), "This file holds more than one picture"),
    "a JPEG broken inside": ("liman.jpg", broken_inside(JPEG), "This picture cannot be read"),
    "a PNG whose picture is missing": ("bos.png", a_bomb(64)[:33] + chunk(b"IEND", b""), "This picture cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "because"), REFUSED_BY_THE_PRESS.values(), ids=REFUSED_BY_THE_PRESS
)
async def test_the_press_refuses_with_the_reason(bench: Bench, name: str, content: bytes, because: str):
    found = await made(bench, content, name)
    assert found.state is AssetState.REFUSED
    assert found.because is not None
    assert found.because.startswith(because)
    assert str(bench.store.scratch) not in found.because
    assert found.renditions == ()
    assert found.tries == 1, "it is broken, so nobody tries again"


async def test_words_cannot_break_out_of_the_metadata(bench: Bench):
    given = Facts(caption="</rdf:li><x/>&amp;]]>\0\x0b" + "kar " * 40_000, keywords=("kar",) * 5_000)
    found = await made(bench, JPEG, given=given)
    assert found.state is AssetState.READY, found.because
    assert (await picture(bench, found, "web")).get("xmp-data").count(b"<x/>") == 0


def test_an_archive_s_end_is_found_only_with_its_directory():
    assert has_zip_end(ZIP)
    assert has_zip_end(b"\xff\xd8 prefix" + ZIP + b"short comment"[:0])
    assert not has_zip_end(b"x" * 100 + b"PK\x05\x06" + b"\xff" * 18)
    assert not has_zip_end(b"PK\x05\x06")


def test_a_document_of_an_office_is_told_from_an_archive(tmp_path: Path):
    for part, end in (
        ("word/document.xml", "wordprocessingml.document"),
        ("xl/workbook.xml", "spreadsheetml.sheet"),
    ):
        (tmp_path / "file").write_bytes(a_zip(part, "[Content_Types].xml"))
        assert sniff.type_of(tmp_path / "file").endswith(end)
    (tmp_path / "file").write_bytes(ZIP)
    assert sniff.type_of(tmp_path / "file") == sniff.ZIP


WHOLE = {sniff.JPEG: JPEG, sniff.PNG: PNG, sniff.WEBP: WEBP, sniff.MP4: FILM}


@given(
    media_type=st.sampled_from(sorted(WHOLE)),
    place=st.integers(0, 100_000),
    put=st.binary(max_size=8),
    cut=st.integers(0, 100_000),
)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_file_is_bent_into_the_door_says_yes_or_no(
    tmp_path: Path, media_type: str, place: int, put: bytes, cut: int
):
    bent = bytearray(WHOLE[media_type])
    place %= len(bent)
    bent[place : place + len(put)] = put
    (tmp_path / "bent").write_bytes(bytes(bent[: max(1, cut)]))
    with contextlib.suppress(RefusedFileError):
        check_whole(tmp_path / "bent", "bent", media_type)
    assert sniff.type_of(tmp_path / "bent")


def test_a_run_of_marker_bytes_takes_no_longer_than_any_other(tmp_path: Path):
    start = JPEG.index(b"\xff\xda") + 14
    (tmp_path / "run").write_bytes(JPEG[:start] + b"\xff" * 3_000_000 + b"\0" + JPEG[start:])
    began = time.monotonic()
    check_whole(tmp_path / "run", "run", sniff.JPEG)
    assert time.monotonic() - began < stretched(2)


async def test_a_table_is_csv_by_its_name_alone_and_nothing_else_is_made_one(bench: Bench):
    for name, content, expected in (
        ("saatler.csv", b"saat;iskele\n", sniff.CSV), ("saatler.txt", b"saat;iskele\n", sniff.PLAIN),
        ("saatler.csv", "saat;iskele\nçarşamba".encode("iso-8859-9"), sniff.UNKNOWN), ("saatler.csv", a_zip(), sniff.ZIP),
    ):  # fmt: skip
        asset = await added(bench, content, name, kind=ItemType.FILE)
        assert asset.original.type == expected, name
