"""IPTC 7901: what a reader of thirty years ago finds, in seven bits."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from newsflow.formats.body import copy as blocks
from newsflow.formats.body import counts
from newsflow.formats.choices import DEFAULTS, Charset, Choices
from newsflow.formats.iptc7901.writer import NOT_FOR_PUBLICATION, WIDTH
from newsflow.formats.names import Format
from newsflow.formats.transliteration import TABLES, transliterated
from newsflow.formats.writers import document
from tests.formats.facts_of import project, words
from tests.formats.goldens import goldens, more
from tests.formats.items import items
from tests.formats.reader_7901 import Message, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.formats.items import Made

HEADING = re.compile(
    rb"\x01([A-Z]{3})([0-9]{4}) ([1-9]) ([a-z]) ([0-9]{4,}) (.{1,50})\r\n([^\r\n]*)/\r\n\x02"
)
"""Service, number, priority, category, words, what is free; the catch-line; then the text."""
ENDING = re.compile(rb"\r\n\x03\r\n([0-9]{6}) ([A-Z]{3}) ([0-9]{2})\r\n\x04")


def written(name: str, choices: Choices = DEFAULTS) -> bytes:
    """A golden document."""
    return document(Format.IPTC_7901, *goldens()[name], choices)


def test_a_hundred_messages_have_a_heading_a_text_and_an_ending_in_seven_bits_and_short_lines():
    for sheet, links in items(6, 100):
        message = document(Format.IPTC_7901, sheet, links, DEFAULTS)
        message.decode("ascii")
        assert HEADING.match(message), message[:120]
        assert ENDING.search(message), message[-40:]
        assert [message.count(bytes([control])) for control in (1, 2, 3, 4)] == [1, 1, 1, 1]
        for one in message.split(b"\r\n"):
            assert b"\n" not in one
            assert len(one.strip(b"\x01\x02\x03\x04")) <= WIDTH or b" " not in one.strip(), one


def test_a_reader_finds_priority_category_catch_line_headline_and_what_is_for_editors():
    message = written("whole_fr")
    heading = HEADING.match(message)
    assert heading is not None
    assert heading[1] == b"NFX"
    assert heading[3] == b"5"
    assert heading[4] == b"s"
    assert heading[6] == b"nf:text:20260302:41 v3"
    assert heading[7] == b"ferry-golfe/2e lead"
    text, for_editors = message[heading.end() :].split(NOT_FOR_PUBLICATION.encode())
    assert text.startswith(b"Les ferries du golfe reprennent")
    assert b"Une photo suivra" not in text
    for fact in (b"Translator: Noe Exemple", b"Subjects: 15000000", b"Pas d'archive.", b"Machine-aided: yes"):
        assert fact in for_editors


@pytest.mark.parametrize(
    ("name", "mark"), [("kill_fr", b"KILL"), ("hold_ar", b"HOLD"), ("correction_tr", b"COR")]
)
def test_the_heading_says_what_was_stopped_or_corrected(name: str, mark: bytes):
    heading = HEADING.match(written(name))
    assert heading is not None
    assert heading[6].endswith(b" " + mark)


def test_letters_that_a_charset_lacks_go_by_the_table_and_the_message_says_so():
    said = "Characters: ascii, other letters transliterated"
    assert said in written("story_tr").decode("ascii")
    assert "Vapur seferleri".lower() in written("story_tr").decode("ascii").lower()
    assert "Les ferries" in written("whole_fr", Choices(iptc_charset=Charset.LATIN_1)).decode("latin-1")
    assert "traversée" in written("whole_fr", Choices(iptc_charset=Charset.LATIN_1)).decode("latin-1")
    assert "استئناف" in written("urgent_ar", Choices(iptc_charset=Charset.UTF_8)).decode()


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("İstanbul’da ılık, şöyle", "Istanbul'da ilik, soyle"),
        ("«\u00a0Où ?\u202f» — œuvre…", '"Ou ?" - oeuvre...'),
        ("Ёж, Щука, объём", "Ezh, Shchuka, obem"),
        ("Αθήνα", "Athina"),
        ("٣٠٠ راكب", "300 rakb"),
        ("Größe ½ € 5", "Grosse 1/2 EUR 5"),
        ("👩‍✈️ 李", "?? ?"),
    ],
)
def test_the_declared_table_is_applied_letter_by_letter(text: str, latin: str):
    assert transliterated(text, "ascii") == latin


def test_every_row_of_the_table_leads_to_seven_bits():
    for table in TABLES.values():
        for row in table.split():
            letter, _, latin = row.partition("=")
            assert len(letter) == 1
            assert latin.isascii()
            assert transliterated(letter, "ascii") == latin


def plain(text: str) -> str:
    """The text in seven bits, blanks as one."""
    return " ".join(transliterated(text, "ascii").split())


@pytest.mark.parametrize("made", [*items(6, 100), *goldens().values(), *more().values()])
def test_a_reader_written_from_the_standard_finds_every_fact(made: Made):
    message = read(document(Format.IPTC_7901, *made, DEFAULTS), "ascii")
    told, links = project(made, DEFAULTS), made.links
    copy = tuple(said for text in words(made, DEFAULTS) if (said := plain(text)))
    people = [(role.capitalize(), name) for role, name in told.people]
    assert message.priority == told.urgency
    assert message.words == counts(blocks(made.sheet, DEFAULTS))[1]
    assert message.headline == plain(told.headline)
    assert tuple(map(unmarked, message.copy)) == tuple(map(unmarked, copy))
    assert message.said("Id") == (f"{told.guid} version {told.version}",)
    assert message.said("Sent") + message.said("First") == (told.sent, told.first)
    assert message.said("Embargo") == ((told.embargo,) if told.embargo else ())
    assert message.said("Language") == (told.language,)
    assert message.said("Provider") == (plain(told.provider),)
    for name, known in (
        ("Packages", told.packages), ("Topics", told.topics), ("Subjects", told.subjects), ("Keywords", told.keywords),
    ):  # fmt: skip
        assert message.said(name) == ((plain(", ".join(known)),) if known else ())
    for role, name in people:
        assert plain(name) in message.said(role)
    for term, _, _ in told.terms:
        assert plain(term) in message.said("Note")
    for terms in message.said("Use-terms"):
        assert len(json.loads(terms)["terms"]) == len(told.terms)
    shown = [(link.guid, link.version) for link in links.items]
    assert sorted(the_links(message)) == sorted(shown)
    assert message.said("File") == tuple(
        f"{name} {kind} {size} bytes sha256:{digest} {address}"
        for name, address, kind, size, digest in told.files
    )


def the_links(message: Message) -> Iterator[tuple[str, int]]:
    """Id and version of each other item that is named."""
    for name, text in message.fields:
        found = re.match(r"(nf:\S+) version ([0-9]+) \(", text)
        if found is not None and name != "Id":
            yield found[1], int(found[2])


def unmarked(text: str) -> str:
    """A list's item without its mark."""
    return re.sub(r"^(- |[0-9]+\. )", "", text)


@pytest.mark.parametrize(
    "broken", [b"", b"\x01", b"\x01NF\r\n", b"\x01NFX0001 5 i 0001 x\r\nslug/\r\n\x02a\x03"]
)
def test_the_reader_refuses_what_is_no_message(broken: bytes):
    with pytest.raises(ValueError, match=r"control|heading|unpack"):
        read(broken, "ascii")
