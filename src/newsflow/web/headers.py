"""A request's headers, as ASGI gives them: names in lower case."""

import re

from starlette.types import Scope

_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:[0-9]{1,5})?")


def header(scope: Scope, name: bytes) -> bytes | None:
    """The first header of that name."""
    return next((value for key, value in scope["headers"] if key == name), None)


def text_header(scope: Scope, name: bytes) -> str | None:
    """The first header of that name as text."""
    value = header(scope, name)
    return None if value is None else value.decode("latin-1")


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
