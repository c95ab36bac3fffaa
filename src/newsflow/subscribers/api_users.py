"""API users: machines' logins. Secrets are generated and kept as HMAC-SHA-256 under the server key."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsflow.db.query import Connection, row, rows, run
from newsflow.db.refusal import told
from newsflow.domain.errors import NotAllowedError, NotFoundError
from newsflow.domain.guid import SubscriberId
from newsflow.domain.network import is_in, network
from newsflow.domain.worded import worded
from newsflow.matching.contract import Contract
from newsflow.subscribers.contracts import contracts_of
from newsflow.subscribers.rows import (
    ADD_API_USER,
    ADD_SECRET,
    API_USER,
    API_USERS,
    CHANGE_API_USER,
    DROP_OLD_SECRETS,
    SIGN_IN,
    SIGN_IN_BEARER,
    USED,
    ApiUser,
    ApiUserRow,
    Login,
)
from newsflow.subscribers.scopes import ALL_SCOPES, Scope, scopes_of

API_USERS_LIMIT = 10_000
SECRET_BYTES = 20
"""160 bits: more than the 128 that let a quick hash be safe (invariant 12)."""

GOOD_SECRETS = 2

USED_STEP = timedelta(minutes=1)
"""A login's last use is written down no more often."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who is asking: an API user with its subscriber's contracts."""

    username: str
    subscriber: SubscriberId
    contracts: tuple[Contract, ...]
    legacy_errors: bool
    scopes: frozenset[Scope] = ALL_SCOPES
    login_ends: datetime | None = None

    def is_over(self, now: datetime) -> bool:
        """Whether the login is past its end; the contracts have ends of their own."""
        return self.login_ends is not None and self.login_ends <= now


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
    addresses: tuple[str, ...] = (),
    scopes: frozenset[Scope] = ALL_SCOPES,
) -> str:
    """Make a login for a machine; gives its secret, which is shown this once.

    `addresses` are the networks (`192.0.2.7`, `192.0.2.0/24`, IPv6 too) from which it may ask; none: any.
    `scopes` are what it is for.
    """
    login = {
        "username": username,
        "subscriber": subscriber,
        "ends": ends,
        "legacy_errors": legacy_errors,
        "addresses": [str(network(text)) for text in addresses],
        "scopes": sorted(scopes),
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
    await run(db, DROP_OLD_SECRETS, {"username": username, "keep": GOOD_SECRETS})
    return secret


async def end_older_secrets(db: Connection, username: str) -> None:
    """Let the newest secret be the only good one."""
    await run(db, DROP_OLD_SECRETS, {"username": username, "keep": 1})


async def login_named(db: Connection, username: str) -> ApiUser:
    """An API user as it stands. Raises NotFoundError."""
    found = await row(db, API_USER, {"username": username})
    if found is None:
        raise NotFoundError(
            "No such API user.", f"“{username[:80]}”.", "Check the name; `newsflow api-user-add` makes one."
        )
    return found


async def change_api_user(db: Connection, login: ApiUser) -> None:
    """Have a login stand as given: active or not, its end, its addresses, its scopes, its manner of errors.

    It has its effect on requests within a second (`known.py`), on links and downloads at once.
    """
    changed = {
        "username": login.username,
        "active": login.active,
        "ends": login.ends,
        "legacy_errors": login.legacy_errors,
        "addresses": [str(network(text)) for text in login.addresses],
        "scopes": sorted(scopes_of(login.scopes)),
    }
    with told("API user", login.username):
        await run(db, CHANGE_API_USER, changed)


async def sign_in(
    db: Connection,
    *,
    username: str,
    secret: str,
    server_key: bytes,
    now: datetime,
    address: str | None = None,
) -> Account | None:
    """The account of a username and its secret, or None when they are not right, not active or past their end.

    Raises NotAllowedError when all is right but the address that asks is not on the user's list.
    """
    login = await login_of(db, username, secret_hmac(server_key, secret))
    return await account_of(db, login, now) if login is not None and admitted(login, now, address) else None


async def login_of(db: Connection, username: str, secret: bytes) -> Login | None:
    """The login of a username with the HMAC of one of its secrets, whether or not it may be used now."""
    return await row(db, SIGN_IN, {"username": username, "secret_hmac": secret})


async def bearer_login(db: Connection, secret: bytes) -> Login | None:
    """The login that has a secret with this HMAC, whether or not it may be used now: secrets are random and ours."""
    return await row(db, SIGN_IN_BEARER, {"secret_hmac": secret})


def admitted(login: Login, now: datetime, address: str | None) -> bool:
    """Whether the login may be used now. Raises NotAllowedError when it may, but not from this address."""
    if not login.active or (login.ends is not None and login.ends <= now):
        return False
    if login.addresses and not is_in(address, map(network, login.addresses)):
        raise NotAllowedError(
            "This login may not be used from here.",
            worded("The request came from %(address)s.", address=address or worded("an unknown address")),
            "Ask from an address on the login's list, or have the list changed.",
        )
    return True


async def account_of(db: Connection, login: Login, now: datetime) -> Account:
    """The account of a login that was admitted; writes down its last use, to the minute."""
    if login.last_used_at is None or login.last_used_at < now - USED_STEP:
        await run(db, USED, {"username": login.username, "now": now})
    return await _account(db, login)


async def api_users(db: Connection) -> list[ApiUserRow]:
    """All machines' logins, by subscriber."""
    return await rows(db, API_USERS, {"limit": API_USERS_LIMIT})


async def still_good(db: Connection, username: str, now: datetime) -> Account | None:
    """An API user's account if the login is active and not past its end; its secret is not asked for."""
    found = await row(db, API_USER, {"username": username})
    if found is None or not found.active or (found.ends is not None and found.ends <= now):
        return None
    return await _account(db, found)


async def account(db: Connection, username: str) -> Account:
    """An API user's account, without asking for its secret: for `newsflow explain`. Raises NotFoundError."""
    return await _account(db, await login_named(db, username))


async def _account(db: Connection, found: ApiUser) -> Account:
    contracts = await contracts_of(db, found.subscriber)
    scopes = frozenset(Scope(name) for name in found.scopes)
    return Account(found.username, found.subscriber, contracts, found.legacy_errors, scopes, found.ends)
