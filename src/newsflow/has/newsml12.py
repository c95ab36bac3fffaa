"""An entry as HAS's "newsml12": IPTC NewsML 1.2 (§1.9).

No default namespace: PYA looks every `ContentItem` up by its bare name. A file's `Href` is its bare name, as the
download gives it. A text is one `DataContent` of escaped HTML, as in newsml29. PURE in spirit: no I/O, no clock.
"""

from collections.abc import Sequence
from dataclasses import replace

from newsflow.domain.agency import Agency
from newsflow.domain.codes import Action, CreditRole, Form, ItemType
from newsflow.domain.guid import parse_guid
from newsflow.domain.labels import category_labels, in_language
from newsflow.domain.media import Media, Rendition
from newsflow.formats import prose
from newsflow.formats.dates import basic
from newsflow.formats.newsml1.names import provider_id, urn
from newsflow.formats.xml import put
from newsflow.formats.xml import root as any_root
from newsflow.has import story, xml
from newsflow.has.labels import number_of
from newsflow.has.remote import data_mining_term
from newsflow.has.sheet import Link, Sheet, notice_alone
from newsflow.has.xml import Element, add
from newsflow.matching.sizes import SIZES
from newsflow.media.file_names import file_name

_STATUS = {Action.HOLD: "Withheld", Action.KILL: "Canceled", Action.WITHDRAW: "Canceled"}
_INSTRUCTION = {
    Action.UPDATE: "Update",
    Action.CORRECT: "Correction",
    Action.REINSTATE: "Update",
    Action.REDACT: "Correction",
}
_MEDIA_TYPE = {ItemType.PICTURE: "Photo", ItemType.VIDEO: "Video", ItemType.GRAPH: "Graphic"}
_ASSOCIATION = {
    ItemType.PICTURE: "Photo",
    ItemType.VIDEO: "Video",
    ItemType.GRAPH: "Graphic",
    ItemType.TEXT: "Text",
}


def newsml12(sheet: Sheet) -> bytes:
    """The document of an item's latest entry, with the links that one account may see."""
    return series12(sheet, (sheet,))


def series12(about: Sheet, members: Sequence[Sheet]) -> bytes:
    """One document that holds every member, in order; `about` is the series itself, which dates it."""
    root = any_root("NewsML", Version="1.2")
    envelope = add(root, "NewsEnvelope")
    put(envelope, "DateAndTime", basic(about.entry.header.at))
    put(envelope, "NewsService", FormalName=about.agency.code)
    for package in about.content.packages:
        number = number_of(about.agency.packages, package)
        put(envelope, "NewsProduct", FormalName=package if number is None else f"AApackage:{number}")
    put(envelope, "Priority", FormalName=str(about.content.urgency))
    for sheet in members:
        _news_item(root, replace(sheet, content=notice_alone(sheet)) if sheet.stopped else sheet)
    return xml.written(root)


def _news_item(root: Element, sheet: Sheet) -> None:
    item = add(root, "NewsItem", lang=sheet.content.language)
    _identification(item, sheet)
    _management(item, sheet)
    _component(item, sheet)


def _identification(item: Element, sheet: Sheet) -> None:
    header = sheet.entry.header
    known = add(item, "Identification")
    names = add(known, "NewsIdentifier")
    put(names, "ProviderId", provider_id(sheet.agency))
    put(names, "DateId", parse_guid(header.guid).day)
    put(names, "NewsItemId", header.guid)
    put(names, "RevisionId", str(header.version), PreviousRevision=str(header.version - 1), Update="N")
    put(names, "PublicIdentifier", urn(sheet.agency, header.guid, header.version))
    put(known, "NameLabel", xml.line(sheet.content.slug))


def _management(item: Element, sheet: Sheet) -> None:
    header, content = sheet.entry.header, sheet.content
    managed = add(item, "NewsManagement")
    put(managed, "NewsItemType", FormalName="Advisory" if content.form is Form.ADVISORY else "News")
    put(managed, "FirstCreated", basic(sheet.first_at))
    put(managed, "ThisRevisionCreated", basic(header.at))
    never_public = content.form is Form.ADVISORY
    put(managed, "Status", FormalName=_STATUS.get(header.action, "Withheld" if never_public else "Usable"))
    put(managed, "Urgency", FormalName=str(content.urgency))
    if sheet.series is not None:
        put(managed, "AssociatedWith", FormalName="Series", NewsItem=urn(sheet.agency, sheet.series))
    for link in sheet.links:
        _associated(managed, sheet.agency, link)
    if header.action in _INSTRUCTION:
        put(managed, "Instruction", FormalName=_INSTRUCTION[header.action])


def _associated(managed: Element, agency: Agency, link: Link) -> None:
    kind = _ASSOCIATION.get(link.type, "Text")
    related = add(managed, "AssociatedWith", FormalName=kind, NewsItem=urn(agency, link.guid))
    put(related, "Comment", xml.line(link.title))


