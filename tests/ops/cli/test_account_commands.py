"""People from the command line: invited, changed, closed and signed out, each in an administrator's name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from newsflow.accounts.people import by_email
from newsflow.db.pool import transaction
from newsflow.domain.errors import NotFoundError
from tests.newsroom.conftest import newsroom
from tests.ops.cli.test_desk_commands import CHIEF, EDITOR, REPORTER, terminal

if TYPE_CHECKING:
    from tests.builders import Newsroom
    from tests.ops.cli.test_desk_commands import Terminal

__all__ = ["newsroom", "terminal"]

ADMIN = "admin@desk.example"
GOOD = "nine gulls on a pier"


@pytest.fixture
async def administered(newsroom: Newsroom, terminal: Terminal) -> Newsroom:
    """A newsroom whose first administrator was added by command."""
    added = await terminal.says("person-add", ADMIN, "Defne", "--role", "administrator", "--password", GOOD)
    assert added.exit_code == 0, added.output
    return newsroom


async def test_a_person_is_invited_by_a_letter(administered: Newsroom, terminal: Terminal) -> None:
    said = await terminal.says(
        "person-invite", "ada@desk.example", "Ada Sample", "--role", "editor", "--desk", "fr", "--as", ADMIN
    )
    assert said.exit_code == 0, said.output
    async with transaction(administered.pool) as db:
        ada = await by_email(db, "ada@desk.example")
        cursor = await db.execute("SELECT body FROM outbox WHERE recipient = 'ada@desk.example'")
        found = await cursor.fetchone()
    assert (ada.role, ada.desks) == ("editor", ["fr"])
    assert found is not None
    assert "http://localhost:8080/desk/welcome?key=" in found[0]
    assert found[0] not in said.output


async def test_a_role_is_changed_and_an_account_closed(administered: Newsroom, terminal: Terminal) -> None:
    assert (await terminal.says("person-role", REPORTER, "editor", "--as", ADMIN)).exit_code == 0
    assert (await terminal.says("person-close", EDITOR, "--as", ADMIN)).exit_code == 0
    async with transaction(administered.pool) as db:
        assert (await by_email(db, REPORTER)).role == "editor"
        assert not (await by_email(db, EDITOR)).active
    trail = await terminal.gives("audit", "--act", "change_person", "--as", CHIEF)
    assert [line["facts"]["active"] for line in trail] == [False, True]
    assert all(line["key"] == "cli" for line in trail)


async def test_who_is_no_administrator_manages_nobody_by_command_either(
    administered: Newsroom, terminal: Terminal
) -> None:
    for command in (
        ("person-invite", "x@desk.example", "X", "--role", "chief", "--as", CHIEF),
        ("person-role", EDITOR, "administrator", "--as", EDITOR),
        ("person-close", ADMIN, "--as", CHIEF),
        ("sign-out", ADMIN, "--as", EDITOR),
        ("audit", "--as", EDITOR),
    ):
        refused = await terminal.says(*command)
        assert refused.exit_code != 0, command
        assert "may not" in refused.output, refused.output
    last = await terminal.says("person-close", ADMIN, "--as", ADMIN)
    assert "Nobody changes their own role." in last.output


async def test_a_subscriber_s_person_is_given_as_a_file_and_erased_and_nobody_of_the_desk(
    administered: Newsroom, terminal: Terminal
) -> None:
    await terminal.says("subscriber-add", "gazette", "The Gazette")
    ada = "ada@gazette.example"
    await terminal.says("member-invite", "gazette", ada, "Ada Sample", "--as", ADMIN)
    given = json.loads((await terminal.says("member-data", ada, "--as", ADMIN)).output)
    assert (given["account"][0]["name"], given["whole"]) == ("Ada Sample", True)
    for refused in (("member-data", ada, "--as", CHIEF), ("member-erase", EDITOR, "--as", ADMIN)):
        assert (await terminal.says(*refused)).exit_code != 0, refused
    assert (await terminal.says("member-erase", ada, "--as", ADMIN)).exit_code == 0
    async with transaction(administered.pool) as db:
        with pytest.raises(NotFoundError):
            await by_email(db, ada)
        assert (await by_email(db, EDITOR)).active
    kept = await terminal.gives("retention", "--now")
    assert {"NEWSFLOW_READING_DAYS": 30, "NEWSFLOW_LEGAL_ASKER_DAYS": 1095}.items() <= {
        row["setting"]: row["days"] for row in kept
    }.items()


async def test_a_person_is_signed_out_by_command_and_may_do_so_themselves(
    administered: Newsroom, terminal: Terminal
) -> None:
    for name in (ADMIN, EDITOR):
        said = await terminal.says("sign-out", EDITOR, "--as", name)
        assert said.output == f"0 sessions of {EDITOR} are over.\n", said.output
