"""RSS items, and a channel of them. An item is a fragment: the element around it declares the namespaces."""

from collections.abc import Sequence

from newsflow.domain.media import RenditionName
from newsflow.formats import feed_parts
from newsflow.formats.choices import Choices
from newsflow.formats.core import Core, Slot, children, fragment_core, mark, wrapped
from newsflow.formats.feed_parts import (
    FACTS,
    MEDIA_RSS,
    FeedEntry,
    FeedHead,
    entry_of,
    mail_date,
    put_mining,
)
from newsflow.formats.names import ABOUT, Format
from newsflow.formats.newscodes import rendition
from newsflow.formats.sheet import File, Links, Sheet, seconds
from newsflow.formats.xml import Element, add, clean, line, put, root

_PREFIXES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom", "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/", "xmlns:media": MEDIA_RSS, "xmlns:nf": FACTS,
}  # fmt: skip
_FACT = "nf:"
_MEDIA = "media:"
_SMALL = frozenset({RenditionName.THUMB, RenditionName.POSTER})
_BESIDE = frozenset({RenditionName.SUBTITLES, RenditionName.TRANSCRIPT})


def core(sheet: Sheet, choices: Choices) -> Core:
    """The item of a sheet; enclosure and links come at its end."""
    return entry(entry_of(sheet, choices))


def entry(facts: FeedEntry) -> Core:
    """An item as it stands in a channel."""
    outer = root("channel")
    item = add(outer, "item")
    put(item, "title", line(facts.title))
    if facts.address is not None:
        put(item, "link", facts.address)
    if facts.summary:
        put(item, "description", facts.summary)
    put(item, "content:encoded", facts.html)
    for author in facts.authors:
        put(item, "dc:creator", author)
    for term in facts.terms:
        put(item, "category", term.code or term.name, domain=term.scheme)
    put(item, "guid", facts.id, isPermaLink="false")
    put(item, "pubDate", mail_date(facts.published))
    put(item, "atom:updated", seconds(facts.updated))
    put(item, "dc:language", facts.language)
    if facts.rights:
        put(item, "dc:rights", clean(facts.rights))
    for party in facts.others:
        put(item, f"{_MEDIA}credit", party.name, role=party.role, scheme="urn:x-newsflow:role")
    for name, text in facts.facts:
        put(item, f"{_FACT}{name}", text)
    if facts.mining is not None and facts.mining.policy is not None:
        put(item, "atom:link", rel="license", href=facts.mining.policy)
    put_mining(item, facts.mining)
    mark(item, Slot.FILES)
    mark(item, Slot.LINKS)
    return fragment_core(outer)


def fill(sheet: Sheet, links: Links, choices: Choices) -> dict[Slot, bytes]:
    """The first file as the enclosure (readers take one), all as Media RSS; the other items by address and id."""
    assert choices is not None
    if not links.files and not links.items:
        return {}
    files, items = root("item"), root("item")
    whole = [file for file in links.files if file.rendition.name not in _SMALL | _BESIDE]
    for file in whole[:1]:
        made = file.rendition
        put(files, "enclosure", url=file.address, length=str(made.bytes), type=made.type)
    if links.files:
        group = add(files, f"{_MEDIA}group")
        for file in links.files:
            _content(group, file)
        _described(group, sheet)
    for link in links.items:
        put(
            items, f"{_FACT}link", line(link.title), rel=link.relation.value, id=link.guid, version=str(link.version),
            language=link.language, href=link.address,
        )  # fmt: skip
    return {Slot.FILES: children(files), Slot.LINKS: children(items)}


def _content(group: Element, file: File) -> None:
    made = file.rendition
    if made.name in _SMALL:
        put(
            group, f"{_MEDIA}thumbnail", url=file.address, width=_said(made.width), height=_said(made.height),
            **{f"{_FACT}sha256": made.sha256},
        )  # fmt: skip
        return
    length = None if made.duration_ms is None else str(round(made.duration_ms / 1000))
    put(
        group, f"{_MEDIA}content", url=file.address, fileSize=str(made.bytes), type=made.type, duration=length,
        width=None if made.in_points else _said(made.width), height=None if made.in_points else _said(made.height),
        **{f"{_FACT}name": rendition(made.name), f"{_FACT}sha256": made.sha256},
    )  # fmt: skip


def _described(group: Element, sheet: Sheet) -> None:
    media = sheet.media
    if media is None:
        return
    put(group, f"{_MEDIA}title", sheet.headline, type="plain")
    if clean(media.caption).strip():
        put(group, f"{_MEDIA}description", clean(media.caption).strip(), type="plain")
    if media.alt_text:
        put(group, f"{_MEDIA}text", line(media.alt_text), type="plain")
    if media.copyright:
        put(group, f"{_MEDIA}copyright", line(media.copyright))


def _said(number: int | None) -> str | None:
    return None if number is None else str(number)


def alone(sheet: Sheet, joined_entry: bytes) -> bytes:
    """A channel of this one item."""
    return joined(feed_parts.alone(sheet), [joined_entry])


def joined(head: FeedHead, entries: Sequence[bytes]) -> bytes:
    """The channel of these items. RSS wants a link and a description: the feed's own address, its title."""
    outer = root("rss", **_PREFIXES, version="2.0")
    channel = add(outer, "channel")
    put(channel, "title", line(head.title))
    put(channel, "link", head.home or head.address or head.id)
    put(channel, "description", clean(head.about or head.title))
    put(channel, "language", head.language)
    if head.rights:
        put(channel, "copyright", clean(head.rights))
    put(channel, "lastBuildDate", mail_date(head.updated))
    put(channel, "generator", "Newsflow")
    for rel, address in (("self", head.address), ("next", head.older)):
        if address is not None:
            put(channel, "atom:link", rel=rel, type=ABOUT[Format.RSS].media_type, href=address)
    return wrapped(outer, channel, entries)
