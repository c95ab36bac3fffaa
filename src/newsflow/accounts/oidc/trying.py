"""Trying a provider without anybody signing in: what is in order, and what is wrong, a sentence each."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from newsflow.accounts.oidc.asking import Asking, Code
from newsflow.accounts.oidc.description import lacks
from newsflow.accounts.oidc.faults import ProviderError
from newsflow.accounts.oidc.id_token import LEEWAY
from newsflow.accounts.oidc.starts import verifier_of
from newsflow.accounts.oidc.terms import Provider
from newsflow.accounts.sign_in import begin_try
from newsflow.db.query import Connection
from newsflow.domain.errors import TooFastError
from newsflow.domain.guid import SubscriberId
from newsflow.domain.worded import worded

NO_CODE = "newsflow-tries-without-a-code"

_WRONG = {
    "description-unreadable": worded(
        "Its description is none: JSON with the fields of OpenID Connect Discovery is missing."
    ),
    "issuer-differs": worded(
        "It calls itself by another issuer. Copy the field “issuer” of its description, letter by letter."
    ),
    "description-addresses": worded(
        "Its description names an address that cannot be used: each is https, without a login."
    ),
    "keys-unreadable": worded("Its keys cannot be read."),
    "no-keys": worded(
        "It publishes no key that counts here: RSA of 2048 bits or more, P-256, P-384 or Ed25519."
    ),
    "no-code": worded("It does not offer the authorization code flow."),
    "no-algorithm": worded("It signs by none of RS256, PS256, ES256, ES384, EdDSA."),
    "no-secret": worded(
        "It takes the client’s secret in no way that is known here: client_secret_basic or client_secret_post."
    ),
    "no-pkce": worded("It does not take PKCE with S256."),
    "client-refused": worded("It does not know this client id, or refuses its secret."),
    "no-host": worded("Its host is not found on the public Internet."),
    "plain": worded("Its address is plain http; https is needed."),
    "certificate": worded("Its certificate is not one for its host."),
    "slow": worded("It takes longer than ten seconds to answer."),
    "large": worded("Its answer is longer than 256 KB."),
    "unreachable": worded("No connection to it could be made."),
    "busy": worded("Others sign in there just now. Try again in a minute."),
    "secret-sealed": worded(
        "The client secret cannot be opened any more, since the server has another key. Enter it again."
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    is_good: bool
    said: str


async def tried(asking: Asking, provider: Provider, *, redirect_uri: str, now: datetime) -> list[Finding]:
    """What was found, in the order in which it was looked at; what is wrong comes last, and ends it."""
    found: list[Finding] = []
    try:
        async for each in _looked(asking, provider, redirect_uri, now):
            found.append(each)
            if not each.is_good:
                break
    except ProviderError as error:
        found.append(_bad(error.why))
    return found


async def _looked(
    asking: Asking, provider: Provider, redirect_uri: str, now: datetime
) -> AsyncIterator[Finding]:
    kept = await asking.fetched(provider, now)
    yield _good(worded("It answers, and describes itself as this issuer."))
    missing = lacks(kept.description)
    if missing:
        yield _bad(missing)
    yield _good(worded("It publishes keys that count: %(count)s.", count=len(kept.keys)))
    yield _clock(await asking.date_of(provider), now)
    code = Code(code=NO_CODE, verifier=verifier_of(b"", NO_CODE), redirect_uri=redirect_uri)
    refusal = await asking.refusal_of(provider, kept.description, code)
    if refusal in {"invalid_client", "unauthorized_client"}:
        yield _bad("client-refused")
    elif refusal == "invalid_grant":
        yield _good(worded("It knows the client id and its secret."))
    else:
        yield _good(worded("Whether it takes the client’s secret, the first sign-in will show."))


def _clock(date: str, now: datetime) -> Finding:
    try:
        differs = abs((parsedate_to_datetime(date) - now).total_seconds())
    except (ValueError, TypeError):
        return _good(worded("It does not say what time it is."))
    if differs > LEEWAY.total_seconds():
        return Finding(
            is_good=False,
            said=worded(
                "Its clock and ours differ by %(seconds)s seconds; 60 are allowed.", seconds=round(differs)
            ),
        )
    return _good(worded("Its clock is right."))


def _good(said: str) -> Finding:
    return Finding(is_good=True, said=said)


def _bad(why: str) -> Finding:
    if why.startswith("status-"):
        status = why.removeprefix("status-")
        return Finding(is_good=False, said=worded("It answers with the status %(status)s.", status=status))
    said = _WRONG[why] if why in _WRONG else worded("It cannot be used: %(why)s.", why=why)
    return Finding(is_good=False, said=said)


async def begin_trying(db: Connection, subscriber: SubscriberId, *, address: str, now: datetime) -> None:
    """Nothing; the try is counted. Raises TooFastError past the limit that tries to sign in to one account have."""
    try:
        await begin_try(db, account=f"provider {subscriber}", address=address, now=now)
    except TooFastError as error:
        raise TooFastError(
            "It was tried too often.", "", "Wait a quarter of an hour.", wait_s=error.wait_s
        ) from error
