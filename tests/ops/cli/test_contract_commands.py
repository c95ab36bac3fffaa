"""Contracts and reports from the command line: on the record, in whose name or as the operator's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from newsflow.accounts.audit import trail
from newsflow.accounts.people import by_email
from newsflow.db.pool import transaction
from tests.newsroom.conftest import newsroom
from tests.ops.cli.test_desk_commands import CHIEF, REPORTER, Terminal, terminal

if TYPE_CHECKING:
    from tests.builders import Newsroom

__all__ = ["newsroom", "terminal"]

YEAR = ("--from", "2026-01-01T00:00:00+03:00", "--until", "2027-01-01T00:00:00+03:00")


async def test_a_contract_s_acts_stand_on_the_record_in_a_person_s_name_or_as_the_operator_s(
    newsroom: Newsroom, terminal: Terminal
) -> None:
    chief = ("--as", CHIEF)
    refused = await terminal.says("subscriber-add", "gazette", "The Gazette", "--as", REPORTER)
    assert refused.exit_code == 1, "a person named may only what they may"
    for command in (
        ("subscriber-add", "gazette", "The Gazette", *chief),
        ("contract-sign", "c-1", "gazette", "T", *YEAR, *chief),
        ("contract-sign", "c-2", "gazette", "T", *YEAR),
        ("contract-end", "c-2", "--because", "x", "--at", YEAR[1]),
    ):
        done = await terminal.says(*command)
        assert done.exit_code == 0, done.output
    past = await terminal.says("contract-end", "c-1", "--because", "x", "--at", YEAR[1], *chief)
    assert "does not end in the past" in past.output, "nobody of the desk gives a past hour"
    async with transaction(newsroom.pool) as db:
        person, lines = (await by_email(db, CHIEF)).id, await trail(db)
    assert [(one.person, one.key, one.act, one.subject) for one in reversed(lines)] == [
        (person, "cli", "add_subscriber", "subscriber:gazette"),
        (person, "cli", "sign_contract", "contract:c-1"),
        (None, "operator", "sign_contract", "contract:c-2"),
        (None, "operator", "end_contract", "contract:c-2"),
    ]


async def test_who_is_silent_and_what_most_took_is_listed(newsroom: Newsroom, terminal: Terminal) -> None:
    for command in (
        ("subscriber-add", "gazette", "The Gazette"),
        ("contract-sign", "c-1", "gazette", "T", *YEAR),
    ):
        assert (await terminal.says(*command)).exit_code == 0
    assert [one["subscriber"] for one in await terminal.gives("report-silent")] == ["gazette"]
    entry = await newsroom.release()
    async with transaction(newsroom.pool) as db:
        await db.execute(
            "INSERT INTO use_item (day, guid, subscribers) VALUES ('2026-03-02', %s, 3)", [entry.guid]
        )
        await db.execute(
            "INSERT INTO api_user (username, subscriber, created_at, last_used_at) VALUES ('u', 'gazette', now(), now())"
        )
    assert await terminal.gives("report-silent", "--days", "1") == [], "a machine of theirs asked just now"
    days = ("--from", "2026-03-02", "--until", "2026-03-02")
    (most,) = await terminal.gives("report-top", *days)
    assert (most["guid"], most["subscribers"]) == (entry.guid, 3)
    assert await terminal.gives("report-top", "--from", "2026-03-03", "--until", "2026-03-03") == []


async def test_titles_are_listed_and_taken_off(newsroom: Newsroom, terminal: Terminal) -> None:
    del newsroom
    chief = ("--as", CHIEF)
    for command in (
        ("subscriber-add", "gazette", "The Gazette"),
        ("title-add", "gazette", "Sunday Gazette", "--medium", "print", *chief),
        ("title-end", "gazette", "1", *chief),
    ):
        assert (await terminal.says(*command)).exit_code == 0, command
    (title,) = await terminal.gives("titles", "gazette")
    assert (title["name"], title["medium"]) == ("Sunday Gazette", "print")
    assert title["ended_at"]
    assert (await terminal.says("title-end", "gazette", "2", *chief)).exit_code == 1


async def test_the_news_list_is_kept_from_the_command_line_in_a_person_s_name(
    newsroom: Newsroom, terminal: Terminal
) -> None:
    chief, section = ("--as", CHIEF), newsroom.agency.sections[0].code
    hour, later = ((datetime.now(UTC) + timedelta(hours=n)).isoformat(timespec="seconds") for n in (2, 3))
    line = ("harbour-ferry", "The ferry is back", "--at", hour, "--language", "en", "--section", section)
    assert (await terminal.says("news-list-add", *line, "--as", REPORTER)).exit_code == 1
    assert (await terminal.says("news-list-add", *line, *chief)).output.strip() == "1"
    assert [one["state"] for one in await terminal.gives("news-list")] == ["planned"]
    assert (await terminal.says("news-list-delay", "1", "--at", later, *chief)).exit_code == 0
    assert [one["state"] for one in await terminal.gives("news-list")] == ["delayed"]
    assert (await terminal.says("news-list-cancel", "1", "--because", "No.", *chief)).exit_code == 0
    assert [one["state"] for one in await terminal.gives("news-list")] == ["cancelled"]
