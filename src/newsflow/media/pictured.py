"""Which rendition stands for an item on a page."""

from collections.abc import Sequence

from newsflow.domain.media import Rendition, RenditionName

STAND_INS = (RenditionName.THUMB, RenditionName.POSTER, RenditionName.WEB, RenditionName.RASTER)
"""The smallest first."""


LARGE = (RenditionName.WEB, RenditionName.POSTER, RenditionName.RASTER, RenditionName.THUMB)
"""Such as one looks at before it goes out."""


def pictured(renditions: Sequence[Rendition], names: Sequence[RenditionName] = STAND_INS) -> Rendition | None:
    """The first picture of those names that there is; None for a text file, or while nothing is made."""
    made = {one.name: one for one in renditions if one.type == "image/jpeg"}
    return next((made[name] for name in names if name in made), None)
