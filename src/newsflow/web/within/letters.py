"""The letters with a link that people get, in each one's language."""

from newsflow.accounts.people import Person
from newsflow.accounts.tokens import TokenKind
from newsflow.domain.agency import Agency
from newsflow.mail import Letter
from newsflow.web.say import noop as _
from newsflow.web.say import tongue

WELCOME = {True: "/desk/welcome", False: "/portal/welcome"}
"""Where a link leads: people of the desk, and of subscribers."""

INVITED = _("Your account at %(agency)s")
INVITED_TEXT = _(
    "Hello %(name)s,\n\nAn account was made for you at %(agency)s. Choose your password here, within three days:"
    "\n\n%(link)s\n\nThe link works once. If you do not expect this letter, do nothing: nobody can use your address."
)
RESET = _("A new password at %(agency)s")
RESET_TEXT = _(
    "Hello %(name)s,\n\nA new password was asked for, for your account at %(agency)s. Choose it here, within an hour:"
    "\n\n%(link)s\n\nThe link works once, and signs you out everywhere. If it was not you who asked, do nothing."
)

SUSPENDED = _("Your subscription to %(agency)s is suspended")
SUSPENDED_TEXT = _(
    "Hello %(name)s,\n\nFrom now on your organisation gets no copy from %(agency)s:\n\n%(why)s\n\nKills, holds and legal"
    " notices of what you took still come, by every way. Answer this letter, or write to us, to have it lifted."
)
LIFTED = _("Your subscription to %(agency)s goes on")
LIFTED_TEXT = _(
    "Hello %(name)s,\n\nThe suspension is lifted: your organisation has again what its contracts cover, from now on."
)


def suspension_letter(agency: Agency, person: Person, because: str | None) -> Letter:
    """The letter that says that the subscription is suspended, and why; or, without a reason, that it goes on."""
    says = tongue(person.interface_language or agency.default_language)
    title, text = (LIFTED, LIFTED_TEXT) if because is None else (SUSPENDED, SUSPENDED_TEXT)
    facts = {"agency": agency.name, "name": person.name, "why": because}
    return Letter(to=person.email, subject=says.say(title, **facts), text=says.say(text, **facts) + "\n")


def link_letter(agency: Agency, origin: str, person: Person, kind: TokenKind, secret: str) -> Letter:
    """The letter with the link by which a person sets a password."""
    says = tongue(person.interface_language or agency.default_language)
    title, text = (INVITED, INVITED_TEXT) if kind is TokenKind.INVITATION else (RESET, RESET_TEXT)
    facts = {
        "agency": agency.name,
        "name": person.name,
        "link": f"{origin}{WELCOME[person.is_of_desk]}?key={secret}",
    }
    return Letter(to=person.email, subject=says.say(title, **facts), text=says.say(text, **facts) + "\n")
