"""What a person must show before a deed that takes a proof: their passkey, or the password once more."""

from collections.abc import Collection
from enum import StrEnum

from newsflow.accounts.hand import Hand
from newsflow.accounts.passkeys import passkeys_of
from newsflow.accounts.people import Person
from newsflow.db.query import Connection
from newsflow.domain.errors import NotAllowedError
from newsflow.domain.worded import worded


class Proof(StrEnum):
    """A kind of proof."""

    PASSKEY = "passkey"
    PASSWORD = "password"  # noqa: S105 - the name of a kind of proof, not a password


class ProofMissingError(NotAllowedError):
    """The deed takes a proof that was not shown."""

    slug = "proof-missing"


def must_use_passkey(person: Person, passkey_roles: Collection[str]) -> bool:
    """Whether the person must have a passkey: by an administrator's word, their organisation's, or their role's.

    `passkey_roles` are the agency's (`[desk] passkey_roles`); they may name the roles of subscribers' people too.
    """
    return person.needs_passkey or person.organisation_needs_passkey or person.role in passkey_roles


async def proof_of(db: Connection, person: Person, passkey_roles: Collection[str]) -> Proof:
    """What this person shows: a passkey where they must or do hold one, else the password."""
    if must_use_passkey(person, passkey_roles) or await passkeys_of(db, person.id):
        return Proof.PASSKEY
    return Proof.PASSWORD


async def first_proof_of(db: Connection, person: Person) -> Proof:
    """What this person shows on the way to a first passkey: the password, which is all that they can have."""
    return Proof.PASSKEY if await passkeys_of(db, person.id) else Proof.PASSWORD


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
    elif not hand.proved:
        raise ProofMissingError(
            "This takes your password once more.", worded("Nothing was done."), "Enter it."
        )
