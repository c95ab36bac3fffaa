"""What the files of an item are called."""

from newsflow.domain.media import RenditionName
from newsflow.web.say import noop as _

NAMES = {
    RenditionName.ORIGINAL: _("Original file"),
    RenditionName.PRINT: _("For print"),
    RenditionName.WEB: _("For the web"),
    RenditionName.THUMB: _("Small preview"),
    RenditionName.SD: _("Video in SD"),
    RenditionName.POSTER: _("Still picture"),
    RenditionName.SUBTITLES: _("Subtitles"),
    RenditionName.TRANSCRIPT: _("Transcript"),
    RenditionName.AI: _("Drawing (AI)"),
    RenditionName.EPS: _("Drawing (EPS)"),
    RenditionName.PDF: _("Drawing (PDF)"),
    RenditionName.RASTER: _("Drawing as a picture"),
}
