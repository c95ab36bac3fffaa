"""A passkey in software, for tests of what the server takes: a browser's own answers cost each of them seconds."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

_SEEN_AND_VERIFIED, _WITH_KEY = 0x05, 0x40
"""Flags of authenticator data (WebAuthn Level 3, 6.1): user present and verified; attested credential data."""


@dataclass(slots=True)
class SoftKey:
    """One ES256 credential that says yes at once, for pages of one origin."""

    origin: str
    credential: bytes = b"a key in software"
    counter: int = 0
    user: str = ""
    _key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.derive_private_key(20_260_302, ec.SECP256R1())
    )

    def create(self, options: dict[str, Any]) -> str:
        """What `navigator.credentials.create` answers, as the page sends it."""
        self.user = options["user"]["id"]
        point = self._key.public_key().public_numbers()
        held = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}
        length = len(self.credential).to_bytes(2, "big")
        attested = bytes(16) + length + self.credential + cbor2.dumps(held)
        said = self._data(options["rp"]["id"], _SEEN_AND_VERIFIED | _WITH_KEY) + attested
        return self._answer(
            clientDataJSON=_text(self._client("webauthn.create", options)),
            attestationObject=_text(cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": said})),
        )

    def get(self, options: dict[str, Any]) -> str:
        """What `navigator.credentials.get` answers, as the page sends it."""
        client = self._client("webauthn.get", options)
        said = self._data(options["rpId"], _SEEN_AND_VERIFIED)
        signature = self._key.sign(said + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            clientDataJSON=_text(client),
            authenticatorData=_text(said),
            signature=_text(signature),
            userHandle=self.user,
        )

    def _data(self, party: str, flags: int) -> bytes:
        self.counter += 1
        return hashlib.sha256(party.encode()).digest() + bytes([flags]) + self.counter.to_bytes(4, "big")

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        told = {"type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": False}
        return json.dumps(told).encode()

    def _answer(self, **response: str) -> str:
        named = _text(self.credential)
        return json.dumps({"id": named, "rawId": named, "type": "public-key", "response": response})


def _text(said: bytes) -> str:
    return urlsafe_b64encode(said).rstrip(b"=").decode()
