"""The size of a drawing's page in points of 1/72 inch, as the file states it."""

import re
import struct
from pathlib import Path

from newsflow.media import sniff

HEAD_BYTES = 65_536
"""So much of a PostScript file's beginning and end is looked through for its bounding box."""
LONGEST_SIDE_POINTS = 14_400_000
"""More is no page: a PDF's largest has 14,400 units, of 75,000 points at most each."""
_DOS = b"\xc5\xd0\xd3\xc6"
_BOX = re.compile(
    rb"^%%(HiRes)?BoundingBox:[ \t]*(-?[\d.]+)[ \t]+(-?[\d.]+)[ \t]+(-?[\d.]+)[ \t]+(-?[\d.]+)", re.MULTILINE
)


def measured(path: Path, media_type: str) -> tuple[int, int] | None:
    """Width and height of the first page, whole points, 1 at least; None where the file says nothing of use."""
    if media_type == sniff.PDF:
        from newsflow.media import pdf  # noqa: PLC0415 — PostScript needs no PDFium in memory

        size = pdf.page_size(path)
    else:
        size = _bounding_box(path)
    if size is None or not all(0 < side <= LONGEST_SIDE_POINTS for side in size):
        return None
    return max(1, round(size[0])), max(1, round(size[1]))


def _bounding_box(path: Path) -> tuple[float, float] | None:
    """The bounding box of a PostScript file: from its head, or from its end where the head puts it off (atend)."""
    with path.open("rb") as file:
        start, end = _postscript(file.read(30), path.stat().st_size)
        file.seek(start)
        head = file.read(min(HEAD_BYTES, end - start))
        file.seek(max(start, end - HEAD_BYTES))
        tail = file.read(min(HEAD_BYTES, end - start))
    boxes = [*_BOX.finditer(head.replace(b"\r", b"\n"))] or [*_BOX.finditer(tail.replace(b"\r", b"\n"))]
    try:
        sides = [tuple(float(part) for part in box.groups()[1:]) for box in boxes]
    except ValueError:
        return None
    exact = next((side for box, side in zip(boxes, sides, strict=True) if box[1]), None)
    found = exact or next(iter(sides), None)
    return None if found is None else (found[2] - found[0], found[3] - found[1])


def _postscript(head: bytes, size: int) -> tuple[int, int]:
    """Where the PostScript lies: all of the file, or what the header that DOS put before it says."""
    if not head.startswith(_DOS) or len(head) < 12:
        return 0, size
    start, length = struct.unpack_from("<II", head, 4)
    return min(start, size), min(start + length, size)
