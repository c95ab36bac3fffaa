"""The newsml29 document (contract §1.8): golden bytes, each manner of reading it, and what no text may break."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from newsflow.domain.codes import Action, CreditRole, PlaceRole
from newsflow.domain.dispatch import Block, Credit, Dateline, Place, Span, TranslatedFrom, paragraph
from newsflow.formats.prose import sentence
from newsflow.has.newsml29 import newsml29
from newsflow.has.story import story_html
from newsflow.has.xml import G2, NITF, clean, line
from tests.has import copy
from tests.has.agency import an_agency
from tests.has.goldens import FOLDER, LINKS, a_sheet, sheets
from tests.has.parsers import MANNERS, Read, as_dicts

if TYPE_CHECKING:
    from pathlib import Path

SHEETS = sheets()


def html_of(document: bytes) -> etree._Element:
    """The story's HTML, read as the client that puts it on a page reads it."""
    return etree.fromstring(f"<div>{as_dicts(document).content}</div>")


@pytest.mark.parametrize("name", SHEETS)
def test_a_document_is_byte_for_byte_the_golden_one(name: str):
    written = (FOLDER / f"{name}.xml").read_bytes()
    assert newsml29(SHEETS[name]) == written, "look at the difference, then python -m tests.has.goldens"


def test_every_golden_file_is_one_that_is_made():
    assert {path.stem for path in FOLDER.glob("*.xml")} == set(SHEETS)


@pytest.mark.parametrize("name", SHEETS)
def test_each_manner_of_reading_finds_the_same(name: str):
    """§1.8: "this combination satisfies six real parsers"."""
    sheet = SHEETS[name]
    document = newsml29(sheet)
    expected = Read(
        guid=sheet.entry.header.guid,
        headline=sheet.headline,
        category="Spor" if name.startswith("sport") else "Genel",
        abstract="" if sheet.stopped else (sheet.content.deck or ""),
        content=as_dicts(document).content,
        links=tuple((link.guid, link.title) for link in sheet.links),
    )
    for manner in MANNERS:
        assert manner(document) == expected, manner.__name__


@pytest.mark.parametrize("name", SHEETS)
def test_the_frame_is_newsml_g2_as_far_as_the_dialect_allows(name: str, schemas: Path):
    """docs/has.md names the two deviations: `priority` inside itemMeta and 2.9 as the version."""
    schema = etree.XMLSchema(etree.parse(schemas / "newsml-g2" / "NewsML-G2_2.35-spec-All-Power.xsd"))
    tree = etree.fromstring(newsml29(SHEETS[name]))
    for priority in tree.findall(f".//{{{G2}}}itemMeta/{{{G2}}}priority"):
        parent = priority.getparent()
        assert parent is not None
        parent.remove(priority)
    for item in tree.iter(f"{{{G2}}}newsItem"):
        item.set("standardversion", "2.35")
    schema.assertValid(tree)


def test_the_story_opens_with_place_and_mark():
    """§1.8: the story starts "PLACE (AA) - "; PHB splits on `(AA)`, KIT strips it."""
    agency = an_agency()
    cases = [
        (copy.a_dispatch(dateline=Dateline(place="iğdır")), "<p>İĞDIR (NF) - "),
        (copy.a_dispatch(language="fr", dateline=Dateline(place="Diyarbakir")), "<p>DIYARBAKIR (NF) - "),
        (copy.a_dispatch(dateline=Dateline(place="İzmir", marks=("NF", "LDS"))), "<p>İZMİR (NF/LDS) - "),
        (copy.a_dispatch(dateline=None), "<p>(NF) - "),
        (
            copy.a_dispatch(dateline=None, places=(Place(name="Van", role=PlaceRole.HAPPENED_AT),)),
            "<p>VAN (NF) - ",
        ),
        (copy.a_dispatch(dateline=None, places=(Place(name="Van", role=PlaceRole.ABOUT),)), "<p>(NF) - "),
        (
            copy.a_dispatch(body=(paragraph("İZMİR (NF) - Vapur kalktı."),)),
            "<p>İZMİR (NF) - Vapur kalktı.</p>",
        ),
        (
            copy.a_dispatch(body=(Block(items=((Span("a"),),), kind=copy.BlockKind.LIST),)),
            "<p>İZMİR (NF) -</p>\n<ul>",
        ),
        (copy.flash(), "<p>İZMİR (NF) - Körfezde ilk vapur limandan ayrıldı.</p>"),
    ]
    for content, start in cases:
        assert story_html(content, agency).startswith(start), start


def test_a_flash_is_its_headline_as_a_sentence():
    """§0: "a valid document whose body is the headline as a sentence with place and agency mark"."""
    for headline, text in (
        ("Vapur kalktı", "Vapur kalktı."), ("Vapur kalktı mı?", "Vapur kalktı mı?"), ("“Kalktı!”", "“Kalktı!”"),
        ("هل غادرت؟", "هل غادرت؟"), ("Vapur\nkalktı ", "Vapur kalktı."),
    ):  # fmt: skip
        assert sentence(headline) == text


