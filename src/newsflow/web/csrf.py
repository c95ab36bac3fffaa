"""Whether a form that changes something was sent from a page of ours, by whoever was given that page.

Two things are asked, and either stops a foreign page. The browser says from where a request came (`Sec-Fetch-Site`,
else `Origin`), which no script can write; and the form holds a token that only a page of the same session was given.
"""

import hashlib
import hmac
from urllib.parse import urlsplit

from starlette.requests import Request

from newsflow.domain.errors import NotAllowedError
from newsflow.domain.worded import Worded, worded
from newsflow.web.forms import Form

FIELD = "csrf"
HEADER = "x-csrf-token"
SAFE = frozenset({"GET", "HEAD"})


class ForgedError(NotAllowedError):
    """The form was not sent from a page of ours, or from one of an older session."""

    slug = "forged"


def csrf_token(server_key: bytes, about: str) -> str:
    """The token of what is `about`: a session's id, or the secret of a browser that is not signed in yet."""
    return hmac.new(server_key, b"newsflow csrf\n" + about.encode(), hashlib.sha256).hexdigest()


def check_origin(request: Request, origin: str) -> None:
    """Pass when the browser says that the request comes from a page of ours, or when none says anything.

    What says nothing is no browser of these years; the token still binds it.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        if site != "same-origin":
            raise _forged(worded("It came from another page (%(site)s).", site=site[:20]))
        return
    said = request.headers.get("origin")
    if said is not None and not _is_here(request, said, origin):
        raise _forged(worded("It came from another page (%(site)s).", site=said[:80]))


def is_ours(request: Request, origin: str) -> bool:
    """Whether the browser says outright that the request comes from a page of ours."""
    site, said = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    return site == "same-origin" if site is not None else said is not None and _is_here(request, said, origin)


def check_token(request: Request, form: Form, token: str) -> None:
    """Pass when the form, or the header of a script's request, holds the token."""
    if not has_the_token(request, form, token):
        raise _forged(worded("Its token is missing, or of a session that is over."))


def has_the_token(request: Request, form: Form, token: str) -> bool:
    """Whether the form, or the header of a script's request, holds the token."""
    given = request.headers.get(HEADER) or next((value for name, value in form.pairs if name == FIELD), "")
    return hmac.compare_digest(given.encode(errors="replace"), token.encode())


def _is_here(request: Request, said: str, origin: str) -> bool:
    return said == origin or _host(said) == request.headers.get("host")


def _host(origin: str) -> str | None:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return None
    return parts.netloc or None


def _forged(why: Worded) -> ForgedError:
    return ForgedError(
        "This form was not sent from a page of ours.",
        worded("Nothing was done. %(why)s", why=why),
        "Load the page again.",
    )
