"""What a request says, as ASGI gives it."""

import re

from starlette.types import Receive, Scope

from newsflow.domain.errors import BadInputError
from newsflow.has.form import BODY_LIMIT
from newsflow.has.stream import Wanted

_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:[0-9]{1,5})?")


class BodyTooLargeError(BadInputError):
    """The body of a search is larger than any search can be."""

    status = 413
    slug = "body-too-large"


def header(scope: Scope, name: bytes) -> bytes | None:
    """The first header of that name (ASGI gives names in lower case)."""
    return next((value for key, value in scope["headers"] if key == name), None)


async def body_of(receive: Receive) -> bytes:
    """The request's body, at most BODY_LIMIT bytes; ConnectionAbortedError when the client went away."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionAbortedError
        body += message.get("body", b"")
        if len(body) > BODY_LIMIT:
            raise BodyTooLargeError(
                "The search is too large.", "", f"Its body may have {BODY_LIMIT // 1024} KiB at most."
            )
        if not message.get("more_body", False):
            return bytes(body)


def text_header(scope: Scope, name: bytes) -> str | None:
    """The first header of that name as text."""
    value = header(scope, name)
    return None if value is None else value.decode("latin-1")


def wanted(scope: Scope) -> Wanted:
    """How much of a file is asked for."""
    return Wanted(
        head=scope["method"] == "HEAD",
        range=text_header(scope, b"range"),
        if_range=text_header(scope, b"if-range"),
        if_none_match=text_header(scope, b"if-none-match"),
    )


def origin(scope: Scope, public_url: str | None) -> str:
    """Where the client reaches us, as it spells it: a link by another name could lead to another address of its own.

    The scheme is the public one where the host is the public one, since TLS may end before us.
    """
    host = text_header(scope, b"host") or ""
    if not _HOST.fullmatch(host):
        return public_url or ""
    if public_url is not None and public_url.partition("://")[2] == host:
        return public_url
    return f"{scope['scheme']}://{host}"
