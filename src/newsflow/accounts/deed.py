"""What a person proves themselves for: one deed, in words that both sides know, so that no proof serves for another."""

import hashlib
from dataclasses import dataclass

from newsflow.domain.errors import BadInputError
from newsflow.domain.worded import worded


@dataclass(frozen=True, slots=True)
class Deed:
    """Such as `Deed.of("approve", "17", digest_hex)`: the verb, then what it is done to."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, *words: str) -> "Deed":
        """The deed of those words. Raises BadInputError for one that could be read as two."""
        if not words or any(not word or not word.isprintable() for word in words):
            raise BadInputError(
                "The deed is missing.", worded("Its words are no lines of text."), "Load the page again."
            )
        return cls(words)

    @property
    def digest(self) -> bytes:
        """The deed as the challenges' table keeps it."""
        return hashlib.sha256("\n".join(self.words).encode()).digest()

    def challenge(self, nonce: bytes) -> bytes:
        """The 32 bytes that a passkey signs for it this once."""
        text = "\n".join((*self.words, nonce.hex()))
        return hashlib.sha256(f"newsflow {text}".encode()).digest()


SIGN_IN = Deed.of("sign in")
ENROL = Deed.of("enrol")
ADD_PASSKEY = Deed.of("add a passkey")
"""Proved by a key that one has before another is enrolled: a stolen session adds none."""
