"""HTML and the text of an e-mail: what browsers and mail programs make of them."""

from __future__ import annotations

from email import message_from_string
from email.policy import SMTPUTF8
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from lxml import html as browser

from newsflow.formats.choices import DEFAULTS, Choices
from newsflow.formats.names import Format
from newsflow.formats.writers import document
from tests.formats.goldens import goldens
from tests.formats.items import choices, items

if TYPE_CHECKING:
    from newsflow.formats.sheet import Sheet


def words(element: etree._Element | None) -> str:
    """All of its words."""
    assert element is not None
    return "".join(element.itertext())


def page(name: str, chosen: Choices = DEFAULTS) -> etree._Element:
    """A golden page as a browser reads it."""
    return browser.document_fromstring(document(Format.HTML, *goldens()[name], chosen).decode())


def facts(tree: etree._Element) -> dict[str, list[str]]:
    """What the head says, by name."""
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        if (name := meta.get("name")) is not None:
            found.setdefault(name, []).append(meta.get("content", ""))
    return found


def test_a_browser_and_a_reader_of_xml_find_the_same_elements_in_a_hundred_pages():
    for number, (sheet, links) in enumerate(items(6, 100)):
        written = document(Format.HTML, sheet, links, choices(number)).decode()
        as_xml = etree.fromstring(written.removeprefix("<!DOCTYPE html>\n"))
        as_html = browser.document_fromstring(written)
        assert [one.tag for one in as_xml.iter()] == [one.tag for one in as_html.iter()]
        assert as_html.get("dir") in {"ltr", "rtl"}
        assert [one.get("id") for one in as_html.iter("article")] == [sheet.header.guid]


def test_the_head_of_a_page_says_what_the_item_is_and_on_which_terms():
    said = facts(page("whole_fr"))
    assert said["dcterms.identifier"] == ["nf:text:20260302:41"]
    assert said["newsflow.status"] == ["usable"]
    assert said["newsflow.translated-from"] == ["ar"]
    assert "Noé Exemple (translator)" in said["dcterms.contributor"]
    assert "Secret Relecteur" not in str(said)
    assert "gazette" not in str(said)
    assert {"topic:15000000 sport", "subject-code:15000000 sport"} <= set(said["dcterms.subject"])
    assert facts(page("picture"))["newsflow.ai-use"][0].endswith("DMI-PROHIBITED-GENAIMLTRAINING")


def test_a_page_keeps_what_is_not_for_publication_apart_and_links_of_the_text_as_chosen():
    tree = page("whole_fr")
    [aside] = tree.iter("aside")
    assert "Une photo suivra." in words(aside)
    assert "ferries.example" in etree.tostring(tree).decode()
    assert "ferries.example" not in etree.tostring(page("whole_fr", Choices(plain_paragraphs=True))).decode()


def test_a_page_under_embargo_opens_with_the_line_and_is_withheld():
    tree = page("embargoed_fr")
    assert facts(tree)["newsflow.status"] == ["withheld"]
    assert facts(tree)["dcterms.available"] == ["2026-03-02T12:00:00Z"]
    assert "EMBARGO 2026-03-02 15:00 (+03:00)" in words(tree.find(".//article"))


def mail(sheet: Sheet, name: str) -> str:
    """One header field of the text of a mail about a sheet."""
    text = document(Format.MAIL, sheet, goldens()["story_tr"].links, DEFAULTS).decode()
    return str(message_from_string(text, policy=SMTPUTF8)[name])


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("story_tr", "Körfezde vapur seferleri yeniden başladı"),
        ("flash_tr", "[FLASH] Körfezde ilk vapur limandan ayrıldı"),
        ("kill_fr", "ANNULATION: ferry-golfe"),
        ("correction_tr", "[CORRECT] Körfezde vapur seferleri yeniden başladı"),
        ("embargoed_fr", "[EMBARGO] Les ferries du golfe reprennent « enfin » leurs rotations"),
    ],
)
def test_the_subject_says_what_it_is_and_the_headline(name: str, subject: str):
    assert mail(goldens()[name].sheet, "Subject") == subject


def test_a_mail_program_that_reads_flowed_text_gets_the_paragraphs_back():
    sheet, links = goldens()["whole_fr"]
    text = document(Format.MAIL, sheet, links, DEFAULTS).decode().partition("\n\n")[2]
    unfolded = text.partition("\n-- \n")[0].replace(" \n", " ")
    assert [words for block in sheet.content.body[:2] if (words := block.text()) not in unfolded] == []
    assert "Voir la page <https://ferries.example/?a=1&b=2> du port & du quai." in unfolded
    assert all(len(one) <= 73 or " " not in one.strip() for one in text.split("\n"))


def test_every_mail_has_a_head_a_text_and_a_signature():
    for sheet, links in items(6, 100):
        text = document(Format.MAIL, sheet, links, DEFAULTS).decode()
        head, _, body = text.partition("\n\n")
        assert all(": " in one for one in head.split("\n"))
        assert f"X-Newsflow-Id: {sheet.header.guid}" in head
        assert body.count("\n-- \n") == 1
