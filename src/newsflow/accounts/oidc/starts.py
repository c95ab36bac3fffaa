"""A sign-in on its way to a provider and back: used once, in the browser that began it, within ten minutes.

Nonce and PKCE verifier are made of the state and the server's key: the table holds the state's digest, and nothing to go on with.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from newsflow.accounts.oidc.description import Description
from newsflow.accounts.oidc.faults import Fault, ProviderError
from newsflow.accounts.oidc.terms import Provider
from newsflow.db.query import Connection, query, row, run

GOOD_FOR = timedelta(minutes=10)
STATE_CHARACTERS = 200
CODE_CHARACTERS = 4_000
SCOPE = "openid email profile"


@dataclass(frozen=True, slots=True)
class Start:
    """A sign-in that was begun."""

    subscriber: str
    issuer: str
    client_id: str
    browser: bytes
    next: str
    anew: bool
    begun_try: int
    begun: datetime
    ends: datetime


_PUT = query("accounts/oidc.put_start")
_TAKE = query("accounts/oidc.take_start", Start)
_FORGET = query("accounts/oidc.forget_starts")


async def begin(
    db: Connection,
    provider: Provider,
    *,
    browser: str,
    next_path: str,
    anew: bool,
    begun_try: int,
    now: datetime,
) -> str:
    """The state of a new start. `browser` is the secret that the browser alone holds; `anew` asks for a fresh sign-in."""
    state = secrets.token_urlsafe(32)
    facts = {"state": _digest(state), "browser": _digest(browser), "next": next_path, "anew": anew}
    about = {"subscriber": provider.subscriber, "issuer": provider.terms.issuer}
    about |= {"client_id": provider.terms.client_id}
    await run(db, _PUT, {**facts, **about, "try": begun_try, "begun": now, "ends": now + GOOD_FOR})
    return state


async def take(db: Connection, provider: Provider, *, state: str, browser: str, now: datetime) -> Start:
    """The start, which is gone with this whatever comes of it. Raises ProviderError."""
    found = await row(db, _TAKE, {"state": _digest(state)}) if 0 < len(state) <= STATE_CHARACTERS else None
    if found is None:
        raise ProviderError(Fault.STRANGE, "state-unknown")
    if not hmac.compare_digest(found.browser, _digest(browser)):
        raise ProviderError(Fault.STRANGE, "state-browser")
    if found.ends < now:
        raise ProviderError(Fault.STRANGE, "state-old")
    terms = provider.terms
    if (found.subscriber, found.issuer, found.client_id) != (
        provider.subscriber,
        terms.issuer,
        terms.client_id,
    ):
        raise ProviderError(Fault.STRANGE, "state-provider")
    return found


def asking_address(
    provider: Provider,
    description: Description,
    *,
    state: str,
    server_key: bytes,
    redirect_uri: str,
    anew: bool,
) -> str:
    """Where the browser is sent (OpenID Connect Core 1.0, 3.1.2.1; PKCE by RFC 7636 with S256)."""
    challenge = hashlib.sha256(verifier_of(server_key, state).encode()).digest()
    asked = {
        "response_type": "code",
        "scope": SCOPE,
        "client_id": provider.terms.client_id,
        "redirect_uri": redirect_uri,
        "state": state,
        "nonce": nonce_of(server_key, state),
        "code_challenge": _plain(challenge),
        "code_challenge_method": "S256",
    }
    if anew:
        asked |= {"prompt": "login", "max_age": "0"}
    mark = "&" if "?" in description.authorization_endpoint else "?"
    return f"{description.authorization_endpoint}{mark}{urlencode(asked)}"


def nonce_of(server_key: bytes, state: str) -> str:
    """The nonce of a start."""
    return _made(server_key, "nonce", state)


def verifier_of(server_key: bytes, state: str) -> str:
    """The PKCE verifier of a start: 43 characters."""
    return _made(server_key, "verifier", state)


async def forget_starts(db: Connection, before: datetime) -> int:
    """How many starts that ended before then were deleted."""
    return await run(db, _FORGET, {"before": before})


def _made(server_key: bytes, what: str, state: str) -> str:
    text = f"newsflow oidc {what}\n{state}".encode(errors="replace")
    return _plain(hmac.new(server_key, text, hashlib.sha256).digest())


def _plain(found: bytes) -> str:
    return base64.urlsafe_b64encode(found).rstrip(b"=").decode()


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode(errors="replace")).digest()
