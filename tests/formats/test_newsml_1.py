"""What a reader finds in our NewsML 1.2: the same facts as in the item. It has no reader in the registries."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from lxml import etree, html

from newsflow.formats import newscodes
from newsflow.formats.names import Format
from newsflow.formats.prose import embargo_line
from newsflow.formats.writers import document
from tests.formats.facts_of import Told, in_order, project, squeezed
from tests.formats.goldens import goldens, more
from tests.formats.items import choices, items
from tests.formats.test_nitf import moment, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsflow.formats.choices import Choices

    Element = etree._Element
    from tests.formats.items import Made

BLOCKS = frozenset({"p", "h3", "li", "blockquote"})


def parsed(body: bytes) -> Told:
    """The facts that the document tells, each from the element that the standard has for it."""
    root = etree.fromstring(body)
    managed, main = find(root, "NewsItem/NewsManagement"), find(root, "NewsItem/NewsComponent")
    properties = {one.get("FormalName"): one.get("Value") for one in managed.iterfind("Property")}
    described, lines = find(main, "DescriptiveMetadata"), find(main, "NewsLines")
    codes = [
        (code.get("Vocabulary"), code.get("FormalName", ""))
        for one in described.iter("SubjectCode")
        for code in one
    ]
    return Told(
        guid=root.findtext("NewsItem/Identification/NewsIdentifier/NewsItemId", ""),
        version=int(root.findtext("NewsItem/Identification/NewsIdentifier/RevisionId", "0")),
        language=named(described, "Language"), sent=seconds(managed.findtext("ThisRevisionCreated", "")),
        first=seconds(managed.findtext("FirstCreated", "")), embargo=properties.get("embargo"),
        urgency=int(named(managed, "Urgency")), slug=lines.findtext("SlugLine", ""),
        headline=lines.findtext("HeadLine", ""), deck=lines.findtext("SubHeadLine"),
        provider=named(main, "AdministrativeMetadata/Provider/Party"),
        packages=tuple(one.get("FormalName", "") for one in root.iterfind("NewsEnvelope/NewsProduct")),
        section=next(one.get("Value", "") for one in described.iterfind("Property") if one.get("FormalName") == "section"),
        keywords=tuple(one.text or "" for one in lines.iterfind("KeywordLine")),
        topics=tuple(f"medtop:{code}" for scheme, code in codes if scheme == newscodes.MEDIA_TOPIC),
        subjects=tuple(code for scheme, code in codes if scheme == newscodes.SUBJECT_CODE),
        people=tuple(sorted(the_people(find(main, "AdministrativeMetadata")))),
        terms=tuple(
            (one.findtext("Limitations", ""), moment(one.findtext("StartDate")), moment(one.findtext("EndDate")))
            for one in main.iterfind("RightsMetadata/UsageRights")
        ),
        copy=the_copy(main), links=in_order(the_links(root)), files=tuple(the_files(main)),
    )  # fmt: skip


def find(parent: Element, path: str) -> Element:
    """The element there."""
    found = parent.find(path)
    assert found is not None, path
    return found


def named(parent: Element, path: str) -> str:
    """The formal name of the element there."""
    return find(parent, path).get("FormalName", "")


def the_people(meta: Element) -> Iterator[tuple[str, str]]:
    """Role and name: the role of a source is a property, that of everybody else a contribution."""
    for one in meta:
        if one.tag == "Source":
            yield find(one, "Party/Property").get("Value", ""), named(one, "Party")
        elif one.tag in {"Creator", "Contributor"}:
            yield named(one, "Contribution"), named(one, "Party")


def the_links(root: Element) -> Iterator[tuple[str, str, int]]:
    """Relation, id and version, from the URN of each item that is named."""
    tags = {"DerivedFrom", "AssociatedWith", "NewsItemRef"}
    for one in root.iter(*tags):
        *_, guid, version = one.get("NewsItem", "").split(":")
        yield one.get("FormalName") or "member", unquote(guid), int(version)


def the_copy(main: Element) -> tuple[str, ...]:
    """The words of the blocks; of media the caption's."""
    text = main.findtext("ContentItem/DataContent")
    if text is None:
        return squeezed(main.findtext("NewsComponent/ContentItem/DataContent", "").split("\n"))
    fragments: list[Any] = html.fragments_fromstring(text)
    return squeezed(str(one.text_content()) for fragment in fragments for one in fragment.iter(*BLOCKS))


def the_files(main: Element) -> Iterator[tuple[str, str, str, int, str]]:
    """The items with an address, with their characteristics."""
    for one in main.iter("ContentItem"):
        facts = {
            each.get("FormalName"): each.get("Value", "") for each in one.iterfind("Characteristics/Property")
        }
        if one.get("Href") is not None:
            size = int(one.findtext("Characteristics/SizeInBytes", "0"))
            yield facts["Rendition"], one.get("Href", ""), named(one, "MimeType"), size, facts["SHA-256"]


def expected(made: Made, chosen: Choices) -> Told:
    """The projection; of media the caption under the embargo's line. A stopped series has no members."""
    told = project(made, chosen)
    sheet = made.sheet
    if sheet.media is not None:
        embargo = embargo_line(sheet.content, sheet.agency, sheet.embargo)
        told = replace(told, copy=squeezed([embargo or "", sheet.media.caption]))
    members = tuple(link for link in told.links if link[0] == "member")
    if sheet.media is None and members:
        told = replace(told, links=tuple(link for link in told.links if link not in members))
    return replace(told, links=in_order(told.links))


def test_a_reader_of_newsml_1_finds_every_fact_of_a_hundred_generated_items():
    for number, made in enumerate(items(6, 100)):
        chosen = choices(number)
        assert parsed(document(Format.NEWSML_1, *made, chosen)) == expected(made, chosen)


@pytest.mark.parametrize("name", [*goldens(), *more()])
def test_a_reader_of_newsml_1_finds_every_fact_of_the_golden_documents(name: str):
    made = (goldens() | more())[name]
    assert parsed(document(Format.NEWSML_1, *made, choices(0))) == expected(made, choices(0))


def test_an_embargo_says_what_will_become_of_the_item_and_when():
    written = etree.fromstring(document(Format.NEWSML_1, *goldens()["embargoed_fr"], choices(0)))
    managed = find(written, "NewsItem/NewsManagement")
    assert named(managed, "Status") == "Embargoed"
    assert named(managed, "StatusWillChange/FutureStatus") == "Usable"
    assert managed.findtext("StatusWillChange/DateAndTime") == "20260302T120000Z"
