"""contentMeta: who made it, where, in which language, about what; headline, slug and caption."""

from newsflow.domain.codes import CreditRole, DateKind, ItemType, PlaceRole
from newsflow.domain.dispatch import Place
from newsflow.domain.labels import section_name
from newsflow.formats import newscodes
from newsflow.formats.dates import stated
from newsflow.formats.facts import Party, parties
from newsflow.formats.newsmlg2.item import named, own
from newsflow.formats.prose import byline, city, place_and_mark
from newsflow.formats.sheet import Sheet, seconds
from newsflow.formats.xml import Element, add, clean, line, put

_CREATORS = {
    CreditRole.WRITER: "cpprole:author",
    CreditRole.PHOTOGRAPHER: "cpprole:author",
    CreditRole.TAKEN_BY: "cpprole:author",
}
_CONTRIBUTORS = {CreditRole.EDITOR: "cpprole:editor", CreditRole.WEB_EDITOR: "cpprole:contentEditor"}
_SOURCES = {"source": "cpprole:originfo", "original-agency": "cpprole:origcont"}
_AREA = "cpnat:geoArea"


def content_meta(item: Element, sheet: Sheet) -> None:
    """The element: administrative facts first, as the schema orders them, then descriptive ones."""
    meta = add(item, "contentMeta")
    put(meta, "urgency", str(sheet.content.urgency))
    for name, value in _dates(sheet):
        put(meta, name, value)
    _located(meta, sheet)
    _people(meta, sheet)
    _subjects(meta, sheet)
    _texts(meta, sheet)
    for name, value in _properties(sheet):
        put(meta, "contentMetaExtProperty", rel=own("property", name), value=value)


def _dates(sheet: Sheet) -> list[tuple[str, str]]:
    """When the content was made and changed, as its source states it, else as we know it."""
    dates = {date.kind: stated(date.value) for date in sheet.content.source_dates}
    taken = sheet.media.taken_at if sheet.media is not None else None
    made = (stated(taken) if taken else None) or dates.get(DateKind.FIRST) or seconds(sheet.first_at)
    found = [("contentCreated", made)]
    changed = seconds(sheet.header.at) if sheet.header.version > 1 else dates.get(DateKind.UPDATED)
    return [*found, ("contentModified", changed)] if changed is not None else found


def _located(meta: Element, sheet: Sheet) -> None:
    found = city(sheet.content)
    if found is None:
        return
    name, country, code = found
    located = add(meta, "located", type=_AREA, literal=name)
    named(located, name, sheet.content.language)
    _country(located, country, code, sheet.content.language)


def _country(parent: Element, country: str | None, code: str | None, language: str) -> None:
    if country is None and code is None:
        return
    known = {"qcode": f"iso3166-1a2:{code}"} if code else {"literal": country}
    named(add(parent, "broader", type=_AREA, **known), country, language)


def _people(meta: Element, sheet: Sheet) -> None:
    """Sources, creators, contributors; each with IPTC's role, where it has one, before the agency's own."""
    for party in parties(sheet):
        if party.role in _SOURCES:
            _party(meta, "infoSource", party, _SOURCES[party.role], sheet)
            continue
        role = CreditRole(party.role.replace("-", "_"))
        if role in _CREATORS:
            video = sheet.content.type is ItemType.VIDEO and role is not CreditRole.WRITER
            code = "cpprole:cameraOperator" if video else _CREATORS[role]
            _party(meta, "creator", party, code, sheet)
        else:
            _party(meta, "contributor", party, _CONTRIBUTORS.get(role), sheet)


def _party(meta: Element, tag: str, party: Party, code: str | None, sheet: Sheet) -> None:
    roles = " ".join(filter(None, (code, own("role", party.role))))
    named(add(meta, tag, role=roles, literal=party.name), party.name, sheet.content.language)


def _subjects(meta: Element, sheet: Sheet) -> None:
    content, topics, language = sheet.content, sheet.topics, sheet.content.language
    put(meta, "language", tag=language)
    if content.type is ItemType.TEXT:
        put(meta, "genre", qcode=f"genre:{newscodes.GENRE_OF[content.form].value}")
        named(
            add(meta, "genre", qcode=own("form", content.form.value)),
            sheet.agency.house(language).forms.get(content.form), language,
        )  # fmt: skip
    for keyword in content.keywords:
        if line(keyword):
            put(meta, "keyword", line(keyword), lang=language)
    for topic in content.topics:
        named(
            add(meta, "subject", type="cpnat:abstract", qcode=topic), topics.label(topic, language), language
        )
    for number in dict.fromkeys(filter(None, map(topics.subject, content.topics))):
        subject = add(meta, "subject", type="cpnat:abstract", qcode=f"subj:{number}")
        named(subject, topics.label(f"medtop:{number}", language), language)
    section = add(meta, "subject", type="cpnat:abstract", qcode=own("section", content.section))
    named(section, section_name(sheet.agency, content.section, language), language)
    for place in content.places:
        if place.role is not PlaceRole.FILED_FROM:
            _place(meta, place, language)


def _place(meta: Element, place: Place, language: str) -> None:
    """A place that it is about, or where it happened: which of the two says the related code."""
    subject = add(meta, "subject", type=_AREA, literal=place.name)
    named(subject, place.name, language)
    _country(subject, place.country, place.code, language)
    put(subject, "related", rel=own("relation", "place"), qcode=own("place", place.role.value))


def _texts(meta: Element, sheet: Sheet) -> None:
    content, media, language = sheet.content, sheet.media, sheet.content.language
    put(meta, "slugline", line(content.slug), lang=language)
    put(meta, "headline", sheet.headline, lang=language)
    if media is None and not sheet.stopped:
        put(meta, "dateline", place_and_mark(content, sheet.agency).removesuffix("- ").strip(), lang=language)
    by = byline(content)
    if by is not None:
        put(meta, "by", by, lang=language)
    if media is not None and media.credit_line:
        put(meta, "creditline", line(media.credit_line), lang=language)
    told = [("drol:summary", content.deck)]
    if media is not None:
        told += [
            ("drol:caption", media.caption),
            (own("description", "alt-text"), media.alt_text),
            (own("description", "extended"), media.extended_description),
        ]
    for role, text in told:
        if text and clean(text).strip():
            put(meta, "description", clean(text).strip(), role=role, lang=language)


def _properties(sheet: Sheet) -> list[tuple[str, str]]:
    """Of a translation its language of origin, whether a machine helped, where else the original is; stated dates."""
    origin = sheet.content.translated_from
    found: list[tuple[str, str]] = []
    if origin is not None:
        found.append(("translated-from", origin.language))
        if origin.machine_aided:
            found.append(("machine-aided", "true"))
        if origin.address:
            found.append(("original-address", origin.address))
        if origin.words:
            found.append(("original-credit", origin.words))
    dateline, answers = sheet.content.dateline, sheet.content.answers
    if dateline is not None and dateline.date is not None:
        found.append(("dateline-date", dateline.date))
    if answers is not None:
        found.append(("answers-as", answers.kind.value))
    dates = sheet.content.source_dates
    return found + [(f"source-{date.kind.value}", date.value) for date in dates]
