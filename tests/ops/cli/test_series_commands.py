"""A series from the command line: assets in, a series out, in a person's name."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.content import as_json as content_json
from newsflow.domain.guid import Guid
from newsflow.domain.media import Media
from newsflow.media.assets import as_json
from newsflow.wire.read import head, latest
from tests.builders import PASS_ALL, a_contract, a_dispatch, a_rendition, an_account
from tests.newsroom.conftest import newsroom
from tests.ops.cli.test_desk_commands import CHIEF, EDITOR, REPORTER, Terminal, terminal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from newsflow.domain.dispatch import Dispatch
    from tests.builders import Newsroom

__all__ = ["newsroom", "terminal"]

RENDITIONS = (a_rendition("print"), a_rendition("web"), a_rendition("thumb"))


async def an_asset(newsroom: Newsroom, name: str, *, state: str = "ready", facts: str = "{}") -> str:
    """The id of an asset that the worker has made renditions of."""
    async with transaction(newsroom.pool) as db:
        await db.execute(
            "INSERT INTO asset (id, kind, file_name, state, original, renditions, facts, created_at, changed_at)"
            " VALUES (%s, 'picture', %s, %s, %s, %s, %s, now(), now())",
            [name, f"{name}.jpg", state, as_json(a_rendition("original")), as_json(RENDITIONS), facts],
        )
    return name


@pytest.fixture
async def worker(newsroom: Newsroom) -> AsyncIterator[None]:
    """Stands in for the worker: says of each file that waits with words that it was made again with them."""

    async def turns() -> None:
        while True:
            async with transaction(newsroom.pool) as db:
                await db.execute("UPDATE asset SET state = 'ready' WHERE state = 'waiting' AND given <> '{}'")
            await asyncio.sleep(0.05)

    task = asyncio.create_task(turns())
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def media_of(newsroom: Newsroom, guid: str) -> tuple[Dispatch, Media]:
    """An item's content and its media part."""
    async with transaction(newsroom.pool) as db:
        content = (await latest(db, Guid(guid))).content
    assert content is not None
    assert content.media is not None
    return content, content.media


@pytest.mark.usefixtures("worker")
async def test_a_series_takes_codes_from_the_story_s_text_and_words_from_desk_and_file(
    newsroom: Newsroom, terminal: Terminal
) -> None:
    text = await newsroom.release(a_dispatch(language="tr", headline="Vapur döndü"))
    said = json.dumps(
        {"caption": "From the file", "creator": ["File Person"], "city": "İzmir", "alt_text": "A ferry"}
    )
    one, two = await an_asset(newsroom, "one", facts=said), await an_asset(newsroom, "two", facts=said)
    headers = await terminal.gives(
        "series-release", one, two, "--slug", "harbour-ferry", "--caption", "At the quay", "--credit", "Novafon",
        "--as", CHIEF,
    )  # fmt: skip
    assert [header["guid"].split(":")[1] for header in headers] == ["picture", "picture", "picturegroup"]
    content, media = await media_of(newsroom, headers[0]["guid"])
    assert text.seq == headers[0]["seq"] - 1
    assert (content.language, content.headline, content.slug) == ("tr", "Vapur döndü", "harbour-ferry")
    assert (media.caption, media.alt_text, media.credit_line) == ("At the quay", "A ferry", "Novafon")
    assert content.credits[0].name == "File Person"
    assert content.places[0].name == "İzmir"
    assert [rendition.name.value for rendition in media.renditions] == ["print", "web", "thumb"]
    third = await an_asset(newsroom, "three", facts=said)
    added = await terminal.gives(
        "series-release", third, "--slug", "harbour-ferry", "--credit", "Novafon", "--adds-to", headers[2]["guid"],
        "--as", CHIEF,
    )  # fmt: skip
    assert [(header["guid"], header["version"]) for header in added][1] == (headers[2]["guid"], 2)
    _, joined = await media_of(newsroom, added[0]["guid"])
    assert (joined.number, joined.caption) == (3, "From the file")


@pytest.mark.usefixtures("worker")
async def test_a_series_comes_from_a_file_too(newsroom: Newsroom, terminal: Terminal, tmp_path: Path) -> None:
    about = content_json(replace(a_dispatch(body=()), media=Media(caption="All of it")))
    member = {"asset": await an_asset(newsroom, "one"), "caption": "c", "alt_text": "a", "copyright": "© N",
              "ai_use": "prohibited"}  # fmt: skip
    file = tmp_path / "series.json"
    file.write_text(json.dumps({"about": about, "members": [member]}))
    headers = await terminal.gives("series-release", "--file", str(file), "--as", CHIEF)
    _, media = await media_of(newsroom, headers[1]["guid"])
    assert (media.caption, media.members) == ("All of it", (headers[0]["guid"],))
    file.write_text('{"about": {}, "members": [{"asset": "one", "colour": 1, "caption": 2}]}')
    refused = await terminal.says("series-release", "--file", str(file), "--as", CHIEF)
    assert refused.exit_code == 1
    assert "docs/formats/series.md" in refused.output


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--slug", "harbour-ferry", "--as", CHIEF], "1, caption: Write a caption"),
        (["--slug", "nowhere", "--as", CHIEF], "No live story has a text of this slug"),
        (["--as", CHIEF], "A series is of a story"),
        (["--slug", "harbour-ferry", "--as", REPORTER], "may not release"),
        (["--slug", "x", "--section", "world", "--as", CHIEF], "says all of it here"),
        (["--slug", "harbour-ferry", "--alt", "a", "--alt", "b", "--as", CHIEF], "once for each asset"),
    ],
)
async def test_what_is_missing_is_said(
    newsroom: Newsroom, terminal: Terminal, options: list[str], words: str
) -> None:
    await newsroom.release()
    refused = await terminal.says("series-release", await an_asset(newsroom, "one"), *options)
    assert refused.exit_code == 1
    assert words in refused.output


