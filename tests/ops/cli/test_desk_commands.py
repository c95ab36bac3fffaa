"""The desk from the command line: each act in a person's name, tables for people, JSON for programs."""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

import pytest
from click.testing import CliRunner, Result

from newsflow.domain.codes import Form
from newsflow.ops.cli import main
from tests.builders import PASS_ALL, SERVER_KEY, a_contract, a_dispatch, an_account
from tests.newsroom.conftest import newsroom

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builders import Newsroom
    from tests.harness import Database

__all__ = ["newsroom"]

CHIEF, EDITOR, REPORTER = "chief@desk.example", "editor@desk.example", "reporter@desk.example"


@dataclass(frozen=True, slots=True)
class Terminal:
    """Runs `newsflow …` on a test's database."""

    environ: dict[str, str]

    async def says(self, *arguments: str) -> Result:
        """What the command prints, and its exit code."""
        return await asyncio.to_thread(CliRunner(env=self.environ).invoke, main, arguments)

    async def gives(self, *arguments: str) -> Any:
        """What the command gives with --json."""
        result = await self.says(*arguments, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)


@pytest.fixture
def terminal(database: Database, tmp_path: Path) -> Terminal:
    """A terminal on this test's database, with a data folder of its own."""
    return Terminal(
        {
            "NEWSFLOW_DATA": str(tmp_path),
            "NEWSFLOW_DATABASE_URL": database.dsn(),
            "NEWSFLOW_SERVER_KEY": SERVER_KEY.decode(),
            "COLUMNS": "200",
        }
    )


async def test_a_draft_is_listed_released_and_read_back(newsroom: Newsroom, terminal: Terminal) -> None:
    draft = await newsroom.draft(a_dispatch(headline="Iğdır’da ilk kar", language="tr"))
    listed = await terminal.says("drafts")
    assert re.search(
        rf"^{draft}\s+writing\s+new\s+tr\s+harbour-ferry\s+Iğdır’da ilk kar$", listed.stdout, re.MULTILINE
    )
    (header,) = await terminal.gives("release", str(draft), "--as", CHIEF, *PASS_ALL)
    assert (header["seq"], header["version"], header["action"]) == (1, 1, "new")
    (entry,) = await terminal.gives("wire")
    assert (entry["guid"], entry["headline"]) == (header["guid"], "Iğdır’da ilk kar")
    shown = await terminal.gives("show", header["guid"])
    assert shown["content"]["headline"] == "Iğdır’da ilk kar"
    assert shown["taken"] == []
    assert (await terminal.says("drafts")).stdout == "No drafts.\n"


async def test_nothing_is_released_without_a_person_who_may(newsroom: Newsroom, terminal: Terminal) -> None:
    draft = str(await newsroom.draft())
    without = await terminal.says("release", draft)
    assert without.exit_code == 2
    assert "--as" in without.output
    for email, words in ((REPORTER, "may not release"), ("nobody@desk.example", "Nobody has this address")):
        refused = await terminal.says("release", draft, "--as", email)
        assert refused.exit_code == 1
        assert words in refused.output
        assert "Traceback" not in refused.output
    assert await terminal.gives("wire") == []


async def test_a_warning_is_passed_with_a_word_for_its_code(newsroom: Newsroom, terminal: Terminal) -> None:
    draft = str(await newsroom.draft())
    warned = await terminal.says("release", draft, "--as", CHIEF)
    assert warned.exit_code == 1
    assert "dateline_missing" in warned.output
    wrong = await terminal.says("release", draft, "--as", CHIEF, "--pass", "no_such_check=Never mind.")
    assert "no such check" in wrong.output
    word = ("--pass", "dateline_missing=Filed from everywhere.")
    assert len(await terminal.gives("release", draft, "--as", CHIEF, *word)) == 1


async def test_a_flash_from_the_command_line_prints_where_it_is_approved(
    newsroom: Newsroom, terminal: Terminal
) -> None:
    draft = str(await newsroom.draft(a_dispatch(form=Form.FLASH, body=())))
    (asked,) = await terminal.gives("release", draft, "--as", EDITOR, *PASS_ALL)
    assert asked["link"] == f"http://localhost:8080/desk/approvals/{asked['request']}"
    (waits,) = await terminal.gives("approvals")
    assert waits["request"] == asked["request"]
    refused = await terminal.says("approve", waits["request"], "--digest", waits["digest"], "--as", CHIEF)
    assert refused.exit_code == 1
    assert "both at the command line" in refused.output
    assert await terminal.gives("wire") == []


