"""An organisation's provider: set by a master of it, or by the agency's administrator; found by an e-mail address's domain."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.accounts.audit import note
from newsflow.accounts.hand import Hand
from newsflow.accounts.members import may_manage
from newsflow.accounts.oidc.sealing import opened, seal
from newsflow.accounts.oidc.terms import Provider, Terms, check_secret, check_terms
from newsflow.db.query import Connection, query, row, run
from newsflow.db.refusal import told
from newsflow.domain.errors import BadInputError, NotAllowedError, NotFoundError
from newsflow.domain.guid import SubscriberId
from newsflow.domain.worded import worded


@dataclass(frozen=True, slots=True)
class Stored:
    """The row."""

    subscriber: SubscriberId
    name: str
    issuer: str
    client_id: str
    client_secret: bytes
    domains: list[str]
    passwords: bool
    admits: bool
    second_factor: bool


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose a domain is."""

    id: SubscriberId


@dataclass(frozen=True, slots=True)
class Allowed:
    """Whether passwords are."""

    passwords: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Whether there is one."""

    found: bool


_PROVIDER = query("accounts/oidc.provider_of", Stored)
_OF_DOMAIN = query("accounts/oidc.subscriber_of_domain", Whose)
_PASSWORDS = query("accounts/oidc.passwords_of", Allowed)
_PUT = query("accounts/oidc.put_provider")
_DROP = query("accounts/oidc.drop_provider")
_DROP_DOMAINS = query("accounts/oidc.drop_domains")
_PUT_DOMAIN = query("accounts/oidc.put_domain")
_STRANGERS = query("accounts/oidc.strangers_in_domain", Found)
_DROP_LINKS = query("accounts/oidc.drop_links_of")
_END_SESSIONS = query("accounts/oidc.end_provider_sessions")


async def provider_of(db: Connection, subscriber: SubscriberId, server_key: bytes) -> Provider | None:
    """The organisation's provider; None where it has none."""
    found = await row(db, _PROVIDER, {"subscriber": subscriber})
    if found is None:
        return None
    about = _about(subscriber, found.issuer, found.client_id)
    return Provider(
        subscriber=found.subscriber,
        name=found.name,
        terms=_terms(found),
        client_secret=opened(server_key, found.client_secret, *about),
    )


async def terms_of(db: Connection, subscriber: SubscriberId) -> Terms | None:
    """What is set of the organisation's provider, without its secret; None where it has none."""
    found = await row(db, _PROVIDER, {"subscriber": subscriber})
    return None if found is None else _terms(found)


def _terms(found: Stored) -> Terms:
    return Terms(
        issuer=found.issuer,
        client_id=found.client_id,
        domains=tuple(found.domains),
        passwords=found.passwords,
        admits=found.admits,
        second_factor=found.second_factor,
    )


async def subscriber_of_email(db: Connection, email: str) -> SubscriberId | None:
    """Whose provider signs an address of that domain in; whether anybody has the address is not asked."""
    domain = email.strip().lower().rpartition("@")[2]
    found = await row(db, _OF_DOMAIN, {"domain": domain[:300]})
    return None if found is None else found.id


async def may_use_passwords(db: Connection, subscriber: SubscriberId | None) -> bool:
    """Whether the people of that organisation may sign in by password; of none, yes."""
    found = await row(db, _PASSWORDS, {"subscriber": subscriber})
    return found is None or found.passwords