def test_the_translator_is_credited_in_the_house_s_words_unless_not_to_be_printed():
    agency = an_agency()
    french = copy.french()
    assert story_html(french, agency).endswith("<p>Traduit de l’arabe par Noé Exemple</p>")
    unprinted = replace(
        french, credits=(Credit(name="Noé Exemple", role=CreditRole.TRANSLATOR, printed=False),)
    )
    assert b"Exemple" not in newsml29(a_sheet(unprinted))
    nobody = replace(french, credits=(), translated_from=TranslatedFrom(language="ar"))
    assert "Traduit" not in story_html(nobody, agency)
    unknown = replace(french, translated_from=TranslatedFrom(language="pt-BR", translator="Ana Exemplo"))
    assert story_html(unknown, agency).endswith("<p>Traduit du portugais par Ana Exemplo</p>")


def test_what_is_not_to_be_printed_is_nowhere():
    assert b"Secret Relecteur" not in newsml29(SHEETS["translation_fr"])


def test_a_link_that_could_run_a_script_is_its_words_alone():
    block = Block(spans=(Span("bas", "javascript:alert(1)"), Span(" buraya", "https://novafon.example/")))
    html = story_html(copy.a_dispatch(body=(block,)), an_agency())
    assert html == '<p>İZMİR (NF) - bas<a href="https://novafon.example/"> buraya</a></p>'


def test_an_unknown_section_or_package_still_makes_a_document():
    document = newsml29(a_sheet(copy.a_dispatch(section="lost", packages=("gone", "radio"))))
    assert as_dicts(document).category == "Genel"
    assert b"AApackage:4" in document, "a retired code keeps its number"


def test_a_stopped_item_shows_its_notice_alone_even_were_its_content_copy():
    """Invariant 6, held twice: the wire's content is a notice, and the document drops what could be copy."""
    document = newsml29(a_sheet(replace(copy.french(), body=()), action=Action.KILL, version=2))
    for words in ("Première traversée", "Ada Örnek", "Noé", "golfe &amp; port", "photo suivra"):
        assert words.encode() not in document
    assert as_dicts(document).headline == "ANNULATION: ferry-golfe"


def test_the_same_sheet_always_gives_the_same_bytes():
    for sheet in SHEETS.values():
        assert newsml29(sheet) == newsml29(sheet)


def test_bidi_marks_joiners_and_emoji_stay_and_controls_go():
    assert clean("a\u200fb\u2067c\u2069\u200cd👩‍✈️😀") == "a\u200fb\u2067c\u2069\u200cd👩‍✈️😀"
    assert clean("a\x00b\x07c\ufffed\ud800e\x7ff") == "abcdef"
    assert clean("a\x0bb\rc\r\nd\x85e\u2028f") == "a b c d e f"
    assert clean("e\u0301") == "é"


ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)


@settings(max_examples=60)
@given(headline=ANYTHING, deck=ANYTHING, texts=st.lists(ANYTHING, max_size=4), place=ANYTHING, name=ANYTHING)
def test_no_text_breaks_a_document_or_loses_a_word(
    headline: str, deck: str, texts: list[str], place: str, name: str
):
    """parse(render(e)) == project(e), for headline, deck, keyword and the body's words."""
    content = copy.a_dispatch(
        headline=headline, deck=deck, body=tuple(paragraph(text) for text in texts), keywords=(name,),
        credits=(Credit(name=name, role=CreditRole.WRITER),), dateline=Dateline(place=place),
    )  # fmt: skip
    document = newsml29(a_sheet(content, links=LINKS))
    for manner in MANNERS[:3]:
        read = manner(document)
        assert read.headline == line(headline)
        assert read.abstract == line(deck)
        assert unicodedata.is_normalized("NFC", read.headline)
    shown = "".join(html_of(document).itertext())
    for text in texts:
        for word in clean(text).split():
            assert word in shown


@settings(max_examples=60)
@given(text=ANYTHING, href=ANYTHING)
def test_links_are_kept_with_their_words(text: str, href: str):
    block = Block(spans=(Span("x " + text, f"https://novafon.example/{href}"), Span(" y")))
    div = html_of(newsml29(a_sheet(copy.a_dispatch(body=(block,)))))
    assert re.sub(r"\s", "", clean("x " + text)) in re.sub(r"\s", "", "".join(div.itertext()))


def test_no_element_of_the_document_has_a_prefix_and_only_two_namespaces_are_declared():
    """§1.8: "**no prefix on any element**"; `nitf` carries its own default namespace."""
    for sheet in SHEETS.values():
        document = newsml29(sheet).decode()
        assert re.findall(r'xmlns(?::\w+)?="([^"]+)"', document) == [G2, NITF]
        assert not re.findall(r"</?\w+:", document)
