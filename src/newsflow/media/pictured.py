"""Which rendition stands for an item on a page."""

from collections.abc import Sequence

from newsflow.domain.media import Rendition, RenditionName

STAND_INS = (RenditionName.THUMB, RenditionName.POSTER, RenditionName.WEB, RenditionName.RASTER)
"""The smallest first."""


def pictured(renditions: Sequence[Rendition]) -> Rendition | None:
    """The smallest picture that there is of it; None for a text file, or while nothing is made."""
    made = {one.name: one for one in renditions if one.type == "image/jpeg"}
    return next((made[name] for name in STAND_INS if name in made), None)
