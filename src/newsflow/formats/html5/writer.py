"""An HTML page: facts for machines in the head, the copy as an article, what desks should know beside it."""

from collections.abc import Iterator

from newsflow.domain.codes import ItemType
from newsflow.domain.text import direction
from newsflow.formats.beside import RELATED
from newsflow.formats.body import copy
from newsflow.formats.body_html import add_block
from newsflow.formats.choices import Choices
from newsflow.formats.core import Core, Slot, children, mark, xml_core
from newsflow.formats.facts import desk_note, encoded_terms, extras, parties, places, terms, use_terms
from newsflow.formats.newscodes import NATURE_OF, pub_status, rendition
from newsflow.formats.prose import byline
from newsflow.formats.sheet import File, Link, Links, Sheet, seconds
from newsflow.formats.xml import Element, add, clean, escaped, line, markup, put, put_markup, root

DOCTYPE = b"<!DOCTYPE html>\n"
_DC = "dcterms."
_OURS = "newsflow."
_SHOWN = ("web", "highRes", "thumbnail")


def core(sheet: Sheet, choices: Choices) -> Core:
    """The page; its files and links come after the copy."""
    content = sheet.content
    page = root("html")
    page.set("lang", content.language)
    page.set("dir", direction(content.language))
    head = add(page, "head")
    put(head, "meta", charset="utf-8")
    put(head, "title", sheet.headline)
    for name, text in _facts(sheet):
        put(head, "meta", name=name, content=text)
    article = add(add(page, "body"), "article", id=sheet.header.guid)
    put(article, "h1", sheet.headline)
    for name, text in (("deck", content.deck), ("byline", byline(content))):
        if text:
            add(article, "p", line(text)).set("class", name)
    for block in copy(sheet, choices):
        add_block(article, block)
    mark(article, Slot.FILES)
    _media(article, sheet)
    note = desk_note(sheet)
    if note is not None:
        aside = add(article, "aside")
        aside.set("class", "not-for-publication")
        for text in note.splitlines():
            put(aside, "p", text)
    mark(article, Slot.LINKS)
    return xml_core(page, declaration=DOCTYPE)


def fill(sheet: Sheet, links: Links, choices: Choices) -> dict[Slot, bytes]:
    """A figure that can be seen, all files with their digests, and the other items."""
    assert choices is not None
    files, items = root("div"), root("div")
    if links.files:
        _seen(files, sheet, links.files)
        held = add(files, "ul")
        held.set("class", "files")
        for file in links.files:
            made = file.rendition
            named = markup("a", rendition(made.name), href=file.address, type=made.type)
            told = escaped(f" {made.type}, {made.bytes} bytes, sha256:{made.sha256}")
            put_markup(held, "li", f"{named}{told}")
    if links.items:
        nav = add(add(items, "nav"), "ul")
        for link in links.items:
            put_markup(nav, "li", _linked(link))
    return {Slot.FILES: children(files), Slot.LINKS: children(items)}


def _linked(link: Link) -> str:
    """What another item is to this one, its title as a link, its id and version."""
    other = markup(
        "a", line(link.title) or link.guid, href=link.address or link.guid, hreflang=link.language,
        lang=link.language, dir=direction(link.language), rel=link.relation.value,
    )  # fmt: skip
    return f"{RELATED[link.relation]}: {other}{escaped(f' {link.guid} version {link.version}')}"


def _facts(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Name and text of what the head says: Dublin Core's terms where they fit, names of ours for the rest."""
    content, header, media = sheet.content, sheet.header, sheet.media
    yield f"{_DC}identifier", header.guid
    yield f"{_DC}type", NATURE_OF[content.type].value
    yield f"{_DC}language", content.language
    yield f"{_DC}issued", seconds(sheet.first_at)
    yield f"{_DC}modified", seconds(header.at)
    yield f"{_DC}publisher", line(sheet.provider)
    if sheet.embargo is not None:
        yield f"{_DC}available", seconds(sheet.embargo)
    for party in parties(sheet):
        name = "creator" if party.role in {"writer", "photographer", "taken-by"} else "contributor"
        yield f"{_DC}{name}", f"{party.name} ({party.role})"
    if media is not None and media.copyright:
        yield f"{_DC}rights", line(media.copyright)
    words = use_terms(sheet)
    if words is not None:
        yield f"{_DC}accessRights", line(words)
    for term in terms(sheet):
        about = f"{term.rel}:{term.code}" if term.code else (term.name or "")
        yield f"{_DC}subject", about if term.code is None or term.name is None else f"{about} {term.name}"
    for name, rel, code in places(content):
        yield f"{_DC}spatial", f"{name} ({rel}{'' if code is None else f' {code}'})"
    yield f"{_OURS}entry", f"{header.epoch}/{header.guid}/{header.version}"
    yield f"{_OURS}version", str(header.version)
    yield f"{_OURS}status", pub_status(sheet).value
    yield f"{_OURS}urgency", str(content.urgency)
    yield f"{_OURS}slug", line(content.slug)
    for name, text in extras(sheet):
        yield f"{_OURS}{name.replace('_', '-')}", text
    if media is not None and media.file_name:
        yield f"{_OURS}file-name", line(media.file_name)
    encoded = encoded_terms(sheet)
    if encoded is not None:
        yield f"{_OURS}terms", encoded


def _media(article: Element, sheet: Sheet) -> None:
    """What is said of a picture besides its caption: credit, copyright, and what is seen."""
    media = sheet.media
    if media is None:
        return
    for name, text in (
        ("credit", media.credit_line),
        ("copyright", media.copyright),
        ("seen", media.extended_description),
    ):
        if text and clean(text).strip():
            add(article, "p", clean(text)).set("class", name)


def _seen(parent: Element, sheet: Sheet, files: tuple[File, ...]) -> None:
    """The picture or film itself, in the size that fits a page."""
    media = sheet.media
    by_name = {rendition(file.rendition.name): file for file in files}
    shown = next((by_name[name] for name in _SHOWN if name in by_name), None)
    if media is None or shown is None:
        return
    made = shown.rendition
    figure = add(parent, "figure")
    size = {} if made.in_points else {"width": _said(made.width), "height": _said(made.height)}
    if sheet.content.type is ItemType.VIDEO:
        poster = by_name.get("preview")
        still = None if poster is None else poster.address
        told = line(media.alt_text or sheet.headline)
        put(figure, "video", told, src=shown.address, controls="", **size, poster=still)
    else:
        put(figure, "img", src=shown.address, alt=line(media.alt_text or ""), **size)
    if media.alt_text:
        put(figure, "figcaption", line(media.alt_text))


def _said(number: int | None) -> str | None:
    return None if number is None else str(number)
