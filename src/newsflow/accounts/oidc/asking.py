"""Asking an organisation's provider: its description and keys, kept a while; a code for a token; who a token is of.

Everything goes through `Outside`: https to addresses of the Internet, unless the operator names a host inside; no redirections;
bounded in time and size. A few threads are for this alone, and two requests at once for one organisation, so that a provider that
hangs keeps nobody else from signing in.
"""

import asyncio
import base64
from collections.abc import AsyncGenerator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import quote, urlencode

import msgspec
from joserfc.jwk import Key

from newsflow.accounts.oidc.description import Description, description_of, well_known
from newsflow.accounts.oidc.faults import Fault, ProviderError
from newsflow.accounts.oidc.id_token import TOKEN_BYTES, Claims, UnknownKeyError, Wanted, claims_of, keys_of
from newsflow.accounts.oidc.terms import Provider
from newsflow.outside import Answer, Outside, UnansweredError

TIMEOUT_S = 10.0
"""One request to a provider, whole."""
ANSWER_BYTES = 256 * 1024
KEPT_FOR = timedelta(minutes=15)
"""How long description and keys are believed before they are fetched again."""
KEYS_AGAIN_AFTER = timedelta(minutes=1)
"""An unknown key makes them be fetched again, at most so often."""
PROVIDERS_KEPT = 1_000
THREADS = 8
AT_ONCE = 2
"""Requests at once to one organisation's provider."""
WAITS_S = 5.0
"""How long a sign-in waits for its turn among them."""
SETTING = "NEWSFLOW_OIDC_INSIDE_HOSTS"


@dataclass(frozen=True, slots=True)
class Kept:
    """A provider's description and keys, and when they were fetched."""

    description: Description
    keys: list[Key]
    at: datetime


class _Tokens(msgspec.Struct, frozen=True):
    id_token: str
    access_token: str = ""


class _Refusal(msgspec.Struct, frozen=True):
    error: str = ""


class _UserInfo(msgspec.Struct, frozen=True):
    sub: str
    email: str | None = None
    email_verified: bool | str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """What came back from the provider, and what it was asked with."""

    code: str
    verifier: str
    redirect_uri: str


