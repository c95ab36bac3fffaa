"""People: who they are and what they may do. The wire and the logs hold their opaque ids, never their names."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from argon2 import PasswordHasher

from newsflow.db.query import Connection, query, row, rows, run
from newsflow.db.refusal import told
from newsflow.domain.errors import BadInputError, NotAllowedError, NotFoundError
from newsflow.domain.guid import PersonId, SubscriberId


class Role(StrEnum):
    """What a person is to the agency or to a subscriber."""

    REPORTER = "reporter"
    CORRESPONDENT = "correspondent"
    TRANSLATOR = "translator"
    EDITOR = "editor"
    CHIEF = "chief"
    PICTURE_DESK = "picture_desk"
    ADMINISTRATOR = "administrator"
    SUBSCRIBER_MASTER = "subscriber_master"
    SUBSCRIBER_EDITOR = "subscriber_editor"


class Act(StrEnum):
    """What can be asked for."""

    WRITE = "write"
    RELEASE = "release"
    APPROVE = "approve"
    STOP = "stop"
    """Hold, kill or withdraw: never waits for a second person (invariant 9)."""
    EDIT_EDITION = "edit_editions"
    ERASE = "erase"


_MAY: dict[Role, frozenset[Act]] = {
    Role.REPORTER: frozenset({Act.WRITE}),
    Role.CORRESPONDENT: frozenset({Act.WRITE}),
    Role.TRANSLATOR: frozenset({Act.WRITE}),
    Role.PICTURE_DESK: frozenset({Act.WRITE}),
    Role.EDITOR: frozenset({Act.WRITE, Act.RELEASE, Act.APPROVE, Act.STOP, Act.EDIT_EDITION}),
    Role.CHIEF: frozenset(Act),
    Role.ADMINISTRATOR: frozenset({Act.ERASE}),
}


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the desk knows them."""

    id: PersonId
    email: str
    name: str
    role: str
    subscriber: SubscriberId | None
    active: bool


_ADD = query("accounts.add_person")
_BY_EMAIL = query("accounts.by_email", Person)
_BY_ID = query("accounts.by_id", Person)
_PEOPLE = query("accounts.people", Person)


def authorise(person: Person, act: Act) -> None:
    """Pass when the person may do this; else NotAllowedError. Every path asks here and nowhere else."""
    if not person.active:
        raise NotAllowedError("This person's account is closed.", person.email, "Ask an administrator.")
    if act not in _MAY.get(Role(person.role), frozenset()):
        able = ", ".join(sorted(role.value for role, acts in _MAY.items() if act in acts))
        raise NotAllowedError(
            f"This person may not {act.value.replace('_', ' ')}.",
            f"{person.email} is {person.role}.",
            f"Ask someone who is {able}.",
        )


async def add_person(
    db: Connection,
    *,
    email: str,
    name: str,
    role: Role,
    now: datetime,
    password: str | None = None,
    subscriber: SubscriberId | None = None,
) -> PersonId:
    """Store a person with an opaque id, and the password as Argon2id."""
    if "@" not in email.strip("@"):
        raise BadInputError("This is not an e-mail address.", f"“{email[:80]}”.", "Write name@host.")
    person = PersonId(f"p_{secrets.token_hex(8)}")
    facts = {
        "id": person,
        "email": email,
        "email_folded": email.casefold(),
        "name": name,
        "role": role.value,
        "subscriber": subscriber,
        "password_hash": None if password is None else PasswordHasher().hash(password),
        "at": now,
    }
    with told("person", email):
        await run(db, _ADD, facts)
    return person


async def by_email(db: Connection, email: str) -> Person:
    """The person of an address, upper and lower case alike. Raises NotFoundError."""
    found = await row(db, _BY_EMAIL, {"email_folded": email.casefold()})
    if found is None:
        raise NotFoundError("Nobody has this address.", f"“{email[:80]}”.", "See `newsflow people`.")
    return found


async def by_id(db: Connection, person: str) -> Person | None:
    """The person of an opaque id, or None when they were erased."""
    return await row(db, _BY_ID, {"id": person})


async def people(db: Connection) -> list[Person]:
    """Everyone, by address."""
    return await rows(db, _PEOPLE)
