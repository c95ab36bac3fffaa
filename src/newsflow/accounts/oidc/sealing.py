"""A client's secret as it is kept: sealed under the server's key, so that a copy of the database alone does not give it away.

The seal is bound to whose it is, to the issuer and to the client's id: moved to another row, or beside another issuer, it does not
open, so that nobody who sees only the form can have it sent elsewhere.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE_BYTES = 12


def seal(server_key: bytes, secret: str, *about: str) -> bytes:
    """The secret sealed, for these words alone."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(_key(server_key)).encrypt(nonce, secret.encode(), _bound(about))


def opened(server_key: bytes, sealed: bytes, *about: str) -> str:
    """The secret; "" where the seal is of another key, or of other words."""
    try:
        found = AESGCM(_key(server_key)).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _bound(about))
    except (InvalidTag, ValueError):
        return ""
    return found.decode()


def _key(server_key: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"newsflow client secret").derive(server_key)


def _bound(about: tuple[str, ...]) -> bytes:
    return "\n".join(about).encode()
