"""Atom entries, and a feed of them. An entry is a fragment: the feed around it declares the namespaces."""

from collections.abc import Sequence

from newsflow.formats import feed_parts
from newsflow.formats.choices import Choices
from newsflow.formats.core import Core, Slot, children, fragment_core, mark, wrapped
from newsflow.formats.feed_parts import FACTS, FeedEntry, FeedHead, entry_of, put_mining, relation
from newsflow.formats.names import ABOUT, Format
from newsflow.formats.newscodes import rendition
from newsflow.formats.sheet import Links, Sheet, seconds
from newsflow.formats.xml import add, clean, line, put, root

_ATOM = "http://www.w3.org/2005/Atom"
_FACT = "nf:"


def core(sheet: Sheet, choices: Choices) -> Core:
    """The entry of a sheet; enclosures and links come at its end."""
    return entry(entry_of(sheet, choices))


def entry(facts: FeedEntry) -> Core:
    """An entry as it stands in a feed."""
    outer = root("feed")
    inner = add(outer, "entry", lang=facts.language)
    put(inner, "id", facts.id)
    put(inner, "title", line(facts.title))
    put(inner, "updated", seconds(facts.updated))
    put(inner, "published", seconds(facts.published))
    for author in facts.authors:
        put(add(inner, "author"), "name", author)
    for party in facts.others:
        person = add(inner, "contributor")
        put(person, "name", party.name)
        put(person, f"{_FACT}role", party.role)
    if facts.address is not None:
        put(inner, "link", rel="alternate", type="text/html", href=facts.address)
    if facts.mining is not None and facts.mining.policy is not None:
        put(inner, "link", rel="license", href=facts.mining.policy)
    if facts.rights:
        put(inner, "rights", clean(facts.rights))
    for term in facts.terms:
        put(inner, "category", term=term.code or term.name, scheme=term.scheme, label=term.name)
    if facts.summary:
        put(inner, "summary", facts.summary)
    put(inner, "content", facts.html, type="html")
    for name, text in facts.facts:
        put(inner, f"{_FACT}{name}", text)
    put_mining(inner, facts.mining)
    mark(inner, Slot.FILES)
    mark(inner, Slot.LINKS)
    return fragment_core(outer)


def fill(sheet: Sheet, links: Links, choices: Choices) -> dict[Slot, bytes]:
    """The files as enclosures with their digests; the other items by their addresses, else by their ids."""
    assert sheet is not None
    assert choices is not None
    if not links.files and not links.items:
        return {}
    files, items = root("entry"), root("entry")
    for file in links.files:
        made = file.rendition
        put(
            files, "link", rel="enclosure", type=made.type, length=str(made.bytes), title=rendition(made.name),
            href=file.address, **{f"{_FACT}sha256": made.sha256},
        )  # fmt: skip
    for link in links.items:
        put(
            items, "link", rel=relation(link.relation), hreflang=link.language, title=link.title,
            type=None if link.address is None else ABOUT[Format.ATOM].media_type, href=link.address or link.guid,
            **{f"{_FACT}id": link.guid, f"{_FACT}version": str(link.version)},
        )  # fmt: skip
    return {Slot.FILES: children(files), Slot.LINKS: children(items)}


def alone(sheet: Sheet, joined_entry: bytes) -> bytes:
    """A feed of this one entry."""
    return joined(feed_parts.alone(sheet), [joined_entry])


def joined(head: FeedHead, entries: Sequence[bytes]) -> bytes:
    """The feed of these entries."""
    outer = root("feed", xmlns=_ATOM, **{"xmlns:nf": FACTS}, lang=head.language)
    put(outer, "id", head.id)
    put(outer, "title", line(head.title))
    if head.about:
        put(outer, "subtitle", clean(head.about))
    put(outer, "updated", seconds(head.updated))
    put(add(outer, "author"), "name", line(head.author))
    for rel, kind, address in (
        ("self", ABOUT[Format.ATOM].media_type, head.address),
        ("alternate", "text/html", head.home),
        ("next", ABOUT[Format.ATOM].media_type, head.older),
    ):
        if address is not None:
            put(outer, "link", rel=rel, type=kind, href=address)
    if head.rights:
        put(outer, "rights", clean(head.rights))
    put(outer, "generator", "Newsflow")
    return wrapped(outer, outer, entries)
