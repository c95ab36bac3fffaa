"""Pictures and words that no one took or wrote: made here, tiny."""

from __future__ import annotations

import io
import math
import struct
import zipfile
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import av
import pyvips
from av.audio.frame import AudioFrame
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from newsflow.domain.media import AiUse
from newsflow.media import Facts
from newsflow.media.embedded import with_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.audio.stream import AudioStream
    from av.packet import Packet

vips = cast("Any", pyvips)

WORDS = Facts(
    headline="Limanda erken kar",
    caption="Balıkçı tekneleri, kar altındaki limanda bağlı duruyor. (Ödemiş Örnek / NF)",
    creator=("Ödemiş Örnek",),
    creator_role="Foto muhabiri",
    credit_line="NF / Ödemiş Örnek",
    copyright="© NF 2026",
    usage_terms="Yalnız haber amaçlı kullanım.",
    instructions="Arşivlenmez.",
    source="NF",
    taken_at="2026-03-02T09:15:00+03:00",
    city="Sinop",
    country="Türkiye",
    country_code="TUR",
    keywords=("liman", "kar", "balıkçılık"),
    alt_text="Karla kaplı üç tekne rıhtımda yan yana.",
    extended_description="Öndeki kırmızı teknenin güvertesinde bir kişi kar küreyor; arkada deniz feneri var.",
    ai_use=AiUse.NO_TRAINING,
)


