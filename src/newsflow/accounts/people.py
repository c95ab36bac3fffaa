"""People: who they are and what they may do. The wire and the logs hold their opaque ids, never their names."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import overload

from newsflow.accounts.passwords import hash_now
from newsflow.accounts.role_words import ACT_WORDS, ROLE_WORDS
from newsflow.db.query import Connection, query, row, rows, run
from newsflow.db.refusal import told
from newsflow.domain.desk_rules import desk_covers
from newsflow.domain.email import check_email
from newsflow.domain.errors import AnothersAccountError, NotAllowedError, NotFoundError
from newsflow.domain.guid import PersonId, SubscriberId
from newsflow.domain.worded import Coded, Kind, listed, worded


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
    """What can be asked for by the agency's people."""

    WRITE = "write"
    RELEASE = "release"
    APPROVE = "approve"
    STOP = "stop"
    """Hold, kill or withdraw: never waits for a second person (invariant 9)."""
    EDIT_EDITION = "edit_editions"
    ERASE = "erase"
    ANSWER_LEGAL = "answer_legal"
    """Read and decide legal requests."""
    ANSWER_ENQUIRIES = "answer_enquiries"
    """Answer who asks to receive the whole, and offer contracts."""
    SEE_SUBSCRIBERS = "see_subscribers"
    """See who subscribes, under which terms, and what they use."""
    MANAGE_SUBSCRIBERS = "manage_subscribers"
    """Sign and end contracts, and keep the agency's books about its subscribers."""
    SEE_AS = "see_as"
    """See the portal as one of a subscriber's people does, read only, for a while. Not the chief's: it is help, not news."""
    LEND_RIGHTS = "lend_rights"
    """Lend a right for a shift to someone who does not have it."""
    SET_WIRE = "set_wire"
    """Change sections, packages, forms, gauges and check rules."""
    SEE_AUDIT = "see_audit"
    MANAGE_PEOPLE = "manage_people"
    """Invite, close, and say who is what. Not the chief's: who gives rights is not who uses them."""


class AccountAct(StrEnum):
    """What can be asked for in one subscriber's account, by its own people alone."""

    READ_WIRE = "read_wire"
    """Read what the organisation's contracts cover, in the portal."""
    MANAGE_ACCOUNT = "manage_account"
    """Run the organisation's own account: its people, its API users."""


_NEWS = frozenset({Act.WRITE, Act.RELEASE, Act.APPROVE, Act.STOP, Act.EDIT_EDITION})
_MAY: dict[Role, frozenset[Act | AccountAct]] = {
    Role.REPORTER: frozenset({Act.WRITE}),
    Role.CORRESPONDENT: frozenset({Act.WRITE}),
    Role.TRANSLATOR: frozenset({Act.WRITE}),
    Role.PICTURE_DESK: frozenset({Act.WRITE}),
    Role.EDITOR: _NEWS,
    Role.CHIEF: frozenset(Act) - {Act.MANAGE_PEOPLE, Act.SEE_AS},
    Role.ADMINISTRATOR: frozenset(
        {
            Act.ERASE,
            Act.ANSWER_LEGAL,
            Act.ANSWER_ENQUIRIES,
            Act.SEE_SUBSCRIBERS,
            Act.MANAGE_SUBSCRIBERS,
            Act.SEE_AS,
            Act.SET_WIRE,
            Act.SEE_AUDIT,
            Act.MANAGE_PEOPLE,
        }
    ),
    Role.SUBSCRIBER_MASTER: frozenset(AccountAct),
    Role.SUBSCRIBER_EDITOR: frozenset({AccountAct.READ_WIRE}),
}

LENDABLE = frozenset({Act.RELEASE, Act.APPROVE, Act.EDIT_EDITION})
"""What may be lent for a shift."""

ANYWHERE = frozenset({Act.STOP})
"""What is not bound to a person's desks and languages: whoever sees a false item at night stops it."""

