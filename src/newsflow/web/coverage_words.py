"""What pages call the lines of the news list: how they stand, and what is expected of them."""

from newsflow.domain.codes import ItemType
from newsflow.domain.coverage import Standing
from newsflow.web.say import noop as _

STANDINGS = {
    Standing.PLANNED: (_("Planned"), "quiet"),
    Standing.DELAYED: (_("Delayed"), "embargo"),
    Standing.OVERDUE: (_("Not here yet"), "embargo"),
    Standing.DELIVERED: (_("Delivered"), ""),
    Standing.CANCELLED: (_("Cancelled"), ""),
}
"""The words, and the kind by which a page colours them."""
KINDS = {
    ItemType.TEXT: _("Text"),
    ItemType.PICTURE_GROUP: _("Pictures"),
    ItemType.VIDEO_GROUP: _("Video"),
    ItemType.GRAPH_GROUP: _("Graphics"),
}
