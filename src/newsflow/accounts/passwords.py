"""Passwords of people: Argon2id (ADR-0009), made and looked at in a thread, a few at a time.

An unknown person, a closed one and a wrong password take the same steps, so that neither words nor time tell them apart.
"""

import asyncio
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from newsflow.domain.errors import BadInputError
from newsflow.domain.worded import worded

LEAST_CHARACTERS = 12
MOST_CHARACTERS = 200
LEAST_KINDS = 5
"""How many different characters a password has at least."""

AT_ONCE = 4
"""Each costs 64 MB while it runs; the others wait."""

_HASHER = PasswordHasher()
_turn = asyncio.Semaphore(AT_ONCE)


@cache
def _nobodys() -> str:
    """What a password is held against when there is nobody: made with the cost of today."""
    return _HASHER.hash("nobody has this password")


def hash_now(password: str) -> str:
    """The password as Argon2id, on this thread: for commands."""
    return _HASHER.hash(_normal(password))


async def hashed(password: str) -> str:
    """The password as Argon2id, while the loop goes on."""
    async with _turn:
        return await asyncio.to_thread(hash_now, password)


async def is_right(password: str, password_hash: str | None) -> bool:
    """Whether the password is the one of that hash; None takes as long and is never right."""
    async with _turn:
        return await asyncio.to_thread(_verify, password, password_hash)


def is_dated(password_hash: str) -> bool:
    """Whether the hash was made at another cost than today's, and is to be made anew."""
    return _HASHER.check_needs_rehash(password_hash)


def check_password(password: str, *others: str) -> None:
    """Pass when this may be a password; it may not hold one of `others`, such as the address. Raises BadInputError."""
    length = len(_normal(password))
    if not LEAST_CHARACTERS <= length <= MOST_CHARACTERS:
        raise BadInputError(
            "This password has the wrong length.",
            worded("It has %(count)s characters.", count=length),
            worded(
                "Take %(most)s to %(most_2)s; four words in a row are good.",
                most=LEAST_CHARACTERS,
                most_2=MOST_CHARACTERS,
            ),
        )
    if len(set(password)) < LEAST_KINDS or any(
        len(other) > 3 and other.casefold() in password.casefold() for other in others
    ):
        raise BadInputError(
            "This password is too easy to guess.",
            worded("It repeats itself, or holds your name or address."),
            "Take four words that have nothing to do with you.",
        )


def _verify(password: str, password_hash: str | None) -> bool:
    try:
        right = _HASHER.verify(password_hash or _nobodys(), _normal(password)[:MOST_CHARACTERS])
    except (VerificationError, InvalidHashError):
        return False
    return right and password_hash is not None


def _normal(password: str) -> str:
    return unicodedata.normalize("NFC", password)
