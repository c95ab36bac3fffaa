"""People: opaque ids outside, names inside, and one function that says what each may do."""

# pyright: reportUnnecessaryTypeIgnoreComment=true

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher

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
    people,
)
from newsflow.db.pool import transaction
from newsflow.domain.errors import (
    AnothersAccountError,
    BadInputError,
    ConflictError,
    NotAllowedError,
    NotFoundError,
)
from newsflow.domain.guid import PersonId, SubscriberId

if TYPE_CHECKING:
    from tests.builders import Newsroom

MAY = {
    Act.WRITE: {"reporter", "correspondent", "translator", "picture_desk", "editor", "chief"},
    Act.RELEASE: {"editor", "chief"},
    Act.APPROVE: {"editor", "chief"},
    Act.STOP: {"editor", "chief"},
    Act.EDIT_EDITION: {"editor", "chief"},
    Act.ERASE: {"chief", "administrator"},
    Act.ANSWER_LEGAL: {"chief", "administrator"},
    Act.ANSWER_ENQUIRIES: {"chief", "administrator"},
    Act.SEE_SUBSCRIBERS: {"chief", "administrator"},
    Act.MANAGE_SUBSCRIBERS: {"chief", "administrator"},
    Act.SEE_AS: {"administrator"},
    Act.LEND_RIGHTS: {"chief"},
    Act.SET_WIRE: {"chief", "administrator"},
    Act.SEE_AUDIT: {"chief", "administrator"},
    Act.MANAGE_PEOPLE: {"administrator"},
    AccountAct.READ_WIRE: {"subscriber_master", "subscriber_editor"},
    AccountAct.MANAGE_ACCOUNT: {"subscriber_master"},
}


def a_person(role: Role, *, active: bool = True) -> Person:
    """Somebody with a role, a subscriber's people with their subscriber."""
    of = SubscriberId("gazette") if role in SUBSCRIBER_ROLES else None
    return Person(PersonId("p_1"), "someone@desk.example", "Someone", role, of, active)


def ask(person: Person, act: Act | AccountAct, account: str) -> None:
    """What `authorise` says of an act, an account's in that account."""
    if isinstance(act, AccountAct):
        authorise(person, act, account=SubscriberId(account))
    else:
        authorise(person, act)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("act", [*Act, *AccountAct])
def test_each_role_may_do_its_own_and_nothing_else(role: Role, act: Act | AccountAct) -> None:
    if role.value in MAY[act]:
        ask(a_person(role), act, "gazette")
    else:
        with pytest.raises(NotAllowedError, match="may not"):
            ask(a_person(role), act, "gazette")


@pytest.mark.parametrize("act", [*Act, *AccountAct])
def test_a_closed_account_may_do_nothing(act: Act | AccountAct) -> None:
    with pytest.raises(NotAllowedError, match="closed"):
        ask(a_person(Role.CHIEF, active=False), act, "gazette")


@pytest.mark.parametrize("act", list(AccountAct))
@pytest.mark.parametrize("account", ["courier", "", "GAZETTE"])
def test_what_is_done_in_an_account_is_done_in_the_own_one_alone(act: AccountAct, account: str) -> None:
    with pytest.raises(AnothersAccountError, match="another organisation's"):
        authorise(a_person(Role.SUBSCRIBER_MASTER), act, account=SubscriberId(account))


@pytest.mark.parametrize("act", list(AccountAct))
def test_what_is_done_in_an_account_is_refused_where_none_is_named(act: AccountAct) -> None:
    # The type checker refuses it too: were it ever to let this pass, it would say that the comment is not needed.
    with pytest.raises(AnothersAccountError, match="another organisation's"):
        authorise(a_person(Role.SUBSCRIBER_MASTER), act)  # pyright: ignore[reportArgumentType] - the fault itself


async def test_a_person_is_found_by_address_in_any_case_and_once(newsroom: Newsroom) -> None:
    async with transaction(newsroom.pool) as db:
        made = await add_person(
            db,
            email="Işıl@Desk.example",
            name="Işıl",
            role=Role.CHIEF,
            now=newsroom.clock(),
            password="gizli değil",
        )
        assert (await by_email(db, "IŞıL@desk.EXAMPLE".replace("IŞ", "Iş"))).id == made
        assert "Işıl" not in made
        assert "@" not in made
        assert len(await people(db)) == 4
        assert await by_id(db, "p_unknown") is None
        with pytest.raises(NotFoundError):
            await by_email(db, "nobody@desk.example")
        cursor = await db.execute("SELECT password_hash FROM person WHERE id = %s", [made])
        found = await cursor.fetchone()
        assert found is not None
        assert str(found[0]).startswith("$argon2id$")
        assert PasswordHasher().verify(str(found[0]), "gizli değil")
    with pytest.raises(ConflictError, match="there already"):
        async with transaction(newsroom.pool) as db:
            await add_person(
                db,
                email="işıl@DESK.example".replace("iş", "Iş"),
                name="Twin",
                role=Role.EDITOR,
                now=newsroom.clock(),
            )


@pytest.mark.parametrize("address", ["", "nobody", "@", "@host", "name@"])
async def test_what_is_no_address_is_refused(newsroom: Newsroom, address: str) -> None:
    with pytest.raises(BadInputError, match="not an e-mail"):
        async with transaction(newsroom.pool) as db:
            await add_person(db, email=address, name="x", role=Role.EDITOR, now=newsroom.clock())
