"""An entry as HAS's "newsml29": NewsML-G2 2.9 in the subset and manner that its clients read (§1.8).

No prefix on any element, one newsItem, the AAcat subject first and always with a Turkish name, the story as
one text node of escaped HTML. Pure in spirit: no I/O and no clock, so the same input gives the same bytes.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from newsflow.domain.agency import Agency
from newsflow.domain.codes import Action, CreditRole, DateKind, Form, ItemType
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import STOPS, Entry
from newsflow.domain.notice import local_time
from newsflow.domain.text import direction
from newsflow.has import story, titles, xml
from newsflow.has.labels import category_labels, label, number_of
from newsflow.has.xml import Element, add

CONTENT_TYPE = "application/xml"
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
_CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_20.xml"


@dataclass(frozen=True, slots=True)
class Link:
    """A related item that this account may know of, with the title that it may read."""

    guid: str
    type: ItemType
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that a document is made of. `content` is the entry's, which was not erased."""

    entry: Entry
    content: Dispatch
    agency: Agency
    first_at: datetime
    links: Sequence[Link] = ()

    @property
    def stopped(self) -> bool:
        """Whether only the notice may be shown."""
        return self.entry.header.action in STOPS

    @property
    def headline(self) -> str:
        """The headline; of a stopped item the language's mark and the slug, never the old headline."""
        if self.stopped:
            action, guid = self.entry.header.action, self.entry.header.guid
            return titles.stopped(self.agency, self.content.language, action, self.content.slug or guid)
        return xml.line(self.content.headline)

    @property
    def provider(self) -> str:
        """Whose copy it is, by name."""
        named = label(self.agency.providers, self.content.provider, self.content.language, self.agency)
        return named or self.agency.name

    @property
    def embargo(self) -> datetime | None:
        """Until when it is under embargo, for whoever has advance copy. HAS itself shows none such."""
        return None if self.entry.header.action is Action.LIFT else self.entry.header.not_before


def newsml29(sheet: Sheet) -> bytes:
    """The document of an item's latest entry, with the links that one account may see."""
    if sheet.stopped:
        sheet = replace(sheet, content=notice_alone(sheet))
    entry, content, agency = sheet.entry, sheet.content, sheet.agency
    message = xml.root("newsMessage")
    header = add(message, "header")
    add(header, "sent", seconds(entry.header.at))
    add(header, "sender", agency.code)
    item = add(add(message, "itemSet"), "newsItem", standard="NewsML-G2", standardversion="2.9",
               conformance="power", guid=entry.header.guid, version=str(entry.header.version),
               lang=content.language, dir=direction(content.language))  # fmt: skip
    add(item, "catalogRef", href=_CATALOG)
    catalog = add(item, "catalog")
    for alias, scheme in _SCHEMES:
        add(catalog, "scheme", alias=alias, uri=f"urn:x-newsflow:{agency.code}:{scheme}")
    _rights(item, sheet)
    _item_meta(item, sheet)
    _content_meta(item, sheet)
    _content_set(item, sheet)
    return xml.written(message)


def notice_alone(sheet: Sheet) -> Dispatch:
    """A stopped item's content with nothing in it but codes, slug and notice.

    `domain.notice.stopped` puts no more on the wire; this holds even where an entry came to it by another way.
    """
    kept = sheet.content
    return Dispatch(
        language=kept.language, form=kept.form, section=kept.section, packages=kept.packages, provider=kept.provider,
        type=kept.type, slug=kept.slug, headline=sheet.headline, body=kept.body, priority=kept.priority,
        urgency=kept.urgency,
    )  # fmt: skip


def seconds(moment: datetime) -> str:
    """The moment in UTC, whole seconds, as HAS writes every time: `2022-07-07T07:04:06Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _rights(item: Element, sheet: Sheet) -> None:
    rights = add(item, "rightsInfo")
    add(rights, "copyrightHolder", literal=sheet.provider)
    for restriction in sheet.content.restrictions:
        add(rights, "usageTerms", xml.line(restriction.words), lang=sheet.content.language)


def _item_meta(item: Element, sheet: Sheet) -> None:
    meta = add(item, "itemMeta")
    content, action = sheet.content, sheet.entry.header.action
    add(meta, "itemClass", qcode=f"ninat:{content.type.value}")
    add(meta, "provider", literal=sheet.provider)
    add(meta, "versionCreated", seconds(sheet.entry.header.at))
    add(meta, "firstCreated", seconds(sheet.first_at))
    if sheet.embargo is not None:
        add(meta, "embargoed", seconds(sheet.embargo))
    never_public = content.form is Form.ADVISORY
    add(meta, "pubStatus", qcode=_STATUS.get(action, "stat:withheld" if never_public else "stat:usable"))
    for note in _notes(content):
        add(meta, "edNote", xml.line(note), lang=content.language)
    if action in _SIGNAL:
        add(meta, "signal", qcode=_SIGNAL[action])
    add(meta, "priority", str(content.urgency))
    for link in sheet.links:
        related = add(meta, "link", rel="irel:seeAlso", residref=link.guid)
        add(related, "itemClass", qcode=f"ninat:{link.type.value}")
        add(related, "title", xml.line(link.title))


def _notes(content: Dispatch) -> Iterable[str]:
    """What subscribers' desks should know: number of the lead, correction, what is new, note, use terms."""
    notes = (content.label, content.correction, content.whats_new, content.note)
    terms = (restriction.words for restriction in content.restrictions)
    return (note for note in (*notes, *terms) if note)


