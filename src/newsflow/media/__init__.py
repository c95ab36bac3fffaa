"""Media: files come in as assets, a worker makes their renditions, the newsroom releases from those (ADR-0019)."""

from newsflow.media.assets import (
    MAX_TRIES,
    Asset,
    AssetId,
    AssetState,
    Companion,
    NewAsset,
    accompany,
    add,
    asset,
    assets,
    chosen,
    enter,
    give_words,
    ready,
    remake,
    take_companion,
    take_in,
)
from newsflow.media.door import COMPANIONS
from newsflow.media.erasing import erase
from newsflow.media.facts import Facts
from newsflow.media.serving import open_rendition, rendition_of

__all__ = [
    "COMPANIONS",
    "MAX_TRIES",
    "Asset",
    "AssetId",
    "AssetState",
    "Companion",
    "Facts",
    "NewAsset",
    "accompany",
    "add",
    "asset",
    "assets",
    "chosen",
    "enter",
    "erase",
    "give_words",
    "open_rendition",
    "ready",
    "remake",
    "rendition_of",
    "take_companion",
    "take_in",
]
