"""Invitations and resets: a secret in a letter's link, good once and for a while, that lets a person set a password."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from newsflow.accounts.hand import Hand
from newsflow.accounts.passwords import check_password, hashed
from newsflow.accounts.people import Person, by_id
from newsflow.accounts.sessions import sign_out_everywhere
from newsflow.db.query import Connection, query, row, run
from newsflow.domain.errors import GoneError
from newsflow.domain.worded import worded


class TokenKind(StrEnum):
    """What a link is for."""

    INVITATION = "invitation"
    RESET = "reset"


GOOD_FOR = {TokenKind.INVITATION: timedelta(days=3), TokenKind.RESET: timedelta(hours=1)}
NOT_AGAIN_WITHIN = timedelta(minutes=5)
"""A reset that was asked for just now is not sent again: nobody's letter box is filled by a stranger."""


@dataclass(frozen=True, slots=True)
class Token:
    """A link that is good: what for, and whose."""

    kind: str
    person: str


@dataclass(frozen=True, slots=True)
class Lately:
    """Whether a link was made lately."""

    lately: bool


_PUT = query("accounts.put_token")
_VOID = query("accounts.void_tokens")
_BY_SECRET = query("accounts.token_by_secret", Token)
_USE = query("accounts.use_token", Token)
_LATELY = query("accounts.token_lately", Lately)
_SET_PASSWORD = query("accounts.set_password_hash")
_FORGET = query("accounts.forget_tokens")


async def new_token(db: Connection, person: str, kind: TokenKind, *, by: Hand | None, now: datetime) -> str:
    """The secret of a new link for the person; every older link of theirs is void."""
    await run(db, _VOID, {"person": person, "now": now})
    secret = secrets.token_urlsafe(32)
    facts = {"secret": _digest(secret), "kind": kind.value, "person": person}
    await run(
        db,
        _PUT,
        {**facts, "by": None if by is None else by.person.id, "now": now, "ends": now + GOOD_FOR[kind]},
    )
    return secret


async def asked_lately(db: Connection, person: str, now: datetime) -> bool:
    """Whether a reset was made for the person within the last minutes."""
    found = await row(db, _LATELY, {"person": person, "since": now - NOT_AGAIN_WITHIN})
    return found is not None and found.lately


async def person_of_token(db: Connection, secret: str, now: datetime) -> Person:
    """Whom a good link is for. Raises GoneError for one that is used, void, too old, or never was."""
    token = await row(db, _BY_SECRET, {"secret": _digest(secret), "now": now})
    person = None if token is None else await by_id(db, token.person)
    if person is None or not person.active:
        raise _gone()
    return person


async def set_password_by_token(db: Connection, secret: str, password: str, now: datetime) -> Person:
    """The person whose password this is from now on; the link is used, and all their sessions are over."""
    person = await person_of_token(db, secret, now)
    check_password(password, person.email.partition("@")[0], person.name)
    if await row(db, _USE, {"secret": _digest(secret), "now": now}) is None:
        raise _gone()
    await set_password(db, person, password, now)
    return person


async def set_password(db: Connection, person: Person, password: str, now: datetime) -> None:
    """Nothing; the password is new, links that could set another are void, and every session is over."""
    check_password(password, person.email.partition("@")[0], person.name)
    await run(db, _SET_PASSWORD, {"id": person.id, "password_hash": await hashed(password)})
    await run(db, _VOID, {"person": person.id, "now": now})
    await sign_out_everywhere(db, person.id, now)


async def forget_tokens(db: Connection, before: datetime) -> int:
    """How many links that ended before then were deleted."""
    return await run(db, _FORGET, {"before": before})


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _gone() -> GoneError:
    return GoneError(
        "This link is good no more.", worded("It was used, or is too old."), "Ask for another one."
    )
