"""Which files of a media item HAS hands over, under which names and types, to whom (§1.6). PURE."""

from collections.abc import Iterable
from types import MappingProxyType

from newsflow.domain.codes import ItemType
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.guid import parse_guid
from newsflow.domain.media import Rendition, RenditionName
from newsflow.matching.contract import Contract

PRINT, WEB, SD = RenditionName.PRINT, RenditionName.WEB, RenditionName.SD

SIZES = MappingProxyType(
    {
        ItemType.PICTURE: (PRINT, WEB),
        ItemType.VIDEO: (SD, WEB),
        ItemType.GRAPH: (RenditionName.AI, RenditionName.EPS, RenditionName.PDF, RenditionName.RASTER),
        ItemType.FILE: (RenditionName.ORIGINAL,),
    }
)
"""The formats of a type that a contract covers by size. A file has one, for whoever has files."""
EXTRAS = MappingProxyType(
    {
        ItemType.PICTURE: (RenditionName.THUMB,),
        ItemType.VIDEO: (RenditionName.POSTER, RenditionName.SUBTITLES, RenditionName.TRANSCRIPT),
        ItemType.GRAPH: (RenditionName.THUMB,),
        ItemType.FILE: (),
    }
)
"""What comes with any size of the type."""

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
OCTETS = "application/octet-stream"


def formats(kind: ItemType) -> tuple[RenditionName, ...]:
    """All formats in which items of a type may be asked for; none for texts and series."""
    return (*SIZES.get(kind, ()), *EXTRAS.get(kind, ()))


def covered(kind: ItemType, contracts: Iterable[Contract]) -> frozenset[RenditionName]:
    """The formats that the contracts cover together. Give those alone that cover the item itself."""
    all_of = [contract.covers for contract in contracts]
    sizes = {
        ItemType.PICTURE: [name for one in all_of for name in one.photo_sizes],
        ItemType.VIDEO: [name for one in all_of for name in one.video_sizes],
        ItemType.GRAPH: [name for one in all_of for name in one.graph_sizes],
        ItemType.FILE: [RenditionName.ORIGINAL.value] if all_of else [],
    }
    bought = frozenset(name for name in SIZES.get(kind, ()) if name in sizes[kind])
    return bought | frozenset(EXTRAS[kind]) if bought else frozenset()


def handed(content: Dispatch, may: frozenset[RenditionName]) -> tuple[Rendition, ...]:
    """The item's files among those, in the order of the formats."""
    if content.media is None:
        return ()
    found = (content.media.rendition(name) for name in formats(content.type) if name in may)
    return tuple(rendition for rendition in found if rendition is not None)


def content_type(kind: ItemType, rendition: Rendition) -> str:
    """The Content-Type: videos are a stream of octets (ELX), all else is what it is."""
    return OCTETS if kind is ItemType.VIDEO and rendition.name in SIZES[ItemType.VIDEO] else rendition.type


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
