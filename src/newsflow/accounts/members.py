"""The people of a subscriber: inviting, changing and closing them, by a master of theirs or an administrator of the agency."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.accounts.audit import note
from newsflow.accounts.hand import Hand
from newsflow.accounts.managing import Invited
from newsflow.accounts.passkeys import drop_passkey, passkeys_of
from newsflow.accounts.people import (
    SUBSCRIBER_ROLES,
    AccountAct,
    Act,
    Person,
    Role,
    add_person,
    authorise,
    by_email,
    by_id,
    set_interface_language,
)
from newsflow.accounts.sessions import sign_out_everywhere
from newsflow.accounts.tokens import TokenKind, new_token
from newsflow.db.query import Connection, query, rows, run
from newsflow.domain.characters import what_is_wrong
from newsflow.domain.errors import BadInputError, ConflictError, NotAllowedError, NotFoundError
from newsflow.domain.guid import SubscriberId

MEMBERS_LIMIT = 1000
NAME_CHARACTERS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """What is said of a subscriber's person."""

    name: str
    role: Role
    active: bool = True
    needs_passkey: bool = False


@dataclass(frozen=True, slots=True)
class Master:
    """An open account of a master."""

    id: str


_MEMBERS = query("accounts.members", Person)
_MASTERS = query("accounts.masters_held", Master)
_CHANGE = query("accounts.change_person")


async def members(db: Connection, subscriber: SubscriberId) -> list[Person]:
    """A subscriber's people, by address."""
    return await rows(db, _MEMBERS, {"subscriber": subscriber, "limit": MEMBERS_LIMIT})


async def member(db: Connection, subscriber: SubscriberId, person: str) -> Person:
    """One of a subscriber's people. Raises NotFoundError, for another's person too."""
    found = await by_id(db, person)
    if found is None or not found.is_of_subscriber or found.subscriber != subscriber:
        raise NotFoundError("Nobody of the organisation is that.", f"“{person[:40]}”.", "See its people.")
    return found


async def invite_member(
    db: Connection,
    hand: Hand,
    subscriber: SubscriberId,
    email: str,
    given: Member,
    *,
    language: str | None,
    now: datetime,
) -> Invited:
    """A new person of the subscriber, who sets a password by the link. Raises ConflictError for an address that is there."""
    may_manage(hand, subscriber)
    _check(given)
    made = await add_person(
        db, email=email.strip(), name=given.name.strip(), role=given.role, now=now, subscriber=subscriber
    )
    if language is not None:
        await set_interface_language(db, made, language)
    person = await member(db, subscriber, made)
    await _store(db, person, given)
    secret = await new_token(db, made, TokenKind.INVITATION, by=hand, now=now)
    await note(
        db, hand, "invite_member", f"person:{made}", at=now, role=given.role.value, subscriber=subscriber
    )
    return Invited(await member(db, subscriber, made), secret)


async def admit_first(
    db: Connection, subscriber: SubscriberId, email: str, name: str, *, language: str, now: datetime
) -> Invited | None:
    """The first person of an organisation that has just accepted an offer, its master, who sets a password by the link.

    Nobody is signed in then: the offer, made by somebody of the agency who may, and its acceptance are the authority,
    and both stand in the record. None where the organisation has people, or the address is somebody's already.
    """
    if await members(db, subscriber) or await _is_known(db, email):
        return None
    given = Member(name=name[:NAME_CHARACTERS], role=Role.SUBSCRIBER_MASTER)
    _check(given)
    made = await add_person(db, email=email, name=given.name, role=given.role, now=now, subscriber=subscriber)
    await set_interface_language(db, made, language)
    secret = await new_token(db, made, TokenKind.INVITATION, by=None, now=now)
    await note(db, None, "admit_first", f"person:{made}", at=now, subscriber=subscriber)
    return Invited(await member(db, subscriber, made), secret)


