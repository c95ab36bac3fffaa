"""A subscriber's person is erased: by themselves, by a master of theirs, or by the agency's administrator."""

from datetime import datetime

from newsflow.accounts.audit import note
from newsflow.accounts.hand import Hand
from newsflow.accounts.members import check_one_master_is_left, may_manage, subscriber_of
from newsflow.accounts.people import Person
from newsflow.accounts.sign_in import forget_tries_of
from newsflow.db.query import Connection, query, run
from newsflow.mail import forget_letters_to

_ERASE = query("accounts.erase_member")


async def erase_member(db: Connection, hand: Hand, person: Person, *, now: datetime) -> None:
    """Nothing; the person's row is gone, and with it all that hangs on it: sessions, passkeys, links, what they read and saved.

    What stays is an opaque id that names nobody any more: in the audit trail, beside their requests and approvals. The
    ledger never had it: it says that the organisation took something. One master is always left, unless the agency's
    administrator erases the last one.
    """
    subscriber = subscriber_of(person)
    if hand.person.id != person.id:
        may_manage(hand, subscriber)
    await check_one_master_is_left(db, hand, person, subscriber)
    await note(db, hand, "erase_member", f"person:{person.id}", at=now, subscriber=subscriber)
    await forget_letters_to(db, person.email)
    await forget_tries_of(db, person.email)
    await run(db, _ERASE, {"id": person.id})
