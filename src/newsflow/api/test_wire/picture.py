"""The one picture of all test wires: a grey square, made here, so that it needs no store. PURE."""

import hashlib
import struct
import zlib

from newsflow.domain.media import Rendition, RenditionName

SIDE = 64


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _png() -> bytes:
    """A grey square of 64 by 64 pixels that says TEST in its own words (PNG, 11.3.4.3)."""
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + b"\x80" * SIDE for _ in range(SIDE))
    return b"\x89PNG\r\n\x1a\n" + b"".join((
        _chunk(b"IHDR", header),
        _chunk(b"tEXt", b"Description\0TEST: a drill of a test wire. Do not publish."),
        _chunk(b"IDAT", zlib.compress(rows, 9)),
        _chunk(b"IEND", b""),
    ))  # fmt: skip


PICTURE = _png()
RENDITION = Rendition(
    name=RenditionName.WEB, type="image/png", bytes=len(PICTURE), sha256=hashlib.sha256(PICTURE).hexdigest(),
    width=SIDE, height=SIDE,
)  # fmt: skip
