"""The way round the pages about subscribers."""

from newsflow.desk.frame import DeskLink
from newsflow.desk.subscribers.words import DATES, GROUPS, HERE, KILLS, REPORTS
from newsflow.desk.visit import Visit
from newsflow.web.say import noop as _
from newsflow.web.say import tongue

_TABS = (
    (HERE, _("Subscribers")),
    (DATES, _("Dates")),
    (REPORTS, _("Reports")),
    (KILLS, _("Kills outstanding")),
    (GROUPS, _("Groups and new ones")),
)


def tabs(visit: Visit) -> tuple[DeskLink, ...]:
    """The links, this page marked."""
    say, path = tongue(visit.language).say, visit.request.url.path
    return tuple(
        DeskLink(address=address, text=say(text), current=path == address) for address, text in _TABS
    )
