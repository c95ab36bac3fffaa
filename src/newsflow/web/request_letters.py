"""The letters of a subscriber's request: to whom it is of, each in their own language; to the agency, in its own."""

from newsflow.accounts.people import Person
from newsflow.domain.agency import Agency
from newsflow.mail import Letter
from newsflow.subscribers.requests.rows import AccountRequest
from newsflow.web.greeting import greeted_once
from newsflow.web.say import noop as _
from newsflow.web.say import tongue

DESK = "/desk/requests"
PORTAL = "/portal/account/requests"

ANSWERED = _("%(agency)s has answered your request %(number)s")
ANSWERED_TEXT = _(
    "Hello %(name)s,\n\n%(agency)s has answered:\n\n%(words)s\n\nAll of it, and your own answer: %(link)s"
)
CLOSED = _("Your request %(number)s to %(agency)s is closed")
CLOSED_TEXT = _(
    "Hello %(name)s,\n\n%(agency)s has closed your request. If something is open, write further, and it is open again:"
    "\n\n%(link)s"
)
CAME = _("A request of %(organisation)s")
CAME_TEXT = _("%(organisation)s asks something, or writes further. Read and answer it here:\n\n%(link)s")


def to_them(
    agency: Agency, origin: str, person: Person, request: AccountRequest, words: str | None
) -> Letter:
    """A letter to one of the people who asked: the answer's words, or that it is closed where there are none."""
    says = tongue(person.interface_language or agency.default_language)
    facts = {
        "agency": agency.name,
        "name": person.name,
        "number": str(request.id),
        "words": (words or "").strip(),
        "link": f"{origin}{PORTAL}/{request.id}",
    }
    title, text = (CLOSED, CLOSED_TEXT) if words is None else (ANSWERED, ANSWERED_TEXT)
    said = greeted_once(says.say(text, **facts), words or "")
    return Letter(to=person.email, subject=says.say(title, **facts), text=said + "\n")


def to_us(agency: Agency, origin: str, request: AccountRequest) -> Letter | None:
    """A letter to the agency's contact that something waits. None where that is no mail address."""
    if agency.contact.startswith("https://"):
        return None
    says = tongue(agency.default_language)
    facts = {"organisation": request.organisation, "link": f"{origin}{DESK}/{request.id}"}
    return Letter(
        to=agency.contact, subject=says.say(CAME, **facts), text=says.say(CAME_TEXT, **facts) + "\n"
    )
