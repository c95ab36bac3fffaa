"""What is said between a worker and the press, the process that makes renditions: an order, and lines in return."""

from dataclasses import dataclass

from newsflow.domain.codes import ItemType
from newsflow.media.facts import NOTHING_SAID, Facts

ORDER_FILE = "order.json"
ORIGINAL_FILE = "original"
GRAPHIC_FILE = "graphic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to make of the file `original` in the press's folder."""

    kind: ItemType
    type: str
    file_name: str
    given: Facts
    """The desk's words."""
    house: Facts
    """What is said where neither the desk nor the file says anything."""
    raster_type: str | None = None
    """For a graphic: the type of the file `graphic`, from which its raster is made; None when it has none."""
    pages: tuple["PageFile", ...] = ()
    """For a graphic: the files with a page, whose size is to be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFile:
    """A drawing in the press's folder, under the digest of its bytes."""

    sha256: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSize:
    """A drawing's page, in points."""

    sha256: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file that the press wrote into its folder."""

    name: str
    file: str
    type: str
    width: int | None = None
    height: int | None = None
    duration_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One line from the press: how far it is; at the end what it made, or why it refuses, packed (`domain/worded.py`)."""

    percent: int = 0
    refused: str | None = None
    made: tuple[Made, ...] | None = None
    facts: Facts = NOTHING_SAID
    pages: tuple[PageSize, ...] = ()
    """The sizes of the drawings' pages, of those that say it."""
