"""One MP4 in the making: pictures scaled and turned, H.264 and AAC, its index in front."""

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, cast

import av
from av import error
from av.audio.frame import AudioFrame
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from newsflow.media.embedded import xmp
from newsflow.media.facts import Facts

if TYPE_CHECKING:
    from av.audio.stream import AudioStream

TICK = Fraction(1, 90_000)
"""Fine enough for every frame rate, also for one that varies."""
AUDIO_RATE, AUDIO_BITS, AUDIO_FRAME = 48_000, 128_000, 1_024
COLOURS = "out_color_matrix=bt709:out_range=tv"
"""One way of saying colours, and said in the stream: players guess by size where nothing is said."""
XMP_BOX = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")
"""The uuid under which MP4 files hold XMP (XMP specification, part 3)."""
_TURNS = {90: ("transpose", "cclock"), -90: ("transpose", "clock"), 270: ("transpose", "clock")}


def size_within(width: int, height: int, shorter: int) -> tuple[int, int]:
    """The size with the shorter side `shorter` at most, both sides even, as H.264 wants them."""
    scale = min(1.0, shorter / min(width, height))
    return max(2, round(width * scale / 2) * 2), max(2, round(height * scale / 2) * 2)


class FilmOut:
    """An MP4 that frames are written into; `finish` makes it whole."""

    def __init__(
        self,
        path: Path,
        source: VideoStream,
        *,
        size: tuple[int, int],
        rotation: int,
        options: dict[str, str],
    ) -> None:
        """Begin `path` for pictures of `source`, which are to be turned by `rotation` degrees."""
        self.path = path
        self.size = size
        self._container = av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"})
        self._video = self._container.add_stream(
            "libx264",
            rate=source.average_rate or Fraction(25),
            options={"preset": "veryfast", "x264-params": "colormatrix=bt709", **options},
        )
        self._video.width, self._video.height = size
        self._video.pix_fmt = "yuv420p"
        self._video.codec_context.time_base = TICK
        self._audio: AudioStream | None = None
        self._graph = _graph(source, size, rotation)
        self._last = -1

    def with_audio(self) -> None:
        """Have an audio track too; before the first frame."""
        self._audio = self._container.add_stream("aac", rate=AUDIO_RATE)
        self._audio.codec_context.layout = "stereo"
        self._audio.codec_context.bit_rate = AUDIO_BITS

    def with_words(self, words: Facts) -> None:
        """Have the words in the fields that MP4 has for them; before the first frame."""
        said = {
            "title": words.headline,
            "comment": words.caption,
            "artist": ", ".join(words.creator),
            "copyright": words.copyright,
        }
        self._container.metadata.update({name: text for name, text in said.items() if text})

    def picture(self, frame: VideoFrame | None) -> None:
        """Write a picture; None ends them."""
        self._graph.vpush(frame)
        while True:
            try:
                scaled = self._graph.vpull()
            except (error.BlockingIOError, error.EOFError):
                return
            scaled.pict_type = 0
            place = 0 if scaled.pts is None else int(scaled.pts * (scaled.time_base or TICK) / TICK)
            if place <= self._last:
                continue  # a picture that comes before its forerunner cannot be shown
            scaled.pts, scaled.time_base, self._last = place, TICK, place
            self._container.mux(self._video.encode(scaled))

    def sound(self, frame: AudioFrame) -> None:
        """Write a piece of sound, 1,024 samples in stereo at 48 kHz."""
        if self._audio is not None:
            self._container.mux(self._audio.encode(frame))

    def finish(self, words: Facts) -> None:
        """Write what is left, then the index in front, then our XMP."""
        self.picture(None)
        self._container.mux(self._video.encode(None))
        if self._audio is not None:
            self._container.mux(self._audio.encode(None))
        self._container.close()
        packet = xmp.packet(words)
        with self.path.open("ab") as opened:
            opened.write((24 + len(packet)).to_bytes(4, "big") + b"uuid" + XMP_BOX + packet)


def _graph(source: VideoStream, size: tuple[int, int], rotation: int) -> Graph:
    """Interlaced pictures made whole, turned upright, scaled to square pixels."""
    graph = Graph()
    nodes = [graph.add_buffer(template=source), graph.add("bwdif", "mode=send_frame:deint=interlaced")]
    if rotation in _TURNS:
        nodes.append(graph.add(*_TURNS[rotation]))
    elif abs(rotation) == 180:
        nodes += [graph.add("hflip"), graph.add("vflip")]
    nodes.append(graph.add("scale", f"w={size[0]}:h={size[1]}:flags=bicubic:{COLOURS}"))
    nodes += [graph.add("setsar", "1"), graph.add("format", "yuv420p"), graph.add("buffersink")]
    graph.link_nodes(*nodes).configure()
    return graph


def resampler() -> av.AudioResampler:
    """Any sound as the pieces that `FilmOut.sound` takes."""
    return av.AudioResampler(format="fltp", layout="stereo", rate=AUDIO_RATE, frame_size=AUDIO_FRAME)


def packed_rgb(frame: VideoFrame, width: int, height: int) -> bytes:
    """A picture's bytes as RGB, row after row, as it lies in the file: not turned."""
    plane = frame.reformat(width=width, height=height, format="rgb24").planes[0]
    content, line = bytes(cast("bytes", plane)), plane.line_size
    return b"".join(content[at * line : at * line + width * 3] for at in range(height))