async def set_provider(
    db: Connection,
    hand: Hand,
    subscriber: SubscriberId,
    given: Terms,
    *,
    secret: str,
    server_key: bytes,
    now: datetime,
) -> None:
    """Nothing; the organisation's people sign in so from now on. An empty secret leaves the one that is there.

    With another issuer or client the accounts of the provider are others: the secret is asked for anew, and links and the
    sessions that came by it are over. Raises BadInputError, NotAllowedError for a domain that is not the organisation's,
    ConflictError for one that another organisation named.
    """
    may_manage(hand, subscriber)
    check_terms(given)
    before = await row(db, _PROVIDER, {"subscriber": subscriber})
    same = before is not None and (before.issuer, before.client_id) == (given.issuer, given.client_id)
    if secret or before is None or not same:
        if not secret and before is not None:
            raise BadInputError(
                "Another issuer or client takes its own secret.", worded("Nothing was changed."), "Enter it."
            )
        check_secret(secret)
        sealed = seal(server_key, secret, *_about(subscriber, given.issuer, given.client_id))
    else:
        sealed = before.client_secret
    await _check_domains(db, hand, subscriber, given.domains)
    await _put(db, subscriber, given, sealed, now)
    if before is not None and not same:
        await run(db, _DROP_LINKS, {"subscriber": subscriber})
    if before is not None and (not same or (before.second_factor and not given.second_factor)):
        await _end_sessions(db, hand, subscriber, now)
    await note(
        db,
        hand,
        "set_provider",
        f"subscriber:{subscriber}",
        at=now,
        issuer=given.issuer,
        domains=", ".join(given.domains),
        passwords=given.passwords,
        admits=given.admits,
        second_factor=given.second_factor,
        secret=bool(secret),
    )


async def _put(db: Connection, subscriber: SubscriberId, given: Terms, sealed: bytes, now: datetime) -> None:
    facts = {"issuer": given.issuer, "client_id": given.client_id, "passwords": given.passwords}
    facts |= {"admits": given.admits, "second_factor": given.second_factor}
    await run(db, _PUT, {**facts, "subscriber": subscriber, "client_secret": sealed, "now": now})
    await run(db, _DROP_DOMAINS, {"subscriber": subscriber})
    for domain in given.domains:
        with told("domain", domain):
            await run(db, _PUT_DOMAIN, {"domain": domain, "subscriber": subscriber})


async def drop_provider(db: Connection, hand: Hand, subscriber: SubscriberId, *, now: datetime) -> None:
    """Nothing; the organisation has no provider any more, and its links and the sessions that came by it are over."""
    may_manage(hand, subscriber)
    if not await run(db, _DROP, {"subscriber": subscriber}):
        raise NotFoundError("This organisation has no sign-in of its own.", subscriber, "Set one first.")
    await run(db, _DROP_LINKS, {"subscriber": subscriber})
    await _end_sessions(db, hand, subscriber, now)
    await note(db, hand, "drop_provider", f"subscriber:{subscriber}", at=now)


async def _end_sessions(db: Connection, hand: Hand, subscriber: SubscriberId, now: datetime) -> None:
    await run(db, _END_SESSIONS, {"subscriber": subscriber, "but": hand.session, "now": now})


async def _check_domains(
    db: Connection, hand: Hand, subscriber: SubscriberId, domains: tuple[str, ...]
) -> None:
    """Pass when each is the organisation's to name: a master names that of their own address, where nobody else has one.

    Whoever reads letters of that domain has shown it by the invitation. Others the agency sets, which may ask for more proof;
    one in which somebody of the desk or of another organisation has an address nobody else's provider gets from a master.
    """
    if hand.person.is_of_desk:
        return
    own = hand.person.email.casefold().rpartition("@")[2]
    kept = await row(db, _PROVIDER, {"subscriber": subscriber})
    there = frozenset[str]() if kept is None else frozenset(kept.domains)
    for domain in domains:
        if domain in there:
            continue
        strangers = await row(db, _STRANGERS, {"domain": domain, "subscriber": subscriber})
        assert strangers is not None
        if domain != own or strangers.found:
            raise NotAllowedError(
                "This domain is the agency’s to set.",
                worded(
                    "%(domain)s: you may name %(own)s, while nobody else here has an address of it.",
                    domain=domain,
                    own=own,
                ),
                "Ask the agency for the others, by a request.",
            )


def _about(subscriber: str, issuer: str, client_id: str) -> tuple[str, str, str]:
    return subscriber, issuer, client_id
