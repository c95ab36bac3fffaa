"""A JPEG with our words in it, and nobody's places or serial numbers."""

import struct

from newsflow.media.embedded import iim, xmp
from newsflow.media.facts import Facts

XMP_NAME = b"http://ns.adobe.com/xap/1.0/\0"
APP0, APP1, APP13 = 0xE0, 0xE1, 0xED
COMMENT, START_OF_SCAN = 0xFE, 0xDA
WITH_WORDS = frozenset({APP1, APP13, COMMENT})
"""Segments in which words may stand: EXIF and XMP, IPTC-IIM, a comment."""
MAX_SEGMENT_BYTES = 65_533


def with_words(jpeg: bytes, words: Facts) -> bytes:
    """A JPEG that libvips wrote without words, with them as XMP and as IPTC-IIM behind its first segment."""
    place = 2
    if jpeg[place : place + 2] == bytes((0xFF, APP0)):
        place += 2 + struct.unpack_from(">H", jpeg, place + 2)[0]
    ours = _segment(APP1, XMP_NAME + xmp.packet(words)) + _segment(APP13, iim.segment(words))
    return jpeg[:place] + ours + jpeg[place:]


def _segment(marker: int, payload: bytes) -> bytes:
    if len(payload) > MAX_SEGMENT_BYTES:
        msg = f"a JPEG segment of {len(payload)} bytes"
        raise ValueError(msg)
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def for_the_public(jpeg: bytes, words: Facts) -> bytes:
    """One of our JPEGs with these words alone: what it says to subscribers' desks is taken out."""
    kept, place = [jpeg[:2]], 2
    while jpeg[place] == 0xFF and jpeg[place + 1] != START_OF_SCAN:
        end = place + 2 + struct.unpack_from(">H", jpeg, place + 2)[0]
        if jpeg[place + 1] not in WITH_WORDS:
            kept.append(jpeg[place:end])
        place = end
    return with_words(b"".join((*kept, jpeg[place:])), words)