async def test_an_asset_that_is_not_ready_keeps_the_series_back(
    newsroom: Newsroom, terminal: Terminal
) -> None:
    await newsroom.release()
    waiting = await an_asset(newsroom, "one", state="waiting")
    refused = await terminal.says("series-release", waiting, "--slug", "harbour-ferry", "--as", CHIEF)
    assert refused.exit_code == 1
    assert "not ready" in refused.output


async def test_words_that_no_worker_put_into_the_files_keep_the_series_back_and_are_kept(
    newsroom: Newsroom, terminal: Terminal
) -> None:
    await newsroom.release()
    words = (
        "--slug",
        "harbour-ferry",
        "--caption",
        "At the quay",
        "--alt",
        "A ferry",
        "--credit",
        "N",
        "--as",
        CHIEF,
    )
    name = await an_asset(newsroom, "one")
    late = await terminal.says("series-release", name, *words, "--wait", "0")
    assert late.exit_code == 1
    assert "did not put the words into the files within 0 s" in late.output
    assert "The words go into 1 files: 0 %" in late.output
    again = await terminal.says("series-release", name, *words, "--wait", "0")
    assert "did not put the words into the files within 0 s" in again.output, (
        "it waits again, and begins nothing"
    )
    async with transaction(newsroom.pool) as db:
        assert (await head(db)).seq == 1
        await db.execute("UPDATE asset SET state = 'ready'")
    headers = await terminal.gives("series-release", name, *words)
    _, media = await media_of(newsroom, headers[0]["guid"])
    assert media.caption == "At the quay"


async def test_words_do_not_bring_a_refused_file_back(newsroom: Newsroom, terminal: Terminal) -> None:
    await newsroom.release()
    name = await an_asset(newsroom, "one")
    async with transaction(newsroom.pool) as db:
        await db.execute("UPDATE asset SET state = 'refused', because = 'It is broken.'")
    told = await terminal.says(
        "series-release", name, "--slug", "harbour-ferry", "--caption", "At the quay", "--as", CHIEF
    )
    assert (told.exit_code, "was refused" in told.output) == (1, True)
    (listed,) = await terminal.gives("assets")
    assert listed["state"] == "refused"


async def test_logins_are_listed_with_their_addresses(newsroom: Newsroom, terminal: Terminal) -> None:
    await an_account(newsroom.pool, newsroom.clock, a_contract())
    (made,) = await terminal.gives(
        "api-user-add", "7000002", "gazette", "--address", "192.0.2.0/24", "--address", "2001:db8::/32"
    )
    assert made["secret"]
    listed = {row["username"]: row for row in await terminal.gives("api-users")}
    assert listed["7000002"]["addresses"] == "192.0.2.0/24 2001:db8::/32"
    assert listed["7000001"]["last_used"] is None


@pytest.mark.usefixtures("worker")
async def test_a_series_that_takes_a_second_look_is_asked_for_and_no_second_name_is_taken_at_one_key(
    newsroom: Newsroom, terminal: Terminal, tmp_path: Path
) -> None:
    member = {"asset": await an_asset(newsroom, "one"), "caption": "c", "alt_text": "a", "copyright": "© N"}
    about = content_json(replace(a_dispatch(body=(), urgency=1), media=Media(caption="All of it")))
    file = tmp_path / "series.json"
    file.write_text(json.dumps({"about": about, "members": [member]}))
    named = await terminal.says("series-release", "--file", str(file), "--as", CHIEF, "--second", EDITOR)
    assert (named.exit_code, "No such option" in named.output) == (2, True)
    (asked,) = await terminal.gives("series-release", "--file", str(file), "--as", CHIEF, *PASS_ALL)
    assert asked["link"].endswith(f"/desk/approvals/{asked['request']}")
    (waiting,) = await terminal.gives("approvals")
    refused = await terminal.says("approve", asked["request"], "--as", EDITOR, "--digest", waiting["digest"])
    assert refused.exit_code == 1
    assert "both at the command line" in refused.output
    async with transaction(newsroom.pool) as db:
        assert (await head(db)).seq == 0


async def test_each_file_goes_out_by_itself(newsroom: Newsroom, terminal: Terminal) -> None:
    await newsroom.release()
    said = json.dumps({"caption": "Figures"})
    names = [await an_asset(newsroom, name, facts=said) for name in ("one", "two")]
    async with transaction(newsroom.pool) as db:
        original = as_json((a_rendition("original", "text/csv"),))
        await db.execute("UPDATE asset SET kind = 'file', renditions = %s", [original])
    headers = await terminal.gives(
        "series-release", *names, "--slug", "harbour-ferry", "--credit", "Novafon", "--as", CHIEF
    )
    assert [header["guid"].split(":")[1] for header in headers] == ["file", "file"]
