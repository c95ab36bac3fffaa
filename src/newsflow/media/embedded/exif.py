"""EXIF, as cameras write it (CIPA DC-008): the few fields that are a newsroom's business. Places and serials are not."""

import struct
from dataclasses import dataclass

from newsflow.media.embedded.dates import stated
from newsflow.media.facts import NOTHING_SAID, Facts

DESCRIPTION, ARTIST, COPYRIGHT, EXIF_FOLDER = 0x010E, 0x013B, 0x8298, 0x8769
TAKEN, TAKEN_OFFSET = 0x9003, 0x9011
MAX_FIELDS = 512
_ASCII = 2
_ENTRY_BYTES = 12
_INLINE_BYTES = 4


@dataclass(frozen=True, slots=True)
class _Block:
    content: bytes
    order: str

    def numbers(self, shape: str, place: int) -> tuple[int, ...]:
        return struct.unpack_from(self.order + shape, self.content, place)

    def folder(self, place: int) -> dict[int, str | int]:
        """The ASCII fields of a folder as text; others as the number in their place."""
        (count,) = self.numbers("H", place)
        fields: dict[int, str | int] = {}
        for index in range(min(count, MAX_FIELDS)):
            at = place + 2 + index * _ENTRY_BYTES
            tag, kind, length = self.numbers("HHI", at)
            (number,) = self.numbers("I", at + 8)
            if kind != _ASCII:
                fields[tag] = number
                continue
            start = at + 8 if length <= _INLINE_BYTES else number
            fields[tag] = _text(self.content[start : start + length])
        return fields


def read(block: bytes) -> Facts:
    """What an EXIF block says; nothing where it is broken."""
    content = block.removeprefix(b"Exif\0\0")
    order = {b"II": "<", b"MM": ">"}.get(content[:2])
    if order is None:
        return NOTHING_SAID
    read_by = _Block(content, order)
    try:
        main = read_by.folder(read_by.numbers("I", 4)[0])
        pointer = main.get(EXIF_FOLDER)
        inner = read_by.folder(pointer) if isinstance(pointer, int) else {}
    except struct.error:
        return NOTHING_SAID
    taken, offset = inner.get(TAKEN), inner.get(TAKEN_OFFSET)
    artist = str(main.get(ARTIST, ""))
    return Facts(
        caption=str(main.get(DESCRIPTION, "")) or None,
        creator=tuple(name.strip() for name in artist.split(";") if name.strip()),
        copyright=str(main.get(COPYRIGHT, "")) or None,
        taken_at=stated(f"{taken}{offset or ''}") if isinstance(taken, str) else None,
    )


def _text(raw: bytes) -> str:
    plain = raw.split(b"\0", 1)[0]
    try:
        return plain.decode().strip()
    except UnicodeDecodeError:
        return plain.decode("cp1252", "replace").strip()
