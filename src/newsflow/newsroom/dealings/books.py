"""Groups of companies and titles, as the agency keeps them."""

from datetime import datetime

from newsflow.accounts.audit import note
from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, authorise
from newsflow.db.query import Connection
from newsflow.domain.guid import SubscriberId
from newsflow.subscribers.books import groups
from newsflow.subscribers.books.rows import Medium


async def new_group(db: Connection, hand: Hand, group: str, name: str, *, now: datetime) -> None:
    """Store a new group of companies."""
    authorise(hand.person, Act.MANAGE_SUBSCRIBERS)
    await groups.add_group(db, group, name, by=hand.person.id, now=now)
    await note(db, hand, "add_group", f"group:{group}", at=now)


async def put_in_group(
    db: Connection, hand: Hand, subscriber: SubscriberId, group: str | None, *, now: datetime
) -> None:
    """Have a subscriber be of a group from now on, or of none."""
    authorise(hand.person, Act.MANAGE_SUBSCRIBERS)
    await groups.put_in_group(db, subscriber, group, by=hand.person.id, now=now)
    await note(db, hand, "put_in_group", f"subscriber:{subscriber}", at=now, group=group)


async def new_title(
    db: Connection, hand: Hand, subscriber: SubscriberId, name: str, medium: Medium, *, now: datetime
) -> None:
    """Store a title that the subscriber publishes."""
    authorise(hand.person, Act.MANAGE_SUBSCRIBERS)
    await groups.add_title(db, subscriber, name, medium, by=hand.person.id, now=now)
    await note(db, hand, "add_title", f"subscriber:{subscriber}", at=now)


async def end_title(
    db: Connection, hand: Hand, subscriber: SubscriberId, title: int, *, now: datetime
) -> None:
    """Take a title off."""
    authorise(hand.person, Act.MANAGE_SUBSCRIBERS)
    await groups.end_title(db, subscriber, title, by=hand.person.id, now=now)
    await note(db, hand, "end_title", f"subscriber:{subscriber}", at=now, title=title)