def _content_meta(item: Element, sheet: Sheet) -> None:
    meta = add(item, "contentMeta")
    content, house = sheet.content, sheet.agency.house(sheet.content.language)
    add(meta, "urgency", str(content.urgency))
    add(meta, "contentCreated", _source_date(content, DateKind.FIRST) or seconds(sheet.first_at))
    if sheet.entry.header.version > 1:
        add(meta, "contentModified", seconds(sheet.entry.header.at))
    elif (updated := _source_date(content, DateKind.UPDATED)) is not None:
        add(meta, "contentModified", updated)
    _located(meta, content)
    for source in _organisations(content):
        add(meta, "infoSource", literal=source)
    _people(meta, sheet)
    add(meta, "language", tag=content.language)
    genre = add(meta, "genre", literal=content.form.value)
    if content.form in house.forms:
        add(genre, "name", xml.line(house.forms[content.form]), lang=house.language)
    for keyword in content.keywords:
        add(meta, "keyword", xml.line(keyword))
    _subjects(meta, content, sheet.agency)
    add(meta, "slugline", xml.line(content.slug))
    add(meta, "headline", sheet.headline)


def _source_date(content: Dispatch, kind: DateKind) -> str | None:
    """The date that imported copy states of itself, as exact as it stated it; a date without a time stays one."""
    found = next((date for date in content.source_dates if date.kind is kind), None)
    return found.value if found is not None and _DATE.fullmatch(found.value) else None


def _located(meta: Element, content: Dispatch) -> None:
    """City and country; without a known place an empty Turkish name, whose absence would end BIL, KIT and PHB."""
    found = story.city(content)
    if found is None:
        add(add(meta, "located", type="cptype:city"), "name", "", lang=TURKISH)
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
    add(parent, "name", xml.line(name), lang=language)
    if language != TURKISH:
        add(parent, "name", xml.line(name), lang=TURKISH)


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
            add(meta, "creator", qcode=_CREATORS[credit.role], literal=credit.name)
    add(meta, "creator", qcode="AArole:publisher", literal=sheet.provider)
    for credit in printed:
        if credit.role in _CONTRIBUTORS:
            add(meta, "contributor", qcode=_CONTRIBUTORS[credit.role], literal=credit.name)
    name = story.translator(sheet.content)
    if name is not None:
        add(meta, "contributor", qcode="AArole:translator", literal=name)


def _subjects(meta: Element, content: Dispatch, agency: Agency) -> None:
    code, labels = category_labels(agency, content.section)
    _subject(meta, f"AAcat:{code}", labels, agency)
    for package in content.packages:
        number = number_of(agency.packages, package)
        if number is not None:
            labels = next(row.labels for row in agency.packages if row.code == package)
            _subject(meta, f"AApackage:{number}", labels, agency)
    for topic in content.topics:
        add(meta, "subject", qcode=topic)


def _subject(meta: Element, qcode: str, labels: dict[str, str], agency: Agency) -> None:
    """A subject with its names; a Turkish one always, since BIL, KIT and PHB end without it."""
    fallback = labels.get(agency.default_language) or next(iter(labels.values()), qcode)
    subject = add(meta, "subject", qcode=qcode)
    for language, text in sorted({TURKISH: fallback, **labels}.items()):
        add(subject, "name", xml.line(text), lang=language)


def _content_set(item: Element, sheet: Sheet) -> None:
    content = sheet.content
    inline = add(add(item, "contentSet"), "inlineXML", contenttype="application/nitf+xml")
    body = add(xml.nitf(inline), "body")
    head = add(body, "body.head")
    add(add(head, "headline"), "hl1", sheet.headline)
    writers = [
        credit.name for credit in content.credits if credit.role is CreditRole.WRITER and credit.printed
    ]
    add(add(head, "byline"), "byttl", xml.line(", ".join(writers)) or sheet.provider)
    add(head, "abstract", xml.line(content.deck or ""))
    add(body, "body.content", _body(sheet))


def _body(sheet: Sheet) -> str:
    """The story, under the embargo's line where there is one."""
    content, agency = sheet.content, sheet.agency
    if sheet.embargo is None:
        return story.story_html(content, agency)
    time = local_time(sheet.embargo, agency.zoneinfo)
    line = agency.house(content.language).embargo_line.format(time=time)
    return story.story_html(content, agency, opening=[line])
