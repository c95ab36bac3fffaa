"""Whether a file is one thing from its first byte to its last: nothing cut off, nothing behind, nothing inside."""

import mmap
import re
import struct
from pathlib import Path

from newsflow.domain.worded import worded
from newsflow.media.refusal import RefusedFileError
from newsflow.media.sniff import AVIF, HTML, JPEG, MP4, PDF, PNG, QUICKTIME, WEBP, ZIP, in_words, is_page

Bytes = bytes | mmap.mmap

PAGE_HEAD_BYTES = 4_096
PDF_HEAD_BYTES = 1_024
LONGEST_ZIP_COMMENT_BYTES = 65_535
_ZIP_END = b"PK\x05\x06"
_ZIP_END_BYTES = 22
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
WINDOW_BYTES = 1_048_576
"""How much is searched at a time: other threads run in between, as the interpreter's lock is held meanwhile."""
_ANIMATED_BRANDS = frozenset({b"avis", b"msf1"})
_SEND_WHOLE = worded("Export it again and send that.")


def check_whole(path: Path, name: str, media_type: str) -> None:
    """Return when the file is whole and one thing. Raises RefusedFileError saying what is wrong with it."""
    with path.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if media_type in _WALKS:
            try:
                _WALKS[media_type](content, name)
            except (IndexError, struct.error):
                raise _cut(name) from None
        _check_single(content, name, media_type)


def _check_single(content: Bytes, name: str, media_type: str) -> None:
    other = None
    if has_zip_end(content):
        other = in_words(ZIP)
    elif is_page(bytes(content[:PAGE_HEAD_BYTES])):
        other = in_words(HTML)
    elif media_type != PDF and b"%PDF-" in bytes(content[:PDF_HEAD_BYTES]):
        other = in_words(PDF)
    if other is not None:
        raise RefusedFileError(
            worded(
                "This file is two things at once: %(found)s, and %(other)s.",
                found=in_words(media_type),
                other=other,
            ),
            name,
            _SEND_WHOLE,
        )


def has_zip_end(content: Bytes) -> bool:
    """Whether a ZIP reader would find an archive in these bytes: its end, and before that its directory."""
    size = len(content)
    tail = bytes(content[max(0, size - _ZIP_END_BYTES - LONGEST_ZIP_COMMENT_BYTES) :])
    place = tail.rfind(_ZIP_END)
    while place >= 0:
        if len(tail) - place >= _ZIP_END_BYTES:
            directory_bytes = struct.unpack_from("<I", tail, place + 12)[0]
            start = size - len(tail) + place - directory_bytes
            if start >= 0 and (directory_bytes == 0 or content[start : start + 4] == b"PK\x01\x02"):
                return True
        place = tail.rfind(_ZIP_END, 0, place)
    return False


def _cut(name: str) -> RefusedFileError:
    return RefusedFileError("This file is broken or cut off.", name, _SEND_WHOLE)


def _behind(name: str, count: int) -> RefusedFileError:
    return RefusedFileError(
        worded("Behind the picture lie %(count)s bytes that are not part of it.", count=count),
        name,
        _SEND_WHOLE,
    )


def _animated(name: str) -> RefusedFileError:
    return RefusedFileError("This picture moves.", name, "Send a still picture, or a video as a video.")


def _walk_jpeg(content: Bytes, name: str) -> None:
    """Cameras put further whole JPEGs behind the first (multi-picture format); anything else is not theirs."""
    place = _jpeg_end(content, name, 0)
    while place < len(content):
        if content[place] == 0:
            place += 1
        elif content[place : place + 3] == b"\xff\xd8\xff":
            place = _jpeg_end(content, name, place)
        else:
            raise _behind(name, len(content) - place)


def _jpeg_end(content: Bytes, name: str, start: int) -> int:
    place = start + 2
    while True:
        if content[place] != 0xFF:
            raise _cut(name)
        while content[place] == 0xFF:
            place += 1
        marker, place = content[place], place + 1
        if marker == 0xD9:
            return place
        if marker == 0x01 or 0xD0 <= marker <= 0xD7:
            continue
        place += struct.unpack(">H", content[place : place + 2])[0]
        if marker == 0xDA:
            place = _next_marker(content, name, place)


def _next_marker(content: Bytes, name: str, place: int) -> int:
    while place < len(content):
        found = _MARKER.search(content, place, place + WINDOW_BYTES + 1)
        if found is not None:
            return found.start()
        place += WINDOW_BYTES
    raise _cut(name)


def _walk_png(content: Bytes, name: str) -> None:
    place = 8
    while True:
        length, kind = struct.unpack(">I4s", content[place : place + 8])
        place += 12 + length
        if place > len(content):
            raise _cut(name)
        if kind == b"acTL":
            raise _animated(name)
        if kind == b"IEND":
            break
    if place < len(content):
        raise _behind(name, len(content) - place)


def _walk_webp(content: Bytes, name: str) -> None:
    end = struct.unpack("<I", content[4:8])[0] + 8
    end += end % 2
    if end > len(content):
        raise _cut(name)
    if content[12:16] == b"VP8X" and content[20] & 0x02:
        raise _animated(name)
    if end < len(content):
        raise _behind(name, len(content) - end)


def _walk_boxes(content: Bytes, name: str) -> None:
    place, size = 0, len(content)
    while place < size:
        length, kind = struct.unpack(">I4s", content[place : place + 8])
        if length == 1:
            length = struct.unpack(">Q", content[place + 8 : place + 16])[0]
        elif length == 0:
            length = size - place
        if length < 8 or not re.fullmatch(rb"[A-Za-z0-9 _\-\xa9]{4}", kind):
            raise _behind(name, size - place) if place else _cut(name)
        place += length
    if place > size:
        raise _cut(name)


def _walk_stills(content: Bytes, name: str) -> None:
    _walk_boxes(content, name)
    if bytes(content[8:12]) in _ANIMATED_BRANDS:
        raise _animated(name)


_WALKS = {
    JPEG: _walk_jpeg,
    PNG: _walk_png,
    WEBP: _walk_webp,
    AVIF: _walk_stills,
    MP4: _walk_boxes,
    QUICKTIME: _walk_boxes,
}
