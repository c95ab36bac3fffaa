"""A video comes in, and goes out as web and sd with a poster."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsflow.domain.codes import ItemType
from newsflow.domain.media import RenditionName
from newsflow.media import AssetState, Companion, Facts
from newsflow.media.embedded import xmp
from tests.media.invented import a_film, held_upright, vips
from tests.media.making import film, made, picture, rendition

if TYPE_CHECKING:
    from newsflow.media.work import Bench

SUBTITLES = b"WEBVTT\n\n00:00.000 --> 00:01.000\nLimanda kar.\n"


async def test_a_video_gets_web_sd_and_a_poster_with_their_true_sizes(bench: Bench):
    found = await made(bench, a_film(2, width=1280, height=960), "liman.mp4")
    assert (found.state, found.kind) == (AssetState.READY, ItemType.VIDEO), found.because
    sizes = {each.name.value: (each.width, each.height, each.duration_ms) for each in found.renditions}
    assert sizes == {"web": (960, 720, 2000), "sd": (640, 480, 2000), "poster": (1280, 960, None)}
    for name in ("web", "sd"):
        with await film(bench, found, name) as opened:
            video, audio = opened.streams.video[0], opened.streams.audio[0]
            assert (video.codec_context.name, audio.codec_context.name) == ("h264", "aac")
            assert (video.width, video.height) == sizes[name][:2]
            assert sum(1 for _ in opened.decode(video=0)) == 20, "no picture is lost"


async def test_the_index_stands_in_front_so_that_a_player_starts_at_once(bench: Bench):
    found = await made(bench, a_film(1, sound=False), "liman.mp4")
    content = await bench.store.get(rendition(found, "web").sha256)
    assert 0 < content.index(b"moov") < content.index(b"mdat")


async def test_a_film_held_upright_stands_upright_and_so_does_its_poster(bench: Bench):
    found = await made(bench, held_upright(a_film(1, sound=False)), "liman.mov")
    assert [(each.width, each.height) for each in found.renditions] == [(360, 640)] * 3
    poster = await picture(bench, found, "poster")
    with await film(bench, found, "web") as opened:
        frame = next(opened.decode(video=0)).reformat(format="rgb24")
    assert (frame.width, frame.height) == (360, 640)
    sea, sky = poster(20, 320), poster(340, 320)
    assert sea[2] < 150 < sky[2], "turned clockwise, what was below is left"
    plane = frame.planes[0]
    row = bytes(plane)[320 * plane.line_size :][: 360 * 3]
    assert row[20 * 3 + 2] < 150 < row[340 * 3 + 2]


@pytest.mark.parametrize(
    ("kind", "codec", "name"),
    [("mpegts", "libx264", "liman.ts"), ("matroska", "libx264", "liman.mkv"), ("avi", "mpeg4", "liman.avi")],
)
async def test_whatever_box_a_video_comes_in_mp4_goes_out(bench: Bench, kind: str, codec: str, name: str):
    found = await made(bench, a_film(1, kind=kind, codec=codec), name)
    assert [each.type for each in found.renditions] == ["video/mp4", "video/mp4", "image/jpeg"], found.because


async def test_subtitles_and_transcript_go_out_as_they_came(bench: Bench):
    companions = (
        Companion(name=RenditionName.SUBTITLES, content=SUBTITLES),
        Companion(name=RenditionName.TRANSCRIPT, content=b"Limanda kar."),
    )
    found = await made(bench, a_film(1), "liman.mp4", companions=companions)
    subtitles = rendition(found, "subtitles")
    assert (subtitles.type, subtitles.bytes) == ("text/vtt", len(SUBTITLES))
    assert await bench.store.get(subtitles.sha256) == SUBTITLES
    assert await bench.store.get(rendition(found, "transcript").sha256) == b"Limanda kar."


async def test_a_video_carries_our_words_and_not_where_it_was_taken(bench: Bench):
    found = await made(
        bench, a_film(1), "liman.mp4", given=Facts(caption="Limanda kar.", alt_text="Tekneler.")
    )
    assert (found.facts.headline, found.facts.copyright) == ("Liman", "© NF")
    for name in ("web", "sd"):
        content = await bench.store.get(rendition(found, name).sha256)
        assert b"+42.0" not in content
        packet = content[content.index(b"<?xpacket begin") :]
        assert (xmp.read(packet).alt_text, xmp.read(packet).headline) == ("Tekneler.", "Liman")
        with await film(bench, found, name) as opened:
            assert opened.metadata["title"] == "Liman"
            assert opened.metadata["comment"] == "Limanda kar."
    poster = vips.Image.new_from_buffer(await bench.store.get(rendition(found, "poster").sha256), "")
    assert xmp.read(poster.get("xmp-data")).caption == "Limanda kar."


async def test_a_video_that_cannot_be_read_is_refused_with_the_reason(bench: Bench):
    whole = a_film(1)
    place = whole.index(b"moov")
    found = await made(bench, whole[:place] + b"junk" + whole[place + 4 :], "liman.mp4")
    assert found.state is AssetState.REFUSED
    assert found.because is not None
    assert found.because.startswith("This video cannot be read.")


async def test_sound_alone_is_no_video(bench: Bench):
    found = await made(bench, a_film(1, pictures=False), "liman.mp4")
    assert found.state is AssetState.REFUSED
    assert found.because == "There is no picture in this video. Send it as a file, or with pictures."
