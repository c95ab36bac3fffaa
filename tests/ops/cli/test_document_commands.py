"""Documents from the command line: rendered, chosen, held against what an operator loads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from newsflow.db.pool import transaction
from newsflow.domain.guid import SubscriberId
from newsflow.formats.names import Format
from newsflow.subscribers.contracts import add_subscriber
from tests.newsroom.conftest import newsroom
from tests.ops.cli.test_desk_commands import CHIEF, REPORTER, Terminal, terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builders import Newsroom

__all__ = ["newsroom", "terminal"]

NINJS = "http://www.iptc.org/std/ninjs/ninjs-schema_1.6.json#"
TREE = {
    "conceptSet": [
        {"qcode": "medtop:20000901", "prefLabel": {"en-GB": "oars"}, "retired": "2018-05-24T12:00:00+00:00",
         "changeNote": {"en-GB": "Use medtop:20000902"}},
        {"qcode": "medtop:20000902", "prefLabel": {"en-GB": "boats", "dk": "både", "se": "båtar"}},
    ]
}  # fmt: skip


async def test_an_item_is_printed_in_the_format_that_is_asked_for_or_that_the_next_one_stands_in_for(
    newsroom: Newsroom, terminal: Terminal, tmp_path: Path
):
    guid = (await newsroom.release()).guid
    printed = await terminal.says("render", guid, "--format", "atom")
    assert printed.exit_code == 0, printed.output
    assert f"<id>{guid}</id>" in printed.stdout
    (tmp_path / "ninjs-schema_1.6.json").write_text(json.dumps({"$id": NINJS, "required": ["never"]}))
    refused = await terminal.says("schemas", "load", str(tmp_path), "--as", REPORTER)
    assert refused.exit_code == 1
    loaded = await terminal.says("schemas", "load", str(tmp_path), "--as", CHIEF)
    assert loaded.exit_code == 0, loaded.output
    assert (await terminal.says("schemas", "show")).stdout == "ninjs-1.6\n"
    out = tmp_path / "out.json"
    stood_in = await terminal.says(
        "render", guid, "--format", "ninjs-1.6", "--format", "json-feed", "--out", str(out)
    )
    assert "ninjs-1.6 is parked" in stood_in.stderr
    assert json.loads(out.read_bytes())["items"][0]["id"] == guid
    assert "required property" in (await terminal.says("parked")).stdout
    dropped = await terminal.says("schemas", "drop", "--as", CHIEF)
    assert dropped.exit_code == 0, dropped.output
    assert (await terminal.says("render", guid, "--format", "ninjs-1.6")).exit_code == 0


async def test_a_subscriber_s_formats_are_kept_in_their_order_and_taken_back(
    newsroom: Newsroom, terminal: Terminal
):
    async with transaction(newsroom.pool) as db:
        await add_subscriber(db, SubscriberId("gazette"), "The gazette", newsroom.clock())
    taken = ("ninjs-3.1:plain_paragraphs=true", "iptc-7901:iptc_charset=utf-8")
    for formats, said in ((taken, ["ninjs-3.1", "iptc-7901"]), ((), [])):
        assert (await terminal.says("formats-take", "gazette", *formats, "--as", CHIEF)).exit_code == 0
        listed = await terminal.says("formats", "gazette", "--json")
        assert [one["format"] for one in json.loads(listed.stdout)] == said
    wrong = await terminal.says("formats-take", "gazette", "papyrus", "--as", CHIEF)
    assert wrong.exit_code == 1
    assert "We write atom" in wrong.output
    every = await terminal.says("formats", "--json")
    assert {one["format"] for one in json.loads(every.stdout)} == set(Format)


async def test_a_tree_of_topics_is_loaded_and_shown(newsroom: Newsroom, terminal: Terminal, tmp_path: Path):
    file = tmp_path / "mediatopic.json"
    file.write_text(json.dumps(TREE), encoding="utf-8")
    assert (await terminal.says("codes", "load", str(file), "--as", CHIEF)).exit_code == 0
    assert (await terminal.says("codes", "show")).stdout.splitlines()[1].split()[:2] == ["19", "1"]
    shown = (await terminal.says("codes", "show", "medtop:20000901")).stdout
    assert "medtop:20000902" in shown
    labels = (await terminal.says("codes", "show", "medtop:20000902")).stdout
    for label in ("da: både", "sv: båtar", "en: boats"):
        assert label in labels
    assert (await terminal.says("codes", "show", "medtop:1")).exit_code == 1