async def new_member_link(db: Connection, hand: Hand, person: Person, *, now: datetime) -> str:
    """The secret of a new link by which the person sets a password."""
    may_manage(hand, subscriber_of(person))
    if not person.active:
        raise ConflictError("This account is closed.", person.email, "Open it first.")
    secret = await new_token(db, person.id, TokenKind.INVITATION, by=hand, now=now)
    await note(db, hand, "send_link", f"person:{person.id}", at=now)
    return secret


async def change_member(
    db: Connection, hand: Hand, person: Person, given: Member, *, now: datetime
) -> Person:
    """The person as they are from now on; who is closed, or another than before, is signed out everywhere.

    Nobody changes their own role, and one master is always left, unless the agency's administrator closes the last one.
    """
    subscriber = subscriber_of(person)
    may_manage(hand, subscriber)
    _check(given)
    weaker = person.active and (not given.active or given.role.value != person.role)
    if weaker and person.id == hand.person.id:
        raise NotAllowedError("Nobody changes their own role.", person.email, "Ask another master to do it.")
    if weaker:
        await check_one_master_is_left(db, hand, person, subscriber)
    await _store(db, person, given)
    if weaker:
        await sign_out_everywhere(db, person.id, now)
    about = {"role": given.role.value, "active": given.active, "needs_passkey": given.needs_passkey}
    await note(db, hand, "change_member", f"person:{person.id}", at=now, **about, was=person.role)
    return await member(db, subscriber, person.id)


async def take_member_passkeys(db: Connection, hand: Hand, person: Person, *, now: datetime) -> int:
    """How many passkeys were taken from someone who lost them; they are signed out, and enrol a new one next time."""
    may_manage(hand, subscriber_of(person))
    held = await passkeys_of(db, person.id)
    for each in held:
        await drop_passkey(db, person.id, each.key)
    await sign_out_everywhere(db, person.id, now)
    await note(db, hand, "take_passkeys", f"person:{person.id}", at=now, passkeys=len(held))
    return len(held)


async def _is_known(db: Connection, email: str) -> bool:
    try:
        await by_email(db, email)
    except NotFoundError:
        return False
    return True


async def check_one_master_is_left(
    db: Connection, hand: Hand, person: Person, subscriber: SubscriberId
) -> None:
    """Pass unless the person is their organisation's last master; the agency's administrator may take that one too."""
    if not person.active or person.role != Role.SUBSCRIBER_MASTER or hand.person.is_of_desk:
        return
    left = {each.id for each in await rows(db, _MASTERS, {"subscriber": subscriber})} - {person.id}
    if not left:
        raise ConflictError("This is the last master.", person.email, "Invite another one first.")


def may_manage(hand: Hand, subscriber: SubscriberId) -> None:
    """Pass for a master of that subscriber, and for the agency's administrators."""
    if hand.person.is_of_desk:
        authorise(hand.person, Act.MANAGE_PEOPLE)
    else:
        authorise(hand.person, AccountAct.MANAGE_ACCOUNT, account=subscriber)


def subscriber_of(person: Person) -> SubscriberId:
    """Whose person it is. Raises NotAllowedError for one of the agency's own."""
    if person.subscriber is None:
        raise NotAllowedError("This person is of the agency's desk.", person.email, "See the desk's people.")
    return person.subscriber


async def _store(db: Connection, person: Person, given: Member) -> None:
    facts = {
        "id": person.id,
        "name": given.name.strip(),
        "role": given.role.value,
        "desks": person.desks,
        "languages": person.languages,
        "active": given.active,
        "needs_passkey": given.needs_passkey,
    }
    await run(db, _CHANGE, facts)


def _check(given: Member) -> None:
    if given.role not in SUBSCRIBER_ROLES:
        raise BadInputError("This is no role of the portal.", given.role.value, "Choose master or editor.")
    name = given.name.strip()
    if not name or len(name) > NAME_CHARACTERS:
        raise BadInputError("This is no name.", f"“{name[:80]}”.", "Write the name, 120 characters at most.")
    wrong = what_is_wrong(name)
    if wrong is not None:
        raise BadInputError("This is no name.", f"{name[:80]!r}.", wrong)
