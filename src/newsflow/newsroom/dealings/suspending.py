"""Suspending a subscriber, at once and everywhere, and lifting it again."""

from datetime import datetime

from newsflow.accounts.audit import note
from newsflow.accounts.hand import Hand
from newsflow.accounts.members import members
from newsflow.accounts.people import Act, Person, authorise
from newsflow.accounts.sessions import sign_out_everywhere
from newsflow.db.query import Connection
from newsflow.domain.guid import SubscriberId
from newsflow.newsroom.dealings.contracts import check_reason
from newsflow.subscribers import suspending
from newsflow.subscribers.contracts import subscriber_named


async def suspend(
    db: Connection, hand: Hand, subscriber: SubscriberId, because: str, *, now: datetime
) -> list[Person]:
    """The people who are to be told; they are signed out, and no copy goes out to their organisation from now on."""
    authorise(hand.person, Act.MANAGE_SUBSCRIBERS)
    reason = check_reason(because)
    await subscriber_named(db, subscriber)
    await suspending.suspend(db, subscriber, reason, by=hand.person.id, now=now)
    people = [person for person in await members(db, subscriber) if person.active]
    for person in people:
        await sign_out_everywhere(db, person.id, now)
    await note(db, hand, "suspend", f"subscriber:{subscriber}", at=now, people=len(people))
    return people


async def lift(db: Connection, hand: Hand, subscriber: SubscriberId, *, now: datetime) -> list[Person]:
    """The people who are to be told: what their contracts cover is had again from now on."""
    authorise(hand.person, Act.MANAGE_SUBSCRIBERS)
    await subscriber_named(db, subscriber)
    await suspending.lift(db, subscriber, by=hand.person.id, now=now)
    await note(db, hand, "lift_suspension", f"subscriber:{subscriber}", at=now)
    return [person for person in await members(db, subscriber) if person.active]
