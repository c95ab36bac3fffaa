"""The demo's film, drawn here so that it is nobody's: the tram runs along the bay, as a small MP4 without sound."""

import io

import av
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from newsflow.ops.demo.drawing import HEIGHT, WIDTH, Scene, row_of

EVERY = 3
"""Each third pixel and row of the drawing is enough for a film."""
FRAMES_A_SECOND = 15
FRAMES = 60
STEP = 24
"""How far the tram goes from frame to frame, in pixels of the drawing."""
_BEGINS = -680

SUBTITLES = b"""WEBVTT

00:00.500 --> 00:02.000
K\xc3\xb6rfez hatt\xc4\xb1nda ilk g\xc3\xbcn.

00:02.000 --> 00:03.800
\xc4\xb0ki vagonlu tramvay k\xc4\xb1y\xc4\xb1dan ge\xc3\xa7iyor.
"""
TRANSCRIPT = "Körfez hattında ilk gün. İki vagonlu tramvay kıyıdan geçiyor.\n".encode()


def filmed(scene: Scene) -> bytes:
    """Four seconds of the scene, 600 by 400 pixels, the tram passing from left to right."""
    written = io.BytesIO()
    with av.open(written, "w", format="mp4") as film:
        stream = film.add_stream("mpeg4", rate=FRAMES_A_SECOND)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = WIDTH // EVERY, HEIGHT // EVERY, "yuv420p"
        stream.bit_rate = 800_000
        for number in range(FRAMES):
            at = scene.moved_to(_BEGINS + number * STEP)
            frame = VideoFrame.from_bytes(_frame(at), stream.width, stream.height, format="rgba")
            film.mux(stream.encode(frame))
        film.mux(stream.encode(None))
    return written.getvalue()


def _frame(scene: Scene) -> bytes:
    return b"".join(_thinned(row_of(scene, y)) for y in range(0, HEIGHT, EVERY))


def _thinned(row: bytes) -> bytes:
    """Each third pixel of a row of three bytes a pixel, in four bytes, since PyAV takes no frame of three."""
    kept = bytearray(b"\xff" * (WIDTH // EVERY * 4))
    for colour in range(3):
        kept[colour::4] = row[colour :: 3 * EVERY]
    return bytes(kept)
