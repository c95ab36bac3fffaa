"""Series in the making: drafts whose members are assets, sealed whole when they are asked for (invariant 9)."""

from newsflow.newsroom.series_drafts.making import (
    assets_in,
    begin,
    begin_more,
    in_this_order,
    is_media_draft,
    of_story,
    proposed,
)
from newsflow.newsroom.series_drafts.sealing import (
    Part,
    Whole,
    check_series_follows,
    check_still,
    entries_of_whole,
    is_whole_series,
    kept,
    put_whole,
    seal_draft,
)

__all__ = [
    "Part",
    "Whole",
    "assets_in",
    "begin",
    "begin_more",
    "check_series_follows",
    "check_still",
    "entries_of_whole",
    "in_this_order",
    "is_media_draft",
    "is_whole_series",
    "kept",
    "of_story",
    "proposed",
    "put_whole",
    "seal_draft",
]