@dataclass(slots=True)
class Asking:
    """One of it in a process."""

    inside_hosts: frozenset[str] = frozenset()
    _kept: dict[str, Kept] = field(default_factory=dict[str, Kept])
    _turns: dict[str, asyncio.Semaphore] = field(default_factory=dict[str, asyncio.Semaphore])
    _threads: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(THREADS, thread_name_prefix="oidc")
    )

    async def known(self, provider: Provider, now: datetime) -> Kept:
        """Description and keys, fetched where none are kept or they are old. Raises ProviderError."""
        key = f"{provider.subscriber} {provider.terms.issuer}"
        kept = self._kept.get(key)
        if kept is not None and kept.at <= now < kept.at + KEPT_FOR:
            return kept
        return await self.fetched(provider, now)

    async def fetched(self, provider: Provider, now: datetime) -> Kept:
        """Description and keys as they are now, kept from now on."""
        issuer = provider.terms.issuer
        description = description_of(await self._got(provider, well_known(issuer)), issuer)
        keys = keys_of(await self._got(provider, description.jwks_uri))
        if not keys:
            raise ProviderError(Fault.MISSET, "no-keys")
        while len(self._kept) >= PROVIDERS_KEPT:
            del self._kept[next(iter(self._kept))]
        kept = self._kept[f"{provider.subscriber} {issuer}"] = Kept(description, keys, now)
        return kept

    async def claims(
        self, provider: Provider, code: Code, wanted: Wanted, now: datetime
    ) -> tuple[Claims, str]:
        """What the provider says of whoever brought the code, and a token to ask it more with. Raises ProviderError."""
        kept = await self.known(provider, now)
        tokens = await self._exchanged(provider, kept.description, code)
        try:
            return claims_of(tokens.id_token, kept.keys, wanted, now), tokens.access_token
        except UnknownKeyError:
            if now < kept.at + KEYS_AGAIN_AFTER:
                raise ProviderError(Fault.UNTRUSTED, "key-unknown") from None
        kept = await self.fetched(provider, now)
        try:
            return claims_of(tokens.id_token, kept.keys, wanted, now), tokens.access_token
        except UnknownKeyError:
            raise ProviderError(Fault.UNTRUSTED, "key-unknown") from None

    async def completed(self, provider: Provider, claims: Claims, access_token: str, now: datetime) -> Claims:
        """The claims with the address that the provider keeps for its userinfo endpoint, where the token has none."""
        description = (await self.known(provider, now)).description
        if claims.email is not None or not description.userinfo_endpoint or not access_token.isascii():
            return claims
        headers = {"Authorization": f"Bearer {access_token}", "Accept": "application/json"}
        if not access_token or not access_token.isprintable():
            return claims
        answer = await self._asked(provider, "GET", description.userinfo_endpoint, None, headers)
        if not answer.was_taken:
            raise ProviderError(Fault.MISSET, "userinfo-refused")
        try:
            said = msgspec.json.decode(answer.body, type=_UserInfo)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise ProviderError(Fault.MISSET, "userinfo-unreadable") from error
        if said.sub != claims.sub:
            raise ProviderError(Fault.UNTRUSTED, "userinfo-sub")
        return msgspec.structs.replace(
            claims, email=said.email, email_verified=said.email_verified, name=claims.name or said.name
        )

    async def refusal_of(self, provider: Provider, description: Description, code: Code) -> str:
        """The word by which the provider refuses a code that is none: `invalid_grant` where it knows the client."""
        answer = await self._exchange(provider, description, code)
        return "" if answer.was_taken else _error(answer)

    async def date_of(self, provider: Provider) -> str:
        """The provider's own time, as the header of its description says it."""
        headers = {"Accept": "application/json"}
        return (await self._asked(provider, "GET", well_known(provider.terms.issuer), None, headers)).date

    async def _exchanged(self, provider: Provider, description: Description, code: Code) -> _Tokens:
        answer = await self._exchange(provider, description, code)
        if not answer.was_taken:
            told = _error(answer)
            if told == "invalid_grant":
                raise ProviderError(Fault.DENIED, "code-refused")
            raise ProviderError(
                Fault.MISSET, "client-refused" if told == "invalid_client" else "exchange-refused"
            )
        try:
            return msgspec.json.decode(answer.body, type=_Tokens)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise ProviderError(Fault.MISSET, "tokens-unreadable") from error

    async def _exchange(self, provider: Provider, description: Description, code: Code) -> Answer:
        terms, secret = provider.terms, provider.client_secret
        if not secret:
            raise ProviderError(Fault.MISSET, "secret-sealed")
        form = {
            "grant_type": "authorization_code",
            "code": code.code,
            "redirect_uri": code.redirect_uri,
            "code_verifier": code.verifier,
        }
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        if description.client_is_posted:
            form |= {"client_id": terms.client_id, "client_secret": secret}
        else:
            # RFC 6749, 2.3.1: both are form-encoded before they are joined.
            pair = f"{quote(terms.client_id, safe='')}:{quote(secret, safe='')}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        return await self._asked(
            provider, "POST", description.token_endpoint, urlencode(form).encode(), headers
        )

    async def _got(self, provider: Provider, url: str) -> bytes:
        answer = await self._asked(provider, "GET", url, None, {"Accept": "application/json"})
        if not answer.was_taken:
            raise ProviderError(Fault.AWAY, f"status-{answer.status}")
        return answer.body

    async def _asked(
        self, provider: Provider, method: str, url: str, body: bytes | None, headers: dict[str, str]
    ) -> Answer:
        outside = Outside(
            url=url,
            inside_hosts=self.inside_hosts,
            setting=SETTING,
            timeout_s=TIMEOUT_S,
            answer_bytes=ANSWER_BYTES,
        )
        loop = asyncio.get_running_loop()
        try:
            async with self._turn(provider):
                return await loop.run_in_executor(self._threads, outside.ask, method, "", body, headers)
        except UnansweredError as error:
            raise ProviderError(Fault.AWAY, error.kind) from error

    @asynccontextmanager
    async def _turn(self, provider: Provider) -> AsyncGenerator[None]:
        turns = self._turns.setdefault(provider.subscriber, asyncio.Semaphore(AT_ONCE))
        try:
            await asyncio.wait_for(turns.acquire(), WAITS_S)
        except TimeoutError as error:
            raise ProviderError(Fault.BUSY) from error
        try:
            yield
        finally:
            turns.release()


def _error(answer: Answer) -> str:
    try:
        return msgspec.json.decode(answer.body[:TOKEN_BYTES], type=_Refusal).error[:40]
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return ""
