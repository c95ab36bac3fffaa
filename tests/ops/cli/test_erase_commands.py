"""An order to erase from the command line: said first, done everywhere at once, by two people, and only then recorded."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from newsflow.db.pool import transaction
from newsflow.domain.codes import Action, ItemType
from newsflow.domain.media import Media, Rendition, RenditionName
from newsflow.media.assets import as_json
from newsflow.newsroom.series import Series
from newsflow.objects import Place, open_store
from newsflow.wire.fsck import fsck
from tests.builders import a_dispatch
from tests.newsroom.conftest import newsroom
from tests.ops.cli.test_desk_commands import CHIEF, EDITOR, Terminal
from tests.ops.cli.test_desk_commands import terminal as plain_terminal
from tests.wire.test_erase import hidden_in, whole_database

if TYPE_CHECKING:
    from pathlib import Path

    from newsflow.objects import ObjectStore
    from tests.builders import Newsroom
    from tests.harness import Database

__all__ = ["newsroom", "plain_terminal"]

SECOND = "second@desk.example"
NAMES = ("--law", "Press Act, § 12", "--file", "4 C 77/26", "--asked-by", "Harbour Town Court", "--as", CHIEF)
SECRET = "Kestrelwood"


@pytest.fixture
def store(tmp_path: Path) -> ObjectStore:
    return open_store(Place(url=str(tmp_path / "objects"), scratch=tmp_path / "scratch"))


@pytest.fixture
async def terminal(newsroom: Newsroom, plain_terminal: Terminal, tmp_path: Path) -> Terminal:
    """A terminal on a desk with a second chief, and a store in a folder."""
    assert newsroom
    environ = {**plain_terminal.environ, "NEWSFLOW_OBJECTS_URL": str(tmp_path / "objects")}
    able = replace(plain_terminal, environ={**environ, "NEWSFLOW_DATA": str(tmp_path / "data")})
    added = await able.says(
        "person-add", SECOND, "Second", "--role", "administrator", "--password", "nine gulls on a pier"
    )
    assert added.exit_code == 0, added.output
    return able


async def an_asset(
    newsroom: Newsroom, store: ObjectStore, *files: bytes, slug: str = "quay"
) -> tuple[Rendition, ...]:
    """The renditions, of these files, of an asset whose original is a file of its own."""
    kept = [await store.put(content) for content in (b"original of " + files[0], *files)]
    names = (RenditionName.ORIGINAL, RenditionName.PRINT, RenditionName.WEB)
    original, *renditions = (
        Rendition(name=name, type="image/jpeg", bytes=each.bytes, sha256=each.sha256)
        for name, each in zip(names, kept, strict=False)
    )
    async with transaction(newsroom.pool) as db:
        await db.execute(
            "INSERT INTO asset (id, kind, file_name, state, original, renditions, created_at, changed_at)"
            " VALUES (%s, 'picture', %s, 'ready', %s, %s, now(), now())",
            [original.sha256[:12], f"{slug}.jpg", as_json(original), as_json(renditions)],
        )
    return tuple(renditions)


async def a_picture(
    newsroom: Newsroom, store: ObjectStore, *files: bytes, slug: str = "quay"
) -> tuple[str, str]:
    """The guids of a released picture of these files, which an asset has, and of its series."""
    media = Media(
        caption=f"{slug} at noon",
        alt_text=f"{slug} in the sun",
        renditions=await an_asset(newsroom, store, *files, slug=slug),
        credit_line="Desk",
    )
    like = a_dispatch(slug=slug, headline=f"{slug} seen", body=())
    members = (replace(like, type=ItemType.PICTURE, media=media),)
    headers = await newsroom.release_series(
        Series(about=replace(like, media=Media(caption=slug)), members=members)
    )
    return headers[0].guid, headers[1].guid


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def files(store: ObjectStore) -> list[str]:
    """The names of all files in the store's folder."""
    return [path.name for path in (store.scratch.parent / "objects").rglob("*") if path.is_file()]


async def faults(newsroom: Newsroom) -> tuple[list[str], int]:
    """What fsck finds, and how many entries are erased by order."""
    async with transaction(newsroom.pool) as db:
        report = await fsck(db)
    return report.faults, report.erased


