"""The body of NITF: what an editor reads first, then the copy inside body.content/block. NewsML-G2 carries it too."""

from collections.abc import Iterable

from lxml import etree

from newsflow.domain.codes import BlockKind, CreditRole
from newsflow.domain.dispatch import Block, Restriction, Span
from newsflow.domain.markup import is_link
from newsflow.formats.body import copy
from newsflow.formats.choices import Choices
from newsflow.formats.dates import basic
from newsflow.formats.prose import city, notes
from newsflow.formats.sheet import Sheet
from newsflow.formats.xml import Element, add, clean, line

NITF = "http://iptc.org/std/NITF/2006-10-18/"
VERSION = "-//IPTC//DTD NITF 3.6//EN"
_BYLINE = frozenset({CreditRole.WRITER, CreditRole.PHOTOGRAPHER, CreditRole.TAKEN_BY})


def inside(parent: Element, sheet: Sheet, choices: Choices) -> Element:
    """A whole NITF document, body alone, as the child of an element of another namespace."""
    nitf = etree.SubElement(parent, f"{{{NITF}}}nitf", nsmap={None: NITF})
    nitf.set("version", VERSION)
    nitf.set("baselang", sheet.content.language)
    body(nitf, sheet, choices)
    return nitf


def body(nitf: Element, sheet: Sheet, choices: Choices) -> Element:
    """The body element, and in it body.content, its last child, which is given back."""
    parent = add(nitf, "body", lang=sheet.content.language)
    _head(add(parent, "body.head"), sheet)
    content = add(parent, "body.content")
    block = add(content, "block")
    for each in copy(sheet, choices):
        _block(block, each)
    sources = [line(source.name) for source in sheet.content.sources]
    if sources:
        add(block, "datasource", ", ".join(dict.fromkeys(sources)))
    return content


def _head(head: Element, sheet: Sheet) -> None:
    content = sheet.content
    title = add(head, "hedline")
    add(title, "hl1", sheet.headline)
    if content.deck and line(content.deck):
        add(title, "hl2", line(content.deck))
    for note in notes(content):
        said = add(head, "note", noteclass="editorsnote")
        add(add(said, "body.content"), "p", note)
    _rights(head, sheet)
    for credit in content.credits:
        if credit.printed and credit.role in _BYLINE:
            add(add(head, "byline"), "person", line(credit.name))
    add(add(head, "distributor"), "org", line(sheet.provider))
    _dateline(head, sheet)


def _rights(head: Element, sheet: Sheet) -> None:
    """All use terms in the one element that there is for them, each with its words, places and times in a row."""
    terms = sheet.content.restrictions
    if not terms:
        return
    rights = add(head, "rights")
    add(rights, "rights.owner", line(sheet.provider))
    for term in terms:
        _term(rights, term)


def _term(rights: Element, term: Restriction) -> None:
    for name, moment in (("rights.startdate", term.starts), ("rights.enddate", term.ends)):
        if moment is not None:
            add(rights, name, norm=basic(moment))
    for code in term.territories:
        add(rights, "rights.geography", line(code), **{"location-code": code, "code-source": "ISO 3166-1"})
    for medium in term.media:
        add(rights, "rights.type", line(medium))
    add(rights, "rights.limitations", line(term.words))


def _dateline(head: Element, sheet: Sheet) -> None:
    found = city(sheet.content)
    stated = sheet.content.dateline.date if sheet.content.dateline else None
    if found is None and stated is None:
        return
    dateline = add(head, "dateline")
    if found is not None:
        place(dateline, *found)
    if stated is not None:
        add(dateline, "story.date", line(stated), norm=stated.replace("-", ""))


def place(parent: Element, name: str, country: str | None, code: str | None) -> None:
    """A location of city and country."""
    location = add(parent, "location")
    add(location, "city", line(name))
    if country is not None:
        add(location, "country", line(country), **{"iso-cc": code})


def _block(parent: Element, block: Block) -> None:
    match block.kind:
        case BlockKind.SUBHEAD:
            _fill(add(parent, "hl2"), block.spans)
        case BlockKind.QUOTE:
            _fill(add(add(add(parent, "bq"), "block"), "p"), block.spans)
        case BlockKind.LIST:
            listed = add(parent, "ol" if block.ordered else "ul")
            for item in block.items:
                _fill(add(listed, "li"), item)
        case BlockKind.PARAGRAPH:
            _fill(add(parent, "p"), block.spans)


def _fill(element: Element, spans: Iterable[Span]) -> None:
    last: Element | None = None
    # Text, even empty, before the first link keeps the serializer from putting each link on a line of its own.
    element.text = ""
    for span in spans:
        text = clean(span.text)
        if span.href is not None and is_link(span.href):
            last = add(element, "a", text, href=span.href)
        elif last is None:
            element.text += text
        else:
            last.tail = (last.tail or "") + text
