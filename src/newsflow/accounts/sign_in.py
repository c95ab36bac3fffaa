"""Signing in with a password: a try is written down before it is looked at, and too many are refused.

Three limits within a quarter of an hour: tries that failed from one address; for one account from one address; and for
one account from all addresses that it never signed in from. So nobody can lock a chief out of the desk that they work
at, by failing in their name from elsewhere. Passkeys are not guessed, and are held to the first limit alone.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsflow.accounts.passwords import hashed, is_dated, is_right
from newsflow.accounts.people import Person, by_id
from newsflow.db.pool import Pool, transaction
from newsflow.db.query import Connection, query, row, run
from newsflow.domain.errors import NotSignedInError, TooFastError
from newsflow.domain.worded import worded

WITHIN = timedelta(minutes=15)
FROM_ADDRESS = 50
FOR_ACCOUNT_HERE = 10
FOR_ACCOUNT_FROM_STRANGERS = 20
KNOWN_HERE_FOR = timedelta(days=30)
"""How long an address is known to an account after a good sign-in; the tries themselves are kept as long."""


class WrongLoginError(NotSignedInError):
    """Address and password do not belong together, or to nobody: the words are the same."""

    slug = "wrong-login"


@dataclass(frozen=True, slots=True)
class Tries:
    """How many tries failed lately, and whether the account signed in from here before."""

    from_address: int
    for_account_here: int
    for_account_elsewhere: int
    known_here: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """Whose account an address is, and the hash of its password."""

    id: str
    password_hash: str | None
    active: bool
    of_desk: bool


@dataclass(frozen=True, slots=True)
class TryId:
    """One try."""

    id: int


_HOLD = query("accounts.hold_tries")
_TRIES = query("accounts.tries", Tries)
_TRY = query("accounts.put_try", TryId)
_GOOD = query("accounts.good_try")
_KEPT = query("accounts.kept_password", Kept)
_KEPT_BY_ID = query("accounts.kept_password_by_id", Kept)
_REHASH = query("accounts.set_password_hash")
_FORGET = query("accounts.forget_tries")
_FORGET_OF = query("accounts.forget_tries_of")


async def person_of_password(
    pool: Pool, *, email: str, password: str, address: str, now: datetime, of_desk: bool
) -> Person:
    """Who signs in so, at the desk or else at the subscribers' pages. Raises WrongLoginError, or TooFastError past a limit.

    A person of the other side is told what an unknown one is.
    """
    account = email.strip().casefold()
    async with transaction(pool) as db:
        begun = await begin_try(db, account=account, address=address, now=now)
        kept = await row(db, _KEPT, {"email_folded": account})
    return await _looked_at(pool, begun, kept, password, of_desk=of_desk)


async def confirmed_password(
    pool: Pool, person: Person, *, password: str, address: str, now: datetime
) -> None:
    """Pass when the person entered their password once more; same limits, same errors."""
    async with transaction(pool) as db:
        begun = await begin_try(db, account=person.email.casefold(), address=address, now=now)
        kept = await row(db, _KEPT_BY_ID, {"id": person.id})
    await _looked_at(pool, begun, kept, password, of_desk=person.is_of_desk)


async def _looked_at(pool: Pool, begun: int, kept: Kept | None, password: str, *, of_desk: bool) -> Person:
    right = await is_right(password, kept.password_hash if kept else None)
    if kept is None or kept.password_hash is None or not right or not kept.active or kept.of_desk != of_desk:
        raise WrongLoginError(
            "Address and password do not belong together.",
            worded("Nobody was signed in."),
            "Try again, or ask for a new password.",
        )
    async with transaction(pool) as db:
        await run(db, _GOOD, {"id": begun})
        if is_dated(kept.password_hash):
            await run(db, _REHASH, {"id": kept.id, "password_hash": await hashed(password)})
        person = await by_id(db, kept.id)
    assert person is not None
    return person


async def begin_try(db: Connection, *, account: str | None, address: str, now: datetime) -> int:
    """The number of a try that was just written, to be called good later. Raises TooFastError past a limit.

    To be committed before the secret is looked at: of a hundred tries at once none sees less than the others. Without an
    account, as for a passkey, the address alone is counted.
    """
    digest = account_digest(account or "")
    facts = {"account": digest, "address": address, "at": now}
    held = [f"address {address}"] if account is None else [f"account {digest.hex()}", f"address {address}"]
    for key in held:
        await run(db, _HOLD, {"key": key})
    written = await row(db, _TRY, facts)
    assert written is not None
    since = {"since": now - WITHIN, "known_since": now - KNOWN_HERE_FOR}
    tries = await row(db, _TRIES, {**facts, **since, "id": written.id})
    assert tries is not None
    for_account = account is not None and (
        tries.for_account_here >= FOR_ACCOUNT_HERE
        or (not tries.known_here and tries.for_account_elsewhere >= FOR_ACCOUNT_FROM_STRANGERS)
    )
    if for_account or tries.from_address >= FROM_ADDRESS:
        raise TooFastError(
            "Too many tries to sign in.",
            "",
            "Wait a quarter of an hour, use a passkey, or ask for a new password.",
            wait_s=WITHIN.total_seconds(),
        )
    return written.id


async def good_try(db: Connection, begun: int) -> None:
    """Nothing; the try counts as one that went well."""
    await run(db, _GOOD, {"id": begun})


def account_digest(account: str) -> bytes:
    """Under what the tries for an account are kept: its address is not among them."""
    return hashlib.sha256(account.casefold().encode()).digest()


async def forget_tries_of(db: Connection, email: str) -> int:
    """How many tries for an account were deleted: to sign in, and to ask for a new password."""
    accounts = [account_digest(email), account_digest(f"reset {email}")]
    return await run(db, _FORGET_OF, {"accounts": accounts})


async def forget_tries(db: Connection, before: datetime) -> int:
    """How many tries from before then were deleted, with the addresses that they name."""
    return await run(db, _FORGET, {"before": before})
