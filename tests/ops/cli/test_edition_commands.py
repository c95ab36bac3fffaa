"""An editor's hand on the public site, from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsflow.db.pool import transaction
from newsflow.domain.codes import Form
from newsflow.newsroom.editions import catch_up
from tests.builders import a_dispatch
from tests.newsroom.conftest import newsroom
from tests.ops.cli.test_desk_commands import EDITOR, REPORTER, Terminal, terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builders import Newsroom

__all__ = ["newsroom", "terminal"]


async def acts(newsroom: Newsroom) -> list[tuple[str, str | None]]:
    """What the edition log says, in order: the act and the first paragraph of the summary."""
    async with transaction(newsroom.pool) as db:
        cursor = await db.execute("SELECT act, summary[1] FROM edition_log ORDER BY seq")
        return [(str(act), words) for act, words in await cursor.fetchall()]


async def test_an_editor_shows_hides_pins_and_writes_an_own_summary(
    newsroom: Newsroom, terminal: Terminal, tmp_path: Path
) -> None:
    guid = (await newsroom.release()).guid
    words = tmp_path / "summary.txt"
    words.write_text("The ferry is back.\n\nMore tomorrow.", encoding="utf-8")
    for command in (
        ("show", guid),
        ("summary", guid, str(words)),
        ("pin", guid),
        ("unpin", guid),
        ("hide", guid),
    ):
        result = await terminal.says("edition", *command, "--as", EDITOR)
        assert result.exit_code == 0, result.output
    said = await acts(newsroom)
    assert [act for act, _ in said] == ["show", "show", "pin", "unpin", "hide"]
    assert said[1][1] == "The ferry is back."


async def test_what_may_not_be_public_is_refused_whoever_asks(newsroom: Newsroom, terminal: Terminal) -> None:
    story = (await newsroom.release()).guid
    advisory = (await newsroom.release(a_dispatch(form=Form.ADVISORY, slug="plan"))).guid
    killed = (await newsroom.release(a_dispatch(slug="killed"))).guid
    await newsroom.stop(killed)
    for guid, email, words in (
        (story, REPORTER, "may not edit the public site"),
        (advisory, EDITOR, "not for the public"),
        (killed, EDITOR, "was last touched by “kill”"),
        ("nf:text:20260101:1", EDITOR, "No such item"),
    ):
        result = await terminal.says("edition", "show", guid, "--as", email)
        assert result.exit_code == 1
        assert words in result.output
    assert await acts(newsroom) == []


async def test_fsck_proves_the_wire_and_where_asked_the_sites_log_too(
    newsroom: Newsroom, terminal: Terminal
) -> None:
    guid = (await newsroom.release()).guid
    await catch_up(newsroom.pool, newsroom.agency, newsroom.clock)
    whole = await terminal.says("fsck", "--editions")
    assert (whole.exit_code, whole.stdout) == (0, "1 entries, 1 items, 0 erased by order, 1 epochs: whole.\n")
    async with transaction(newsroom.pool) as db:
        await db.execute(
            "INSERT INTO edition_log (seq, at, edition, guid, act, because, wire_seq)"
            " VALUES (99, now(), 'en', %s, 'hide', 'no_rule', 1)",
            [guid],
        )
    assert (await terminal.says("fsck")).exit_code == 0
    assert (await terminal.says("fsck", "--editions")).exit_code == 1