SUBSCRIBER_ROLES = frozenset({Role.SUBSCRIBER_MASTER, Role.SUBSCRIBER_EDITOR})
DESK_ROLES = frozenset(Role) - SUBSCRIBER_ROLES


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the desk knows them."""

    id: PersonId
    email: str
    name: str
    role: str
    subscriber: SubscriberId | None
    active: bool
    desks: list[str] = field(default_factory=list[str])
    """The desks they work for: `tr`, `fr/sport`, `*/sport` (`domain/desk_rules.py`); empty: all."""
    languages: list[str] = field(default_factory=list[str])
    """The languages they write and read; no right hangs on them."""
    interface_language: str | None = None
    needs_passkey: bool = False
    """Whether they must sign in and prove by passkey, whatever their role asks."""
    organisation_needs_passkey: bool = False
    """Whether their organisation asks the same of all its people."""
    organisation_counts_use: bool = False
    """Whether their organisation sees how many items they take: they are told so on every page."""
    suspended_since: datetime | None = None
    """Since when their organisation is suspended; None where it is not."""
    suspended_because: str | None = None
    erased_at: datetime | None = None
    """When a person of the desk was erased; their id stays under what they did, and their name for a while (ADR-0042)."""

    @property
    def is_of_desk(self) -> bool:
        """Whether they are of the agency, not of a subscriber."""
        return self.role in DESK_ROLES and self.subscriber is None

    @property
    def is_of_subscriber(self) -> bool:
        """Whether they are of a subscriber, not of the agency."""
        return self.role in SUBSCRIBER_ROLES and self.subscriber is not None

    def works_for(self, *, language: str | None, section: str | None) -> bool:
        """Whether a text in that language and section is theirs to work on; where either is not said, it may be."""
        if not self.desks or language is None or section is None:
            return True
        return any(desk_covers(desk, language, section) for desk in self.desks)


_ADD = query("accounts.add_person")
_BY_EMAIL = query("accounts.by_email", Person)
_BY_ID = query("accounts.by_id", Person)
_PEOPLE = query("accounts.people", Person)
_SET_LANGUAGE = query("accounts.set_interface_language")


def may(person: Person, act: Act | AccountAct, *, lent: frozenset[Act] = frozenset()) -> bool:
    """Whether the person may do this somewhere: for what a page offers. What is done asks `authorise`."""
    held = _MAY.get(Role(person.role), frozenset())
    if isinstance(act, AccountAct) and not person.is_of_subscriber:
        return False
    return person.active and (act in held or (act in lent & LENDABLE and person.is_of_desk))


@overload
def authorise(
    person: Person,
    act: Act,
    *,
    language: str | None = None,
    section: str | None = None,
    lent: frozenset[Act] = frozenset(),
) -> None: ...


@overload
def authorise(person: Person, act: AccountAct, *, account: SubscriberId) -> None: ...


def authorise(
    person: Person,
    act: Act | AccountAct,
    *,
    language: str | None = None,
    section: str | None = None,
    lent: frozenset[Act] = frozenset(),
    account: SubscriberId | None = None,
) -> None:
    """Pass when the person may do this to a text in that language and section, or in that account; else NotAllowedError.

    Every path asks here and nowhere else. `lent` is what their shift gives them beside their role. What subscribers'
    people do is done in an account that the caller names, and there is none but their own: another's, or none, is
    AnothersAccountError.
    """
    if not person.active:
        raise NotAllowedError("This person's account is closed.", person.email, "Ask an administrator.")
    if not may(person, act, lent=lent):
        able = listed(ROLE_WORDS[role] for role, acts in _MAY.items() if act in acts)
        raise NotAllowedError(
            "This takes another role.",
            worded(
                "%(email)s is %(role)s and may not %(act)s; %(able)s may.",
                email=person.email,
                role=ROLE_WORDS[person.role],
                act=ACT_WORDS[act],
                able=able,
            ),
            "Ask one of them.",
        )
    if isinstance(act, AccountAct):
        if account is None or account != person.subscriber:
            raise AnothersAccountError(
                "This is another organisation's.", person.email, "Ask somebody who works there."
            )
        return
    if act not in ANYWHERE and not person.works_for(language=language, section=section):
        raise NotAllowedError(
            "This text belongs to another desk.",
            worded(
                "It is %(where)s; %(email)s works for %(list)s.",
                where=Coded(Kind.DESK, f"{language}/{section}"),
                email=person.email,
                list=listed(Coded(Kind.DESK, desk) for desk in person.desks),
            ),
            "Ask someone of that desk, or an administrator for more desks.",
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
    check_email(email)
    person = PersonId(f"p_{secrets.token_hex(8)}")
    facts = {
        "id": person,
        "email": email,
        "email_folded": email.casefold(),
        "name": name,
        "role": role.value,
        "subscriber": subscriber,
        "password_hash": None if password is None else hash_now(password),
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


async def set_interface_language(db: Connection, person: str, language: str) -> None:
    """Nothing; the desk speaks this to the person from now on."""
    await run(db, _SET_LANGUAGE, {"id": person, "language": language})
