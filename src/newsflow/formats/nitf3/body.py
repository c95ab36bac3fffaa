"""The body of NITF: what an editor reads first, then the copy inside body.content/block. NewsML-G2 carries it too."""

from newsflow.domain.codes import BlockKind, CreditRole
from newsflow.domain.dispatch import Block, Restriction
from newsflow.formats.body import copy
from newsflow.formats.body_html import words
from newsflow.formats.choices import Choices
from newsflow.formats.dates import basic
from newsflow.formats.prose import city, notes
from newsflow.formats.sheet import Sheet
from newsflow.formats.xml import Element, add, line, put, put_markup

NITF = "http://iptc.org/std/NITF/2006-10-18/"
VERSION = "-//IPTC//DTD NITF 3.6//EN"
_BYLINE = frozenset({CreditRole.WRITER, CreditRole.PHOTOGRAPHER, CreditRole.TAKEN_BY})


def inside(parent: Element, sheet: Sheet, choices: Choices) -> Element:
    """A whole NITF document, body alone, as the child of an element of another namespace."""
    nitf = add(parent, "nitf", xmlns=NITF, version=VERSION, baselang=sheet.content.language)
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
        put(block, "datasource", ", ".join(dict.fromkeys(sources)))
    return content


def _head(head: Element, sheet: Sheet) -> None:
    content = sheet.content
    title = add(head, "hedline")
    put(title, "hl1", sheet.headline)
    if content.deck and line(content.deck):
        put(title, "hl2", line(content.deck))
    for note in notes(content):
        said = add(head, "note", noteclass="editorsnote")
        put(add(said, "body.content"), "p", note)
    _rights(head, sheet)
    for credit in content.credits:
        if credit.printed and credit.role in _BYLINE:
            put(add(head, "byline"), "person", line(credit.name))
    put(add(head, "distributor"), "org", line(sheet.provider))
    _dateline(head, sheet)


def _rights(head: Element, sheet: Sheet) -> None:
    """All use terms in the one element that there is for them, each with its words, places and times in a row."""
    terms = sheet.content.restrictions
    if not terms:
        return
    rights = add(head, "rights")
    put(rights, "rights.owner", line(sheet.provider))
    for term in terms:
        _term(rights, term)


def _term(rights: Element, term: Restriction) -> None:
    for name, moment in (("rights.startdate", term.starts), ("rights.enddate", term.ends)):
        if moment is not None:
            put(rights, name, norm=basic(moment))
    for code in term.territories:
        put(rights, "rights.geography", line(code), **{"location-code": code, "code-source": "ISO 3166-1"})
    for medium in term.media:
        put(rights, "rights.type", line(medium))
    put(rights, "rights.limitations", line(term.words))


def _dateline(head: Element, sheet: Sheet) -> None:
    found = city(sheet.content)
    stated = sheet.content.dateline.date if sheet.content.dateline else None
    if found is None and stated is None:
        return
    dateline = add(head, "dateline")
    if found is not None:
        place(dateline, *found)
    if stated is not None:
        put(dateline, "story.date", line(stated), norm=stated.replace("-", ""))


def place(parent: Element, name: str, country: str | None, code: str | None) -> None:
    """A location of city and country."""
    location = add(parent, "location")
    put(location, "city", line(name))
    if country is not None:
        put(location, "country", line(country), **{"iso-cc": code})


def _block(parent: Element, block: Block) -> None:
    match block.kind:
        case BlockKind.SUBHEAD:
            put_markup(parent, "hl2", words(block.spans))
        case BlockKind.QUOTE:
            put_markup(add(add(parent, "bq"), "block"), "p", words(block.spans))
        case BlockKind.LIST:
            listed = add(parent, "ol" if block.ordered else "ul")
            for item in block.items:
                put_markup(listed, "li", words(item))
        case BlockKind.PARAGRAPH:
            put_markup(parent, "p", words(block.spans))
