"""From a provider's answer to a person: the start taken, the code exchanged, the token checked, the account found."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from newsflow.accounts.hand import provider_key
from newsflow.accounts.oidc.asking import Asking, Code
from newsflow.accounts.oidc.faults import Fault, ProviderError
from newsflow.accounts.oidc.id_token import Claims, Wanted, says_one_factor
from newsflow.accounts.oidc.linking import link_first, linked_person
from newsflow.accounts.oidc.starts import (
    CODE_CHARACTERS,
    Start,
    asking_address,
    begin,
    nonce_of,
    take,
    verifier_of,
)
from newsflow.accounts.oidc.terms import Provider
from newsflow.accounts.people import Person
from newsflow.accounts.sign_in import begin_try, good_try
from newsflow.db.pool import Pool, reading, transaction
from newsflow.domain.clock import Clock
from newsflow.domain.errors import ConflictError

_AWAY = frozenset({"server_error", "temporarily_unavailable"})
_DENIED = frozenset(
    {
        "access_denied",
        "login_required",
        "interaction_required",
        "consent_required",
        "account_selection_required",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """What the process is to a provider."""

    pool: Pool
    asking: Asking
    server_key: bytes
    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """What the browser brought back from the provider, letter by letter, and how the browser is known."""

    state: str
    code: str
    error: str
    issuer: str
    """The parameter `iss` of RFC 9207."""
    browser: str
    redirect_uri: str


@dataclass(frozen=True, slots=True)
class Known:
    """Who signs in, by what key, and where they were going."""

    person: Person
    key: str
    next: str


async def sent_off(
    here: Here,
    provider: Provider,
    *,
    browser: str,
    next_path: str,
    anew: bool,
    redirect_uri: str,
    address: str,
) -> str:
    """Where the browser goes to sign in. Raises ProviderError, or TooFastError past the limit of tries."""
    now = here.clock()
    async with transaction(here.pool) as db:
        begun_try = await begin_try(db, account=None, address=address, now=now)
    description = (await here.asking.known(provider, now)).description
    async with transaction(here.pool) as db:
        state = await begin(
            db, provider, browser=browser, next_path=next_path, anew=anew, begun_try=begun_try, now=now
        )
    return asking_address(
        provider,
        description,
        state=state,
        server_key=here.server_key,
        redirect_uri=redirect_uri,
        anew=anew,
    )


async def came_back(here: Here, provider: Provider, back: Back) -> Known:
    """Who came back so. Raises ProviderError with the first thing that is wrong; then nobody was signed in or linked."""
    async with transaction(here.pool) as db:
        start = await take(db, provider, state=back.state, browser=back.browser, now=here.clock())
    await _check(here, provider, back)
    claims, access_token = await here.asking.claims(
        provider,
        Code(
            code=back.code, verifier=verifier_of(here.server_key, back.state), redirect_uri=back.redirect_uri
        ),
        _wanted(here, provider, back, start),
        here.clock(),
    )
    try:
        person = await _person(here, provider, claims, access_token, start)
    except ConflictError as error:
        # Somebody else was given the address in this very moment.
        raise ProviderError(Fault.UNKNOWN, "address-taken") from error
    two_step = provider.terms.second_factor and not says_one_factor(claims)
    return Known(person, provider_key(two_step=two_step, anew=start.anew), start.next)


async def _check(here: Here, provider: Provider, back: Back) -> None:
    description = (await here.asking.known(provider, here.clock())).description
    issuer_is_due = description.authorization_response_iss_parameter_supported
    if (back.issuer or issuer_is_due) and back.issuer != provider.terms.issuer:
        raise ProviderError(Fault.UNTRUSTED, "iss-parameter")
    if back.error:
        if back.error in _DENIED:
            raise ProviderError(Fault.DENIED)
        raise ProviderError(
            *((Fault.AWAY, "provider-says-so") if back.error in _AWAY else (Fault.MISSET, "refused"))
        )
    if not 0 < len(back.code) <= CODE_CHARACTERS or not back.code.isascii() or not back.code.isprintable():
        raise ProviderError(Fault.UNTRUSTED, "code")


def _wanted(here: Here, provider: Provider, back: Back, start: Start) -> Wanted:
    return Wanted(
        issuer=provider.terms.issuer,
        client_id=provider.terms.client_id,
        nonce=nonce_of(here.server_key, back.state),
        begun=start.begun,
        anew=start.anew,
    )


async def _person(here: Here, provider: Provider, claims: Claims, access_token: str, start: Start) -> Person:
    async with reading(here.pool) as db:
        person = await linked_person(db, provider, claims)
    if person is None:
        claims = await here.asking.completed(provider, claims, access_token, here.clock())
    async with transaction(here.pool) as db:
        if person is None:
            person = await link_first(db, provider, claims, here.clock())
        await good_try(db, start.begun_try)
    return person


def host_of(provider: Provider) -> str:
    """The provider's host, for whoever is led there."""
    return urlsplit(provider.terms.issuer).hostname or ""
