"""Subscribers and their contracts: immutable rows, an end is a row of its own."""

from datetime import datetime

import msgspec

from newsflow.db.query import Connection, row, rows, run
from newsflow.db.refusal import told
from newsflow.domain.errors import NotFoundError
from newsflow.domain.guid import SubscriberId
from newsflow.matching.contract import Contract, Entitlement, Pause
from newsflow.subscribers.rows import (
    ADD_CONTRACT,
    ADD_SUBSCRIBER,
    CONTRACTS_OF,
    END_CONTRACT,
    SUBSCRIBER,
    SUBSCRIBERS,
    Subscriber,
)

SUBSCRIBERS_LIMIT = 10_000


async def add_subscriber(db: Connection, subscriber: SubscriberId, name: str, now: datetime) -> None:
    """Store a new organisation."""
    with told("subscriber", subscriber):
        await run(db, ADD_SUBSCRIBER, {"id": subscriber, "name": name, "at": now})


async def subscriber_named(db: Connection, subscriber: SubscriberId) -> Subscriber:
    """An organisation by its id. Raises NotFoundError."""
    found = await row(db, SUBSCRIBER, {"id": subscriber})
    if found is None:
        raise NotFoundError("No such subscriber.", f"“{subscriber[:80]}”.", "See `newsflow subscribers`.")
    return found


async def subscribers(db: Connection) -> list[Subscriber]:
    """All organisations, by id."""
    return await rows(db, SUBSCRIBERS, {"limit": SUBSCRIBERS_LIMIT})


async def sign(db: Connection, contract: Contract, now: datetime, *, by: str | None = None) -> None:
    """Store a contract, `by` whom of the desk. It is never changed: a change is an end and a new one."""
    terms = {
        "id": contract.id,
        "subscriber": contract.subscriber,
        "title": contract.title,
        "starts": contract.starts,
        "ends": contract.ends,
        "entitlement": msgspec.json.encode(contract.covers).decode(),
        "at": now,
        "by": by,
    }
    with told("contract", f"{contract.id} for {contract.subscriber}"):
        await run(db, ADD_CONTRACT, terms)


async def end(db: Connection, contract: str, at: datetime, because: str, *, by: str | None = None) -> None:
    """End a contract at a moment, with the reason, `by` whom of the desk."""
    with told("contract's end", contract):
        await run(db, END_CONTRACT, {"contract": contract, "at": at, "because": because, "by": by})


async def contracts_of(db: Connection, subscriber: SubscriberId) -> tuple[Contract, ...]:
    """A subscriber's contracts, past and future ones too, oldest first."""
    return tuple(
        Contract(
            id=found.id,
            subscriber=found.subscriber,
            title=found.title,
            starts=found.starts,
            ends=found.ends,
            covers=msgspec.json.decode(found.entitlement, type=Entitlement),
            pauses=pauses_of(found.pauses),
        )
        for found in await rows(db, CONTRACTS_OF, {"subscriber": subscriber})
    )


def pauses_of(text: str | None) -> tuple[Pause, ...]:
    """The suspensions that a row holds as JSON, oldest first."""
    return () if text is None else msgspec.json.decode(text, type=tuple[Pause, ...])
