"""What a person must show before a deed that takes a proof: their passkey, or the password once more."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from newsflow.accounts.hand import ANEW, PASSKEY, TWO_STEP, Hand, key_says
from newsflow.accounts.passkeys import passkeys_of
from newsflow.accounts.people import Person
from newsflow.accounts.sessions import Session
from newsflow.db.query import Connection
from newsflow.domain.errors import NotAllowedError
from newsflow.domain.worded import worded


class Proof(StrEnum):
    """A kind of proof."""

    PASSKEY = "passkey"
    PASSWORD = "password"  # noqa: S105 - the name of a kind of proof, not a password
    PROVIDER = "provider"
    """The organisation's provider asked them anew, a few minutes ago."""


ANEW_FOR = timedelta(minutes=10)
"""How long a sign-in that the provider asked for anew proves what is done after it."""


class ProofMissingError(NotAllowedError):
    """The deed takes a proof that was not shown."""

    slug = "proof-missing"


def must_use_passkey(person: Person, passkey_roles: Collection[str]) -> bool:
    """Whether the person must have a passkey: by an administrator's word, their organisation's, or their role's.

    `passkey_roles` are the agency's (`[desk] passkey_roles`); they may name the roles of subscribers' people too.
    """
    return person.needs_passkey or person.organisation_needs_passkey or person.role in passkey_roles


def came_as_they_must(person: Person, key: str, passkey_roles: Collection[str]) -> bool:
    """Whether a session that was opened by that key is enough for the person.

    Whom their organisation asks for a passkey may come by its provider where it vouches for a second factor; whom the agency
    asks, by the role, takes a passkey of ours: the agency does not know what a provider asks (ADR-0038).
    """
    if key.startswith(PASSKEY) or not must_use_passkey(person, passkey_roles):
        return True
    return key_says(key, TWO_STEP) and person.role not in passkey_roles


async def proof_in(
    db: Connection, person: Person, session: Session, passkey_roles: Collection[str], *, first_passkey: bool
) -> Proof:
    """What this person shows in this session; `first_passkey` where it leads to their first one.

    Who came by their organisation's provider has no password with us, or need not have one: without a passkey they show
    themselves at the provider once more.
    """
    if await passkeys_of(db, person.id):
        return Proof.PASSKEY
    if key_says(session.key) and (first_passkey or came_as_they_must(person, session.key, passkey_roles)):
        return Proof.PROVIDER
    return Proof.PASSWORD if first_passkey else await proof_of(db, person, passkey_roles)


def shown_anew(session: Session, now: datetime) -> bool:
    """Whether the provider asked the person anew for this session, a few minutes ago."""
    return key_says(session.key, ANEW) and now < session.begun + ANEW_FOR


async def proof_of(db: Connection, person: Person, passkey_roles: Collection[str]) -> Proof:
    """What this person shows: a passkey where they must or do hold one, else the password."""
    if must_use_passkey(person, passkey_roles) or await passkeys_of(db, person.id):
        return Proof.PASSKEY
    return Proof.PASSWORD


async def check_proof(db: Connection, hand: Hand, passkey_roles: Collection[str]) -> None:
    """Pass when the hand proved itself just now as this person must. Raises ProofMissingError."""
    check_shown(hand, await proof_of(db, hand.person, passkey_roles))


def check_shown(hand: Hand, wanted: Proof) -> None:
    """Pass when the hand proved itself just now in that way; a passkey serves for a password too."""
    if wanted is Proof.PASSKEY:
        if not hand.by_passkey:
            raise ProofMissingError(
                "This takes your passkey.",
                worded("It was done with: %(key)s.", key=hand.key),
                "Show it; enrol one on your account's page if you have none.",
            )
    elif wanted is Proof.PROVIDER:
        if not hand.proved:
            raise ProofMissingError(
                "This takes a fresh sign-in by your organisation.",
                worded("Nothing was done."),
                "Sign in there once more, and do it within ten minutes.",
            )
    elif not hand.proved:
        raise ProofMissingError(
            "This takes your password once more.", worded("Nothing was done."), "Enter it."
        )
