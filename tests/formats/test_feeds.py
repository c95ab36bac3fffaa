"""Atom, RSS and JSON Feed as foreign readers read them: lists under one head, with full texts and all facts."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import feedparser as foreign_reader
import pytest
from lxml import etree

from newsflow.formats.choices import DEFAULTS
from newsflow.formats.feed import FeedEntry, FeedHead, entry_core, feed
from newsflow.formats.names import FEEDS, Format
from newsflow.formats.newscodes import pub_status
from newsflow.formats.sheet import seconds
from newsflow.formats.writers import WRITERS
from tests.formats.goldens import documents, goldens
from tests.formats.grammar import GRAMMAR, atom_fault
from tests.formats.items import items
from tests.harness import MORNING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.formats.items import Made

feedparser: Any = foreign_reader
"""It has no types."""
ORDERED = tuple(sorted(FEEDS))
XML_FEEDS = (Format.ATOM, Format.RSS)
HEAD = FeedHead(
    id="https://wire.example/feeds/1", title="Ferries & <quays>", author="Novafon", language="en", updated=MORNING,
    address="https://wire.example/feeds/1?key=a&b", home="https://wire.example/", about="All of the harbour.",
    rights="© Novafon", older="https://wire.example/feeds/1?before=7",
)  # fmt: skip


def a_feed(form: Format, made: list[Made]) -> bytes:
    """A feed of these items, each as one account may see it."""
    writer = WRITERS[form]
    entries = [writer.joined(writer.core(sheet, DEFAULTS), sheet, links, DEFAULTS) for sheet, links in made]
    return feed(form, HEAD, entries)


def words(html: str) -> str:
    """The words of some HTML, without its tags."""
    return " ".join("".join(etree.fromstring(f"<div>{html}</div>").itertext()).split())


def read(form: Format, document: bytes) -> list[dict[str, Any]]:
    """What a foreign reader finds: id, title, words, times, status, links and files of each entry."""
    if form is Format.JSON_FEED:
        return [
            {
                "id": one["id"], "title": one["title"], "words": words(one["content_html"]),
                "updated": one["date_modified"], "published": one["date_published"], "language": one["language"],
                "status": one["_newsflow"]["status"], "version": one["_newsflow"]["version"],
                "files": [file["url"] for file in one.get("attachments", [])],
            }
            for one in json.loads(document)["items"]
        ]  # fmt: skip
    parsed = feedparser.parse(document, sanitize_html=False)
    assert not parsed.bozo, parsed.bozo_exception
    return [
        {
            "id": one.id, "title": words(one.title) if "<" in one.title else one.title,
            "words": words(one.content[0].value), "updated": moment(one.updated_parsed),
            "published": moment(one.published_parsed),
            "language": one.get("language") or one.content[0].language,
            "status": one.nf_status, "version": one.nf_version,
            "files": [link.href for link in one.get("links", []) if link.rel == "enclosure"],
        }
        for one in parsed.entries
    ]  # fmt: skip


def moment(parsed: Any) -> str:
    """A time as feedparser gives it."""
    return datetime(*parsed[:6], tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.mark.parametrize("form", ORDERED)
def test_a_foreign_reader_finds_the_same_facts_in_a_feed_of_all_golden_items(form: Format):
    made = list(goldens().values())
    found = read(form, a_feed(form, made))
    assert len(found) == len(made)
    for one, (sheet, links) in zip(found, made, strict=True):
        assert one["id"] == sheet.header.guid
        assert one["title"] == sheet.headline
        assert one["updated"] == seconds(sheet.header.at)
        assert one["published"] == seconds(sheet.first_at)
        assert one["language"] == sheet.content.language
        assert (one["status"], one["version"]) == (pub_status(sheet).value, str(sheet.header.version))
        addresses = [file.address for file in links.files]
        assert one["files"] == (addresses[:1] if form is Format.RSS else addresses)
        if sheet.media is None:
            for block in sheet.content.body:
                if block.text().isprintable():
                    assert " ".join(block.text().split()) in one["words"] or block.items


@pytest.mark.parametrize("form", XML_FEEDS)
def test_a_foreign_reader_finds_no_fault_in_a_hundred_generated_items(form: Format):
    made = list(items(6, 100))
    parsed = feedparser.parse(a_feed(form, made), sanitize_html=False)
    assert not parsed.bozo, parsed.bozo_exception
    assert [one.id for one in parsed.entries] == [sheet.header.guid for sheet, _ in made]
    assert parsed.feed.title == "Ferries & <quays>"
    assert {link.rel for link in parsed.feed.links} >= {"self", "next"}


@pytest.mark.parametrize("form", ORDERED)
def test_an_entry_that_comes_of_no_sheet_stands_in_a_feed_too(form: Format):
    entry = FeedEntry(
        id="https://fil.example/en/1", title="A & B", language="en", published=MORNING, updated=MORNING,
        html="<p>Five &lt; seven.</p>", authors=("Fil",), address="https://fil.example/en/1", summary="In short.",
    )  # fmt: skip
    text = feed(form, HEAD, [entry_core(form, entry).joined({})]).decode()
    assert "https://fil.example/en/1" in text
    assert "In short." in text
    assert "newsflow-slot" not in text
    if form is not Format.JSON_FEED:
        [found] = feedparser.parse(text).entries
        assert found.link == "https://fil.example/en/1"
        assert words(found.content[0].value) == "Five < seven."


@pytest.mark.parametrize("form", ORDERED)
def test_a_feed_without_entries_is_a_feed(form: Format):
    document = feed(form, HEAD, [])
    if form is Format.JSON_FEED:
        assert json.loads(document)["items"] == []
        assert json.loads(document)["next_url"] == HEAD.older
    else:
        parsed = feedparser.parse(document)
        assert not parsed.bozo
        assert parsed.feed.title == HEAD.title


def test_every_entry_of_atom_has_what_rfc_4287_wants_of_it():
    """§4.1.2: id, title, updated and an author; no two links alternate of one type; content or such a link."""
    atom = "{http://www.w3.org/2005/Atom}"
    tree = etree.fromstring(a_feed(Format.ATOM, list(items(7, 40))))
    for entry in tree.iter(f"{atom}entry"):
        for name in ("id", "title", "updated", "content"):
            assert len(entry.findall(f"{atom}{name}")) == 1, name
        assert entry.find(f"{atom}author") is not None
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", entry.findtext(f"{atom}updated") or "")
        for category in entry.findall(f"{atom}category"):
            assert category.get("term")
        for link in entry.findall(f"{atom}link"):
            assert link.get("href")


def test_atom_stands_up_to_the_grammar_of_rfc_4287(tmp_path: Path):
    document = a_feed(Format.ATOM, list(items(6, 100)))
    for body in (document, feed(Format.ATOM, HEAD, []), *documents(Format.ATOM).values()):
        assert atom_fault(body) is None
    if (jing := shutil.which("jing")) is not None:
        (tmp_path / "feed.atom").write_bytes(document)
        subprocess.run([jing, str(GRAMMAR), str(tmp_path / "feed.atom")], check=True)


@pytest.mark.parametrize(
    ("section", "written", "instead"),
    [
        ("4.1.2", "<title>", "<nf:title>"),
        ("4.2.6", "<id>nf:", "<id>7"),
        ("3.3", "T09:10:00Z</updated>", "t09:10:00Z</updated>"),
        ("3.3", "T09:10:00Z</updated>", "</updated>"),
        ("4.2.2", "<category term=", "<category name="),
        ("3.2.1", "<author>", "<author><name>Two</name>"),
        ("3.1", 'type="html"', 'type="html5"'),
        ("4.2.7", "</entry>", "<link/></entry>"),
        ("4.2.7.2", "</entry>", '<link rel="a b" href="x"/></entry>'),
        ("4.2.10", "</entry>", "<rights>a</rights><rights>b</rights></entry>"),
        ("6.4", "</entry>", "<nonsense/></entry>"),
        ("2", 'xml:lang="fr"', 'lang="fr"'),
    ],
)
def test_the_grammar_of_rfc_4287_finds_what_each_section_forbids(section: str, written: str, instead: str):
    text = documents(Format.ATOM)["whole_fr.atom"].decode()
    assert written in text
    broken = text.replace(written, instead)
    if "<title>" in written:
        broken = broken.replace("</title>", "</nf:title>")
    assert atom_fault(broken.encode()) is not None, section
