"""RSS items, and a channel of them. An item is a fragment: the element around it declares the namespaces."""

from collections.abc import Sequence

from newsflow.domain.media import RenditionName
from newsflow.formats import feed_parts
from newsflow.formats.choices import Choices
from newsflow.formats.core import Core, Slot, children, fragment_core, mark, wrapped
from newsflow.formats.feed_parts import FACTS, MEDIA_RSS, FeedEntry, FeedHead, entry_of, mail_date
from newsflow.formats.names import ABOUT, Format
from newsflow.formats.newscodes import rendition
from newsflow.formats.sheet import File, Links, Sheet, seconds
from newsflow.formats.xml import Element, add, clean, line, root

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_FACT = f"{{{FACTS}}}"
_MEDIA = f"{{{MEDIA_RSS}}}"
_SMALL = frozenset({RenditionName.THUMB, RenditionName.POSTER})
_BESIDE = frozenset({RenditionName.SUBTITLES, RenditionName.TRANSCRIPT})


def core(sheet: Sheet, choices: Choices) -> Core:
    """The item of a sheet; enclosure and links come at its end."""
    return entry(entry_of(sheet, choices))


def entry(facts: FeedEntry) -> Core:
    """An item as it stands in a channel."""
    outer = _rss()
    item = add(outer, "item")
    add(item, "title", line(facts.title))
    if facts.address is not None:
        add(item, "link", facts.address)
    if facts.summary:
        add(item, "description", facts.summary)
    add(item, f"{{{_CONTENT}}}encoded", facts.html)
    for author in facts.authors:
        add(item, f"{{{_DC}}}creator", author)
    for term in facts.terms:
        add(item, "category", term.code or term.name, domain=term.scheme)
    add(item, "guid", facts.id, isPermaLink="false")
    add(item, "pubDate", mail_date(facts.published))
    add(item, f"{{{_ATOM}}}updated", seconds(facts.updated))
    add(item, f"{{{_DC}}}language", facts.language)
    if facts.rights:
        add(item, f"{{{_DC}}}rights", clean(facts.rights))
    for party in facts.others:
        add(item, f"{_MEDIA}credit", party.name, role=party.role, scheme="urn:x-newsflow:role")
    for name, text in facts.facts:
        add(item, f"{_FACT}{name}", text)
    mark(item, Slot.FILES)
    mark(item, Slot.LINKS)
    return fragment_core(outer)


def fill(sheet: Sheet, links: Links, choices: Choices) -> dict[Slot, bytes]:
    """The first file as the enclosure (readers take one), all as Media RSS; the other items by address and id."""
    assert choices is not None
    if not links.files and not links.items:
        return {}
    files, items = _rss(), _rss()
    whole = [file for file in links.files if file.rendition.name not in _SMALL | _BESIDE]
    for file in whole[:1]:
        made = file.rendition
        add(files, "enclosure", url=file.address, length=str(made.bytes), type=made.type)
    if links.files:
        group = add(files, f"{_MEDIA}group")
        for file in links.files:
            _content(group, file)
        _described(group, sheet)
    for link in links.items:
        add(
            items, f"{_FACT}link", line(link.title), rel=link.relation.value, id=link.guid, version=str(link.version),
            language=link.language, href=link.address,
        )  # fmt: skip
    return {Slot.FILES: children(files), Slot.LINKS: children(items)}


def _content(group: Element, file: File) -> None:
    made = file.rendition
    if made.name in _SMALL:
        thumb = add(
            group, f"{_MEDIA}thumbnail", url=file.address, width=_said(made.width), height=_said(made.height)
        )
        thumb.set(f"{_FACT}sha256", made.sha256)
        return
    length = None if made.duration_ms is None else str(round(made.duration_ms / 1000))
    content = add(
        group, f"{_MEDIA}content", url=file.address, fileSize=str(made.bytes), type=made.type, duration=length,
        width=None if made.in_points else _said(made.width), height=None if made.in_points else _said(made.height),
    )  # fmt: skip
    content.set(f"{_FACT}name", rendition(made.name))
    content.set(f"{_FACT}sha256", made.sha256)


def _described(group: Element, sheet: Sheet) -> None:
    media = sheet.media
    if media is None:
        return
    add(group, f"{_MEDIA}title", sheet.headline, type="plain")
    if clean(media.caption).strip():
        add(group, f"{_MEDIA}description", clean(media.caption).strip(), type="plain")
    if media.alt_text:
        add(group, f"{_MEDIA}text", line(media.alt_text), type="plain")
    if media.copyright:
        add(group, f"{_MEDIA}copyright", line(media.copyright))


def _said(number: int | None) -> str | None:
    return None if number is None else str(number)


def alone(sheet: Sheet, joined_entry: bytes) -> bytes:
    """A channel of this one item."""
    return joined(feed_parts.alone(sheet), [joined_entry])


def joined(head: FeedHead, entries: Sequence[bytes]) -> bytes:
    """The channel of these items. RSS wants a link and a description: the feed's own address, its title."""
    outer = _rss()
    outer.set("version", "2.0")
    channel = add(outer, "channel")
    add(channel, "title", line(head.title))
    add(channel, "link", head.home or head.address or head.id)
    add(channel, "description", clean(head.about or head.title))
    add(channel, "language", head.language)
    if head.rights:
        add(channel, "copyright", clean(head.rights))
    add(channel, "lastBuildDate", mail_date(head.updated))
    add(channel, "generator", "Newsflow")
    for rel, address in (("self", head.address), ("next", head.older)):
        if address is not None:
            add(channel, f"{{{_ATOM}}}link", rel=rel, type=ABOUT[Format.RSS].media_type, href=address)
    return wrapped(outer, channel, entries)


def _rss() -> Element:
    return root("rss", atom=_ATOM, content=_CONTENT, dc=_DC, media=MEDIA_RSS, nf=FACTS)
