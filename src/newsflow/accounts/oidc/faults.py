"""Why somebody was not signed in by their organisation's provider: what the page says, and the one word that the log has."""

from enum import Enum

from newsflow.domain.errors import NewsflowError
from newsflow.domain.worded import worded


class Fault(Enum):
    """One kind of failure: its code, its HTTP status, and what the person is told."""

    NONE_SET = (
        "none-set",
        404,
        worded("This organisation has no sign-in of its own."),
        worded("Sign in by password or passkey."),
    )
    STRANGE = (
        "strange",
        400,
        worded("This sign-in was not begun in this browser, was used already, or is too old."),
        worded("Begin again, and allow the cookie of these pages."),
    )
    AWAY = (
        "away",
        502,
        worded("Your organisation’s sign-in does not answer."),
        worded("Try again in a minute, or sign in by password or passkey."),
    )
    BUSY = (
        "busy",
        503,
        worded("Too many people sign in by this provider at once."),
        worded("Try again in a minute."),
    )
    MISSET = (
        "misset",
        502,
        worded("Your organisation’s sign-in is not set up rightly."),
        worded(
            "Tell a master of your organisation: the page “Sign-in of the organisation” says what is wrong."
        ),
    )
    DENIED = (
        "denied",
        403,
        worded("Your organisation’s sign-in did not let you through."),
        worded("Try again, or ask whoever runs it."),
    )
    UNTRUSTED = (
        "untrusted",
        403,
        worded("What your organisation’s sign-in sent cannot be trusted. Nobody was signed in."),
        worded("Begin again. If it stays so, tell a master of your organisation."),
    )
    CLOCK = (
        "clock",
        403,
        worded("The clock of your organisation’s sign-in and ours differ too much."),
        worded("Tell whoever runs it: its clock must be right within a minute."),
    )
    STALE = (
        "stale",
        403,
        worded("Your organisation’s sign-in did not ask you anew who you are."),
        worded("Sign out there and begin again, or ask whoever runs it."),
    )
    UNVERIFIED = (
        "unverified",
        403,
        worded("Your organisation’s sign-in does not say that your e-mail address was verified."),
        worded("Ask whoever runs it to verify it, and to send the claims email and email_verified."),
    )
    ELSEWHERE = (
        "elsewhere",
        403,
        worded(
            "The e-mail address that your organisation’s sign-in has for you is of no domain that signs in here."
        ),
        worded("Tell a master of your organisation."),
    )
    UNKNOWN = (
        "unknown",
        403,
        worded("Your organisation’s sign-in knows you, but you have no account here."),
        worded("Ask a master of your organisation to invite you."),
    )
    CLOSED = ("closed", 403, worded("This account is closed."), worded("Ask a master of your organisation."))
    OTHER_LINK = (
        "other-link",
        409,
        worded("Your account here belongs to another account of your organisation’s sign-in."),
        worded("Ask a master of your organisation to undo that link."),
    )

    def __init__(self, code: str, status: int, what: str, what_now: str) -> None:
        """Keep the four apart."""
        self.code = code
        self.status = status
        self.what = what
        self.what_now = what_now


class ProviderError(NewsflowError):
    """Nobody was signed in by a provider. `why` is a constant word for the log: no claim, no token, no address stands in it."""

    slug = "provider"

    def __init__(self, fault: Fault, why: str = "") -> None:
        """Of that fault."""
        super().__init__(fault.what, "", fault.what_now)
        self.fault = fault
        self.status = fault.status
        self.why = why or fault.code