def _component(item: Element, sheet: Sheet) -> None:
    media = sheet.media
    component = add(item, "NewsComponent", lang=sheet.content.language)
    put(component, "Role", FormalName="Main")
    _news_lines(component, sheet)
    administered = add(component, "AdministrativeMetadata")
    put(add(administered, "Provider"), "Party", FormalName=sheet.provider)
    _creators(administered, sheet)
    _rights(component, sheet)
    _described(component, sheet)
    if media is None:
        _text(component, _story(sheet))
        return
    files = add(component, "NewsComponent", Essential="yes", EquivalentsList="yes")
    put(files, "Role", FormalName="Main")
    for rendition in sheet.renditions:
        if rendition.name in SIZES[sheet.content.type]:  # a client takes each Href for a size of the item
            _file(files, sheet, rendition, media)
    caption = add(component, "NewsComponent")
    put(caption, "Role", FormalName="Caption")
    _text(caption, xml.clean(media.caption), kind="text/plain")


def _news_lines(component: Element, sheet: Sheet) -> None:
    content = sheet.content
    lines = add(component, "NewsLines")
    put(lines, "HeadLine", sheet.headline)
    if content.deck:
        put(lines, "SubHeadLine", xml.line(content.deck))
    for credit in content.credits:
        if credit.printed and credit.role is not CreditRole.TRANSLATOR:
            put(lines, "ByLine", xml.line(credit.name))
    place = prose.city(content)
    if place is not None:
        put(lines, "DateLine", xml.line(place[0]))
    if sheet.media is not None and sheet.media.credit_line:
        put(lines, "CreditLine", xml.line(sheet.media.credit_line))
    if sheet.media is not None and sheet.media.copyright:
        put(lines, "CopyrightLine", xml.line(sheet.media.copyright))
    put(lines, "SlugLine", xml.line(content.slug))
    for keyword in content.keywords:
        put(lines, "KeywordLine", xml.line(keyword))
    for kind, text in _notes(sheet):
        line = add(lines, "NewsLine")
        put(line, "NewsLineType", FormalName=kind)
        put(line, "NewsLineText", xml.line(text))


def _notes(sheet: Sheet) -> list[tuple[str, str]]:
    content = sheet.content
    notes = [
        ("Label", content.label),
        ("Correction", content.correction),
        ("WhatsNew", content.whats_new),
        ("EditorsNote", content.note),
    ]
    if sheet.media is not None:
        notes += [
            ("AltText", sheet.media.alt_text),
            ("ExtendedDescription", sheet.media.extended_description),
        ]
    return [(kind, text) for kind, text in notes if text]


def _creators(administered: Element, sheet: Sheet) -> None:
    roles = {CreditRole.WRITER, CreditRole.PHOTOGRAPHER, CreditRole.TAKEN_BY}
    for credit in sheet.content.credits:
        if credit.printed and credit.role in roles:
            put(add(administered, "Creator"), "Party", FormalName=credit.name)
    for source in sheet.content.sources:
        put(add(administered, "Source"), "Party", FormalName=source.name)


def _rights(component: Element, sheet: Sheet) -> None:
    rights = add(component, "RightsMetadata")
    owned = add(rights, "Copyright")
    put(owned, "CopyrightHolder", xml.line(sheet.provider))
    put(owned, "CopyrightDate", str(sheet.first_at.astimezone(sheet.agency.zoneinfo).year))
    for restriction in sheet.content.restrictions:
        usage = add(rights, "UsageRights")
        put(usage, "Limitations", xml.line(restriction.words), lang=sheet.content.language)
    term = None if sheet.media is None else data_mining_term(sheet.media)
    if term is not None:
        put(rights, "Property", FormalName="DataMining", Value=term)


def _described(component: Element, sheet: Sheet) -> None:
    content, agency = sheet.content, sheet.agency
    described = add(component, "DescriptiveMetadata")
    put(described, "Language", FormalName=content.language)
    if content.type is ItemType.TEXT:
        put(described, "Genre", FormalName=content.form.value)
    for topic in content.topics:
        put(add(described, "SubjectCode"), "Subject", FormalName=topic.partition(":")[2] or topic)
    place = prose.city(content)
    if place is not None:
        location = add(described, "Location", HowPresent="Origin")
        put(location, "Property", FormalName="City", Value=place[0])
        if place[1] is not None:
            put(location, "Property", FormalName="Country", Value=place[1])
    code, labels = category_labels(agency, content.section)
    label = in_language(labels, content.language, agency)
    category = add(described, "Property", FormalName="AAcat", Value=code)
    put(category, "Property", FormalName="Label", Value=label)


def _story(sheet: Sheet) -> str:
    return story.story_html(sheet.content, sheet.agency)


def _text(component: Element, text: str, kind: str = "text/html") -> None:
    item = add(component, "ContentItem")
    put(item, "MediaType", FormalName="Text")
    put(item, "MimeType", FormalName=kind)
    put(item, "DataContent", text)


def _file(component: Element, sheet: Sheet, rendition: Rendition, media: Media) -> None:
    guid = sheet.entry.header.guid
    item = add(component, "ContentItem", Href=file_name(guid, rendition, media.file_name))
    put(item, "MediaType", FormalName=_MEDIA_TYPE.get(sheet.content.type, "ComplexData"))
    put(item, "MimeType", FormalName=rendition.type)
    facts = add(item, "Characteristics")
    put(facts, "SizeInBytes", str(rendition.bytes))
    unit = "InPoints" if rendition.in_points else ""
    sizes = (
        (f"Width{unit}", rendition.width),
        (f"Height{unit}", rendition.height),
        ("DurationMilliseconds", rendition.duration_ms),
    )
    for name, value in sizes:
        if value is not None:
            put(facts, "Property", FormalName=name, Value=str(value))
    put(facts, "Property", FormalName="Rendition", Value=rendition.name.value)
