"""The letters of an enquiry: to who asks, in the language in which they asked; to the agency, in its own."""

from newsflow.domain.agency import Agency
from newsflow.mail import Letter
from newsflow.subscribers.enquiries.enquiries import key_of
from newsflow.subscribers.enquiries.rows import Enquiry
from newsflow.web.greeting import greeted_once
from newsflow.web.words import words

DESK = "/desk/enquiries"
"""Where the agency answers enquiries."""


def page_of(edition: str, key: str) -> str:
    """The page of an enquiry, for who has its key."""
    return f"/{edition}/enquiry/{key}"


def to_them(
    agency: Agency, origin: str, server_key: bytes, enquiry: Enquiry, what: str, *, said: str = ""
) -> Letter:
    """A letter to who asked: `what` is confirm, answered, offered, accepted or closed."""
    assert enquiry.email is not None
    own = words(enquiry.edition).letters
    facts = {
        "agency": agency.house(enquiry.edition).agency_name,
        "link": f"{origin}{page_of(enquiry.edition, key_of(server_key, enquiry))}",
        "words": said.strip(),
    }
    subject, text = str(getattr(own, f"{what}_subject")), str(getattr(own, f"{what}_text"))
    text = greeted_once(text.strip(), said)
    return Letter(to=enquiry.email, subject=subject.format(**facts), text=text.format(**facts) + "\n")


def to_us(agency: Agency, origin: str, enquiry: Enquiry, what: str) -> Letter | None:
    """A letter to the agency's contact: `what` is asked or step. None where that is no mail address."""
    if agency.contact.startswith("https://"):
        return None
    own = words(agency.default_language).letters
    facts = {"organisation": enquiry.organisation, "link": f"{origin}{DESK}/{enquiry.id}"}
    subject, text = str(getattr(own, f"{what}_subject")), str(getattr(own, f"{what}_text"))
    return Letter(
        to=agency.contact, subject=subject.format(**facts), text=text.strip().format(**facts) + "\n"
    )
