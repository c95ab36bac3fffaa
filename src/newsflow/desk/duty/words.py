"""What the pages of duty call things."""

from newsflow.accounts.people import Act
from newsflow.desk.frame import DeskLink
from newsflow.desk.visit import PREFIX, Visit
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.views import section_name

DUTY = f"{PREFIX}/duty"
HANDOVER = f"{PREFIX}/handover"
RIGHTS = {
    Act.RELEASE: _("Release"),
    Act.APPROVE: _("Approve (the second look)"),
    Act.EDIT_EDITION: _("Edit the public site"),
}
"""What can be lent."""


def desk_name(visit: Visit, desk: str) -> str:
    """A desk in words: “All desks”, “French”, “French · Sport”, “Sport in all languages”."""
    agency, speaks = visit.desk.agency, tongue(visit.language)
    if not desk:
        return speaks.say(_("All desks"))
    spoken, _bar, section = desk.partition("/")
    labels = next((one.labels for one in agency.languages if one.code == spoken), dict[str, str]())
    language = labels.get(visit.language) or labels.get(agency.default_language) or spoken
    if not section:
        return language
    named = section_name(section, agency, visit.language)
    if spoken == "*":
        return speaks.say(_("%(section)s in all languages"), section=named)
    return f"{language} · {named}"


def tabs_of(visit: Visit, current: str, still_open: int | None = None) -> tuple[DeskLink, ...]:
    """Duty and hand-over, as links beside each other."""
    speaks = tongue(visit.language)
    return (
        DeskLink(address=DUTY, text=speaks.say(_("Who is on")), current=current == DUTY),
        DeskLink(
            address=HANDOVER, text=speaks.say(_("Hand-over")), current=current == HANDOVER, count=still_open
        ),
    )
