"""A picture's renditions: print, web and thumb, with our words inside."""

from pathlib import Path

from newsflow.domain.media import RenditionName
from newsflow.media import sniff, vips
from newsflow.media.embedded import exif, iim, with_words, xmp
from newsflow.media.facts import Facts
from newsflow.media.orders import Made, Order

SIZES = ((RenditionName.PRINT, 92, None), (RenditionName.WEB, 85, 1024), (RenditionName.THUMB, 80, 320))
"""Name, JPEG quality, pixels of the long side (None: as it came)."""


def make(original: Path, folder: Path, order: Order) -> tuple[tuple[Made, ...], Facts]:
    """Write a picture's renditions; gives them, and what the file said of itself."""
    picture = vips.open_picture(original, order.type, order.file_name)
    said = facts_of(picture)
    words = order.given.over(said).over(order.house)
    return tuple(
        write(picture, folder, name.value, words, quality=quality, longest=longest)
        for name, quality, longest in SIZES
    ), said


def facts_of(picture: vips.Picture) -> Facts:
    """What the file says: XMP before IIM before EXIF, as the newer block is the better kept one."""
    return xmp.read(picture.xmp).over(iim.read(picture.iim)).over(exif.read(picture.exif)).plain()


def write(
    picture: vips.Picture, folder: Path, name: str, words: Facts, *, quality: int, longest: int | None
) -> Made:
    """Write one JPEG rendition."""
    jpeg = vips.jpeg(picture, quality=quality, longest=longest)
    file = f"{name}.jpg"
    (folder / file).write_bytes(with_words(jpeg.content, words))
    return Made(name=name, file=file, type=sniff.JPEG, width=jpeg.width, height=jpeg.height)
