"""What a person must show before they approve, stop, or send alone: a passkey, or else the password once more."""

from datetime import datetime, timedelta

from newsflow.accounts import proving
from newsflow.accounts.hand import CLI, Hand
from newsflow.accounts.proving import ProofMissingError, must_use_passkey
from newsflow.db.query import Connection
from newsflow.domain.desk_rules import DeskRules
from newsflow.domain.errors import NotAllowedError
from newsflow.domain.worded import worded

PROOF_IS_FRESH = timedelta(minutes=5)


async def check_proof(db: Connection, rules: DeskRules, hand: Hand, now: datetime) -> None:
    """Pass when the person has just now proved that it is they.

    By a passkey where they must or hold one, else by the password; at the command line by being let in there, which
    is not enough for who must show a passkey. Raises ProofMissingError, or NotAllowedError.
    """
    check_person(hand)
    if now - hand.at > PROOF_IS_FRESH:
        raise NotAllowedError("This proof is old.", hand.person.email, "Show your key again.")
    if hand.key != CLI:
        await proving.check_proof(db, hand, rules.passkey_roles)
    elif must_use_passkey(hand.person, rules.passkey_roles):
        raise ProofMissingError(
            "This takes a passkey.",
            worded("%(email)s must show one.", email=hand.person.email),
            "Use a page.",
        )


def check_person(hand: Hand) -> None:
    """Pass for a person; NotAllowedError for a machine's account, which releases and approves nothing."""
    if hand.is_machine:
        raise NotAllowedError(
            "A machine releases and approves nothing.", hand.person.email, "Sign in as a person."
        )
