"""What a picture, video, graphic, file or series has besides what every item has."""

from dataclasses import dataclass
from enum import StrEnum

from newsflow.domain.codes import ItemType

SERIES_OF = {
    ItemType.PICTURE: ItemType.PICTURE_GROUP,
    ItemType.VIDEO: ItemType.VIDEO_GROUP,
    ItemType.GRAPH: ItemType.GRAPH_GROUP,
}
"""The type of the series that items of a type are in. Files are in none."""
MEMBER_OF = {series: member for member, series in SERIES_OF.items()}
"""The type of a series' members."""


class AiUse(StrEnum):
    """What may be done with an item by machines that learn. The formats spell it as PLUS Data Mining does."""

    UNSPECIFIED = "unspecified"
    ALLOWED = "allowed"
    NO_GENERATIVE_TRAINING = "no_generative_training"
    NO_TRAINING = "no_training"
    PROHIBITED = "prohibited"


class RenditionName(StrEnum):
    """The name under which a rendition is asked for; HAS's own where it has one (contract, §1.6)."""

    ORIGINAL = "original"
    PRINT = "print"
    WEB = "web"
    THUMB = "thumb"
    SD = "sd"
    POSTER = "poster"
    SUBTITLES = "subtitles"
    TRANSCRIPT = "transcript"
    AI = "ai"
    EPS = "eps"
    PDF = "pdf"
    RASTER = "raster"


DRAWINGS = frozenset({RenditionName.AI, RenditionName.EPS, RenditionName.PDF})
"""A graphic's formats that have a page and no pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """One file of an item: what it is, how large, and the SHA-256 (hex) under which its bytes are stored.

    Width and height are pixels; of drawings (`ai`, `eps`, `pdf`) they are the page's, in points of 1/72 inch.
    """

    name: RenditionName
    type: str
    """Media type, such as image/jpeg."""
    bytes: int
    sha256: str
    width: int | None = None
    height: int | None = None
    duration_ms: int | None = None

    @property
    def in_points(self) -> bool:
        """Whether width and height are points, not pixels."""
        return self.name in DRAWINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """The media part of a version. `headline` is its title, `credits` and `places` stand where they do for text.

    A member of a series names it and its place in it, from 1; the series' own item names its members in order.
    """

    caption: str = ""
    alt_text: str | None = None
    extended_description: str | None = None
    credit_line: str | None = None
    copyright: str | None = None
    taken_at: str | None = None
    """As the source states it: `YYYY-MM-DD` or RFC 3339, no time invented."""
    ai_use: AiUse = AiUse.UNSPECIFIED
    file_name: str | None = None
    series: str | None = None
    number: int = 1
    members: tuple[str, ...] = ()
    renditions: tuple[Rendition, ...] = ()

    def rendition(self, name: str) -> Rendition | None:
        """The rendition of that name."""
        return next((found for found in self.renditions if found.name == name), None)
