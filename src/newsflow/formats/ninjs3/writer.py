"""A ninjs 3.1 object: the item itself is the core; its files and the items that belong to it are filled in."""

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from newsflow.formats import newscodes
from newsflow.formats.body import copy, counts, markup
from newsflow.formats.choices import Choices
from newsflow.formats.core import Core, Slot
from newsflow.formats.facts import (
    TERMS,
    ai_use,
    called,
    created,
    desk_note,
    encoded_terms,
    extras,
    named,
    places,
    terms,
    use_terms,
)
from newsflow.formats.glossary import SUBJECTS_KEPT, Term
from newsflow.formats.prose import byline, city
from newsflow.formats.sheet import File, Link, Links, Sheet, seconds
from newsflow.formats.xml import clean, line

Json = dict[str, object]

STANDARD: Json = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}
_NO_ROLES = frozenset({"deck", "label"})
"""Further facts that are headlines, not descriptions."""


def core(sheet: Sheet, choices: Choices) -> Core:
    """The object without its end; renditions and associations come before that."""
    written = msgspec.json.encode(_item(sheet, choices, {"standard": STANDARD}))
    return Core((written[:-1], b"", b"}\n"), (Slot.FILES, Slot.LINKS))


def fill(sheet: Sheet, links: Links, choices: Choices) -> dict[Slot, bytes]:
    """The files with their digests, and the other items; media among them whole."""
    others = [
        _other(link, choices) for link in links.items if link.sheet is not None or not choices.media_only
    ]
    return {
        Slot.FILES: _members(_held(sheet, links.files)),
        Slot.LINKS: _members({"associations": others} if others else {}),
    }


def _members(members: Json) -> bytes:
    """Further members of an object that is still open."""
    return b"," + msgspec.json.encode(members)[1:-1] if members else b""


def _other(link: Link, choices: Choices) -> Json:
    known: Json = {"name": line(link.title) or link.guid, "rel": link.relation}
    if link.sheet is not None:
        item = _item(link.sheet, choices, known)
        item.update(_held(link.sheet, link.files))
        return item
    stub: Json = {
        **known,
        "uri": link.guid,
        "type": newscodes.NATURE_OF[link.type],
        "representationType": "partial",
        "version": str(link.version),
        "versionCreated": seconds(link.at),
        "language": link.language,
        "headlines": [{"value": line(link.title)}],
    }
    if link.address is not None:
        stub["renditions"] = [{"name": "document", "href": link.address, "contentType": "application/json"}]
    return stub


def _held(sheet: Sheet, files: Sequence[File]) -> Json:
    """Renditions by IPTC's name; digests, and the key under which the entry is counted once, as other ids."""
    header, media = sheet.header, sheet.content.media
    ids: list[Json] = [{"role": "entry", "value": f"{header.epoch}/{header.guid}/{header.version}"}]
    if not files:
        return {"altIds": ids}
    renditions: list[Json] = []
    title = line(media.file_name) if media is not None and media.file_name else None
    for file in files:
        made = file.rendition
        name = newscodes.rendition(made.name)
        ids.append({"role": f"sha256-{name}", "value": made.sha256})
        points = made.in_points
        facts: Json = {
            "name": name,
            "href": file.address,
            "contentType": made.type,
            "title": title,
            "width": None if points else made.width,
            "height": None if points else made.height,
            "sizeInBytes": made.bytes,
            "duration": None if made.duration_ms is None else made.duration_ms / 1000,
        }
        renditions.append(_said(facts))
    return {"altIds": ids, "renditions": renditions}


def _said(facts: Json) -> Json:
    """The facts that are there; nothing is written empty."""
    return {name: value for name, value in facts.items() if value or isinstance(value, int)}


def _item(sheet: Sheet, choices: Choices, known: Json) -> Json:
    """The item's facts after those that are known."""
    content, header, media, embargo = sheet.content, sheet.header, sheet.content.media, sheet.embargo
    filed, further = city(content), extras(sheet)
    facts: Json = {
        **known,
        "uri": header.guid,
        "type": newscodes.NATURE_OF[content.type],
        "representationType": "partial" if sheet.stopped else "full",
        "version": str(header.version),
        "firstCreated": seconds(sheet.first_at),
        "versionCreated": seconds(header.at),
        "contentCreated": created(sheet),
        "embargoedUntil": None if embargo is None else seconds(embargo),
        "pubStatus": newscodes.pub_status(sheet),
        "urgency": newscodes.Urgency(content.urgency),
        "copyrightHolder": called(sheet).provider(content.provider),
        "copyrightNotice": line(media.copyright) if media is not None and media.copyright else None,
        "usageTerms": use_terms(sheet),
        "rightsInfo": _rights(sheet),
        "edNote": desk_note(sheet),
        "language": content.language,
        "genres": [
            {"uri": newscodes.GENRE + genre, "name": genre.replace("_", " ")}
            for genre in newscodes.genres(content)
        ],
        "infoSources": [{"name": name, "role": role} for name, role in named(sheet)],
        "subjects": [_subject(term) for term in terms(sheet)],
        "places": [_place(*place) for place in places(content)],
        "located": None if filed is None else line(filed[0]),
        "by": byline(content),
        "headlines": _headlines(sheet, further),
        "slugline": line(content.slug),
        **_texts(sheet, choices, further),
    }
    return _said(facts)


def _headlines(sheet: Sheet, further: list[tuple[str, str]]) -> list[Json]:
    """The headline first; deck and the lead's label by their roles."""
    said: list[Json] = [{"role": name, "value": text} for name, text in further if name in _NO_ROLES]
    return [{"role": "main", "value": sheet.headline}, *said]


def _texts(sheet: Sheet, choices: Choices, further: list[tuple[str, str]]) -> Json:
    """The copy as HTML, of media the caption as a description; and the further facts by their roles."""
    told: list[Json] = [
        {"role": name.replace("_", "-"), "value": text} for name, text in further if name not in _NO_ROLES
    ]
    media = sheet.content.media
    if media is not None:
        caption = clean(media.caption).strip()
        first: list[Json] = [{"role": "caption", "contentType": "text/plain", "value": caption}]
        return {"descriptions": [*(first if caption else []), *told]}
    blocks = copy(sheet, choices)
    characters, words = counts(blocks)
    body: Json = {
        "role": "main",
        "contentType": "text/html",
        "charCount": characters,
        "wordCount": words,
        "value": markup(blocks),
    }
    return {"descriptions": told, "bodies": [body]}


def _rights(sheet: Sheet) -> Json | None:
    """The terms for machines: one or the other, as the schema wants it."""
    encoded, linked = encoded_terms(sheet), ai_use(sheet.media)
    if encoded is not None:
        return {"langId": TERMS, "encodedRights": encoded}
    return None if linked is None else {"linkedRights": linked}


@lru_cache(maxsize=SUBJECTS_KEPT)
def _subject(term: Term) -> msgspec.Raw:
    """A code by its address; a code of the agency's own list by the list's name and the code."""
    address = None
    if term.scheme is not None and term.code is not None:
        address = term.scheme + term.code if term.scheme.endswith("/") else f"{term.scheme}:{term.code}"
    said = _said({"name": term.name, "rel": term.rel, "uri": address})
    return msgspec.Raw(msgspec.json.encode(said))


def _place(name: str, rel: str, code: str | None) -> Json:
    if code is None:
        return {"name": name, "rel": rel}
    return {"name": name, "rel": rel, "uri": newscodes.COUNTRY + code}
