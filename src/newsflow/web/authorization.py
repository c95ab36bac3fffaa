"""HTTP Basic as RFC 7617 has it: UTF-8, and colons in the password."""

import base64
import binascii
import re
import unicodedata
from dataclasses import dataclass

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
"""Unicode's controls (category Cc), which RFC 7617 forbids."""


@dataclass(frozen=True, slots=True)
class Login:
    """A username and its secret as they came."""

    username: str
    secret: str


def basic(header: bytes | None) -> Login | None:
    """The login of an Authorization header, or None when there is none that can be read."""
    if header is None:
        return None
    scheme, _, coded = header.strip().partition(b" ")
    if scheme.lower() != b"basic":
        return None
    coded = coded.strip()
    padded = coded + b"=" * (-len(coded) % 4)  # some hand-made clients leave the padding off
    try:
        text = base64.b64decode(padded, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return None
    username, colon, secret = text.partition(":")
    if not colon or _CONTROLS.search(text):
        return None
    return Login(unicodedata.normalize("NFC", username), secret)


def bearer(header: bytes | None) -> str | None:
    """The secret of an `Authorization: Bearer` header (RFC 6750), or None when there is none that can be read."""
    if header is None:
        return None
    scheme, _, secret = header.strip().partition(b" ")
    secret = secret.strip()
    if scheme.lower() != b"bearer" or not secret.isascii() or not secret:
        return None
    return secret.decode("ascii")
