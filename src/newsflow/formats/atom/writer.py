"""Atom entries, and a feed of them. An entry is a fragment: the feed around it declares the namespaces."""

from collections.abc import Sequence

from newsflow.formats import feed_parts
from newsflow.formats.choices import Choices
from newsflow.formats.core import Core, Slot, children, fragment_core, mark, wrapped
from newsflow.formats.feed_parts import FACTS, FeedEntry, FeedHead, entry_of, relation
from newsflow.formats.names import ABOUT, Format
from newsflow.formats.newscodes import rendition
from newsflow.formats.sheet import Links, Sheet, seconds
from newsflow.formats.xml import Element, add, clean, line, root

_ATOM = "http://www.w3.org/2005/Atom"
_FACT = f"{{{FACTS}}}"


def core(sheet: Sheet, choices: Choices) -> Core:
    """The entry of a sheet; enclosures and links come at its end."""
    return entry(entry_of(sheet, choices))


def entry(facts: FeedEntry) -> Core:
    """An entry as it stands in a feed."""
    outer = _feed()
    inner = add(outer, "entry", lang=facts.language)
    add(inner, "id", facts.id)
    add(inner, "title", line(facts.title))
    add(inner, "updated", seconds(facts.updated))
    add(inner, "published", seconds(facts.published))
    for author in facts.authors:
        add(add(inner, "author"), "name", author)
    for party in facts.others:
        person = add(inner, "contributor")
        add(person, "name", party.name)
        add(person, f"{_FACT}role", party.role)
    if facts.address is not None:
        add(inner, "link", rel="alternate", type="text/html", href=facts.address)
    if facts.rights:
        add(inner, "rights", clean(facts.rights))
    for term in facts.terms:
        add(inner, "category", term=term.code or term.name, scheme=term.scheme, label=term.name)
    if facts.summary:
        add(inner, "summary", facts.summary)
    add(inner, "content", facts.html, type="html")
    for name, text in facts.facts:
        add(inner, f"{_FACT}{name}", text)
    mark(inner, Slot.FILES)
    mark(inner, Slot.LINKS)
    return fragment_core(outer)


def fill(sheet: Sheet, links: Links, choices: Choices) -> dict[Slot, bytes]:
    """The files as enclosures with their digests; the other items by their addresses, else by their ids."""
    assert sheet is not None
    assert choices is not None
    if not links.files and not links.items:
        return {}
    files, items = _feed(), _feed()
    for file in links.files:
        made = file.rendition
        held = add(
            files, "link", rel="enclosure", type=made.type, length=str(made.bytes), title=rendition(made.name),
            href=file.address,
        )  # fmt: skip
        held.set(f"{_FACT}sha256", made.sha256)
    for link in links.items:
        other = add(
            items, "link", rel=relation(link.relation), hreflang=link.language, title=link.title,
            type=None if link.address is None else ABOUT[Format.ATOM].media_type, href=link.address or link.guid,
        )  # fmt: skip
        other.set(f"{_FACT}id", link.guid)
        other.set(f"{_FACT}version", str(link.version))
    return {Slot.FILES: children(files), Slot.LINKS: children(items)}


def alone(sheet: Sheet, joined_entry: bytes) -> bytes:
    """A feed of this one entry."""
    return joined(feed_parts.alone(sheet), [joined_entry])


def joined(head: FeedHead, entries: Sequence[bytes]) -> bytes:
    """The feed of these entries."""
    outer = _feed()
    outer.set("{http://www.w3.org/XML/1998/namespace}lang", head.language)
    add(outer, "id", head.id)
    add(outer, "title", line(head.title))
    if head.about:
        add(outer, "subtitle", clean(head.about))
    add(outer, "updated", seconds(head.updated))
    add(add(outer, "author"), "name", line(head.author))
    for rel, kind, address in (
        ("self", ABOUT[Format.ATOM].media_type, head.address),
        ("alternate", "text/html", head.home),
        ("next", ABOUT[Format.ATOM].media_type, head.older),
    ):
        if address is not None:
            add(outer, "link", rel=rel, type=kind, href=address)
    if head.rights:
        add(outer, "rights", clean(head.rights))
    add(outer, "generator", "Newsflow")
    return wrapped(outer, outer, entries)


def _feed() -> Element:
    return root("feed", _ATOM, nf=FACTS)
