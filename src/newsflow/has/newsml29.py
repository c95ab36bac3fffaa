"""An entry as HAS's "newsml29": NewsML-G2 2.9 in the subset and manner that its clients read (§1.8).

No prefix on any element, one newsItem (of a series one for each member), the AAcat subject first and always with a Turkish name, the story as
one text node of escaped HTML. Pure in spirit: no I/O and no clock, so the same input gives the same bytes.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from newsflow.domain.agency import Agency
from newsflow.domain.codes import Action, CreditRole, DateKind, Form, ItemType
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.labels import category_labels
from newsflow.domain.notice import isolated, local_time
from newsflow.domain.text import direction
from newsflow.formats import prose
from newsflow.has import remote, story, xml
from newsflow.has.labels import number_of
from newsflow.has.sheet import Sheet, notice_alone, seconds
from newsflow.has.xml import Element, add, put

TURKISH = "tr"

_STATUS = {Action.HOLD: "stat:withheld", Action.KILL: "stat:canceled", Action.WITHDRAW: "stat:canceled"}
_SIGNAL = {
    Action.UPDATE: "sig:update",
    Action.CORRECT: "sig:correction",
    Action.REINSTATE: "sig:update",
    Action.REDACT: "sig:correction",
}
_CREATORS = {
    CreditRole.WRITER: "AArole:author",
    CreditRole.PHOTOGRAPHER: "AArole:photographer",
    CreditRole.TAKEN_BY: "AArole:photographer",
}
_CONTRIBUTORS = {
    CreditRole.CONTRIBUTOR: "AArole:contributor",
    CreditRole.EDITOR: "AArole:editor",
    CreditRole.WEB_EDITOR: "AArole:webEditor",
}
_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d))?", re.ASCII)
"""What G2 lets a date be: a day, or a moment with its zone."""
_SCHEMES = (("AAcat", "category"), ("AApackage", "package"), ("AArole", "role"))
_EXTENSIONS = ("AAext", "extension")
_CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_20.xml"


def newsml29(sheet: Sheet) -> bytes:
    """The document of an item's latest entry, with the links that one account may see."""
    return series29(sheet, (sheet,))


def series29(about: Sheet, members: Sequence[Sheet]) -> bytes:
    """One document that holds every member, in order; `about` is the series itself, which dates it."""
    message = xml.root("newsMessage")
    header = add(message, "header")
    put(header, "sent", seconds(about.entry.header.at))
    put(header, "sender", about.agency.code)
    items = add(message, "itemSet")
    for sheet in members:
        _news_item(items, replace(sheet, content=notice_alone(sheet)) if sheet.stopped else sheet)
    return xml.written(message)


def _news_item(items: Element, sheet: Sheet) -> None:
    entry, content, agency = sheet.entry, sheet.content, sheet.agency
    item = add(items, "newsItem", standard="NewsML-G2", standardversion="2.9",
               conformance="power", guid=entry.header.guid, version=str(entry.header.version),
               lang=content.language, dir=direction(content.language))  # fmt: skip
    put(item, "catalogRef", href=_CATALOG)
    catalog = add(item, "catalog")
    for alias, scheme in _SCHEMES if sheet.media is None else (*_SCHEMES, _EXTENSIONS):
        put(catalog, "scheme", alias=alias, uri=f"urn:x-newsflow:{agency.code}:{scheme}")
    _rights(item, sheet)
    _item_meta(item, sheet)
    _content_meta(item, sheet)
    if sheet.media is None:
        _content_set(item, sheet)
    else:
        remote.files(item, sheet)


def _rights(item: Element, sheet: Sheet) -> None:
    rights = add(item, "rightsInfo")
    put(rights, "copyrightHolder", literal=sheet.provider)
    if sheet.media is not None:
        remote.rights(rights, sheet.media)
    for restriction in sheet.content.restrictions:
        put(rights, "usageTerms", xml.line(restriction.words), lang=sheet.content.language)
    if sheet.media is not None:
        remote.data_mining(rights, sheet.media)


def _item_meta(item: Element, sheet: Sheet) -> None:
    meta = add(item, "itemMeta")
    content, action = sheet.content, sheet.entry.header.action
    put(meta, "itemClass", qcode=remote.nature(content.type))
    put(meta, "provider", literal=sheet.provider)
    put(meta, "versionCreated", seconds(sheet.entry.header.at))
    put(meta, "firstCreated", seconds(sheet.first_at))
    if sheet.embargo is not None:
        put(meta, "embargoed", seconds(sheet.embargo))
    never_public = content.form is Form.ADVISORY
    put(meta, "pubStatus", qcode=_STATUS.get(action, "stat:withheld" if never_public else "stat:usable"))
    for note in _notes(content):
        put(meta, "edNote", xml.line(note), lang=content.language)
    if sheet.series is not None:
        put(meta, "memberOf", literal=sheet.series)
    if action in _SIGNAL:
        put(meta, "signal", qcode=_SIGNAL[action])
    put(meta, "priority", str(content.urgency))
    for link in sheet.links:
        related = add(meta, "link", rel="irel:seeAlso", residref=link.guid)
        put(related, "itemClass", qcode=remote.nature(link.type))
        put(related, "title", xml.line(link.title))


def _notes(content: Dispatch) -> Iterable[str]:
    """What subscribers' desks should know: number of the lead, correction, what is new, note, use terms."""
    notes = (content.label, content.correction, content.whats_new, content.note)
    terms = (restriction.words for restriction in content.restrictions)
    return (note for note in (*notes, *terms) if note)