async def test_an_order_is_said_first_and_then_nothing_of_it_is_left_anywhere(
    newsroom: Newsroom, terminal: Terminal, store: ObjectStore, database: Database
) -> None:
    guid, series = await a_picture(newsroom, store, b"print", b"web", slug=SECRET.lower())
    stands = await terminal.says("erase", guid, "--dry-run")
    assert stands.exit_code == 1
    assert "Kill or withdraw it first" in stands.output
    stopped = await terminal.gives("kill", series, "--as", EDITOR, "--because", "false")
    said = await terminal.gives("erase", guid, "--dry-run")
    assert [row["then"] for row in said if row["touches"] == "entry"] == ["emptied", "emptied"]
    assert len([row for row in said if row["then"] == "deleted"]) == 3, "print, web and original"
    assert {row["which"] for row in said if row["touches"] == "near"} == {
        header["guid"] for header in stopped if header["guid"] != guid
    }
    assert await faults(newsroom) == ([], 0), "a dry run changes nothing"
    assert hidden_in(await whole_database(database))

    everything = sorted({header["guid"] for header in stopped})
    done = await terminal.says("erase", *everything, *NAMES, "--second", SECOND)

    assert done.exit_code == 0, done.output
    entries = len(stopped) + 2
    assert f"Order 1 is carried out: {entries} entries emptied, 3 files deleted." in done.output
    left = [line for line in (await whole_database(database)).splitlines() if hidden_in(line)]
    assert left == []
    assert files(store) == []
    assert await faults(newsroom) == ([], entries)
    again = await terminal.gives("erase", *everything, *NAMES, "--second", SECOND)
    assert again == [{"order": 2, "entries": entries, "files": 0}]


async def test_an_order_takes_two_people_who_may_and_all_that_is_recorded(
    newsroom: Newsroom, terminal: Terminal, store: ObjectStore
) -> None:
    guid, _ = await a_picture(newsroom, store, b"print", b"web")
    await newsroom.stop(guid, Action.WITHDRAW)
    for arguments, code, words in (
        ((*NAMES, "--second", CHIEF), 1, "two people"),
        ((*NAMES, "--second", EDITOR), 1, "may not erase"),
        (NAMES, 2, "recorded with --second"),
        (("--as", CHIEF, "--second", SECOND), 2, "recorded with --law"),
        ((*NAMES, "--second", SECOND, "--version", "9"), 1, "no such version"),
    ):
        refused = await terminal.says("erase", guid, *arguments)
        assert refused.exit_code == code, refused.output
        assert words in refused.output
    assert await faults(newsroom) == ([], 0)
    assert len(files(store)) == 3


async def test_an_older_version_goes_alone_and_what_the_item_still_shows_stays(
    newsroom: Newsroom, terminal: Terminal, store: ObjectStore
) -> None:
    first = await newsroom.release(a_dispatch(headline=SECRET))
    await newsroom.release(a_dispatch(headline="A name was taken out"), of=first.guid)
    result = await terminal.says("erase", first.guid, "--version", "1", *NAMES, "--second", SECOND)
    assert result.exit_code == 0, result.output
    assert await faults(newsroom) == ([], 1)
    shown = await terminal.gives("show", first.guid)
    assert shown["content"]["headline"] == "A name was taken out"


async def test_a_file_that_another_item_shows_stays_and_is_named(
    newsroom: Newsroom, terminal: Terminal, store: ObjectStore
) -> None:
    guid, _ = await a_picture(newsroom, store, b"print", b"shared", slug="quay")
    other, _ = await a_picture(newsroom, store, b"other", b"shared", slug="mole")
    await newsroom.stop(guid, Action.KILL)
    said = await terminal.gives("erase", guid, "--dry-run")
    assert any(row["then"] == f"stays: {other} version 1 shows it" for row in said)
    result = await terminal.says("erase", guid, *NAMES, "--second", SECOND)
    assert result.exit_code == 0, result.output
    assert await store.exists(digest(b"shared"))
    assert not await store.exists(digest(b"print"))
    assert await store.exists(digest(b"original of other"))


async def test_where_the_store_does_not_answer_nothing_is_recorded_and_the_same_order_ends_it_later(
    newsroom: Newsroom, terminal: Terminal, store: ObjectStore
) -> None:
    guid, _ = await a_picture(newsroom, store, b"print", b"web")
    await newsroom.stop(guid, Action.KILL)
    away = {
        "NEWSFLOW_OBJECTS_URL": "s3://bucket/x",
        "NEWSFLOW_OBJECTS_ENDPOINT": "http://127.0.0.1:9",
        "NEWSFLOW_OBJECTS_ACCESS_KEY": "a",
        "NEWSFLOW_OBJECTS_SECRET_KEY": "b",
    }
    order = ("erase", guid, *NAMES, "--second", SECOND)
    failed = await replace(terminal, environ={**terminal.environ, **away}).says(*order)
    assert failed.exit_code == 1
    assert "object store does not answer" in failed.output
    assert await faults(newsroom) == ([], 0)
    assert (await terminal.says(*order)).exit_code == 0
    assert await faults(newsroom) == ([], 2)
    assert files(store) == []
