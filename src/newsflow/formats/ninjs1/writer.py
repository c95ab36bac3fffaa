"""A ninjs 1.6 object: the item itself is the core; its files and the items that belong to it are filled in."""

from collections.abc import Iterable, Sequence
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
from newsflow.formats.sheet import File, Link, Links, Relation, Sheet, seconds
from newsflow.formats.xml import clean, line

Json = dict[str, object]

STANDARD: Json = {
    "name": "ninjs",
    "version": "1.6",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_1.6.json#",
}


def core(sheet: Sheet, choices: Choices) -> Core:
    """The object without its end; renditions and associations come before that."""
    item = _item(sheet, choices)
    item["$standard"] = STANDARD
    written = msgspec.json.encode(item)
    return Core((written[:-1], b"", b"}\n"), (Slot.FILES, Slot.LINKS))


def fill(sheet: Sheet, links: Links, choices: Choices) -> dict[Slot, bytes]:
    """The files with their digests, and the other items; media among them whole."""
    others: Json = {}
    places: dict[Relation, int] = {}
    for link in _wanted(links, choices):
        place = places[link.relation] = places.get(link.relation, 0) + 1
        others[f"{link.relation.replace('-', '_')}_{place}"] = _other(link, choices)
    return {
        Slot.FILES: _members(_held(sheet, links.files)),
        Slot.LINKS: _members({"associations": others} if others else {}),
    }


def _wanted(links: Links, choices: Choices) -> Iterable[Link]:
    if not choices.media_only:
        return links.items
    return [link for link in links.items if link.sheet is not None]


def _members(members: Json) -> bytes:
    """Further members of an object that is still open."""
    return b"," + msgspec.json.encode(members)[1:-1] if members else b""


def _other(link: Link, choices: Choices) -> Json:
    if link.sheet is not None:
        item = _item(link.sheet, choices)
        item.update(_held(link.sheet, link.files))
        return item
    stub: Json = {
        "uri": link.guid,
        "type": newscodes.NATURE_OF[link.type],
        "representationtype": "incomplete",
        "version": str(link.version),
        "versioncreated": seconds(link.at),
        "language": link.language,
        "headline": line(link.title),
    }
    if link.address is not None:
        stub["renditions"] = {"document": {"href": link.address, "mimetype": "application/json"}}
    return stub


def _held(sheet: Sheet, files: Sequence[File]) -> Json:
    """Renditions by IPTC's name; digests, and the key under which the entry is counted once, as other ids."""
    header, media = sheet.header, sheet.content.media
    ids: Json = {"entry": f"{header.epoch}/{header.guid}/{header.version}"}
    if not files:
        return {"altids": ids}
    renditions: Json = {}
    title = line(media.file_name) if media is not None and media.file_name else None
    for file in files:
        made = file.rendition
        name = newscodes.rendition(made.name)
        ids[f"sha256_{name}"] = made.sha256
        points = made.in_points
        facts: Json = {
            "href": file.address,
            "mimetype": made.type,
            "title": title,
            "height": None if points else made.height,
            "width": None if points else made.width,
            "sizeinbytes": made.bytes,
            "duration": None if made.duration_ms is None else made.duration_ms / 1000,
        }
        renditions[name] = _said(facts)
    return {"altids": ids, "renditions": renditions}


def _said(facts: Json) -> Json:
    """The facts that are there; nothing is written empty."""
    return {name: value for name, value in facts.items() if value or isinstance(value, int)}


def _item(sheet: Sheet, choices: Choices) -> Json:
    content, header, media, embargo = sheet.content, sheet.header, sheet.content.media, sheet.embargo
    filed = city(content)
    facts: Json = {
        "uri": header.guid,
        "type": newscodes.NATURE_OF[content.type],
        "representationtype": "incomplete" if sheet.stopped else "complete",
        "version": str(header.version),
        "firstcreated": seconds(sheet.first_at),
        "versioncreated": seconds(header.at),
        "contentcreated": created(sheet),
        "embargoed": None if embargo is None else seconds(embargo),
        "pubstatus": newscodes.pub_status(sheet),
        "urgency": newscodes.Urgency(content.urgency),
        "copyrightholder": called(sheet).provider(content.provider),
        "copyrightnotice": line(media.copyright) if media is not None and media.copyright else None,
        "usageterms": use_terms(sheet),
        "rightsinfo": _rights(sheet),
        "ednote": desk_note(sheet),
        "language": content.language,
        "genre": [{"scheme": newscodes.GENRE, "code": genre} for genre in newscodes.genres(content)],
        "infosource": [{"name": name, "rel": role} for name, role in named(sheet)],
        "subject": [_subject(term) for term in terms(sheet)],
        "place": [_place(*place) for place in places(content)],
        "located": None if filed is None else line(filed[0]),
        "byline": byline(content),
        "headline": sheet.headline,
        "slugline": line(content.slug),
    }
    _add_texts(facts, sheet, choices)
    return _said(facts)


def _add_texts(facts: Json, sheet: Sheet, choices: Choices) -> None:
    """The copy as HTML, of media the caption as text; and the further facts under names of their own."""
    media, deck = sheet.content.media, sheet.content.deck
    if media is not None:
        facts["description_text"] = clean(media.caption).strip()
    elif deck:
        facts["description_text"] = line(deck)
    for name, text in extras(sheet):
        facts["description_" + name] = text
    if media is not None:
        # A picture's body_text is its alternative text to receivers that know no better place for it.
        facts["body_text"] = line(media.alt_text) if media.alt_text else None
        return
    blocks = copy(sheet, choices)
    facts["charcount"], facts["wordcount"] = counts(blocks)
    facts["body_html"] = markup(blocks)


def _rights(sheet: Sheet) -> Json | None:
    """The terms for machines: one or the other, as the schema wants it."""
    encoded, linked = encoded_terms(sheet), ai_use(sheet.media)
    if encoded is not None:
        return {"langid": TERMS, "encodedrights": encoded}
    return None if linked is None else {"linkedrights": linked}


@lru_cache(maxsize=SUBJECTS_KEPT)
def _subject(term: Term) -> msgspec.Raw:
    said = _said({"name": term.name, "rel": term.rel, "scheme": term.scheme, "code": term.code})
    return msgspec.Raw(msgspec.json.encode(said))


def _place(name: str, rel: str, code: str | None) -> Json:
    if code is None:
        return {"name": name, "rel": rel}
    return {"name": name, "rel": rel, "scheme": newscodes.COUNTRY, "code": code}
