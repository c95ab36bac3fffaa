"""Under which names the files of a media item are handed over."""

from newsflow.domain.guid import parse_guid
from newsflow.domain.media import Rendition, RenditionName

PRINT, WEB, SD = RenditionName.PRINT, RenditionName.WEB, RenditionName.SD

_SUFFIX = {PRINT: "High", WEB: "Web", SD: "SD"}
_EXTENSION = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/tiff": "tif",
    "image/gif": "gif",
    "image/svg+xml": "svg",
    "video/mp4": "mp4",
    "video/webm": "webm",
    "video/quicktime": "mov",
    "application/pdf": "pdf",
    "text/vtt": "vtt",
    "text/plain": "txt",
    "text/csv": "csv",
    "application/json": "json",
    "application/zip": "zip",
}
_TEXTS = frozenset({"csv", "tsv", "json", "geojson", "xml", "ics", "md"})
"""Endings of plain text that say more than `txt`; a file that comes under one keeps it."""


def file_name(guid: str, rendition: Rendition, given: str | None = None) -> str:
    """The file's name: `aa_picture_20260703_41866865_High.jpg`. PYA keeps it as a local name, so it is bare ASCII.

    `given` is the name under which a file came in: its ending serves a type that has none of its own here.
    """
    parts = parse_guid(guid)
    stem = "_".join([parts.agency, parts.type.value, parts.day, str(parts.number)])
    if rendition.name is RenditionName.ORIGINAL:
        ending = _ending(given)
        return f"{stem}.{ending if ending in _TEXTS else _EXTENSION.get(rendition.type, ending)}"
    if rendition.name in {RenditionName.AI, RenditionName.EPS, RenditionName.PDF}:
        return f"{stem}.{rendition.name.value}"
    extension = _EXTENSION.get(rendition.type, "bin")
    if rendition.name is RenditionName.RASTER:
        return f"{stem}.{extension}"
    return f"{stem}_{_SUFFIX.get(rendition.name) or rendition.name.value.capitalize()}.{extension}"


def _ending(given: str | None) -> str:
    ending = (given or "").rpartition(".")[2].lower()
    return ending if ending.isascii() and ending.isalnum() and len(ending) <= 8 else "bin"
