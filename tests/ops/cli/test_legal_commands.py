"""Legal requests and redactions at the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsflow.accounts.people import Role, add_person
from newsflow.db.pool import transaction
from newsflow.wire.fsck import fsck
from tests.builders import a_dispatch, paragraph
from tests.newsroom.conftest import newsroom
from tests.ops.cli.test_desk_commands import CHIEF, EDITOR, Terminal, terminal
from tests.wire.test_erase import SECRET, hidden_in, whole_database

if TYPE_CHECKING:
    from tests.builders import Newsroom
    from tests.harness import Database

__all__ = ["newsroom", "terminal"]

SECOND = "second@desk.example"
ORDER = ("--law", "Press Act, § 12", "--file", "4 C 77/26", "--asked-by", "Harbour Town Court", "--as", CHIEF)
PASSAGE = ("--passage", f"{SECRET} spoke")


async def secret(newsroom: Newsroom) -> str:
    """The guid of a dispatch with the passage; a second person who may erase is there."""
    async with transaction(newsroom.pool) as db:
        now = newsroom.clock()
        await add_person(db, email=SECOND, name="Second", role=Role.ADMINISTRATOR, now=now)
    text = a_dispatch(headline="Somebody speaks", body=(paragraph(f"{SECRET} spoke at noon."),))
    return (await newsroom.release(text)).guid


async def test_a_redaction_is_said_first_and_then_done_in_two_names(
    newsroom: Newsroom, terminal: Terminal, database: Database
) -> None:
    guid = await secret(newsroom)
    said = await terminal.gives("redact", guid, *PASSAGE, "--dry-run")
    assert [row["then"] for row in said] == ["becomes: […]", "emptied", "emptied; open ones are dropped"]
    assert hidden_in(await whole_database(database))
    one = await terminal.says("redact", guid, *PASSAGE, *ORDER, "--second", CHIEF)
    assert one.exit_code == 1
    assert "two people" in one.output
    weak = await terminal.says("redact", guid, *PASSAGE, *ORDER, "--second", EDITOR)
    assert weak.exit_code == 1
    assert "may not erase" in weak.output
    (header,) = await terminal.gives("redact", guid, *PASSAGE, *ORDER, "--second", SECOND)
    assert (header["action"], header["version"]) == ("redact", 2)
    assert not hidden_in(await whole_database(database))
    async with transaction(newsroom.pool) as db:
        assert (await fsck(db)).faults == []


async def test_a_request_is_entered_listed_and_decided_and_confirmed_elsewhere(
    newsroom: Newsroom, terminal: Terminal
) -> None:
    guid = await secret(newsroom)
    opened = await terminal.says(
        "legal-open", guid, "--kind", "redact", "--law", "Press Act, § 12", "--asked-by", "Harbour Town Court",
        "--due", "2026-12-01T12:00+03:00", "--as", CHIEF,
    )  # fmt: skip
    assert opened.exit_code == 0, opened.output
    no_zone = await terminal.says(
        "legal-open",
        guid,
        "--kind",
        "redact",
        "--law",
        "x",
        "--asked-by",
        "y",
        "--due",
        "2026-12-01",
        "--as",
        CHIEF,
    )
    assert no_zone.exit_code == 2
    (listed,) = await terminal.gives("legal")
    assert (listed["asked_by"], listed["items"], listed["state"]) == ("Harbour Town Court", guid, "open")
    decided = await terminal.says(
        "legal-decide",
        str(listed["request"]),
        "redact",
        *PASSAGE,
        "--reason",
        "The court says so.",
        "--as",
        CHIEF,
    )
    assert decided.exit_code == 0, decided.output
    assert f"/desk/legal/{listed['request']}" in decided.output
    (waits,) = await terminal.gives("legal")
    assert waits["state"] == "decided"
