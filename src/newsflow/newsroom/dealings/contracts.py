"""Signing a contract, ending it, setting its commercial terms; adding a subscriber."""

from datetime import datetime

from newsflow.accounts.audit import note
from newsflow.accounts.hand import Hand, Operator
from newsflow.accounts.people import Act, authorise
from newsflow.db.query import Connection
from newsflow.domain.characters import what_is_wrong
from newsflow.domain.clock import rfc3339
from newsflow.domain.errors import BadInputError, ConflictError, NotFoundError
from newsflow.domain.guid import SubscriberId
from newsflow.domain.worded import worded
from newsflow.matching.contract import Contract
from newsflow.subscribers.books.rows import Terms
from newsflow.subscribers.books.terms import put_terms
from newsflow.subscribers.contracts import add_subscriber, contracts_of, end, sign, subscriber_named

REASON_CHARACTERS = 500


async def new_subscriber(
    db: Connection, hand: Hand | Operator, subscriber: SubscriberId, name: str, *, now: datetime
) -> None:
    """Store a new organisation. Raises ConflictError for an id that is there."""
    _by(hand)
    await add_subscriber(db, subscriber, name, now)
    await note(db, hand, "add_subscriber", f"subscriber:{subscriber}", at=now)


async def sign_contract(
    db: Connection, hand: Hand, contract: Contract, terms: Terms, *, now: datetime
) -> None:
    """Store a contract with its commercial terms. It is never changed."""
    await sign_without_terms(db, hand, contract, now=now)
    subscriber = SubscriberId(contract.subscriber)
    await put_terms(db, subscriber, contract.id, terms, by=hand.person.id, now=now)


async def sign_without_terms(
    db: Connection, hand: Hand | Operator, contract: Contract, *, now: datetime
) -> None:
    """Store a contract of which no commercial terms are known yet."""
    by = _by(hand)
    subscriber = SubscriberId(contract.subscriber)
    await subscriber_named(db, subscriber)
    if contract.ends is not None and contract.ends <= contract.starts:
        raise BadInputError(
            "A contract ends after it starts.",
            rfc3339(contract.ends),
            "Give an end that comes after its start.",
        )
    await sign(db, contract, now, by=by)
    await note(db, hand, "sign_contract", f"contract:{contract.id}", at=now, subscriber=subscriber)


async def change_terms(
    db: Connection, hand: Hand, contract: Contract, terms: Terms, *, now: datetime
) -> None:
    """Have the contract be under these commercial terms from now on; those before stay in the books."""
    authorise(hand.person, Act.MANAGE_SUBSCRIBERS)
    subscriber = SubscriberId(contract.subscriber)
    await put_terms(db, subscriber, contract.id, terms, by=hand.person.id, now=now)
    await note(db, hand, "change_terms", f"contract:{contract.id}", at=now, subscriber=subscriber)


async def end_contract(
    db: Connection, hand: Hand | Operator, contract: Contract, at: datetime, because: str, *, now: datetime
) -> None:
    """End the contract at a moment. From then on none of what it covers is had; kills of what was taken are.

    The operator alone may give an hour that is past, to put the books right.
    """
    by = _by(hand)
    check_end(contract, at, now if isinstance(hand, Hand) else min(at, now))
    reason = check_reason(because)
    await end(db, contract.id, at, reason, by=by)
    facts = {"subscriber": contract.subscriber, "ends": rfc3339(at)}
    await note(db, hand, "end_contract", f"contract:{contract.id}", at=now, **facts)


def _by(hand: Hand | Operator) -> str | None:
    """Whose act it is; None for the operator, who may as whoever runs the machine may. Raises NotAllowedError."""
    if isinstance(hand, Operator):
        return None
    authorise(hand.person, Act.MANAGE_SUBSCRIBERS)
    return hand.person.id


def check_end(contract: Contract, at: datetime, now: datetime) -> None:
    """Pass where the contract can end at that moment. Raises BadInputError, ConflictError where it is over before."""
    if at < contract.starts:
        raise BadInputError(
            "A contract ends after it starts.",
            worded(
                "%(contract)s starts at %(starts)s; its end would be %(at)s.",
                contract=contract.id,
                starts=rfc3339(contract.starts),
                at=rfc3339(at),
            ),
            "Give an end that comes after its start.",
        )
    if contract.ends is not None and contract.ends <= at:
        raise ConflictError(
            "This contract is over before that.",
            worded("It ends at %(ends)s.", ends=rfc3339(contract.ends)),
            "There is nothing to do.",
        )
    if at < now:
        raise BadInputError(
            "A contract does not end in the past.", rfc3339(at), "Leave the hour empty, for now."
        )


def check_reason(text: str) -> str:
    """The reason of an act, as it stands on the record. Raises BadInputError."""
    reason = text.strip()
    wrong = what_is_wrong(reason, lines=True)
    if not reason or len(reason) > REASON_CHARACTERS or wrong is not None:
        raise BadInputError(
            "Say why.", wrong or f"{len(reason)} characters.", "Write a sentence; it stands on the record."
        )
    return reason


async def contract_named(db: Connection, subscriber: SubscriberId, contract: str) -> Contract:
    """A contract of a subscriber. Raises NotFoundError."""
    for each in await contracts_of(db, subscriber):
        if each.id == contract:
            return each
    raise NotFoundError(
        "No such contract.",
        worded("“%(contract)s” of %(subscriber)s.", contract=contract[:80], subscriber=subscriber),
        "See the subscriber's page.",
    )
