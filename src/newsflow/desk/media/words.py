"""What the media pages call things."""

from newsflow.domain.codes import ItemType
from newsflow.domain.media import AiUse, RenditionName
from newsflow.media import AssetState
from newsflow.web.say import noop as _

KINDS = {
    ItemType.PICTURE: _("Picture"),
    ItemType.VIDEO: _("Video"),
    ItemType.GRAPH: _("Graphic"),
    ItemType.FILE: _("File"),
}
SERIES = {
    ItemType.PICTURE_GROUP: _("Series of pictures"),
    ItemType.VIDEO_GROUP: _("Series of videos"),
    ItemType.GRAPH_GROUP: _("Series of graphics"),
    ItemType.FILE: _("File"),
}
COMPANIONS = {
    RenditionName.SUBTITLES: _("Subtitles (WebVTT)"),
    RenditionName.TRANSCRIPT: _("Transcript (plain text)"),
    RenditionName.AI: _("Illustrator file"),
    RenditionName.EPS: _("EPS"),
    RenditionName.PDF: _("PDF"),
    RenditionName.RASTER: _("Picture of it (JPEG, PNG, TIFF)"),
}
"""What may come with a file; `media/door.py` says with which kind."""
STATES = {
    AssetState.WAITING: _("Waiting"),
    AssetState.WORKING: _("In the works"),
    AssetState.READY: _("Ready"),
    AssetState.REFUSED: _("Refused"),
}
MISSING = {
    "caption": _("No caption"),
    "alt_text": _("No alt text"),
    "rights": _("No rights"),
}
AI_USES = {
    AiUse.UNSPECIFIED: _("Not said"),
    AiUse.ALLOWED: _("Allowed"),
    AiUse.NO_GENERATIVE_TRAINING: _("No training of generative machines"),
    AiUse.NO_TRAINING: _("No training of any machine"),
    AiUse.PROHIBITED: _("No mining of any kind"),
}
