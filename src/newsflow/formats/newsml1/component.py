"""A NewsComponent's metadata: lines for readers, who made it, on which terms, about what."""

from newsflow.domain.codes import CreditRole, ItemType, PlaceRole
from newsflow.domain.dispatch import Restriction
from newsflow.domain.labels import section_name
from newsflow.formats import newscodes
from newsflow.formats.dates import basic
from newsflow.formats.facts import Party, ai_use, desk_notes, encoded_terms, parties
from newsflow.formats.prose import city, place_and_mark
from newsflow.formats.sheet import Sheet
from newsflow.formats.xml import Element, add, clean, line, put

_CREATORS = frozenset({CreditRole.WRITER.value, "photographer", "taken-by"})
_PRESENT = {PlaceRole.HAPPENED_AT: "Event", PlaceRole.ABOUT: "Primary"}


def news_lines(component: Element, sheet: Sheet) -> None:
    """Headline, by-lines, place, credit, rights, slug, keywords, and what desks should know."""
    content, media = sheet.content, sheet.media
    lines = add(component, "NewsLines")
    put(lines, "HeadLine", sheet.headline)
    if content.deck and line(content.deck):
        put(lines, "SubHeadLine", line(content.deck))
    for party in parties(sheet):
        if party.role in _CREATORS:
            put(lines, "ByLine", party.name)
    if media is None and not sheet.stopped:
        put(lines, "DateLine", place_and_mark(content, sheet.agency).removesuffix("- ").strip())
    if media is not None and media.credit_line:
        put(lines, "CreditLine", line(media.credit_line))
    if media is not None and media.copyright:
        put(lines, "CopyrightLine", line(media.copyright))
    for term in content.restrictions:
        put(lines, "RightsLine", line(term.words))
    put(lines, "SlugLine", line(content.slug))
    for keyword in content.keywords:
        if line(keyword):
            put(lines, "KeywordLine", line(keyword))
    for kind, text in _notes(sheet):
        found = add(lines, "NewsLine")
        put(found, "NewsLineType", FormalName=kind)
        put(found, "NewsLineText", text)


def _notes(sheet: Sheet) -> list[tuple[str, str]]:
    media = sheet.media
    seen = () if media is None else (("alt-text", media.alt_text), ("extended", media.extended_description))
    told = [(kind, clean(text).strip()) for kind, text in seen if text and clean(text).strip()]
    return [*desk_notes(sheet), *told]


def administrative(component: Element, sheet: Sheet) -> None:
    """Provider, creators, sources, contributors, each with a role where the standard has none of its own."""
    media = sheet.media
    meta = add(component, "AdministrativeMetadata")
    if media is not None and media.file_name:
        put(meta, "FileName", line(media.file_name))
    put(add(meta, "Provider"), "Party", FormalName=sheet.provider)
    known = parties(sheet)
    roles = set(CreditRole)
    for party in known:
        if party.role in _CREATORS:
            _contributed(add(meta, "Creator"), party)
    for party in known:
        if party.role.replace("-", "_") not in roles:
            found = add(add(meta, "Source"), "Party", FormalName=party.name)
            put(found, "Property", FormalName="role", Value=party.role)
    for party in known:
        if party.role.replace("-", "_") in roles and party.role not in _CREATORS:
            _contributed(add(meta, "Contributor"), party)
    if media is not None and media.series is not None:
        put(meta, "Property", FormalName="number-in-series", Value=str(media.number))


def _contributed(parent: Element, party: Party) -> None:
    put(parent, "Party", FormalName=party.name)
    put(parent, "Contribution", FormalName=party.role)


def rights(component: Element, sheet: Sheet) -> None:
    """Whose it is since when, each use term, and what machines may do."""
    meta = add(component, "RightsMetadata")
    owned = add(meta, "Copyright")
    put(owned, "CopyrightHolder", line(sheet.provider))
    put(owned, "CopyrightDate", str(sheet.first_at.astimezone(sheet.agency.zoneinfo).year))
    for term in sheet.content.restrictions:
        _usage(meta, sheet, term)
    for name, value in (("use-terms", encoded_terms(sheet)), ("ai-use", ai_use(sheet.media))):
        if value is not None:
            put(meta, "Property", FormalName=name, Value=value)


def _usage(meta: Element, sheet: Sheet, term: Restriction) -> None:
    usage = add(meta, "UsageRights")
    if term.media:
        put(usage, "UsageType", line(", ".join(term.media)))
    if term.territories:
        put(usage, "Geography", line(", ".join(term.territories)))
    put(usage, "Limitations", line(term.words), lang=sheet.content.language)
    if term.starts is not None:
        put(usage, "StartDate", basic(term.starts))
    if term.ends is not None:
        put(usage, "EndDate", basic(term.ends))


def descriptive(component: Element, sheet: Sheet) -> None:
    """Language, genre, subjects (the old codes first, media topics beside them), places, section."""
    content, topics, language = sheet.content, sheet.topics, sheet.content.language
    meta = add(component, "DescriptiveMetadata")
    put(meta, "Language", FormalName=language)
    if content.type is ItemType.TEXT:
        put(meta, "Genre", FormalName=newscodes.GENRE_OF[content.form].value, Vocabulary=newscodes.GENRE)
    for number in dict.fromkeys(filter(None, map(topics.subject, content.topics))):
        subject = add(meta, "SubjectCode")
        put(subject, _level(number), FormalName=number, Vocabulary=newscodes.SUBJECT_CODE)
    for topic in content.topics:
        subject = add(meta, "SubjectCode")
        code = topic.partition(":")[2]
        put(subject, "Subject", FormalName=code, Vocabulary=newscodes.MEDIA_TOPIC)
    if content.dateline is not None and content.dateline.date is not None:
        put(meta, "DateLineDate", line(content.dateline.date).replace("-", ""))
    _places(meta, sheet)
    section = add(meta, "Property", FormalName="section", Value=content.section)
    put(section, "Property", FormalName="label", Value=section_name(sheet.agency, content.section, language))


def _level(number: str) -> str:
    """Which of the three levels of the old subject codes a number is of."""
    if number.endswith("000000"):
        return "Subject"
    return "SubjectMatter" if number.endswith("000") else "SubjectDetail"


def _places(meta: Element, sheet: Sheet) -> None:
    filed = city(sheet.content)
    rows = [] if filed is None else [("Origin", filed)]
    rows += [
        (_PRESENT[place.role], (place.name, place.country, place.code))
        for place in sheet.content.places
        if place.role in _PRESENT
    ]
    for present, (name, country, code) in rows:
        location = add(meta, "Location", HowPresent=present)
        for kind, value in (("City", name), ("Country", country), ("CountryCode", code)):
            if value is not None:
                put(location, "Property", FormalName=kind, Value=value)
