"""JSON Feed items, and a feed of them."""

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from newsflow.formats import feed_parts
from newsflow.formats.choices import Choices
from newsflow.formats.core import Core, Slot
from newsflow.formats.feed_parts import FeedEntry, FeedHead, entry_of
from newsflow.formats.glossary import SUBJECTS_KEPT, Term
from newsflow.formats.newscodes import rendition
from newsflow.formats.sheet import Links, Sheet, seconds
from newsflow.formats.xml import line

Json = dict[str, object]

_VERSION = "https://jsonfeed.org/version/1.1"


def core(sheet: Sheet, choices: Choices) -> Core:
    """The item of a sheet; links come into our object, attachments after it."""
    return entry(entry_of(sheet, choices))


def entry(facts: FeedEntry) -> Core:
    """An item as it stands in a feed."""
    own: Json = {"about": feed_parts.FACTS}
    for name, text in facts.facts:
        own[name.replace("-", "_")] = text
    if facts.others:
        own["credits"] = facts.others
    if facts.terms:
        own["subjects"] = [_subject(term) for term in facts.terms]
    if facts.rights:
        own["rights"] = facts.rights
    if facts.mining is not None:
        own["tdm_reservation"] = int(facts.mining.reserved)
        if facts.mining.policy:
            own["tdm_policy"] = facts.mining.policy
        if facts.mining.ai_use:
            own["ai_use"] = facts.mining.ai_use
    item: Json = {
        "id": facts.id,
        "url": facts.address,
        "title": line(facts.title),
        "content_html": facts.html,
        "summary": facts.summary,
        "date_published": seconds(facts.published),
        "date_modified": seconds(facts.updated),
        "authors": [{"name": author} for author in facts.authors],
        "tags": list(dict.fromkeys([term.name for term in facts.terms if term.name])),
        "language": facts.language,
        "_newsflow": own,
    }
    written = msgspec.json.encode(_said(item))
    return Core((written[:-2], b"}", b"}"), (Slot.LINKS, Slot.FILES))


@lru_cache(maxsize=SUBJECTS_KEPT)
def _subject(term: Term) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(term))


def fill(sheet: Sheet, links: Links, choices: Choices) -> dict[Slot, bytes]:
    """The files as attachments with their digests; the other items in our object."""
    assert sheet is not None
    assert choices is not None
    files: list[Json] = []
    for file in links.files:
        made = file.rendition
        points = made.in_points
        facts: Json = {
            "url": file.address,
            "mime_type": made.type,
            "title": rendition(made.name),
            "size_in_bytes": made.bytes,
            "duration_in_seconds": None if made.duration_ms is None else made.duration_ms / 1000,
            "_newsflow": _said({
                "sha256": made.sha256,
                "width": None if points else made.width,
                "height": None if points else made.height,
            }),
        }  # fmt: skip
        files.append(_said(facts))
    items: list[Json] = [
        _said({
            "rel": link.relation, "id": link.guid, "version": link.version, "type": link.type,
            "title": line(link.title), "language": link.language, "url": link.address,
        })
        for link in links.items
    ]  # fmt: skip
    return {Slot.FILES: _member("attachments", files), Slot.LINKS: _member("links", items)}


def _member(name: str, values: list[Json]) -> bytes:
    """A further member of an object that is still open."""
    return b"," + msgspec.json.encode({name: values})[1:-1] if values else b""


def _said(facts: Json) -> Json:
    return {name: value for name, value in facts.items() if value or isinstance(value, int)}


def alone(sheet: Sheet, joined_entry: bytes) -> bytes:
    """A feed of this one item."""
    return joined(feed_parts.alone(sheet), [joined_entry])


def joined(head: FeedHead, entries: Sequence[bytes]) -> bytes:
    """The feed of these items."""
    facts: Json = {
        "version": _VERSION,
        "title": line(head.title),
        "home_page_url": head.home,
        "feed_url": head.address,
        "description": head.about,
        "next_url": head.older,
        "authors": [{"name": line(head.author)}],
        "language": head.language,
        "_newsflow": _said({
            "about": feed_parts.FACTS, "id": head.id, "updated": seconds(head.updated), "rights": head.rights,
        }),
    }  # fmt: skip
    return b"".join((msgspec.json.encode(_said(facts))[:-1], b',"items":[', b",\n".join(entries), b"]}\n"))
