"""A graphic's raster: a JPEG for whoever cannot open the rest, from a picture that came, or drawn from a PDF; and its thumb."""

from pathlib import Path

from newsflow.domain.media import RenditionName
from newsflow.media import sniff, vips
from newsflow.media.facts import Facts
from newsflow.media.orders import Made, Order
from newsflow.media.pictures import facts_of, write

SIZES = ((RenditionName.RASTER, 92, None), (RenditionName.THUMB, 80, 320))
"""Name, JPEG quality, pixels of the long side (None: as it came)."""


def make(graphic: Path, media_type: str, folder: Path, order: Order) -> tuple[tuple[Made, ...], Facts]:
    """Write a graphic's raster and a thumb; gives them, and what the file said of itself."""
    picture = _opened(graphic, media_type, order.file_name)
    said = facts_of(picture)
    words = order.given.over(said).over(order.house)
    return tuple(
        write(picture, folder, name.value, words, quality=quality, longest=longest)
        for name, quality, longest in SIZES
    ), said


def _opened(graphic: Path, media_type: str, name: str) -> vips.Picture:
    if media_type != sniff.PDF:
        return vips.open_picture(graphic, media_type, name)
    from newsflow.media import pdf  # noqa: PLC0415 — a picture needs no PDFium in memory

    return pdf.first_page(graphic, name)