async def test_what_was_asked_at_the_desk_is_approved_or_refused_from_the_command_line(
    newsroom: Newsroom, terminal: Terminal
) -> None:
    for number, slug in enumerate(("first", "second")):
        draft = await newsroom.draft(a_dispatch(form=Form.FLASH, body=(), slug=slug))
        asked = (await newsroom.ask(draft)).request
        assert asked is not None
        if number:
            said = await terminal.says("refuse", asked.id, "--why", "No source.", "--as", EDITOR)
            assert "being written again" in said.output
        else:
            (header,) = await terminal.gives(
                "approve", asked.id, "--digest", asked.digest_hex, "--as", EDITOR
            )
            assert header["seq"] == 1
    assert (await terminal.says("approvals")).stdout == "Nothing waits.\n"


async def test_a_kill_at_the_command_line_owes_a_look_that_another_gives(
    newsroom: Newsroom, terminal: Terminal
) -> None:
    guid = (await newsroom.release()).guid
    why = ("--as", EDITOR, "--because", "false", "--for-the-file", "The caller was no doctor.")
    await terminal.gives("kill", guid, *why)
    (owed,) = await terminal.gives("looks")
    assert (owed["guid"], owed["act"], owed["reason"]) == (guid, "kill", "The caller was no doctor.")
    own = await terminal.says("looks", str(owed["number"]), "--as", EDITOR)
    assert "another person" in own.output
    looked = await terminal.says("looks", str(owed["number"]), "--as", CHIEF, "--words", "Right.")
    assert looked.stdout == "Nothing waits for a look.\n"


async def test_duty_and_the_hand_over_from_the_command_line(newsroom: Newsroom, terminal: Terminal) -> None:
    shift = (await terminal.says("duty-on", "--desk", "tr", "--as", EDITOR)).stdout.strip()
    loan = ("lend", REPORTER, "release", "--reason", "Night shift.", "--as", CHIEF)
    lent = (await terminal.says(*loan)).stdout.strip()
    assert [row["for"] for row in await terminal.gives("duty")] == ["tr", "release"]
    assert (await terminal.says("duty-off", shift, "--as", EDITOR)).exit_code == 0
    assert (await terminal.says("lend-end", lent, "--as", CHIEF)).exit_code == 0
    assert (await terminal.says("duty")).stdout == "Nobody is on duty.\n"
    note = (await terminal.says("handover-note", "Watch the ferry.", "--as", EDITOR)).stdout.strip()
    assert [row["words"] for row in await terminal.gives("handover")] == ["Watch the ferry."]
    assert "Signed" in (await terminal.says("handover-sign", "--as", CHIEF)).stdout
    assert (await terminal.says("handover-close", note, "--as", CHIEF)).exit_code == 0
    assert (await terminal.says("handover")).stdout == "Nothing stands open.\n"


async def test_hold_reinstate_withdraw_and_kill_each_append_their_notice(
    newsroom: Newsroom, terminal: Terminal
) -> None:
    guid = (await newsroom.release()).guid
    why = ("--as", EDITOR, "--because", "sent_in_error", "--reason", "It was another day's.")
    for command in ("hold", "reinstate", "withdraw", "kill"):
        words = why if command != "reinstate" else ("--as", EDITOR)
        own, told = await terminal.gives(command, guid, *words)
        assert own["guid"] == guid
        assert own["action"] == command
        assert told["seq"] == own["seq"] + 1
    again = await terminal.says("kill", guid, *why)
    assert again.exit_code == 1
    assert "names the old one" in again.output
    shown = await terminal.gives("show", guid, "--version", "1")
    assert "Ferry" not in json.dumps(shown["content"])


async def test_a_draft_is_scheduled_with_its_zone_spelled_out(newsroom: Newsroom, terminal: Terminal) -> None:
    draft = str(await newsroom.draft())
    for bad in ("2999-01-01T09:00:00", "tomorrow", ""):
        refused = await terminal.says("schedule", draft, "--at", bad, "--as", CHIEF)
        assert refused.exit_code == 1
        assert "offset included" in refused.output
    assert (
        await terminal.says("schedule", draft, "--at", "2999-01-01T09:00:00+03:00", "--as", CHIEF, *PASS_ALL)
    ).exit_code == 0
    (waiting,) = await terminal.gives("scheduled")
    assert waiting["draft"] == int(draft)
    assert waiting["due"] == "2999-01-01T06:00:00.000000Z"


