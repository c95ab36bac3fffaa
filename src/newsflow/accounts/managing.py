"""Who is what: inviting, changing and closing people, each in an administrator's name and written down."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.accounts.audit import note
from newsflow.accounts.hand import Hand
from newsflow.accounts.passkeys import drop_passkey, passkeys_of
from newsflow.accounts.people import (
    DESK_ROLES,
    Act,
    Person,
    Role,
    add_person,
    authorise,
    by_id,
    set_interface_language,
)
from newsflow.accounts.sessions import sign_out_everywhere
from newsflow.accounts.tokens import TokenKind, new_token
from newsflow.db.query import Connection, query, rows, run
from newsflow.domain.errors import BadInputError, ConflictError, NotAllowedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What an administrator says of a person."""

    name: str
    role: Role
    desks: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    active: bool = True
    needs_passkey: bool = False


@dataclass(frozen=True, slots=True)
class Administrator:
    """An open administrator's account."""

    id: str


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody invited, and the secret of the letter's link."""

    person: Person
    secret: str


_CHANGE = query("accounts.change_person")
_ADMINISTRATORS = query("accounts.administrators_held", Administrator)


async def invite(
    db: Connection, hand: Hand, email: str, facts: Facts, *, language: str | None = None, now: datetime
) -> Invited:
    """A new person without a password, who sets one by the link. Raises ConflictError for an address that is there.

    In `language` come the letter and the pages, until the person chooses another; without it in the agency's.
    """
    authorise(hand.person, Act.MANAGE_PEOPLE)
    _check(facts)
    made = await add_person(db, email=email.strip(), name=facts.name, role=facts.role, now=now)
    await _store(db, made, facts)
    if language is not None:
        await set_interface_language(db, made, language)
    person = await by_id(db, made)
    assert person is not None
    secret = await new_token(db, made, TokenKind.INVITATION, by=hand, now=now)
    await note(db, hand, "invite", f"person:{made}", at=now, role=facts.role.value)
    return Invited(person, secret)


async def new_link(db: Connection, hand: Hand, person: Person, *, now: datetime) -> str:
    """The secret of a link by which the person sets a new password: an invitation anew, or a reset by hand."""
    authorise(hand.person, Act.MANAGE_PEOPLE)
    check_of_desk(person)
    if not person.active:
        raise ConflictError("This account is closed.", person.email, "Open it first.")
    secret = await new_token(db, person.id, TokenKind.INVITATION, by=hand, now=now)
    await note(db, hand, "send_link", f"person:{person.id}", at=now)
    return secret


async def change(db: Connection, hand: Hand, person: Person, facts: Facts, *, now: datetime) -> Person:
    """The person as they are from now on; who is closed, or another than before, is signed out everywhere.

    Nobody changes their own role, and one administrator is always left.
    """
    authorise(hand.person, Act.MANAGE_PEOPLE)
    check_of_desk(person)
    _check(facts)
    weaker = person.active and (not facts.active or facts.role.value != person.role)
    if weaker and person.id == hand.person.id:
        raise NotAllowedError(
            "Nobody changes their own role.", person.email, "Ask another administrator to do it."
        )
    if weaker:
        await check_one_administrator_is_left(db, person)
    await _store(db, person.id, facts)
    if weaker:
        await sign_out_everywhere(db, person.id, now)
    about = {"role": facts.role.value, "active": facts.active, "needs_passkey": facts.needs_passkey}
    await note(
        db,
        hand,
        "change_person",
        f"person:{person.id}",
        at=now,
        **about,
        was=person.role,
        desks=" ".join(facts.desks),
    )
    changed = await by_id(db, person.id)
    assert changed is not None
    return changed


async def sign_out_person(db: Connection, hand: Hand, person: Person, *, now: datetime) -> int:
    """How many sessions of the person are over now: their own word, or an administrator's."""
    if hand.person.id != person.id:
        authorise(hand.person, Act.MANAGE_PEOPLE)
    ended = await sign_out_everywhere(db, person.id, now)
    await note(db, hand, "sign_out_everywhere", f"person:{person.id}", at=now, sessions=ended)
    return ended


async def take_passkeys(db: Connection, hand: Hand, person: Person, *, now: datetime) -> int:
    """How many passkeys were taken from someone who lost them; they are signed out, and enrol a new one next time."""
    authorise(hand.person, Act.MANAGE_PEOPLE)
    check_of_desk(person)
    held = await passkeys_of(db, person.id)
    for each in held:
        await drop_passkey(db, person.id, each.key)
    await sign_out_everywhere(db, person.id, now)
    await note(db, hand, "take_passkeys", f"person:{person.id}", at=now, passkeys=len(held))
    return len(held)


async def _store(db: Connection, person: str, facts: Facts) -> None:
    await run(
        db,
        _CHANGE,
        {
            "id": person,
            "name": facts.name,
            "role": facts.role.value,
            "desks": list(facts.desks),
            "languages": list(facts.languages),
            "active": facts.active,
            "needs_passkey": facts.needs_passkey,
        },
    )


def _check(facts: Facts) -> None:
    if facts.role not in DESK_ROLES:
        raise BadInputError("This is no role of the desk.", facts.role.value, "Choose one of the desk's.")
    if not facts.name.strip() or len(facts.name) > 120 or not facts.name.isprintable():
        raise BadInputError("This is no name.", f"“{facts.name[:80]}”.", "Write the name as it is printed.")
    for desk in facts.desks:
        spoken, _, section = desk.partition("/")
        if not spoken or desk.count("/") > 1 or not f"{spoken}{section}".replace("*", "").isprintable():
            raise BadInputError("This is no desk.", f"“{desk[:40]}”.", "Write fr, fr/sport or */sport.")


async def check_one_administrator_is_left(db: Connection, person: Person) -> None:
    """Pass when there is an open administrator besides the person. Raises ConflictError."""
    if not person.active or person.role != Role.ADMINISTRATOR:
        return
    if not {each.id for each in await rows(db, _ADMINISTRATORS)} - {person.id}:
        raise ConflictError("This is the last administrator.", person.email, "Invite another one first.")


def check_of_desk(person: Person) -> None:
    """Pass when the person is of the desk and not erased. Raises NotAllowedError or ConflictError."""
    if not person.is_of_desk:
        raise NotAllowedError(
            "This person is a subscriber's.", person.email, "The subscriber's own see to it."
        )
    if person.erased_at is not None:
        raise ConflictError("This person is erased.", person.id, "Invite them anew, if they are back.")
