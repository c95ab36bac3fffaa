"""Why somebody was not signed in, as errors and as the words of the sign-in page."""

from newsflow.accounts.ceremonies import NoPasskeyError
from newsflow.domain.errors import (
    NewsflowError,
    NotAllowedError,
    NotFoundError,
    NotSignedInError,
    TooFastError,
)
from newsflow.web.csrf import ForgedError
from newsflow.web.say import noop as _
from newsflow.web.within.visit import SessionOverError

WRONG = _("Address and password do not belong together. Nobody was signed in.")
UNKNOWN_KEY = _("Nobody signs in with this passkey. Use another one, or your address and password.")
KEY_WANTED = _("The password is right, but this account signs in with its passkey.")
TOO_MANY = _("Too many tries. Wait a quarter of an hour, use a passkey, or ask for a new password.")
NO_PROVIDER = _("No organisation signs in by the domain of this address. Use your password or passkey.")
PROVIDER_WANTED = _(
    "The password is right, but your organisation signs in by its own way. Take the one below."
)
OVER = _("You are not signed in any more. Nothing is lost: what you typed is kept, and comes with you.")
NOT_YET = _("You are not signed in in another window yet, or as somebody else. What you typed is still here.")
OLD_PAGE = _("This page was open for too long, or its cookie was lost. Try once more.")


class KeyWantedError(NotAllowedError):
    """This person signs in by passkey alone."""

    slug = "key-wanted"


class NoProviderError(NotFoundError):
    """Nobody's provider signs in addresses of that domain."""

    slug = "no-provider"

    def __init__(self) -> None:
        """In the words of the page."""
        super().__init__(NO_PROVIDER, "", "")


class NotYetError(NotSignedInError):
    """Nobody is signed in whose the kept form is."""

    slug = "not-yet"


class ProviderWantedError(NotAllowedError):
    """The organisation's people do not sign in by password."""

    slug = "provider-wanted"


def said_of(error: NewsflowError) -> str:
    """The words for the error; what is unknown is told as a wrong password is."""
    match error:
        case SessionOverError():
            return OVER
        case TooFastError():
            return TOO_MANY
        case ForgedError():
            return OLD_PAGE
        case NoPasskeyError():
            return UNKNOWN_KEY
        case KeyWantedError():
            return KEY_WANTED
        case NoProviderError():
            return NO_PROVIDER
        case NotYetError():
            return NOT_YET
        case ProviderWantedError():
            return PROVIDER_WANTED
        case _:
            return WRONG