async def test_a_draft_is_planned_and_goes_at_that_hour_or_at_once_when_that_is_said(
    newsroom: Newsroom, terminal: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / "draft.json"
    file.write_text((await terminal.says("draft-show", str(await newsroom.draft()))).output)
    planned = ("--planned", "2999-01-01T09:00:00+03:00")
    one, other = [
        (await terminal.says("draft", str(file), "--as", CHIEF, *planned)).output.strip() for _ in range(2)
    ]
    refused = await terminal.says("release", one, "--as", CHIEF, *PASS_ALL)
    assert refused.exit_code == 1
    assert "planned for a later hour" in refused.output
    assert "2999-01-01" in (await terminal.says("schedule", one, "--as", CHIEF, *PASS_ALL)).output
    released = await terminal.says("release", other, "--now", "--as", CHIEF, *PASS_ALL)
    assert released.exit_code == 0, released.output


async def test_a_planned_hour_is_taken_away_and_the_draft_goes_at_once(
    newsroom: Newsroom, terminal: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / "draft.json"
    file.write_text((await terminal.says("draft-show", str(await newsroom.draft()))).output)
    planned = ("--planned", "2999-01-01T09:00:00+03:00")
    draft = (await terminal.says("draft", str(file), "--as", CHIEF, *planned)).output.strip()
    change = ("draft-change", draft, str(file), "--as", CHIEF)
    both = await terminal.says(*change, *planned, "--unplanned")
    assert "an hour or for none" in both.output
    await terminal.says(*change)
    assert (await terminal.says("release", draft, "--as", CHIEF, *PASS_ALL)).exit_code == 1
    await terminal.says(*change, "--unplanned")
    released = await terminal.says("release", draft, "--as", CHIEF, *PASS_ALL)
    assert released.exit_code == 0, released.output


async def test_an_embargo_is_lifted_early(newsroom: Newsroom, terminal: Terminal) -> None:
    guid = (await newsroom.release(a_dispatch(embargo=newsroom.clock() + timedelta(days=1)))).guid
    (lifted,) = await terminal.gives("lift", guid, "--as", CHIEF)
    assert lifted["action"] == "lift"


async def test_explain_says_yes_and_no_with_reasons(newsroom: Newsroom, terminal: Terminal) -> None:
    await an_account(newsroom.pool, newsroom.clock, a_contract(languages=("tr",)))
    turkish = (await newsroom.release(a_dispatch(language="tr"))).guid
    english = (await newsroom.release(a_dispatch(slug="other"))).guid
    yes, no = (
        await terminal.gives("explain", turkish, "7000001"),
        await terminal.gives("explain", english, "7000001"),
    )
    assert (yes["verdict"], no["verdict"]) == ("whole", "none")
    assert any("language is en; covered: tr" in reason for reason in cast("list[str]", no["because"]))
    unknown = await terminal.says("explain", "nf:text:20260101:1", "7000001")
    assert unknown.exit_code == 1
    assert "No such item" in unknown.output


async def test_explain_says_where_has_knows_less_than_the_contract(
    newsroom: Newsroom, terminal: Terminal
) -> None:
    contract = a_contract(languages=("en",), advance_copy=True)
    await an_account(newsroom.pool, newsroom.clock, contract)
    guid = (await newsroom.release(a_dispatch(embargo=newsroom.clock() + timedelta(days=1)))).guid
    before = await terminal.gives("explain", guid, "7000001")
    assert (before["verdict"], before["has_gives"]) == ("whole", False)
    assert "from the lift of its embargo on" in before["has"]
    await terminal.gives("lift", guid, "--as", CHIEF)
    assert (await terminal.gives("explain", guid, "7000001"))["has"] == "gives it"
    assert "HAS: gives it" in (await terminal.says("explain", guid, "7000001")).output


async def test_an_item_is_shown_to_people_as_text_and_an_unknown_version_is_refused(
    newsroom: Newsroom, terminal: Terminal
) -> None:
    guid = (await newsroom.release(a_dispatch(headline="The ferry is back", deck="Its bell rang."))).guid
    await newsroom.release(a_dispatch(headline="The ferry is late"), of=guid)
    shown = (await terminal.says("show", guid)).output
    assert re.search(r"^SEQ +AT +GUID +VERSION +ACTION$", shown, re.MULTILINE)
    assert "\nThe ferry is late\n" in shown
    assert "version:   2 (update)" in shown
    assert "Nobody took it yet." in shown
    older = (await terminal.says("show", guid, "--version", "1")).output
    assert "\nThe ferry is back\nIts bell rang.\n" in older
    unknown = await terminal.says("show", guid, "--version", "99")
    assert unknown.exit_code == 1
    assert "has versions 1 to 2; asked for 99" in unknown.output
    entries = (await terminal.gives("show", guid))["entries"]
    assert entries[0]["at"].endswith("Z")


async def test_people_and_subscribers_are_listed_and_a_person_is_added(
    newsroom: Newsroom, terminal: Terminal
) -> None:
    await an_account(newsroom.pool, newsroom.clock, a_contract())
    added = await terminal.says(
        "person-add",
        "translator@desk.example",
        "Lütfiye",
        "--role",
        "translator",
        "--password",
        "nine gulls on a pier",
    )
    assert added.exit_code == 0, added.output
    assert "nine gulls on a pier" not in added.output
    roles = {person["email"]: person["role"] for person in await terminal.gives("people")}
    assert roles["translator@desk.example"] == "translator"
    (contract,) = await terminal.gives("subscribers")
    assert contract["contract"] == "c-gazette"
