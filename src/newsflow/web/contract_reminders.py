"""The letter that reminds the agency of days of contracts."""

from collections.abc import Sequence

from newsflow.domain.agency import Agency
from newsflow.mail import Letter
from newsflow.subscribers.reports.due import Due
from newsflow.web.say import noop as _
from newsflow.web.say import tongue

PAGE = "/desk/subscriber-dates"
WHATS = {
    "notice": _("Notice until"),
    "renewal": _("Renews itself on"),
    "end": _("Ends on"),
}
REMINDER = _("Contracts fall due")
REMINDER_TEXT = _("These days of contracts come:\n\n%(lines)s\n\nAll of them: %(link)s")


def reminder(agency: Agency, origin: str, found: Sequence[Due]) -> Letter | None:
    """The letter to the agency's contact, in its own language. None where that is no mail address."""
    if agency.contact.startswith("https://"):
        return None
    says = tongue(agency.default_language)
    lines = "\n".join(
        f"{one.due.isoformat()}  {says.say(WHATS[one.what])}: {one.name}, {one.title} ({one.contract})"
        for one in found
    )
    text = says.say(REMINDER_TEXT, lines=lines, link=f"{origin}{PAGE}")
    return Letter(to=agency.contact, subject=says.say(REMINDER), text=text + "\n")