def _content_meta(item: Element, sheet: Sheet) -> None:
    meta = add(item, "contentMeta")
    content, house = sheet.content, sheet.agency.house(sheet.content.language)
    put(meta, "urgency", str(content.urgency))
    taken_at = sheet.media.taken_at if sheet.media is not None else None
    stated = taken_at if taken_at and _DATE.fullmatch(taken_at) else _source_date(content, DateKind.FIRST)
    put(meta, "contentCreated", stated or seconds(sheet.first_at))
    if sheet.entry.header.version > 1:
        put(meta, "contentModified", seconds(sheet.entry.header.at))
    elif (updated := _source_date(content, DateKind.UPDATED)) is not None:
        put(meta, "contentModified", updated)
    _located(meta, content)
    for source in _organisations(content):
        put(meta, "infoSource", literal=source)
    _people(meta, sheet)
    put(meta, "language", tag=content.language)
    if sheet.content.type is ItemType.TEXT:
        genre = add(meta, "genre", literal=content.form.value)
        if content.form in house.forms:
            put(genre, "name", xml.line(house.forms[content.form]), lang=house.language)
    for keyword in content.keywords:
        put(meta, "keyword", xml.line(keyword))
    _subjects(meta, content, sheet.agency)
    put(meta, "slugline", xml.line(content.slug))
    put(meta, "headline", sheet.headline)
    if sheet.media is not None:
        remote.described(meta, sheet, sheet.media)
        remote.seen(meta, sheet.media)


def _source_date(content: Dispatch, kind: DateKind) -> str | None:
    """The date that imported copy states of itself, as exact as it stated it; a date without a time stays one."""
    found = next((date for date in content.source_dates if date.kind is kind), None)
    return found.value if found is not None and _DATE.fullmatch(found.value) else None


def _located(meta: Element, content: Dispatch) -> None:
    """City and country; without a known place an empty Turkish name, whose absence would end BIL, KIT and PHB."""
    found = prose.city(content)
    if found is None:
        put(add(meta, "located", type="cptype:city"), "name", "", lang=TURKISH)
        return
    place, country, code = found
    located = add(meta, "located", type="cptype:city", literal=place)
    _names(located, place, content.language)
    if country is not None:
        known = {"qcode": f"iso3166-1a2:{code}"} if code else {"literal": country}
        broader = add(located, "broader", type="cptype:country", **known)
        _names(broader, country, content.language)


def _names(parent: Element, name: str, language: str) -> None:
    """The name in the dispatch's language and as the Turkish one, which BIL, KIT and PHB read and no other."""
    put(parent, "name", xml.line(name), lang=language)
    if language != TURKISH:
        put(parent, "name", xml.line(name), lang=TURKISH)


def _organisations(content: Dispatch) -> Iterable[str]:
    named = [source.name for source in content.sources]
    if content.translated_from and content.translated_from.agency:
        named.append(content.translated_from.agency)
    return dict.fromkeys(named)


def _people(meta: Element, sheet: Sheet) -> None:
    """Creators, then contributors; only those whose credit is printed."""
    printed = [credit for credit in sheet.content.credits if credit.printed]
    for credit in printed:
        if credit.role in _CREATORS:
            qcode = _CREATORS[credit.role]
            if sheet.content.type is ItemType.VIDEO and qcode == "AArole:photographer":
                qcode = "AArole:cameraman"
            put(meta, "creator", qcode=qcode, literal=credit.name)
    put(meta, "creator", qcode="AArole:publisher", literal=sheet.provider)
    for credit in printed:
        if credit.role in _CONTRIBUTORS:
            put(meta, "contributor", qcode=_CONTRIBUTORS[credit.role], literal=credit.name)
    name = prose.translator(sheet.content)
    if name is not None:
        put(meta, "contributor", qcode="AArole:translator", literal=name)


def _subjects(meta: Element, content: Dispatch, agency: Agency) -> None:
    code, labels = category_labels(agency, content.section)
    _subject(meta, f"AAcat:{code}", labels, agency)
    for package in content.packages:
        number = number_of(agency.packages, package)
        if number is not None:
            labels = next(row.labels for row in agency.packages if row.code == package)
            _subject(meta, f"AApackage:{number}", labels, agency)
    for topic in content.topics:
        put(meta, "subject", qcode=topic)


def _subject(meta: Element, qcode: str, labels: dict[str, str], agency: Agency) -> None:
    """A subject with its names; a Turkish one always, since BIL, KIT and PHB end without it."""
    fallback = labels.get(agency.default_language) or next(iter(labels.values()), qcode)
    subject = add(meta, "subject", qcode=qcode)
    for language, text in sorted({TURKISH: fallback, **labels}.items()):
        put(subject, "name", xml.line(text), lang=language)


def _content_set(item: Element, sheet: Sheet) -> None:
    content = sheet.content
    inline = add(add(item, "contentSet"), "inlineXML", contenttype="application/nitf+xml")
    body = add(xml.nitf(inline), "body")
    head = add(body, "body.head")
    put(add(head, "headline"), "hl1", sheet.headline)
    writers = [
        credit.name for credit in content.credits if credit.role is CreditRole.WRITER and credit.printed
    ]
    put(add(head, "byline"), "byttl", xml.line(", ".join(writers)) or sheet.provider)
    put(head, "abstract", xml.line(content.deck or ""))
    put(body, "body.content", _body(sheet))


def _body(sheet: Sheet) -> str:
    """The story, under the embargo's line where there is one."""
    content, agency = sheet.content, sheet.agency
    if sheet.embargo is None:
        return story.story_html(content, agency)
    time = isolated(local_time(sheet.embargo, agency.zoneinfo), content.language)
    line = agency.house(content.language).embargo_line.format(time=time)
    return story.story_html(content, agency, opening=[line])
