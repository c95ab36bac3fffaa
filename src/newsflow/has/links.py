"""Download links: opaque, signed, for one day, bound to the address that asked (§1.7). PURE.

What a link says is encrypted, since some clients publish it as a picture's address, and a login's name is nobody's
business: a stream of HMAC-SHA-256 over a random nonce, then an HMAC over all of it and the address.
"""

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import msgspec

from newsflow.domain.errors import NotAllowedError

LIFE = timedelta(days=1)
NONCE_BYTES = 16
_MAC_BYTES = 32


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a link stands for: which file, for which login, until when (whole seconds)."""

    username: str
    guid: str
    rendition: str
    until: int


def sealed(ticket: Ticket, address: str, server_key: bytes, nonce: bytes) -> str:
    """The link's last part, good for `address` alone. `nonce` is NONCE_BYTES random bytes."""
    plain = msgspec.json.encode(ticket)
    coded = _mixed(plain, server_key, nonce)
    body = nonce + coded
    return base64.urlsafe_b64encode(body + _signed(body, address, server_key)).decode().rstrip("=")


def opened(text: str, address: str, server_key: bytes, now: datetime) -> Ticket:
    """What a link stands for. Raises NotAllowedError when it was altered, asked from elsewhere, or is over."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise _refused() from None
    body, mac = raw[:-_MAC_BYTES], raw[-_MAC_BYTES:]
    if not hmac.compare_digest(mac, _signed(body, address, server_key)):
        raise _refused()
    plain = _mixed(body[NONCE_BYTES:], server_key, body[:NONCE_BYTES])
    ticket = msgspec.json.decode(plain, type=Ticket)
    if now.timestamp() >= ticket.until:
        raise NotAllowedError("This link is over.", "It was good for one day.", "Ask token for another.")
    return ticket


def until(now: datetime) -> datetime:
    """When a link that is made now ends, in whole seconds."""
    return (now + LIFE).astimezone(UTC).replace(microsecond=0)


def _refused() -> NotAllowedError:
    return NotAllowedError(
        "This link is not good here.",
        "It works for one day, from the address that asked for it.",
        "Ask token for another from here.",
    )


def _key(server_key: bytes, purpose: bytes) -> bytes:
    return hmac.digest(server_key, b"newsflow has download " + purpose, "sha256")


def _signed(body: bytes, address: str, server_key: bytes) -> bytes:
    return hmac.digest(
        _key(server_key, b"sign"), len(body).to_bytes(4, "big") + body + address.encode(), "sha256"
    )


def _mixed(data: bytes, server_key: bytes, nonce: bytes) -> bytes:
    """`data` under the key stream; the same again undoes it."""
    key = _key(server_key, b"hide")
    stream = b"".join(
        hmac.digest(key, nonce + block.to_bytes(4, "big"), "sha256")
        for block in range(-(-len(data) // hashlib.sha256().digest_size))
    )
    return bytes(a ^ b for a, b in zip(data, stream, strict=False))
