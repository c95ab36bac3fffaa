"""A person is erased: by themselves, by a master of theirs where they are a subscriber's, or by the agency's administrator."""

from datetime import datetime

from newsflow.accounts.audit import note
from newsflow.accounts.hand import Hand
from newsflow.accounts.managing import check_of_desk, check_one_administrator_is_left
from newsflow.accounts.members import check_one_master_is_left, may_manage, subscriber_of
from newsflow.accounts.people import Act, Person, authorise
from newsflow.accounts.sign_in import forget_tries_of
from newsflow.db.query import Connection, query, run
from newsflow.mail import forget_letters_to

_ERASE = query("accounts.erase_member")
_ERASE_OF_DESK = query("accounts.erase_of_desk")
_FORGET_NAMES = query("accounts.forget_names_of_desk")


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


async def erase_of_desk(db: Connection, hand: Hand, person: Person, *, now: datetime) -> None:
    """Nothing; the person of the desk is closed for good, and of what is kept of them only their id and their name stay.

    Address, password, passkeys, sessions, links, tries and letters go at once. The name stays under what they put it to
    for as long as `Retention.desk_names` says, and goes then (`forget_names`). Approvals, the wire and the trail hold the
    id alone, so that their proof is what it was. One administrator is always left. Raises ConflictError.
    """
    if hand.person.id != person.id:
        authorise(hand.person, Act.MANAGE_PEOPLE)
    check_of_desk(person)
    await check_one_administrator_is_left(db, person)
    await note(db, hand, "erase_person", f"person:{person.id}", at=now)
    await forget_letters_to(db, person.email)
    await forget_tries_of(db, person.email)
    await run(db, _ERASE_OF_DESK, {"id": person.id, "now": now})


async def forget_names(db: Connection, before: datetime) -> int:
    """How many people of the desk, erased before then, lost the name as well: their id names nobody any more."""
    return await run(db, _FORGET_NAMES, {"before": before})
