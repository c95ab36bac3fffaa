"""What the pages of duty call things."""

from newsflow.accounts.people import Act
from newsflow.desk.frame import DeskLink
from newsflow.desk.visit import PREFIX, Visit
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.codes import desk_in_words

DUTY = f"{PREFIX}/duty"
HANDOVER = f"{PREFIX}/handover"
RIGHTS = {
    Act.RELEASE: _("Release"),
    Act.APPROVE: _("Approve (the second look)"),
    Act.EDIT_EDITION: _("Edit the public site"),
}
"""What can be lent."""


def desk_name(visit: Visit, desk: str) -> str:
    """A desk in words, in the reader's language."""
    return desk_in_words(desk, visit.desk.agency, visit.language)


def tabs_of(visit: Visit, current: str, still_open: int | None = None) -> tuple[DeskLink, ...]:
    """Duty and hand-over, as links beside each other."""
    speaks = tongue(visit.language)
    return (
        DeskLink(address=DUTY, text=speaks.say(_("Who is on")), current=current == DUTY),
        DeskLink(
            address=HANDOVER, text=speaks.say(_("Hand-over")), current=current == HANDOVER, count=still_open
        ),
    )
