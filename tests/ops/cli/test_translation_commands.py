"""The translation desk from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.newsroom.conftest import newsroom
from tests.newsroom.translation.test_changed_original import translated
from tests.ops.cli.test_desk_commands import CHIEF, EDITOR, REPORTER, Terminal, terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builders import Newsroom

__all__ = ["newsroom", "terminal"]


async def test_names_are_loaded_and_listed(newsroom: Newsroom, terminal: Terminal, tmp_path: Path):
    assert newsroom
    file = tmp_path / "names.csv"
    file.write_text("\ufeffkind,fr,fr-,tr\r\nplace,Genève,Geneve,Cenevre\r\n", encoding="utf-8")
    result = await terminal.says("names-load", str(file))
    assert (result.exit_code, result.output) == (0, "1 added, 0 changed, 0 as they were.\n")
    (name,) = await terminal.gives("names", "cen")
    assert name["spellings"] == "fr: Genève, tr: Cenevre"
    file.write_bytes(b"kind,fr\nplace,Gen\xe8ve\n")
    wrong = await terminal.says("names-load", str(file))
    assert wrong.exit_code != 0
    assert "not in UTF-8" in wrong.output


async def test_an_order_is_placed_seen_taken_given_back(newsroom: Newsroom, terminal: Terminal):
    original = await newsroom.release()
    placed = await terminal.says("translation-order", original.guid, "fr", "--within", "30", "--as", EDITOR)
    assert placed.exit_code == 0, placed.output
    number = placed.output.strip()
    (row,) = await terminal.gives("translations", "--language", "fr")
    assert (row["of"], row["from"], row["into"], row["state"]) == (original.guid, "en", "fr", "open")
    taken = await terminal.says("translation-take", number, "--as", REPORTER)
    assert taken.output.strip().isdigit()
    (row,) = await terminal.gives("translations")
    assert (row["state"], row["by"]) == ("taken", "reporter")
    back = await terminal.says("translation-give-back", number, "--words", "My shift ends.", "--as", REPORTER)
    assert back.exit_code == 0, back.output
    refused = await terminal.says("translation-order", original.guid, "fr", "--as", REPORTER)
    assert refused.exit_code != 0
    assert await terminal.gives("translation-figures") == []


async def test_a_task_is_listed_and_decided(newsroom: Newsroom, terminal: Terminal):
    original = await newsroom.release()
    french = await newsroom.release(translated(original))
    await newsroom.stop(original.guid)
    (task,) = await terminal.gives("translation-tasks")
    assert (task["guid"], task["was"]) == (french.guid, "kill")
    done = await terminal.says(
        "translation-stands", str(task["task"]), "--why", "Another date.", "--as", CHIEF
    )
    assert done.exit_code == 0, done.output
    assert await terminal.gives("translation-tasks") == []
