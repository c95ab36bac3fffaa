"""Which files of a media item are handed over, and which of them a contract covers."""

from collections.abc import Iterable
from types import MappingProxyType

from newsflow.domain.codes import ItemType
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.media import Rendition, RenditionName
from newsflow.matching.contract import Contract

SIZES = MappingProxyType(
    {
        ItemType.PICTURE: (RenditionName.PRINT, RenditionName.WEB),
        ItemType.VIDEO: (RenditionName.SD, RenditionName.WEB),
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
    bought = frozenset(name for name in SIZES.get(kind, ()) if name in sizes.get(kind, []))
    return bought | frozenset(EXTRAS.get(kind, ())) if bought else frozenset()


def handed(content: Dispatch, may: frozenset[RenditionName]) -> tuple[Rendition, ...]:
    """The item's files among those, in the order of the formats."""
    if content.media is None:
        return ()
    found = (content.media.rendition(name) for name in formats(content.type) if name in may)
    return tuple(rendition for rendition in found if rendition is not None)
