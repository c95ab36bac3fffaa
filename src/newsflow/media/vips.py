"""libvips behind typed functions: the one file that imports pyvips, which has no types.

It runs in the press alone (press.py), a process that may die without harm: pictures come from strangers.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

import pyvips

from newsflow.domain.worded import worded
from newsflow.media import sniff
from newsflow.media.limits import MAX_PICTURE_PIXELS, MAX_PICTURE_SIDE_PIXELS
from newsflow.media.refusal import RefusedFileError

_LOADERS = {
    sniff.JPEG: "jpegload",
    sniff.PNG: "pngload",
    sniff.TIFF: "tiffload",
    sniff.WEBP: "webpload",
    sniff.AVIF: "heifload",
}
_WHITE = [255.0]
_EIGHT_BITS = 8


class _Image(Protocol):
    width: int
    height: int
    bands: int
    interpretation: str

    def autorot(self) -> "_Image": ...
    def hasalpha(self) -> bool: ...
    def flatten(self, *, background: list[float]) -> "_Image": ...
    def icc_transform(self, output: str, **options: object) -> "_Image": ...
    def colourspace(self, space: str) -> "_Image": ...
    def cast(self, form: str) -> "_Image": ...
    def copy(self, **options: object) -> "_Image": ...
    def rot(self, angle: str) -> "_Image": ...
    def copy_memory(self) -> "_Image": ...
    def thumbnail_image(self, width: int, **options: object) -> "_Image": ...
    def jpegsave_buffer(self, **options: object) -> bytes: ...
    def get_typeof(self, name: str) -> int: ...
    def get(self, name: str) -> object: ...


class _Operations(Protocol):
    def call(self, name: str, *arguments: object, **options: object) -> _Image: ...


class _Images(Protocol):
    def new_from_memory(self, content: bytes, width: int, height: int, bands: int, form: str) -> _Image: ...


class _Library(Protocol):
    Image: _Images
    Operation: _Operations
    Error: type[Exception]

    def block_untrusted_set(self, state: bool) -> None: ...
    def concurrency_set(self, threads: int) -> None: ...
    def cache_set_max(self, most: int) -> None: ...


_vips = cast("_Library", pyvips)
VipsError: type[Exception] = _vips.Error


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, upright, in sRGB, without alpha, in memory; and the blocks of words that its file held."""

    image: _Image
    exif: bytes
    iim: bytes
    xmp: bytes


@dataclass(frozen=True, slots=True)
class Jpeg:
    """A picture as JPEG bytes."""

    content: bytes
    width: int
    height: int


def _prepare() -> None:
    """From now on only the loaders that are fuzzed and maintained run, with no cache."""
    _vips.block_untrusted_set(state=True)
    _vips.concurrency_set(1)
    _vips.cache_set_max(0)


def open_picture(path: Path, media_type: str, name: str) -> Picture:
    """The picture of a file. Raises RefusedFileError: broken, moving, or too large to unpack."""
    _prepare()
    try:
        loaded = _vips.Operation.call(_LOADERS[media_type], str(path), access="random", fail_on="error")
        _check_dimensions(loaded, name)
        upright = _srgb(loaded.autorot()).copy_memory()
    except VipsError as error:
        raise RefusedFileError(
            "This picture cannot be read: it is broken, or cut off.",
            f"{name}: {_first_line(error)}",
            "Export it again and send that.",
        ) from error
    return Picture(
        upright, _block(loaded, "exif-data"), _block(loaded, "iptc-data"), _block(loaded, "xmp-data")
    )


def from_rgb(content: bytes, width: int, height: int, rotation: int) -> Picture:
    """A picture of RGB bytes, to be turned by `rotation` degrees against the clock, as FFmpeg counts them."""
    _prepare()
    image = _vips.Image.new_from_memory(content, width, height, 3, "uchar").copy(interpretation="srgb")
    turned = {90: "d270", 180: "d180", 270: "d90"}.get(rotation % 360)
    image = image.rot(turned) if turned else image
    return Picture(image.copy_memory(), b"", b"", b"")


def jpeg(picture: Picture, *, quality: int, longest: int | None = None) -> Jpeg:
    """The picture as JPEG with an sRGB profile and no words, its long side `longest` pixels at most."""
    image = picture.image
    if longest is not None:
        image = image.thumbnail_image(longest, height=longest, size="down")
    content = image.jpegsave_buffer(
        Q=quality, keep="none", profile="srgb", optimize_coding=True, interlace=longest is not None
    )
    return Jpeg(content, image.width, image.height)


def _check_dimensions(image: _Image, name: str) -> None:
    """By the head alone, before a pixel is unpacked."""
    size = worded("%(width)s × %(height)s pixels", width=image.width, height=image.height)
    if max(image.width, image.height) > MAX_PICTURE_SIDE_PIXELS:
        raise RefusedFileError(
            worded(
                "This picture is too long: %(size)s; a side may have %(most)s.",
                size=size,
                most=MAX_PICTURE_SIDE_PIXELS,
            ),
            name,
            "Send it smaller.",
        )
    if image.width * image.height > MAX_PICTURE_PIXELS:
        raise RefusedFileError(
            worded(
                "This picture is too large to unpack: %(size)s; %(most)s million are allowed.",
                size=size,
                most=MAX_PICTURE_PIXELS // 1000000,
            ),
            name,
            "Send it smaller.",
        )
    if image.get_typeof("n-pages") and cast("int", image.get("n-pages")) > 1:
        raise RefusedFileError(
            "This file holds more than one picture, or one that moves.", name, "Send one still picture."
        )


def _srgb(image: _Image) -> _Image:
    if image.hasalpha():
        image = image.flatten(background=_WHITE)
    is_cmyk = image.interpretation == "cmyk"
    if image.get_typeof("icc-profile-data") or is_cmyk:
        fallback = {"input_profile": "cmyk"} if is_cmyk else {}
        return image.icc_transform(
            "srgb",
            embedded=True,
            intent="relative",
            black_point_compensation=True,
            depth=_EIGHT_BITS,
            **fallback,
        )
    return image.colourspace("srgb").cast("uchar")


def _block(image: _Image, name: str) -> bytes:
    return bytes(cast("bytes", image.get(name))) if image.get_typeof(name) else b""


def _first_line(error: Exception) -> str:
    """What the library says, without paths of this machine."""
    last = [line for line in str(error).splitlines() if line.strip()][-1:]
    return last[0].strip()[:120] if last else type(error).__name__
