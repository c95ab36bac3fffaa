"""API users: machines' logins. Secrets are generated and kept as HMAC-SHA-256 under the server key."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime

from newsflow.db.query import Connection, row, run
from newsflow.db.refusal import told
from newsflow.domain.errors import NotFoundError
from newsflow.domain.guid import SubscriberId
from newsflow.matching.contract import Contract
from newsflow.subscribers.contracts import contracts_of
from newsflow.subscribers.rows import (
    ADD_API_USER,
    ADD_SECRET,
    API_USER,
    DROP_OLD_SECRETS,
    SIGN_IN,
    USED,
    ApiUser,
)

SECRET_BYTES = 20
"""160 bits: more than the 128 that let a quick hash be safe (invariant 12)."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who is asking: an API user with its subscriber's contracts."""

    username: str
    subscriber: SubscriberId
    contracts: tuple[Contract, ...]
    legacy_errors: bool


def secret_hmac(server_key: bytes, secret: str) -> bytes:
    """What is stored of a secret."""
    return hmac.new(server_key, secret.encode(), hashlib.sha256).digest()


async def add_api_user(
    db: Connection,
    *,
    username: str,
    subscriber: SubscriberId,
    server_key: bytes,
    now: datetime,
    ends: datetime | None = None,
    legacy_errors: bool = False,
) -> str:
    """Make a login for a machine; gives its secret, which is shown this once."""
    login = {
        "username": username,
        "subscriber": subscriber,
        "ends": ends,
        "legacy_errors": legacy_errors,
        "at": now,
    }
    with told("API user", f"{username} of {subscriber}"):
        await run(db, ADD_API_USER, login)
    return await new_secret(db, username=username, server_key=server_key, now=now)


async def new_secret(db: Connection, *, username: str, server_key: bytes, now: datetime) -> str:
    """A further secret of an API user; the two newest are good, so that one can be changed without a gap."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    kept = {"username": username, "secret_hmac": secret_hmac(server_key, secret), "at": now}
    with told("secret", username):
        await run(db, ADD_SECRET, kept)
    await run(db, DROP_OLD_SECRETS, {"username": username})
    return secret


async def sign_in(
    db: Connection, *, username: str, secret: str, server_key: bytes, now: datetime
) -> Account | None:
    """The account of a username and its secret, or None when they are not right, not active or past their end."""
    found = await row(db, SIGN_IN, {"username": username, "secret_hmac": secret_hmac(server_key, secret)})
    if found is None or not found.active or (found.ends is not None and found.ends <= now):
        return None
    await run(db, USED, {"username": username, "now": now})
    return await _account(db, found)


async def account(db: Connection, username: str) -> Account:
    """An API user's account, without asking for its secret: for `newsflow explain`. Raises NotFoundError."""
    found = await row(db, API_USER, {"username": username})
    if found is None:
        raise NotFoundError(
            "No such API user.", f"“{username[:80]}”.", "Check the name; `newsflow api-user-add` makes one."
        )
    return await _account(db, found)


async def _account(db: Connection, found: ApiUser) -> Account:
    contracts = await contracts_of(db, found.subscriber)
    return Account(found.username, found.subscriber, contracts, found.legacy_errors)
