"""Digests held against what came."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Protocol

from newsflow.client.errors import DigestError

_SAID = ("seq", "guid", "version", "action")


class Headed(Protocol):
    """An entry, as far as its header vouches for it."""

    @property
    def digest(self) -> str: ...
    @property
    def header(self) -> Mapping[str, Any] | None: ...


def check_entry(entry: Headed) -> None:
    """Pass when the header comes to the digest and says what the entry says; an older server sends none.

    SHA-256 over RFC 8785 bytes: of texts, whole numbers and null, which `json` writes so too. Raises DigestError.
    """
    header = entry.header
    if header is None:
        return
    facts = json.dumps(header, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    where = f"Entry {header.get('seq')} ({header.get('guid')})"
    if hashlib.sha256(facts.encode()).hexdigest() != entry.digest:
        message = f"{where}: its header does not come to its digest."
        raise DigestError(message)
    for name in _SAID:
        if header.get(name) != getattr(entry, name):
            message = f"{where}: its header says another {name} than the entry."
            raise DigestError(message)


def check_file(address: str, body: bytes, sha256: str) -> None:
    """Pass when a file's bytes come to its digest. Raises DigestError."""
    if hashlib.sha256(body).hexdigest() != sha256.lower():
        message = f"{address}: its {len(body)} bytes do not come to the digest {sha256}."
        raise DigestError(message)
