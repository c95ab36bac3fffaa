"""The agency's description from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from newsflow.newsroom.description.agency_file import read_agency
from newsflow.newsroom.description.writing import as_toml
from tests.builders import SERVER_KEY, the_agency
from tests.newsroom.conftest import newsroom
from tests.ops.cli.test_desk_commands import CHIEF, EDITOR, Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builders import Newsroom
    from tests.harness import Database

__all__ = ["newsroom"]


@pytest.fixture
def terminal(database: Database, newsroom: Newsroom) -> Terminal:
    assert newsroom is not None
    key = SERVER_KEY.decode()
    return Terminal({"NEWSFLOW_DATABASE_URL": database.dsn(), "NEWSFLOW_SERVER_KEY": key})


async def test_what_is_printed_is_the_description_in_force_and_can_be_put_back(
    terminal: Terminal, tmp_path: Path
):
    printed = await terminal.says("agency")
    assert printed.exit_code == 0
    assert printed.output.startswith("# In force: as agency.toml says.")
    file = tmp_path / "changed.toml"
    file.write_text(printed.output.replace('mark = "Fil"', 'mark = "FIL"'))
    assert "may not set the wire" in (await terminal.says("agency-take", str(file), "--as", EDITOR)).output
    taken = await terminal.says("agency-take", str(file), "--as", CHIEF)
    assert taken.output == "Description 2 is in force.\n"
    again = tmp_path / "again.toml"
    again.write_text((await terminal.says("agency")).output)
    assert read_agency(again).mark == "FIL"


async def test_a_file_that_re_uses_a_code_is_not_taken(terminal: Terminal, tmp_path: Path):
    file = tmp_path / "wrong.toml"
    file.write_text(
        as_toml(the_agency()).replace('code = "culture"\nnumber = 7', 'code = "culture"\nnumber = 70')
    )
    refused = await terminal.says("agency-take", str(file), "--as", CHIEF)
    assert refused.exit_code != 0
    assert "cannot change its meaning" in refused.output
