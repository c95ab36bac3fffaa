"""Graphics and files: what is given goes out as it came, and a graphic has a raster where one can be made."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest

from newsflow.domain.codes import ItemType
from newsflow.domain.media import RenditionName
from newsflow.media import AssetState, Companion, Facts
from newsflow.media.embedded import xmp
from newsflow.media.page_size import measured
from newsflow.media.refusal import RefusedFileError
from newsflow.media.sniff import POSTSCRIPT
from tests.media.invented import a_jpeg, a_pdf, a_png, a_zip, an_eps
from tests.media.making import added, made, picture, rendition

if TYPE_CHECKING:
    from pathlib import Path

    from newsflow.media.work import Bench

GRAPH = ItemType.GRAPH


async def test_a_graphic_goes_out_in_every_format_that_was_given_with_a_raster(bench: Bench):
    companions = (
        Companion(name=RenditionName.EPS, content=an_eps()),
        Companion(name=RenditionName.PDF, content=a_pdf()),
        Companion(name=RenditionName.RASTER, content=a_png(1200, 800)),
    )
    found = await made(bench, a_pdf(), "harita.ai", given=Facts(alt_text="Harita."), companions=companions)
    assert found.kind is GRAPH
    assert [each.name.value for each in found.renditions] == ["ai", "eps", "pdf", "raster", "thumb"], (
        found.because
    )
    assert await bench.store.get(rendition(found, "ai").sha256) == a_pdf()
    assert await bench.store.get(rendition(found, "eps").sha256) == an_eps()
    raster = rendition(found, "raster")
    assert (raster.type, raster.width, raster.height) == ("image/jpeg", 1200, 800)
    assert xmp.read((await picture(bench, found, "raster")).get("xmp-data")).alt_text == "Harita."


async def test_a_drawing_says_how_large_its_page_is_in_points(bench: Bench):
    companions = (
        Companion(name=RenditionName.EPS, content=an_eps()),
        Companion(name=RenditionName.PDF, content=a_pdf(595, 842)),
    )
    found = await made(bench, a_pdf(288, 144), "harita.ai", companions=companions)
    sizes = {each.name.value: (each.width, each.height, each.in_points) for each in found.renditions}
    assert sizes["ai"] == (288, 144, True)
    assert sizes["eps"] == (10, 10, True)
    assert sizes["pdf"] == (595, 842, True)
    assert sizes["raster"][2] is False


DOS_HEADER = b"\xc5\xd0\xd3\xc6" + struct.pack("<6I", 30, 70, 0, 0, 0, 0) + b"\xff\xff"


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 20\n", (10, 20)),
        (b"%!PS-Adobe-3.0 EPSF-3.0\r%%BoundingBox: -5 -5 5.4 5\r", (10, 10)),
        (b"%!PS\n%%BoundingBox: 0 0 11 21\n%%HiResBoundingBox: 0 0 10.4 20.6\n", (10, 21)),
        (b"%!PS\n%%BoundingBox: (atend)\nshowpage\n%%BoundingBox: 0 0 7 8\n", (7, 8)),
        (
            DOS_HEADER
            + b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 1 1 3 4\n".ljust(70)
            + b"%%BoundingBox: 0 0 9 9",
            (2, 3),
        ),
        (b"%!PS\n%%BoundingBox: 0 0 0 8\n", None),
        (b"%!PS\n%%BoundingBox: 0 0 . 8\n", None),
        (b"%!PS\nshowpage\n", None),
        (b"%!PS\n%%BoundingBox: 0 0 14400001 8\n", None),
    ],
)
def test_postscript_states_its_bounding_box(tmp_path: Path, content: bytes, size: tuple[int, int] | None):
    (tmp_path / "a.eps").write_bytes(content)
    assert measured(tmp_path / "a.eps", POSTSCRIPT) == size


async def test_a_graphic_that_is_a_picture_gets_its_raster_from_itself(bench: Bench):
    found = await made(bench, a_png(600, 400), "grafik.png", kind=GRAPH)
    assert [(each.name.value, each.type) for each in found.renditions] == [
        ("raster", "image/jpeg"),
        ("thumb", "image/jpeg"),
    ]
    assert rendition(found, "thumb").width == 320


@pytest.mark.parametrize(("name", "own"), [("harita.pdf", "pdf"), ("harita.ai", "ai")])
async def test_a_pdf_s_first_page_is_drawn_as_its_raster_without_editors_remarks(
    bench: Bench, name: str, own: str
):
    found = await made(bench, a_pdf(pages=2), name, kind=GRAPH, given=Facts(alt_text="Harita."))
    assert [each.name.value for each in found.renditions] == [own, "raster", "thumb"], found.because
    raster = rendition(found, "raster")
    assert (raster.type, raster.width, raster.height) == ("image/jpeg", 1200, 600)
    drawn = await picture(bench, found, "raster")
    assert drawn(300, 300) == pytest.approx([254, 0, 0], abs=3)
    assert drawn(900, 300) == pytest.approx([255, 255, 255], abs=3), "the remark stays inside"
    assert xmp.read(drawn.get("xmp-data")).alt_text == "Harita."


async def test_an_eps_has_its_raster_from_the_pdf_that_comes_with_it(bench: Bench):
    companions = (Companion(name=RenditionName.PDF, content=a_pdf()),)
    found = await made(bench, an_eps(), "harita.eps", companions=companions)
    assert [each.name.value for each in found.renditions] == ["eps", "pdf", "raster", "thumb"], found.because


@pytest.mark.parametrize(("width", "height"), [(14_000_000, 7_000_000), (500, 9_000_000)])
async def test_a_page_may_claim_any_size_and_its_raster_has_bounds(bench: Bench, width: int, height: int):
    found = await made(bench, a_pdf(width, height), "harita.pdf", kind=GRAPH)
    raster = rendition(found, "raster")
    assert max(raster.width or 0, raster.height or 0) in {4095, 4096}
    assert min(raster.width or 0, raster.height or 0) >= 1


@pytest.mark.parametrize(
    "content",
    [
        a_pdf(pages=0),
        b"%PDF-1.7 and no more",
        a_pdf().replace(b"trailer<<", b"trailer<</Encrypt<</Filter/Standard/V 1/R 2/P -4/O()/U()>>"),
    ],
)
async def test_a_pdf_that_cannot_be_drawn_is_refused_with_the_reason_and_goes_with_a_raster(
    bench: Bench, content: bytes
):
    refused = await made(bench, content, "harita.pdf", kind=GRAPH)
    assert refused.state is AssetState.REFUSED
    assert refused.because == (
        "This PDF cannot be read: it is broken, locked with a password, or has no page."
        " Export it again, or send its raster with it."
    )
    given = (Companion(name=RenditionName.RASTER, content=a_png(60, 40)),)
    found = await made(bench, content, "harita.pdf", kind=GRAPH, companions=given)
    assert [each.name.value for each in found.renditions] == ["pdf", "raster", "thumb"]


async def test_a_graphic_of_which_no_raster_can_be_made_goes_out_without(bench: Bench):
    found = await made(bench, an_eps(), "harita.eps")
    assert [each.name.value for each in found.renditions] == ["eps"]
    assert found.state is AssetState.READY


async def test_an_eps_is_a_graphic_without_being_told_so(bench: Bench):
    found = await made(bench, an_eps(), "harita.eps")
    assert (found.kind, found.renditions[0].name.value) == (GRAPH, "eps")


@pytest.mark.parametrize(
    ("content", "name"), [(a_pdf(), "rapor.pdf"), (a_zip(), "veri.zip"), (b"\x01\x02\xff", "veri.bin")]
)
async def test_a_file_goes_out_as_it_came(bench: Bench, content: bytes, name: str):
    found = await made(bench, content, name)
    assert (found.kind, [each.name.value for each in found.renditions]) == (ItemType.FILE, ["original"])
    assert await bench.store.get(found.renditions[0].sha256) == content
    assert found.file_name == name


async def test_what_comes_with_a_graphic_is_what_it_is_said_to_be(bench: Bench):
    wrong = (Companion(name=RenditionName.EPS, content=a_jpeg()),)
    with pytest.raises(RefusedFileError, match="As eps it is a JPEG picture"):
        await added(bench, a_pdf(), "harita.ai", companions=wrong)
    with pytest.raises(RefusedFileError, match="With a picture comes no subtitles"):
        await added(bench, a_jpeg(), companions=(Companion(name=RenditionName.SUBTITLES, content=b"WEBVTT"),))
    with pytest.raises(RefusedFileError, match="only if its kind is given as graph"):
        await added(
            bench, a_pdf(), "harita.pdf", companions=(Companion(name=RenditionName.EPS, content=an_eps()),)
        )
