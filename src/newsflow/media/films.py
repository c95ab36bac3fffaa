"""A video's renditions: web and sd as MP4, and a poster."""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.audio.frame import AudioFrame
from av.container import InputContainer
from av.error import FFmpegError, InvalidDataError
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from newsflow.domain.media import RenditionName
from newsflow.domain.worded import worded
from newsflow.media import sniff, vips
from newsflow.media.embedded.dates import stated
from newsflow.media.facts import Facts
from newsflow.media.film_out import FilmOut, packed_rgb, resampler, size_within
from newsflow.media.limits import MAX_VIDEO_S, MAX_VIDEO_SIDE_PIXELS
from newsflow.media.orders import Made, Order
from newsflow.media.pictures import write
from newsflow.media.refusal import RefusedFileError

SIZES = (
    (RenditionName.WEB, 720, {"crf": "23", "maxrate": "4M", "bufsize": "8M"}),
    (RenditionName.SD, 480, {"crf": "24", "maxrate": "1500k", "bufsize": "3M"}),
)
"""Name, pixels of the shorter side at most, and what x264 is told."""
POSTER_AT_SHARE = 0.1
POSTER_AT_MOST_S = 3.0
LEAST_SHARE = 0.9
"""A video of which less than this can be read is broken."""
_MICROSECONDS = 1_000_000
_FORMATS = {
    sniff.MP4: "mov",
    sniff.QUICKTIME: "mov",
    sniff.WEBM: "matroska",
    sniff.MATROSKA: "matroska",
    sniff.MXF: "mxf",
    sniff.MPEG_TS: "mpegts",
    sniff.AVI: "avi",
}

Progress = Callable[[int], None]


@dataclass(slots=True)
class _Reel:
    """A video being read: its picture stream, its length in seconds as its head says, its size upright."""

    container: InputContainer
    video: VideoStream
    length_s: float
    start_s: float
    rotation: int = 0
    size: tuple[int, int] = (0, 0)
    read_s: float = 0.0


def make(original: Path, folder: Path, order: Order, progress: Progress) -> tuple[tuple[Made, ...], Facts]:
    """Write a video's renditions; gives them, and what the file said of itself."""
    with _told(order.file_name), _opened(original, order) as reel:
        said = _facts(reel.container)
        words = order.given.over(said).over(order.house)
        films, poster = _convert(reel, folder, words, order.file_name, progress)
        if reel.read_s < reel.length_s * LEAST_SHARE - 1:
            raise RefusedFileError(
                worded(
                    "This video is broken: %(read_s)s of its %(length_s)s seconds can be read.",
                    read_s=f"{reel.read_s:.0f}",
                    length_s=f"{reel.length_s:.0f}",
                ),
                order.file_name,
                "Export it again and send that.",
            )
    made = [_measured(film, name.value) for film, (name, _, _) in zip(films, SIZES, strict=True)]
    picture = vips.from_rgb(*poster, reel.rotation)
    made.append(write(picture, folder, RenditionName.POSTER.value, words, quality=85, longest=None))
    return tuple(made), said


@contextmanager
def _told(name: str) -> Generator[None]:
    try:
        yield
    except (FFmpegError, UnicodeDecodeError) as error:
        raise RefusedFileError(
            "This video cannot be read.", f"{name}: {type(error).__name__}", "Export it again and send that."
        ) from error


@contextmanager
def _opened(path: Path, order: Order) -> Generator[_Reel]:
    """The video, with the reader for what it is and no other: a playlist must not be read as a list of files."""
    name = order.file_name
    options = {"protocol_whitelist": "file"}
    with av.open(
        str(path), "r", format=_FORMATS[order.type], options=options, metadata_errors="replace"
    ) as container:
        if not container.streams.video:
            raise RefusedFileError(
                "There is no picture in this video.", name, "Send it as a file, or with pictures."
            )
        video = container.streams.video[0]
        length_s = (container.duration or 0) / _MICROSECONDS
        if length_s > MAX_VIDEO_S:
            raise RefusedFileError(
                worded(
                    "This video is longer than the %(most)s hours that it may be.", most=MAX_VIDEO_S // 3600
                ),
                name,
                "Send it in parts.",
            )
        if max(video.width, video.height) > MAX_VIDEO_SIDE_PIXELS or min(video.width, video.height) < 1:
            raise RefusedFileError(
                worded(
                    "This video is %(width)s × %(height)s pixels; a side may have %(most)s.",
                    width=video.width,
                    height=video.height,
                    most=MAX_VIDEO_SIDE_PIXELS,
                ),
                name,
                "Send it smaller.",
            )
        video.thread_type = "AUTO"
        start_s = (container.start_time or 0) / _MICROSECONDS
        yield _Reel(container, video, length_s, start_s)


