"""IPTC-IIM 4.2, the old block that many a system still reads. Texts are cut to the lengths that the standard allows."""

import struct
from collections.abc import Iterator

from newsflow.media.embedded.dates import stated
from newsflow.media.facts import NOTHING_SAID, Facts

UTF_8_MARK = b"\x1b%G"
PHOTOSHOP = b"Photoshop 3.0\0"
IPTC_RESOURCE = 0x0404
MAX_KEYWORDS = 200

CHARSET, VERSION = (1, 90), (2, 0)
KEYWORDS, INSTRUCTIONS, DATE, TIME = (2, 25), (2, 40), (2, 55), (2, 60)
BYLINE, BYLINE_TITLE, CITY, COUNTRY_CODE, COUNTRY = (2, 80), (2, 85), (2, 90), (2, 100), (2, 101)
HEADLINE, CREDIT, SOURCE, COPYRIGHT, CAPTION = (2, 105), (2, 110), (2, 115), (2, 116), (2, 120)

_LONGEST_BYTES = {
    KEYWORDS: 64, INSTRUCTIONS: 256, BYLINE: 32, BYLINE_TITLE: 32, CITY: 32, COUNTRY: 64, HEADLINE: 256, CREDIT: 32,
    SOURCE: 32, COPYRIGHT: 128, CAPTION: 2000,
}  # fmt: skip

Dataset = tuple[int, int]


def read(block: bytes) -> Facts:
    """What an IIM block, bare or in Photoshop's resources, says; nothing where it is broken."""
    try:
        found = list(_datasets(_bare(block)))
    except (struct.error, IndexError):
        return NOTHING_SAID
    charset = "utf-8" if (CHARSET, UTF_8_MARK) in found else None
    texts: dict[Dataset, list[str]] = {}
    for name, value in found:
        texts.setdefault(name, []).append(_text(value, charset))

    def first(name: Dataset) -> str | None:
        return next((text for text in texts.get(name, []) if text), None)

    date, time = first(DATE), first(TIME)
    return Facts(
        headline=first(HEADLINE),
        caption=first(CAPTION),
        creator=tuple(filter(None, texts.get(BYLINE, []))),
        creator_role=first(BYLINE_TITLE),
        credit_line=first(CREDIT),
        copyright=first(COPYRIGHT),
        instructions=first(INSTRUCTIONS),
        source=first(SOURCE),
        taken_at=stated(f"{date}T{time}" if date and time else date) or stated(date),
        city=first(CITY),
        country=first(COUNTRY),
        country_code=first(COUNTRY_CODE),
        keywords=tuple(filter(None, texts.get(KEYWORDS, []))),
    )


def _bare(block: bytes) -> bytes:
    if not block.startswith(PHOTOSHOP):
        return block
    place = len(PHOTOSHOP)
    while block[place : place + 4] == b"8BIM":
        (kind,) = struct.unpack_from(">H", block, place + 4)
        name_bytes = block[place + 6] + 1
        start = place + 6 + name_bytes + name_bytes % 2
        (length,) = struct.unpack_from(">I", block, start)
        if kind == IPTC_RESOURCE:
            return block[start + 4 : start + 4 + length]
        place = start + 4 + length + length % 2
    return b""


def _datasets(block: bytes) -> Iterator[tuple[Dataset, bytes]]:
    place = 0
    while block[place : place + 1] == b"\x1c":
        record, dataset, length = struct.unpack_from(">BBH", block, place + 1)
        place += 5
        if length & 0x8000:
            size = length & 0x7FFF
            length = int.from_bytes(block[place : place + size], "big")
            place += size
        yield (record, dataset), block[place : place + length]
        place += length


def _text(value: bytes, charset: str | None) -> str:
    try:
        return value.decode(charset or "utf-8").strip(" \0")
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace").strip(" \0")


def segment(words: Facts) -> bytes:
    """The words as Photoshop's APP13 payload around an IIM block in UTF-8."""
    block = _written(CHARSET, UTF_8_MARK) + _written(VERSION, b"\0\4")
    date, _, time = (words.taken_at or "").partition("T")
    singles: tuple[tuple[Dataset, str | None], ...] = (
        (INSTRUCTIONS, words.instructions),
        (DATE, date.replace("-", "")),
        (TIME, time.replace("Z", "+00:00").replace(":", "")),
        (BYLINE_TITLE, words.creator_role),
        (CITY, words.city),
        (COUNTRY_CODE, words.country_code if words.country_code and len(words.country_code) == 3 else None),
        (COUNTRY, words.country),
        (HEADLINE, words.headline),
        (CREDIT, words.credit_line),
        (SOURCE, words.source),
        (COPYRIGHT, words.copyright),
        (CAPTION, words.caption),
    )
    pairs = [(name, text) for name, text in singles if text]
    pairs += [(BYLINE, name) for name in words.creator]
    pairs += [(KEYWORDS, word) for word in words.keywords[:MAX_KEYWORDS]]
    for name, text in sorted(pairs, key=lambda pair: pair[0]):
        block += _written(name, _cut(text, _LONGEST_BYTES.get(name, 64)))
    resource = b"8BIM" + struct.pack(">HHI", IPTC_RESOURCE, 0, len(block)) + block
    return PHOTOSHOP + resource + b"\0" * (len(block) % 2)


def _written(name: Dataset, value: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, *name, len(value)) + value


def _cut(text: str, longest: int) -> bytes:
    """As much as fits, whole characters only."""
    return text.encode()[:longest].decode(errors="ignore").encode()
