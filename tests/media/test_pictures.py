"""A picture comes in, and goes out in three sizes with its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsflow.domain.codes import ItemType
from newsflow.domain.media import AiUse
from newsflow.media import AssetState, Facts, ready
from newsflow.media.embedded import exif, iim, xmp
from tests.media import invented
from tests.media.invented import WORDS, a_jpeg, camera_exif, vips, with_exif
from tests.media.making import made, picture, rendition

if TYPE_CHECKING:
    from newsflow.media.work import Bench


async def test_a_picture_gets_its_three_renditions_with_their_true_sizes(bench: Bench):
    found = await made(bench, a_jpeg(1600, 1200))
    assert found.state is AssetState.READY, found.because
    assert {each.name.value: (each.width, each.height) for each in found.renditions} == {
        "print": (1600, 1200),
        "web": (1024, 768),
        "thumb": (320, 240),
    }
    for each in found.renditions:
        content = await bench.store.get(each.sha256)
        assert len(content) == each.bytes
        image = vips.Image.new_from_buffer(content, "")
        assert (image.width, image.height) == (each.width, each.height)
        assert image.get("vips-loader").startswith("jpegload")
        assert image.get_typeof("icc-profile-data"), "sRGB says so"


async def test_a_small_picture_is_not_blown_up(bench: Bench):
    found = await made(bench, a_jpeg(200, 150))
    assert {(each.width, each.height) for each in found.renditions} == {(200, 150)}


async def test_a_picture_taken_upright_stands_upright(bench: Bench):
    lying = bytes(invented.a_scene(400, 600).rot90().jpegsave_buffer(keep="none"))
    found = await made(bench, with_exif(lying, camera_exif(orientation=8)))
    image = await picture(bench, found, "print")
    assert (image.width, image.height) == (400, 600)
    assert image(10, 590)[2] < 150 < image(10, 10)[2], "the sea is below the sky"


async def test_every_rendition_carries_the_words_of_the_file_in_xmp_and_iim(bench: Bench):
    found = await made(bench, a_jpeg(words=WORDS))
    assert found.facts == WORDS
    for each in found.renditions:
        image = await picture(bench, found, each.name)
        assert xmp.read(image.get("xmp-data")) == WORDS
        old = iim.read(image.get("iptc-data"))
        assert (old.headline, old.caption, old.copyright) == (WORDS.headline, WORDS.caption, WORDS.copyright)
        assert (old.keywords, old.city, old.country_code) == (WORDS.keywords, WORDS.city, WORDS.country_code)
        assert (old.creator, old.taken_at) == (WORDS.creator, WORDS.taken_at)


async def test_the_desk_s_words_go_before_the_file_s(bench: Bench):
    given = Facts(caption="Tekneler limanda.", ai_use=AiUse.PROHIBITED)
    found = await made(bench, a_jpeg(words=WORDS), given=given)
    assert (found.facts.caption, found.facts.city) == ("Tekneler limanda.", "Sinop")
    inside = xmp.read((await picture(bench, found, "web")).get("xmp-data"))
    assert (inside.caption, inside.ai_use) == ("Tekneler limanda.", AiUse.PROHIBITED)


async def test_the_house_s_rights_stand_where_nobody_says_any(bench: Bench):
    found = await made(bench, a_jpeg())
    assert found.facts.copyright is None
    content = await bench.store.get(rendition(found, "print").sha256)
    assert xmp.read(vips.Image.new_from_buffer(content, "").get("xmp-data")).copyright == "© the house"
    assert b"DMI-UNSPECIFIED" in content


async def test_no_place_and_no_serial_number_of_a_camera_leaves(bench: Bench):
    block = camera_exif()
    assert exif.read(block).taken_at == "2026-03-02T09:15:00+03:00"
    found = await made(bench, with_exif(a_jpeg(), block))
    assert (found.facts.taken_at, found.facts.creator) == ("2026-03-02T09:15:00+03:00", ("Camera Owner",))
    for each in found.renditions:
        content = await bench.store.get(each.sha256)
        assert b"SERIAL-0042" not in content
        assert b"Exif\0\0" not in content
        assert not [name for name in vips.Image.new_from_buffer(content, "").get_fields() if "GPS" in name]


@pytest.mark.parametrize("suffix", ["png", "tif", "webp", "avif"])
async def test_whatever_kind_of_picture_comes_in_jpeg_goes_out(bench: Bench, suffix: str):
    content = bytes(invented.a_scene(300, 200).write_to_buffer(f".{suffix}"))
    found = await made(bench, content, f"liman.{suffix}")
    assert {each.type for each in found.renditions} == {"image/jpeg"}, found.because


async def test_a_picture_for_print_presses_comes_out_in_srgb(bench: Bench):
    cmyk = invented.a_scene(300, 200).icc_transform("cmyk", input_profile="srgb", depth=8)
    found = await made(bench, bytes(cmyk.jpegsave_buffer()))
    image = await picture(bench, found, "print")
    assert (image.interpretation, image.bands) == ("srgb", 3)
    red = image(300 // 8 + 20, 200 * 3 // 5 + 8)
    assert red[0] > 150, f"the boat is red, not {red}"
    assert red[1] < 90, f"the boat is red, not {red}"


async def test_the_newsroom_releases_from_assets_that_are_ready(bench: Bench):
    found = await made(bench, a_jpeg(words=WORDS))
    async with bench.pool.connection() as db:
        (released,) = await ready(db, [found.id])
    assert released.kind is ItemType.PICTURE
    assert released.facts.alt_text == WORDS.alt_text
    assert [each.name.value for each in released.renditions] == ["print", "web", "thumb"]
