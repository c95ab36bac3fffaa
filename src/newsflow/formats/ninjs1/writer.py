"""A ninjs 1.6 object: the item itself is the core; its files and the items that belong to it are filled in."""

from collections.abc import Iterable
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
    parties,
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
    "version": "1.6",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_1.6.json#",
}


def core(sheet: Sheet, choices: Choices) -> Core:
    """The object without its end; renditions and associations come before that."""
    written = msgspec.json.encode({**_item(sheet, choices), "$standard": STANDARD})
    return Core((written[:-1], b"", b"}\n"), (Slot.FILES, Slot.LINKS))


def fill(sheet: Sheet, links: Links, choices: Choices) -> dict[Slot, bytes]:
    """The files with their digests, and the other items; media among them whole."""
    others: Json = {}
    for link in _wanted(links, choices):
        relation = link.relation.value.replace("-", "_")
        place = sum(name.rpartition("_")[0] == relation for name in others) + 1
        others[f"{relation}_{place}"] = _other(link, choices)
    return {
        Slot.FILES: _members(_held(sheet, links.files)),
        Slot.LINKS: _members({"associations": others} if others else {}),
    }


def _wanted(links: Links, choices: Choices) -> Iterable[Link]:
    return (link for link in links.items if link.sheet is not None or not choices.media_only)


def _members(members: Json) -> bytes:
    """Further members of an object that is still open."""
    return b"," + msgspec.json.encode(members)[1:-1] if members else b""


def _other(link: Link, choices: Choices) -> Json:
    if link.sheet is not None:
        return {**_item(link.sheet, choices), **_held(link.sheet, link.files)}
    stub: Json = {
        "uri": link.guid,
        "type": newscodes.NATURE_OF[link.type].value,
        "representationtype": "incomplete",
        "version": str(link.version),
        "versioncreated": seconds(link.at),
        "language": link.language,
        "headline": line(link.title),
    }
    if link.address is not None:
        stub["renditions"] = {"document": {"href": link.address, "mimetype": "application/json"}}
    return stub


def _held(sheet: Sheet, files: Iterable[File]) -> Json:
    """Renditions by IPTC's name; digests, and the key under which the entry is counted once, as other ids."""
    header, media = sheet.header, sheet.media
    ids: Json = {"entry": f"{header.epoch}/{header.guid}/{header.version}"}
    renditions: Json = {}
    for file in files:
        made = file.rendition
        name = newscodes.rendition(made.name)
        ids[f"sha256_{name}"] = made.sha256
        facts: Json = {
            "href": file.address,
            "mimetype": made.type,
            "title": line(media.file_name) if media is not None and media.file_name else None,
            "height": None if made.in_points else made.height,
            "width": None if made.in_points else made.width,
            "sizeinbytes": made.bytes,
            "duration": None if made.duration_ms is None else made.duration_ms / 1000,
        }
        renditions[name] = _said(facts)
    return {"altids": ids, **({"renditions": renditions} if renditions else {})}


def _said(facts: Json) -> Json:
    """The facts that are there; nothing is written empty."""
    return {name: value for name, value in facts.items() if value or isinstance(value, int)}


def _item(sheet: Sheet, choices: Choices) -> Json:
    content, header, media = sheet.content, sheet.header, sheet.media
    filed = city(content)
    facts: Json = {
        "uri": header.guid,
        "type": newscodes.NATURE_OF[content.type].value,
        "representationtype": "incomplete" if sheet.stopped else "complete",
        "version": str(header.version),
        "firstcreated": seconds(sheet.first_at),
        "versioncreated": seconds(header.at),
        "contentcreated": created(sheet),
        "embargoed": None if sheet.embargo is None else seconds(sheet.embargo),
        "pubstatus": newscodes.pub_status(sheet).value,
        "urgency": newscodes.Urgency(content.urgency).value,
        "copyrightholder": called(sheet).provider(content.provider),
        "copyrightnotice": line(media.copyright) if media is not None and media.copyright else None,
        "usageterms": use_terms(sheet),
        "rightsinfo": _rights(sheet),
        "ednote": desk_note(sheet),
        "language": content.language,
        "genre": [{"scheme": newscodes.GENRE, "code": genre} for genre in newscodes.genres(content)],
        "infosource": [{"name": party.name, "rel": party.role} for party in parties(sheet)],
        "subject": [_subject(term) for term in terms(sheet)],
        "place": [_place(*place) for place in places(content)],
        "located": None if filed is None else line(filed[0]),
        "byline": byline(content),
        "headline": sheet.headline,
        "slugline": line(content.slug),
        **_texts(sheet, choices),
    }
    return _said(facts)


def _texts(sheet: Sheet, choices: Choices) -> Json:
    """The copy as HTML, of media the caption as text; and the further facts under names of their own."""
    named: Json = {f"description_{name}": text for name, text in extras(sheet)}
    if sheet.media is not None:
        # A picture's body_text is its alternative text to receivers that know no better place for it.
        alt = line(sheet.media.alt_text) if sheet.media.alt_text else None
        return {"description_text": clean(sheet.media.caption).strip(), **named, "body_text": alt}
    blocks = copy(sheet, choices)
    characters, words = counts(blocks)
    deck = sheet.content.deck
    return {
        "description_text": line(deck) if deck else None,
        **named,
        "charcount": characters,
        "wordcount": words,
        "body_html": markup(blocks),
    }


def _rights(sheet: Sheet) -> Json | None:
    """The terms for machines: one or the other, as the schema wants it."""
    encoded, linked = encoded_terms(sheet), ai_use(sheet.media)
    if encoded is not None:
        return {"langid": TERMS, "encodedrights": encoded}
    return None if linked is None else {"linkedrights": linked}


@lru_cache(maxsize=SUBJECTS_KEPT)
def _subject(term: Term) -> Json:
    return _said({"name": term.name, "rel": term.rel, "scheme": term.scheme, "code": term.code})


def _place(name: str, rel: str, code: str | None) -> Json:
    known: Json = {} if code is None else {"scheme": newscodes.COUNTRY, "code": code}
    return {"name": name, "rel": rel, **known}
