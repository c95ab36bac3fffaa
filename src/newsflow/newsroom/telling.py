"""Telling the chiefs, by letter, what was done without a second person. Nothing of the text goes into a letter."""

from datetime import datetime

from newsflow.accounts.people import Person, Role, people
from newsflow.db.query import Connection
from newsflow.domain.guid import Guid
from newsflow.mail import Letter, send


async def tell_chiefs_of_alone(db: Connection, guid: Guid, by: Person, reason: str, now: datetime) -> int:
    """Write to every chief but the person that an item went out alone, in the same transaction; gives how many."""
    chiefs = [
        person
        for person in await people(db)
        if person.role == Role.CHIEF and person.active and person.is_of_desk and person.id != by.id
    ]
    for chief in chiefs:
        text = (
            f"{by.name} sent {guid} without a second person, with a passkey.\n\n"
            f"The reason: {reason}\n\nIt waits under Approvals for your look.\n"
        )
        await send(db, Letter(to=chief.email, subject=f"Sent alone: {guid}", text=text), now)
    return len(chiefs)
