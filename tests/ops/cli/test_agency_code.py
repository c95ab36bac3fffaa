"""A command takes the agency's code from the wire: what is named by another would be nobody's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newsflow.accounts.people import Role, add_person
from newsflow.db.pool import open_pool, transaction
from newsflow.newsroom.description.agency_file import read_agency
from newsflow.ops.demo import AGENCY_FILE
from newsflow.ops.embedded import DatabaseRole
from newsflow.ops.preparation import prepare
from tests.builders import PASS_ALL, SERVER_KEY
from tests.ops.cli.test_desk_commands import CHIEF, Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.harness import Database, SettableClock

COPY = "World\n\nThe ferry is back\n\nNF / Hobart\n\nThe ferry came back on Monday, its bell ringing.\n"


@pytest.fixture
async def terminal(database: Database, clock: SettableClock) -> Terminal:
    """A terminal on a wire that was begun under the code aa, which the environment does not say."""
    await prepare(database.dsn(DatabaseRole.OWNER), read_agency(AGENCY_FILE, code="aa"), clock)
    async with open_pool(database.dsn()) as pool, transaction(pool) as db:
        await add_person(db, email=CHIEF, name="Chief", role=Role.CHIEF, now=clock())
    return Terminal({"NEWSFLOW_DATABASE_URL": database.dsn(), "NEWSFLOW_SERVER_KEY": SERVER_KEY.decode()})


async def test_what_is_imported_released_and_killed_bears_the_wires_own_code(
    terminal: Terminal, tmp_path: Path
):
    copy = tmp_path / "copy.txt"
    copy.write_text(COPY, encoding="utf-8")
    draft = (await terminal.gives("import", str(copy)))["draft"]
    (header,) = await terminal.gives("release", str(draft), "--as", CHIEF, *PASS_ALL)
    own, told = await terminal.gives("kill", header["guid"], "--as", CHIEF, "--because", "hoax")
    assert [guid.split(":")[0] for guid in (header["guid"], own["guid"], told["guid"])] == ["aa", "aa", "aa"]


async def test_another_code_in_the_environment_is_refused(terminal: Terminal):
    other = replace(terminal, environ={**terminal.environ, "NEWSFLOW_AGENCY_CODE": "zz"})
    result = await other.says("drafts")
    assert result.exit_code == 1
    assert "belongs to another agency" in result.output


async def test_a_database_that_does_not_answer_is_said_in_words(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("newsflow.db.pool.CONNECT_TIMEOUT_S", 0.3)
    gone = replace(terminal, environ={**terminal.environ, "NEWSFLOW_DATABASE_URL": "host=/nowhere dbname=x"})
    result = await gone.says("drafts")
    assert result.exit_code == 1
    assert "does not answer" in result.output
    assert "Traceback" not in result.output
