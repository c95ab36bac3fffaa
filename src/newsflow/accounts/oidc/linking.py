"""Whom a provider's account is here: one person of the organisation whose provider it is, and never anybody else."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.accounts.audit import note
from newsflow.accounts.hand import Hand
from newsflow.accounts.members import MEMBERS_LIMIT, NAME_CHARACTERS, may_manage, members, subscriber_of
from newsflow.accounts.oidc.faults import Fault, ProviderError
from newsflow.accounts.oidc.id_token import Claims, verified_email
from newsflow.accounts.oidc.providers import Found
from newsflow.accounts.oidc.terms import Provider
from newsflow.accounts.people import Person, Role, add_person, by_email, by_id
from newsflow.accounts.sessions import sign_out_everywhere
from newsflow.db.query import Connection, query, row, run
from newsflow.domain.characters import what_is_wrong
from newsflow.domain.errors import BadInputError, NotFoundError


@dataclass(frozen=True, slots=True)
class Linked:
    """Who is linked."""

    id: str


@dataclass(frozen=True, slots=True)
class Link:
    """A person's link, without what the provider calls them."""

    issuer: str
    linked: datetime


_HOLD = query("accounts/oidc.hold_identity")
_LINKED = query("accounts/oidc.linked_person", Linked)
_LINK = query("accounts/oidc.link_of", Link)
_PUT = query("accounts/oidc.put_link")
_DROP = query("accounts/oidc.drop_link")
_RUNNING = query("accounts/oidc.has_running_contract", Found)


async def linked_person(db: Connection, provider: Provider, claims: Claims) -> Person | None:
    """Whom that account of the provider was linked to. Raises ProviderError where they were closed since."""
    facts = {"subscriber": provider.subscriber, "issuer": claims.iss, "subject": claims.sub}
    found = await row(db, _LINKED, facts)
    person = None if found is None else await by_id(db, found.id)
    return None if person is None else _theirs(provider, person)


async def link_first(db: Connection, provider: Provider, claims: Claims, now: datetime) -> Person:
    """The person whom the provider's account is from now on, found by its verified address. Raises ProviderError.

    Somebody of the very organisation, or, where it admits people, a new editor of it. An address that is somebody else's, of
    the desk or of another organisation, is told as an unknown one.
    """
    await run(db, _HOLD, {"key": f"{provider.subscriber} {claims.iss} {claims.sub}"})
    before = await linked_person(db, provider, claims)
    if before is not None:
        return before
    email = verified_email(claims)
    if email.lower().rpartition("@")[2] not in provider.terms.domains:
        raise ProviderError(Fault.ELSEWHERE, "email-domain")
    try:
        person = _theirs(provider, await by_email(db, email))
    except NotFoundError:
        person = await _admitted(db, provider, claims, email, now)
    facts = {"subscriber": provider.subscriber, "issuer": claims.iss, "subject": claims.sub}
    if not await run(db, _PUT, {**facts, "person": person.id, "now": now}):
        raise ProviderError(Fault.OTHER_LINK)
    await note(db, None, "link_identity", f"person:{person.id}", at=now, issuer=claims.iss)
    return person


async def link_of(db: Connection, person: str) -> Link | None:
    """The person's link; None without one."""
    return await row(db, _LINK, {"person": person})


async def unlink(db: Connection, hand: Hand, person: Person, *, now: datetime) -> None:
    """Nothing; the link is undone and the person is signed out. The next account that brings their address is linked anew."""
    may_manage(hand, subscriber_of(person))
    if not await run(db, _DROP, {"person": person.id}):
        raise NotFoundError("This person is not linked.", person.email, "Load the page again.")
    await sign_out_everywhere(db, person.id, now)
    await note(db, hand, "unlink_identity", f"person:{person.id}", at=now)


def _theirs(provider: Provider, person: Person) -> Person:
    if not person.is_of_subscriber or person.subscriber != provider.subscriber:
        raise ProviderError(Fault.UNKNOWN, "of-others")
    if not person.active:
        raise ProviderError(Fault.CLOSED)
    return person


async def _admitted(db: Connection, provider: Provider, claims: Claims, email: str, now: datetime) -> Person:
    if not provider.terms.admits:
        raise ProviderError(Fault.UNKNOWN)
    running = await row(db, _RUNNING, {"subscriber": provider.subscriber, "now": now})
    if running is None or not running.found:
        raise ProviderError(Fault.UNKNOWN, "no-contract")
    if len(await members(db, provider.subscriber)) >= MEMBERS_LIMIT:
        raise ProviderError(Fault.UNKNOWN, "members-limit")
    name = " ".join((claims.name or "").split())[:NAME_CHARACTERS]
    if not name or what_is_wrong(name) is not None:
        name = email.partition("@")[0][:NAME_CHARACTERS]
    try:
        made = await add_person(
            db, email=email, name=name, role=Role.SUBSCRIBER_EDITOR, now=now, subscriber=provider.subscriber
        )
    except BadInputError as error:
        raise ProviderError(Fault.UNVERIFIED, "email-unwritable") from error
    await note(db, None, "admit_by_provider", f"person:{made}", at=now, subscriber=provider.subscriber)
    found = await by_id(db, made)
    assert found is not None
    return found