def a_scene(width: int = 1600, height: int = 1200) -> Any:
    """A sky that darkens upwards, a sea, and a red boat left of the middle: one sees which way is up."""
    gradient = vips.Image.xyz(width, height)
    sky = (gradient[1] * (180 / height) + 60).bandjoin(
        [gradient[1] * (90 / height) + 120, gradient[1] * 0 + 225]
    )
    scene = sky.cast("uchar").copy(interpretation="srgb")
    scene = scene.draw_rect([20, 60, 110], 0, height * 2 // 3, width, height // 3, fill=True)
    boat = (width // 8, height * 3 // 5, width // 4, height // 10)
    return scene.draw_rect([200, 30, 30], *boat, fill=True).draw_rect(
        [250, 250, 245], width // 4, height // 3, 8, height // 4, fill=True
    )


def a_jpeg(width: int = 1600, height: int = 1200, *, words: Facts | None = None, quality: int = 75) -> bytes:
    """A JPEG, with words inside when they are given."""
    content = bytes(a_scene(width, height).jpegsave_buffer(Q=quality, keep="none"))
    return with_words(content, words) if words else content


def a_png(width: int = 64, height: int = 48) -> bytes:
    """A PNG."""
    return bytes(a_scene(width, height).pngsave_buffer())


def an_animation() -> bytes:
    """A WebP of three frames."""
    frames = [a_scene(32, 32), a_scene(32, 32).invert(), a_scene(32, 32)]
    joined = vips.Image.arrayjoin(frames, across=1).copy()
    joined.set_type(vips.GValue.gint_type, "page-height", 32)
    return bytes(joined.webpsave_buffer())


def a_zip(*names: str) -> bytes:
    """A ZIP archive with a text under each name."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in names or ("page.html",):
            archive.writestr(name, "<script>alert(1)</script>")
    return written.getvalue()


def camera_exif(*, orientation: int = 1) -> bytes:
    """An EXIF block as a camera writes it: its serial number, where it stood, when, and which way it was held."""
    texts = {0x010F: b"Invented Cameras\0", 0x013B: b"Camera Owner\0"}
    inner_texts = {0x9003: b"2026:03:02 09:15:00\0", 0x9011: b"+03:00\0", 0xA431: b"SERIAL-0042\0"}
    latitude = struct.pack("<6I", 42, 1, 1, 1, 30, 1)
    base = bytearray(b"II*\0\x08\0\0\0")
    folder_at, main_count = 8, len(texts) + 3
    data_at = folder_at + 2 + main_count * 12 + 4
    data = bytearray()

    def ascii_entry(tag: int, text: bytes) -> bytes:
        place = data_at + len(data)
        data.extend(text)
        return struct.pack("<HHII", tag, 2, len(text), place)

    entries = [ascii_entry(tag, text) for tag, text in texts.items()]
    inner = [ascii_entry(tag, text) for tag, text in inner_texts.items()]
    place_of_latitude = data_at + len(data)
    data.extend(latitude)
    exif_at = data_at + len(data)
    data.extend(struct.pack("<H", len(inner)) + b"".join(inner) + b"\0" * 4)
    gps_at = data_at + len(data)
    data.extend(
        struct.pack("<H", 2)
        + struct.pack("<HHI4s", 1, 2, 2, b"N\0")
        + struct.pack("<HHII", 2, 5, 3, place_of_latitude)
        + b"\0" * 4
    )
    entries.append(struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0))
    entries.append(struct.pack("<HHII", 0x8769, 4, 1, exif_at))
    entries.append(struct.pack("<HHII", 0x8825, 4, 1, gps_at))
    entries.sort(key=lambda entry: entry[:2][::-1])
    base.extend(struct.pack("<H", len(entries)) + b"".join(entries) + b"\0" * 4)
    return b"Exif\0\0" + bytes(base) + bytes(data)


def with_exif(jpeg: bytes, block: bytes) -> bytes:
    """A JPEG with an EXIF block behind its first two bytes."""
    return jpeg[:2] + struct.pack(">BBH", 0xFF, 0xE1, len(block) + 2) + block + jpeg[2:]


def a_film(
    seconds: float = 2.0,
    *,
    width: int = 640,
    height: int = 360,
    rate: int = 10,
    kind: str = "mp4",
    codec: str = "libx264",
    pictures: bool = True,
    sound: bool = True,
) -> bytes:
    """A film of the scene growing darker, with a tone; 'kind' is FFmpeg's name of the container."""
    written = io.BytesIO()
    with av.open(written, "w", format=kind) as container:
        container.metadata.update({"title": "Liman", "location": "+42.0+035.1/", "copyright": "© NF"})
        tracks: list[Iterator[list[Packet[Any]]]] = []
        if pictures:
            video = container.add_stream(codec, rate=rate)
            assert isinstance(video, VideoStream)
            video.width, video.height, video.pix_fmt = width, height, "yuv420p"
            tracks.append(_pictures(video, rate, seconds))
        if sound:
            tracks.append(_tone(container.add_stream("aac", rate=44_100), seconds))
        for track in tracks:
            for packet in track:
                container.mux(packet)
    return written.getvalue()


@cache
def a_long_film() -> bytes:
    """A film of 40 s, 1,000 pictures: long enough to be caught half-way."""
    return a_film(40, rate=25, sound=False)


def _pictures(stream: VideoStream, rate: int, seconds: float) -> Iterator[list[Packet[Any]]]:
    size = stream.width, stream.height
    shades = [(a_scene(*size) * (1 - shade / 20)).cast("uchar").bandjoin(255) for shade in range(10)]
    scenes = [bytes(scene.write_to_memory()) for scene in shades]
    for number in range(round(seconds * rate)):
        frame = VideoFrame.from_bytes(scenes[number * 10 // round(seconds * rate)], *size, "rgba")
        frame.pts, frame.time_base = number, Fraction(1, rate)
        yield stream.encode(frame)
    yield stream.encode(None)


def _tone(stream: AudioStream, seconds: float) -> Iterator[list[Packet[Any]]]:
    for number in range(round(seconds * 44_100 / 1024)):
        piece = AudioFrame(format="fltp", layout="mono", samples=1024)
        tone = (math.sin((number * 1024 + at) / 16) / 4 for at in range(1024))
        piece.planes[0].update(struct.pack("<1024f", *tone))
        piece.sample_rate, piece.pts, piece.time_base = 44_100, number * 1024, Fraction(1, 44_100)
        yield stream.encode(piece)
    yield stream.encode(None)


def held_upright(film: bytes) -> bytes:
    """The film as a telephone held upright writes it: lying, with a matrix that says to turn it clockwise."""
    place = film.index(b"tkhd") + 4 + 4 + 20 + 16
    matrix = struct.pack(">9i", 0, 65_536, 0, -65_536, 0, 0, 0, 0, 0x4000_0000)
    return film[:place] + matrix + film[place + len(matrix) :]


def a_pdf(width: int = 288, height: int = 144, *, pages: int = 1) -> bytes:
    """Pages whose left half is red, the right half white, with an editor's blue remark on it; points, 72 an inch."""
    half = width // 2
    drawing = b"1 0 0 rg 0 0 %d %d re f" % (half, height)
    blue = b"0 0 1 rg 0 0 %d %d re f" % (half, height)
    box = b"/MediaBox[0 0 %d %d]" % (width, height)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, b"3 0 R " * pages),
        b"<</Type/Page/Parent 2 0 R%s/Contents 4 0 R/Annots[5 0 R]>>" % box,
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawing), drawing),
        b"<</Type/Annot/Subtype/Square/F 4/Rect[%d 0 %d %d]/AP<</N 6 0 R>>>>" % (half, width, height),
        b"<</Type/XObject/Subtype/Form/BBox[0 0 %d %d]/Length %d>>stream\n%s\nendstream"
        % (half, height, len(blue), blue),
    )
    content, places = b"%PDF-1.4\n", b"0000000000 65535 f \n"
    for number, each in enumerate(objects, 1):
        places += b"%010d 00000 n \n" % len(content)
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"xref\n0 %d\n%s" % (len(objects) + 1, places)
    trailer = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n" % (len(objects) + 1, len(content))
    return content + table + trailer + b"%%EOF\n"


def an_eps() -> bytes:
    """A line."""
    return b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n0 0 moveto 10 10 lineto stroke\n%%EOF\n"


def commented(jpeg: bytes, comment: bytes) -> bytes:
    """A JPEG with a comment behind its first two bytes."""
    return jpeg[:2] + struct.pack(">BBH", 0xFF, 0xFE, len(comment) + 2) + comment + jpeg[2:]


def two_pages() -> bytes:
    """A TIFF of two pages."""
    joined = vips.Image.arrayjoin([a_scene(32, 32), a_scene(32, 32)], across=1).copy()
    joined.set_type(vips.GValue.gint_type, "page-height", 32)
    return bytes(joined.tiffsave_buffer())
