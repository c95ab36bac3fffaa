"""A command beside a node: its links lead there, and it acts on no database that is older than itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg

from newsflow.db.migrate import all_migrations
from newsflow.domain.codes import Form
from newsflow.ops.address import leave_address
from newsflow.ops.embedded import DatabaseRole
from newsflow.ops.settings import Settings
from tests.builders import PASS_ALL, a_dispatch
from tests.newsroom.conftest import newsroom
from tests.ops.cli.test_desk_commands import CHIEF, EDITOR, Terminal, terminal

if TYPE_CHECKING:
    from tests.builders import Newsroom
    from tests.harness import Database

__all__ = ["newsroom", "terminal"]


async def test_links_lead_to_the_node_that_runs_unless_a_public_address_is_set(
    newsroom: Newsroom, terminal: Terminal
) -> None:
    async def link(environ: dict[str, str]) -> str:
        draft = str(await newsroom.draft(a_dispatch(form=Form.FLASH, body=())))
        at = Terminal({**terminal.environ, **environ})
        (asked,) = await at.gives("release", draft, "--as", EDITOR, *PASS_ALL)
        return str(asked["link"]).partition("/desk/approvals/")[0]

    for port in (9001, 9002):
        leave_address(Settings.read({**terminal.environ, "NEWSFLOW_PORT": str(port)}))
        assert await link({}) == f"http://localhost:{port}"
    assert await link({"NEWSFLOW_PUBLIC_URL": "https://desk.example"}) == "https://desk.example"


async def test_a_program_newer_than_the_database_says_what_to_run_before_it_acts(
    newsroom: Newsroom, terminal: Terminal, database: Database
) -> None:
    draft = str(await newsroom.draft())
    last = max(each.name for each in all_migrations() if "_pre_" in each.name)
    with psycopg.connect(database.dsn(DatabaseRole.OWNER)) as db:
        db.execute("DELETE FROM migration WHERE name = %s", [last])
    for command in (["release", draft, "--as", CHIEF, *PASS_ALL], ["wire"]):
        refused = await terminal.says(*command)
        assert refused.exit_code == 1, command
        assert f"It lacks {last}. Run `newsflow migrate`" in refused.output
    with psycopg.connect(database.dsn(DatabaseRole.OWNER)) as db:
        db.execute("INSERT INTO migration (name, digest) VALUES (%s, '')", [last])
        db.execute("DELETE FROM migration WHERE name LIKE '%%_post_%%'")
    assert (await terminal.gives("release", draft, "--as", CHIEF, *PASS_ALL))[0]["seq"] == 1
