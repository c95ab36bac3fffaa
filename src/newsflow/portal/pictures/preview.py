"""What of a picture, a film or a graphic may be looked at before anything is taken."""

from collections.abc import Iterable
from dataclasses import dataclass

from newsflow.domain.dispatch import Dispatch
from newsflow.domain.media import Rendition
from newsflow.portal.item_media import FOR_LOOKING
from newsflow.portal.lines import item_address


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A small picture: in the ledger when it is fetched, free of the quota. The larger files are takings, and no previews."""

    address: str
    """Where it is; "" where there is none to show."""
    width: int
    height: int
    alt: str


def preview(guid: str, content: Dispatch, files: Iterable[Rendition]) -> Preview:
    """The preview among the files that the reader may have."""
    shown = next((one for one in files if one.name in FOR_LOOKING and one.type.startswith("image/")), None)
    media = content.media
    return Preview(
        address="" if shown is None else item_address(guid, "files", shown.name.value),
        width=(shown.width if shown else None) or 320,
        height=(shown.height if shown else None) or 240,
        alt=(media.alt_text if media else None) or content.headline,
    )
