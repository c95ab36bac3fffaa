"""A subscriber is checked against lists of sanctions: by whom, on which day, with what result."""

from datetime import date, datetime

from newsflow.accounts.audit import note
from newsflow.accounts.hand import Hand
from newsflow.accounts.people import Act, authorise
from newsflow.db.query import Connection
from newsflow.domain.guid import SubscriberId
from newsflow.subscribers.reports.due import add_check


async def check_sanctions(
    db: Connection,
    hand: Hand,
    subscriber: SubscriberId,
    *,
    checked_on: date,
    lists: str,
    clear: bool,
    remark: str,
    now: datetime,
) -> None:
    """Write down that the subscriber was looked up."""
    authorise(hand.person, Act.MANAGE_SUBSCRIBERS)
    await add_check(
        db,
        subscriber,
        checked_on=checked_on,
        lists=lists,
        clear=clear,
        remark=remark,
        by=hand.person.id,
        now=now,
    )
    await note(db, hand, "check_sanctions", f"subscriber:{subscriber}", at=now, clear=clear)
