"""An administrator makes a subscriber, and a desk writes, from the command line alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from newsflow.db.pool import transaction
from newsflow.domain.content import as_json
from newsflow.subscribers.api_users import sign_in
from newsflow.subscribers.feeds import feed_of
from tests.builders import PASS_ALL, SERVER_KEY, a_dispatch
from tests.newsroom.conftest import newsroom
from tests.ops.cli.test_desk_commands import CHIEF, EDITOR, REPORTER, Terminal, terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builders import Newsroom

__all__ = ["newsroom", "terminal"]

GOOD = "nine gulls on a pier"
YEAR = ("--from", "2026-01-01T00:00:00+03:00", "--until", "2027-01-01T00:00:00+03:00")


async def test_a_subscriber_is_made_signed_and_given_a_login_that_works(
    newsroom: Newsroom, terminal: Terminal
) -> None:
    language = newsroom.agency.languages[0].code
    for command in (
        ("subscriber-add", "gazette", "The Gazette"),
        (
            "contract-sign",
            "c-1",
            "gazette",
            "One language",
            *YEAR,
            "--languages",
            language,
            "--archive-days",
            "15",
            "--territories",
            "TR, CY",
            "--media",
            "print",
        ),
    ):
        result = await terminal.says(*command)
        assert result.exit_code == 0, result.output
    (login,) = await terminal.gives("api-user-add", "7000009", "gazette")
    (second,) = await terminal.gives("api-user-secret", "7000009")
    async with transaction(newsroom.pool) as db:
        for secret in (login["secret"], second["secret"]):
            account = await sign_in(
                db, username="7000009", secret=secret, server_key=SERVER_KEY, now=newsroom.clock()
            )
            assert account is not None
            assert account.contracts[0].covers.languages == (language,)
            covers = account.contracts[0].covers
            assert (covers.archive_days, covers.territories, covers.media) == (15, ("TR", "CY"), ("print",))
    assert (await terminal.says("contract-end", "c-1", "--because", "It closed.")).exit_code == 0
    assert (await terminal.gives("subscribers"))[0]["runs"] is False


async def test_a_login_is_closed_opened_and_changed_and_a_lost_secret_ends(
    newsroom: Newsroom, terminal: Terminal
) -> None:
    assert (await terminal.says("subscriber-add", "gazette", "The Gazette")).exit_code == 0
    (lost,) = await terminal.gives("api-user-add", "7000009", "gazette", "--address", "192.0.2.0/24")
    (new,) = await terminal.gives("api-user-secret", "7000009", "--alone")

    async def lets_in(secret: object, address: str) -> bool:
        async with transaction(newsroom.pool) as db:
            account = await sign_in(
                db, username="7000009", secret=str(secret), server_key=SERVER_KEY, now=newsroom.clock(), address=address
            )  # fmt: skip
        return account is not None

    assert not await lets_in(lost["secret"], "192.0.2.7"), "a secret that got into wrong hands"
    assert await lets_in(new["secret"], "192.0.2.7")
    for given, listed in (
        (("--close",), ("active", False)),
        (("--open", "--legacy-errors"), ("legacy_errors", True)),
        (("--address", "any"), ("addresses", "")),
        (("--until", YEAR[1]), ("until", "2025-12-31T21:00:00.000000Z")),
        (("--until", "none"), ("until", None)),
    ):
        result = await terminal.says("api-user-change", "7000009", *given)
        assert result.exit_code == 0, result.output
        (row,) = await terminal.gives("api-users")
        assert row[listed[0]] == listed[1], given
        if given == ("--close",):
            assert not await lets_in(new["secret"], "192.0.2.7")
    assert row["legacy_errors"] is True, "what is not named stays"
    assert await lets_in(new["secret"], "198.51.100.1")
    assert (await terminal.says("api-user-change", "7000009")).exit_code == 2


async def test_a_contract_does_not_end_before_it_began(newsroom: Newsroom, terminal: Terminal) -> None:
    assert newsroom
    assert (await terminal.says("subscriber-add", "gazette", "The Gazette")).exit_code == 0
    assert (await terminal.says("contract-sign", "c-1", "gazette", "T", *YEAR)).exit_code == 0
    early = await terminal.says("contract-end", "c-1", "--because", "x", "--at", "2025-12-31T23:59:59+03:00")
    assert early.exit_code == 1
    assert "c-1 starts at 2025-12-31T21:00:00.000000Z" in early.output
    ended = await terminal.says("contract-end", "c-1", "--because", "x", "--at", YEAR[1])
    assert ended.output == "c-1 ends at 2025-12-31T21:00:00.000000Z.\n"


async def test_what_an_administrator_gets_wrong_is_said_in_words(
    newsroom: Newsroom, terminal: Terminal
) -> None:
    assert newsroom
    assert (await terminal.says("subscriber-add", "gazette", "The Gazette")).exit_code == 0
    for command, words in (
        (("subscriber-add", "gazette", "Again"), "there already"),
        (("contract-sign", "c", "nobody", "T", *YEAR), "No such subscriber"),
        (("contract-sign", "c", "gazette", "T", *YEAR, "--languages", "xx"), "No such language"),
        (("contract-sign", "c", "gazette", "T", *YEAR, "--packages", ","), "None is named"),
        (("contract-sign", "c", "gazette", "T", "--from", "2026-01-01"), "offset included"),
        (
            ("contract-sign", "c", "gazette", "T", YEAR[0], YEAR[3], "--until", YEAR[1]),
            "ends after it starts",
        ),
        (("contract-end", "c-9", "--because", "x"), "No such contract"),
        (("api-user-add", "a:b", "gazette"), "cannot be a login"),
        (("api-user-add", "a\nb", "gazette"), "cannot be a login"),
        (("subscriber-add", "bad id!", "Bad"), "cannot be a subscriber's id"),
        (("subscriber-add", "blank", " \t"), "It has 0 characters"),
        (("subscriber-add", "long", "x" * 201), "1 to 200 characters"),
        (("subscriber-add", "turned", "A\u202eB"), "cannot be a subscriber's name"),
        (("contract-sign", "c 1", "gazette", "T", *YEAR), "cannot be a contract's id"),
        (
            ("person-add", "a\tb@desk.example", "N", "--role", "chief", "--password", GOOD),
            "not an e-mail address",
        ),
        (("person-add", "ab@desk.example", "N\nM", "--role", "chief", "--password", GOOD), "a person's name"),
        (("person-add", "ab@desk.example", "N", "--role", "chief", "--password", "short"), "assword"),
        (("api-user-add", "u", "nobody"), "names something unknown"),
        (("api-user-secret", "nobody"), "names something unknown"),
        (("api-user-change", "nobody", "--close"), "No such API user"),
    ):
        result = await terminal.says(*command)
        assert result.exit_code == 1, (command, result.output)
        assert words in result.output, (command, result.output)


async def test_a_draft_is_written_changed_and_released_as_an_update_from_files(
    newsroom: Newsroom, terminal: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / "lead.json"
    file.write_text(json.dumps(as_json(a_dispatch(headline="İlk"))), encoding="utf-8")
    number = (await terminal.says("draft", str(file), "--as", REPORTER)).stdout.strip()
    (header,) = await terminal.gives("release", number, "--as", CHIEF, *PASS_ALL)
    shown = json.loads((await terminal.says("draft-show", number)).stdout)
    assert shown["headline"] == "İlk"
    file.write_text(json.dumps(shown | {"headline": "İkinci"}), encoding="utf-8")
    second = (
        await terminal.says("draft", str(file), "--as", REPORTER, "--updates", header["guid"])
    ).stdout.strip()
    file.write_text(json.dumps(shown | {"headline": "Üçüncü"}), encoding="utf-8")
    assert (await terminal.says("draft-change", second, str(file), "--as", REPORTER)).exit_code == 0
    (updated,) = await terminal.gives("release", second, "--as", CHIEF, *PASS_ALL)
    assert (updated["guid"], updated["version"], updated["action"]) == (header["guid"], 2, "update")
    assert (await terminal.gives("show", header["guid"]))["content"]["headline"] == "Üçüncü"


async def test_a_file_that_is_no_draft_is_refused_with_the_field(
    newsroom: Newsroom, terminal: Terminal, tmp_path: Path
) -> None:
    assert newsroom
    good = as_json(a_dispatch())
    for text, words in (
        ("{", "not JSON"),
        ("[]", "one JSON object"),
        (json.dumps(good | {"headlin": "x"}), "no field headlin"),
        (
            json.dumps(good | {"credits": [{"nam": "A", "name": "B", "role": "writer"}]}),
            "no field credits.0.nam",
        ),
        (json.dumps(good | {"urgency": "high"}), "urgency"),
        (json.dumps({key: value for key, value in good.items() if key != "headline"}), "headline"),
        ('"' + "x" * (2 * 1024 * 1024) + '"', "too large"),
    ):
        file = tmp_path / "bad.json"
        file.write_text(text, encoding="utf-8")
        result = await terminal.says("draft", str(file), "--as", REPORTER)
        assert result.exit_code == 1, result.output
        assert words in result.output


async def test_what_would_break_a_draft_or_a_summary_is_said_in_words_and_never_with_a_trace(
    newsroom: Newsroom, terminal: Terminal, tmp_path: Path
) -> None:
    guid = (await newsroom.release()).guid
    file = tmp_path / "given"
    nul = json.dumps(as_json(a_dispatch()) | {"headline": "NUL"}).encode().replace(b"NUL", b"a\\u0000b")
    for content, command in (
        (nul, ("draft", str(file))),
        (b"[" * 100_000, ("draft", str(file))),
        (b'{"headline": "\\ud800"}', ("draft", str(file))),
        (json.dumps(as_json(a_dispatch()) | {"urgency": 10**30}).encode(), ("draft", str(file))),
        (b"a\0b", ("edition", "summary", guid, str(file))),
        (b"\xff\xfe", ("edition", "summary", guid, str(file))),
    ):
        file.write_bytes(content)
        result = await terminal.says(*command, "--as", EDITOR)
        assert result.exit_code == 1, (content[:40], result.output)
        assert result.output.startswith("Error: "), result.output
        assert result.output.count("\n") == 1, result.output


async def test_files_without_copy_are_not_imported(
    newsroom: Newsroom, terminal: Terminal, tmp_path: Path
) -> None:
    assert newsroom
    file = tmp_path / "copy.txt"
    text = b"The ferry is back, it says." + b"!" * 733  # 760 characters: 40 strange ones are one in 20
    for content, words in (
        (b"", "There is no copy"),
        (b" \r\n\0\t", "There is no copy"),
        (bytes(range(256)) * 8, "no plain copy"),
        (b"\x01" * 41 + text, "no plain copy"),
    ):
        file.write_bytes(content)
        refused = await terminal.says("import", str(file))
        assert refused.exit_code == 1, refused.output
        assert words in refused.output
    file.write_bytes(b"\x01" * 40 + text)
    assert (await terminal.says("import", str(file))).exit_code == 0
    assert len(await terminal.gives("drafts")) == 1


async def test_a_private_feed_is_made_listed_and_revoked(newsroom: Newsroom, terminal: Terminal) -> None:
    assert (await terminal.says("subscriber-add", "gazette", "The Gazette")).exit_code == 0
    refused = await terminal.says("feed-add", "gazette", "site", "--filter", "lang:")
    assert refused.exit_code == 1
    assert "lang:" in refused.output
    unknown = await terminal.says("feed-add", "nobody", "site")
    assert "nobody" in unknown.output
    (made,) = await terminal.gives(
        "feed-add", "gazette", "Site", "--filter", "since:2d", "--address", "192.0.2.1"
    )
    secret = made["address"].partition("/v1/feeds/")[2]
    async with transaction(newsroom.pool) as db:
        feed, account = await feed_of(
            db, secret, server_key=SERVER_KEY, now=newsroom.clock(), address="192.0.2.1"
        )
    assert (feed.id, feed.format, account.subscriber) == ("site", "rss", "gazette")
    (listed,) = await terminal.gives("feeds")
    assert listed["filter"] == "since:2d"
    assert secret not in str(listed)
    changed = ("feed-change", "Site", "--format", "atom", "--filter", "", "--anywhere", "--entries", "9")
    assert (await terminal.says(*changed)).exit_code == 0
    assert (await terminal.says("feed-change", "site", "--filter", "lang:")).exit_code == 1
    assert (await terminal.says("feed-change", "site", "--address", "192.0.2.1", "--anywhere")).exit_code == 2
    async with transaction(newsroom.pool) as db:
        feed, _ = await feed_of(
            db, secret, server_key=SERVER_KEY, now=newsroom.clock(), address="198.51.100.7"
        )
    assert (feed.format, feed.question, feed.addresses, feed.entries, feed.title) == (
        "atom",
        "",
        [],
        9,
        "Site",
    )
    assert (await terminal.says("feed-revoke", "site")).exit_code == 0
    assert (await terminal.says("feed-revoke", "site")).exit_code == 1
    assert (await terminal.says("feed-change", "site", "--anywhere")).exit_code == 1


async def test_a_test_wire_is_made_and_drilled(newsroom: Newsroom, terminal: Terminal) -> None:
    language = newsroom.agency.languages[0].code
    assert (await terminal.says("subscriber-add", "gazette", "The Gazette")).exit_code == 0
    signed = await terminal.says("contract-sign", "c-1", "gazette", "One", *YEAR, "--languages", language)
    assert signed.exit_code == 0, signed.output
    assert (await terminal.says("drill", "c-1", "kill")).exit_code == 1
    assert "c-9" in (await terminal.says("test-wire", "c-9")).output
    (made,) = await terminal.gives("test-wire", "c-1")
    assert made["address"].endswith("/v1/test")
    played = await terminal.gives("drill", "c-1", "kill")
    assert [entry["action"] for entry in played] == ["new"], "its kill waits until the text was read"
    played += await terminal.gives("drill", "c-1", "correction")
    assert [entry["action"] for entry in played][1:] == ["new", "correct", "new"]
    assert all(entry["headline"].startswith("TEST: ") for entry in played)
