"""What an ID token says, once its signature and its claims stand (OpenID Connect Core 1.0, section 3.1.3.7). No clock, no I/O."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey, import_key
from joserfc.jws import JWSRegistry, deserialize_compact, extract_compact

from newsflow.accounts.oidc.faults import Fault, ProviderError

ALGORITHMS = ("RS256", "PS256", "ES256", "ES384", "EdDSA")
"""The signatures that count. None of them can be made with what a provider publishes: no `none`, no HS256."""
TOKEN_BYTES = 16 * 1024
KEYS_MOST = 50
SHORTEST_RSA_BITS = 2048
LEEWAY = timedelta(seconds=60)
"""How far the provider's clock may be from ours."""
OLDEST = timedelta(minutes=10)
"""How old a token may be: it was made for a sign-in that was just begun."""
SUBJECT_CHARACTERS = 255
EMAIL_CHARACTERS = 200

_TYPES: dict[str, type] = {"RS256": RSAKey, "PS256": RSAKey, "ES256": ECKey, "ES384": ECKey, "EdDSA": OKPKey}
_CURVES = {"ES256": "P-256", "ES384": "P-384", "EdDSA": "Ed25519"}
_ONE_FACTOR = frozenset(
    {"pwd", "sms", "kba", "face", "fpt", "pin", "vbm", "rba", "geo", "tel", "user", "wia"}
)
"""Methods of RFC 8176 that are one factor when they stand alone."""


class Claims(msgspec.Struct, frozen=True):
    """What is read of a token; a claim of another type than this makes it untrusted."""

    iss: str
    sub: str
    aud: str | list[str]
    exp: int | float
    iat: int | float
    nonce: str = ""
    azp: str | None = None
    nbf: int | float | None = None
    auth_time: int | float | None = None
    amr: list[str] = []
    email: str | None = None
    email_verified: bool | str | None = None
    name: str | None = None


class _Header(msgspec.Struct, frozen=True):
    alg: str
    kid: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the token must be made for."""

    issuer: str
    client_id: str
    nonce: str
    begun: datetime
    anew: bool = False
    """Whether the provider was to ask the person anew: `auth_time` must say that it did."""


class UnknownKeyError(Exception):
    """The token names a key that is not among these: the provider may have changed them."""


def keys_of(jwks: bytes) -> list[Key]:
    """The public keys that can sign for us; others of the set are left out. Raises ProviderError where it is no set."""
    try:
        found = msgspec.json.decode(jwks, type=dict[str, object])
    except (msgspec.DecodeError, RecursionError) as error:
        raise ProviderError(Fault.MISSET, "keys-unreadable") from error
    listed = found.get("keys")
    if not isinstance(listed, list):
        raise ProviderError(Fault.MISSET, "keys-unreadable")
    given = cast("list[object]", listed)[:KEYS_MOST]
    return [key for each in given if (key := _key(each)) is not None]


def _key(given: object) -> Key | None:
    if not isinstance(given, dict):
        return None
    told = cast("dict[str, object]", given)
    if told.get("kty") not in {"RSA", "EC", "OKP"} or told.get("use", "sig") != "sig":
        return None
    public: dict[str, str | list[str]] = {
        name: value
        for name, value in told.items()
        if name in {"kty", "kid", "alg", "use", "n", "e", "crv", "x", "y"} and isinstance(value, str)
    }
    try:
        key = import_key(public)
        if isinstance(key, RSAKey) and key.raw_value.key_size < SHORTEST_RSA_BITS:
            return None
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    return key


def claims_of(token: str, keys: Sequence[Key], wanted: Wanted, now: datetime) -> Claims:
    """What the token says. Raises ProviderError with the check that failed, UnknownKeyError where no such key is known."""
    if len(token) > TOKEN_BYTES:
        raise _untrusted("token-size")
    header = _header(token)
    if header.alg not in ALGORITHMS:
        raise _untrusted("alg")
    try:
        registry = JWSRegistry(algorithms=[header.alg], strict_check_header=False)
        signed = deserialize_compact(token, _fitting(keys, header), registry=registry)
        claims = msgspec.json.decode(signed.payload, type=Claims)
    except (JoseError, msgspec.MsgspecError, ValueError, TypeError, RecursionError) as error:
        raise _untrusted(
            "claims-unreadable" if isinstance(error, msgspec.DecodeError) else "signature"
        ) from error
    _check(claims, wanted, now)
    return claims


def _header(token: str) -> _Header:
    try:
        found = extract_compact(token.encode("ascii"))
        return msgspec.convert(found.headers(), type=_Header)
    except (JoseError, msgspec.MsgspecError, ValueError, TypeError, RecursionError) as error:
        raise _untrusted("header") from error


def _fitting(keys: Sequence[Key], header: _Header) -> Key:
    """The one key that may have signed this: by its id, its kind, its curve and its own word of what it is for."""
    alg = header.alg
    fitting = [
        key
        for key in keys
        if isinstance(key, _TYPES[alg])
        and key.get("alg", alg) in {alg, "Ed25519" if alg == "EdDSA" else alg}
        and (alg not in _CURVES or key.get("crv") == _CURVES[alg])
        and (header.kid is None or key.get("kid") == header.kid)
    ]
    if not fitting:
        raise UnknownKeyError
    if len(fitting) > 1:
        raise _untrusted("kid")
    return fitting[0]


def _check(claims: Claims, wanted: Wanted, now: datetime) -> None:
    heard = [claims.aud] if isinstance(claims.aud, str) else claims.aud
    if claims.iss != wanted.issuer:
        raise _untrusted("iss")
    if wanted.client_id not in heard:
        raise _untrusted("aud")
    if (len(heard) > 1 or claims.azp is not None) and claims.azp != wanted.client_id:
        raise _untrusted("azp")
    if not hmac.compare_digest(claims.nonce.encode(errors="replace"), wanted.nonce.encode()):
        raise _untrusted("nonce")
    if not 0 < len(claims.sub) <= SUBJECT_CHARACTERS or not claims.sub.isprintable():
        raise _untrusted("sub")
    at, leeway = now.timestamp(), LEEWAY.total_seconds()
    if claims.exp <= at - leeway:
        raise ProviderError(Fault.CLOCK, "exp")
    if max(claims.iat, claims.nbf or 0) > at + leeway:
        raise ProviderError(Fault.CLOCK, "iat-ahead")
    if claims.iat < at - OLDEST.total_seconds() - leeway:
        raise ProviderError(Fault.CLOCK, "iat-old")
    if wanted.anew and (claims.auth_time is None or claims.auth_time < wanted.begun.timestamp() - leeway):
        raise ProviderError(Fault.STALE, "auth-time")


def says_one_factor(claims: Claims) -> bool:
    """Whether the provider itself says that one factor alone was shown (RFC 8176); what says nothing says no."""
    said = set(claims.amr)
    return len(said) == 1 and said <= _ONE_FACTOR


def verified_email(claims: Claims) -> str:
    """The address that the provider vouches for; some say so in a text. Raises ProviderError.

    It is plain ASCII: what folds into another's address is none.
    """
    email = (claims.email or "").strip()
    plain = 0 < len(email) <= EMAIL_CHARACTERS and email.isascii() and email.isprintable()
    if claims.email_verified not in {True, "true"} or not plain:
        raise ProviderError(Fault.UNVERIFIED, "email-unverified")
    return email


def _untrusted(why: str) -> ProviderError:
    return ProviderError(Fault.UNTRUSTED, why)
