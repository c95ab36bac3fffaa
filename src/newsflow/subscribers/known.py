"""The accounts that one web process knows: good logins, asked of the database again after a second at the latest."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from newsflow.db.pool import Pool, transaction
from newsflow.subscribers.api_users import (
    Account,
    Login,
    account_of,
    admitted,
    bearer_login,
    login_of,
    secret_hmac,
)

KNOWN_S = 1.0
"""How long a login that was good is believed: an account that is closed, a secret that is taken back, a contract that
is ended or signed has its effect within this time, in every web process."""
TOLD_S = 10.0
"""How long it is believed where each change of it is told at once."""

ACCOUNTS_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class _Known:
    until: float
    changes: int
    login: Login
    account: Account


@dataclass(slots=True)
class Accounts:
    """Signs machines in, with fewer questions to the database than requests.

    Only a good login is remembered, under its secret's HMAC. Its end, its addresses and its contracts' terms are
    held against each request's own time and address.
    """

    pool: Pool
    server_key: bytes
    monotonic: Callable[[], float]
    known_s: float = KNOWN_S
    changes: Callable[[], int] = lambda: 0
    """Counts what somebody hears of changes of logins and contracts: then `known_s` may be longer."""
    _known: dict[tuple[str | None, bytes], _Known] = field(
        default_factory=dict[tuple[str | None, bytes], _Known]
    )

    async def sign_in(
        self, *, username: str | None, secret: str, now: datetime, address: str | None
    ) -> Account | None:
        """As `api_users.sign_in`, at most `known_s` old. Without a username it is a bearer's secret."""
        key = (username, secret_hmac(self.server_key, secret))
        asked_at, changes = self.monotonic(), self.changes()
        known = self._known.get(key)
        if known is not None and asked_at < known.until and changes == known.changes:
            return known.account if admitted(known.login, now, address) else None
        self._known.pop(key, None)
        async with transaction(self.pool) as db:
            login = await (bearer_login(db, key[1]) if username is None else login_of(db, username, key[1]))
            if login is None or not admitted(login, now, address):
                return None
            account = await account_of(db, login, now)
        if len(self._known) >= ACCOUNTS_KEPT:
            self._known = {each: one for each, one in self._known.items() if asked_at < one.until}
        # Counted from before the database was asked: what it says may have changed since.
        self._known[key] = _Known(asked_at + self.known_s, changes, login, account)
        return account