def _convert(
    reel: _Reel, folder: Path, words: Facts, name: str, progress: Progress
) -> tuple[list[FilmOut], tuple[bytes, int, int]]:
    """Read the video once and write all its sizes; gives them, and the poster's pixels, width and height."""
    films: list[FilmOut] = []
    poster: VideoFrame | None = None
    poster_at = min(reel.length_s * POSTER_AT_SHARE, POSTER_AT_MOST_S)
    sound = resampler() if reel.container.streams.audio else None
    for frame in _frames(reel):
        if not films:
            if not isinstance(frame, VideoFrame):
                continue  # sound before the first picture
            films = _begun(reel, frame, folder, words, has_sound=sound is not None)
        if isinstance(frame, AudioFrame):
            _heard(films, sound.resample(frame) if sound else [])
            continue
        at = _moved(frame, reel)
        reel.read_s = max(reel.read_s, at)
        if reel.read_s > MAX_VIDEO_S:
            raise RefusedFileError("This video is longer than its head says.", name, "Send it in parts.")
        if poster is None or (at <= poster_at):
            poster = frame
        for film in films:
            film.picture(frame)
        progress(_percent(reel))
    if poster is None:
        raise RefusedFileError("Not one picture of this video can be read.", name, "Export it again.")
    if sound is not None:
        _heard(films, sound.resample(None))
    pixels = _poster(poster, reel)
    for film in films:
        film.finish(words)
    return films, pixels


def _poster(frame: VideoFrame, reel: _Reel) -> tuple[bytes, int, int]:
    width, height = reel.size if reel.rotation % 180 == 0 else reel.size[::-1]
    return packed_rgb(frame, width, height), width, height


def _percent(reel: _Reel) -> int:
    return min(99, int(100 * reel.read_s / reel.length_s)) if reel.length_s else 0


def _heard(films: Sequence[FilmOut], pieces: Sequence[AudioFrame]) -> None:
    for piece in pieces:
        for film in films:
            film.sound(piece)


def _begun(reel: _Reel, first: VideoFrame, folder: Path, words: Facts, *, has_sound: bool) -> list[FilmOut]:
    aspect = float(reel.video.sample_aspect_ratio or 1)
    width, height = round(first.width * aspect), first.height
    reel.rotation = first.rotation
    reel.size = (width, height) if reel.rotation % 180 == 0 else (height, width)
    films: list[FilmOut] = []
    for name, shorter, options in SIZES:
        film = FilmOut(
            folder / f"{name.value}.mp4",
            reel.video,
            size=size_within(*reel.size, shorter),
            rotation=reel.rotation,
            options=options,
        )
        if has_sound:
            film.with_audio()
        film.with_words(words)
        films.append(film)
    return films


def _frames(reel: _Reel) -> Iterator[VideoFrame | AudioFrame]:
    """Pictures and sound in the file's order. A packet that is broken is left out, as a player would."""
    wanted = [reel.video, *reel.container.streams.audio[:1]]
    for packet in reel.container.demux(*wanted):
        try:
            frames = packet.decode()
        except InvalidDataError:
            continue
        for frame in frames:
            if isinstance(frame, VideoFrame | AudioFrame):
                yield frame


def _moved(frame: VideoFrame, reel: _Reel) -> float:
    """When the picture is shown, in seconds from the start, which is moved to nought."""
    base = frame.time_base or reel.video.time_base or Fraction(1, 90_000)
    if frame.pts is None:
        return reel.read_s
    frame.pts -= round(Fraction(reel.start_s).limit_denominator(_MICROSECONDS) / base)
    return float(frame.pts * base)


def _facts(container: InputContainer) -> Facts:
    """What the file says. Where it was taken is not read: that would leave with it."""
    said = {name.lower(): text for name, text in container.metadata.items()}
    artist = said.get("artist") or said.get("author")
    return Facts(
        headline=said.get("title"),
        caption=said.get("description") or said.get("comment"),
        creator=(artist,) if artist else (),
        copyright=said.get("copyright"),
        taken_at=stated(said.get("creation_time")),
    ).plain()


def _measured(film: FilmOut, name: str) -> Made:
    with av.open(str(film.path)) as written:
        duration_ms = (written.duration or 0) // 1000
    return Made(
        name=name,
        file=film.path.name,
        type=sniff.MP4,
        width=film.size[0],
        height=film.size[1],
        duration_ms=duration_ms,
    )
