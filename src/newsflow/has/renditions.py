"""Under which types HAS hands over the files of a media item (§1.6). PURE."""

from newsflow.domain.codes import ItemType
from newsflow.domain.media import Rendition
from newsflow.matching.sizes import SIZES

OCTETS = "application/octet-stream"


def content_type(kind: ItemType, rendition: Rendition) -> str:
    """The Content-Type: videos are a stream of octets (ELX), all else is what it is."""
    return OCTETS if kind is ItemType.VIDEO and rendition.name in SIZES[ItemType.VIDEO] else rendition.type
