"""An entry as HAS's "newsml12": IPTC NewsML 1.2 (§1.9).

No default namespace: PYA looks every `ContentItem` up by its bare name. A file's `Href` is its bare name, as the
download gives it. A text is one `DataContent` of escaped HTML, as in newsml29. PURE in spirit: no I/O, no clock.
"""

from collections.abc import Sequence
from dataclasses import replace

from lxml import etree

from newsflow.domain.agency import Agency
from newsflow.domain.codes import Action, CreditRole, Form, ItemType
from newsflow.domain.guid import parse_guid
from newsflow.domain.labels import category_labels, in_language
from newsflow.domain.media import Media, Rendition
from newsflow.formats import prose
from newsflow.formats.dates import basic
from newsflow.formats.newsml1.names import provider_id, urn
from newsflow.has import story, xml
from newsflow.has.labels import number_of
from newsflow.has.remote import data_mining_term
from newsflow.has.sheet import Link, Sheet, notice_alone
from newsflow.has.xml import Element
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
    root = etree.Element("NewsML", Version="1.2")
    envelope = _add(root, "NewsEnvelope")
    _add(envelope, "DateAndTime", basic(about.entry.header.at))
    _add(envelope, "NewsService", FormalName=about.agency.code)
    for package in about.content.packages:
        number = number_of(about.agency.packages, package)
        _add(envelope, "NewsProduct", FormalName=package if number is None else f"AApackage:{number}")
    _add(envelope, "Priority", FormalName=str(about.content.urgency))
    for sheet in members:
        _news_item(root, replace(sheet, content=notice_alone(sheet)) if sheet.stopped else sheet)
    return xml.written(root)


def _add(parent: Element, name: str, text: str | None = None, /, **attributes: str | None) -> Element:
    """A child without a namespace; an attribute that is None is left out."""
    child = etree.SubElement(parent, name)
    for attribute, value in attributes.items():
        if value is not None:
            child.set(f"{{{xml.XML}}}lang" if attribute == "lang" else attribute, xml.line(value))
    if text is not None:
        child.text = text
    return child


def _news_item(root: Element, sheet: Sheet) -> None:
    item = _add(root, "NewsItem", lang=sheet.content.language)
    _identification(item, sheet)
    _management(item, sheet)
    _component(item, sheet)


def _identification(item: Element, sheet: Sheet) -> None:
    header = sheet.entry.header
    known = _add(item, "Identification")
    names = _add(known, "NewsIdentifier")
    _add(names, "ProviderId", provider_id(sheet.agency))
    _add(names, "DateId", parse_guid(header.guid).day)
    _add(names, "NewsItemId", header.guid)
    _add(names, "RevisionId", str(header.version), PreviousRevision=str(header.version - 1), Update="N")
    _add(names, "PublicIdentifier", urn(sheet.agency, header.guid, header.version))
    _add(known, "NameLabel", xml.line(sheet.content.slug))


def _management(item: Element, sheet: Sheet) -> None:
    header, content = sheet.entry.header, sheet.content
    managed = _add(item, "NewsManagement")
    _add(managed, "NewsItemType", FormalName="Advisory" if content.form is Form.ADVISORY else "News")
    _add(managed, "FirstCreated", basic(sheet.first_at))
    _add(managed, "ThisRevisionCreated", basic(header.at))
    never_public = content.form is Form.ADVISORY
    _add(managed, "Status", FormalName=_STATUS.get(header.action, "Withheld" if never_public else "Usable"))
    _add(managed, "Urgency", FormalName=str(content.urgency))
    if sheet.series is not None:
        _add(managed, "AssociatedWith", FormalName="Series", NewsItem=urn(sheet.agency, sheet.series))
    for link in sheet.links:
        _associated(managed, sheet.agency, link)
    if header.action in _INSTRUCTION:
        _add(managed, "Instruction", FormalName=_INSTRUCTION[header.action])


def _associated(managed: Element, agency: Agency, link: Link) -> None:
    kind = _ASSOCIATION.get(link.type, "Text")
    related = _add(managed, "AssociatedWith", FormalName=kind, NewsItem=urn(agency, link.guid))
    _add(related, "Comment", xml.line(link.title))


def _component(item: Element, sheet: Sheet) -> None:
    media = sheet.media
    component = _add(item, "NewsComponent", lang=sheet.content.language)
    _add(component, "Role", FormalName="Main")
    _news_lines(component, sheet)
    administered = _add(component, "AdministrativeMetadata")
    _add(_add(administered, "Provider"), "Party", FormalName=sheet.provider)
    _creators(administered, sheet)
    _rights(component, sheet)
    _described(component, sheet)
    if media is None:
        _text(component, _story(sheet))
        return
    files = _add(component, "NewsComponent", Essential="yes", EquivalentsList="yes")
    _add(files, "Role", FormalName="Main")
    for rendition in sheet.renditions:
        if rendition.name in SIZES[sheet.content.type]:  # a client takes each Href for a size of the item
            _file(files, sheet, rendition, media)
    caption = _add(component, "NewsComponent")
    _add(caption, "Role", FormalName="Caption")
    _text(caption, xml.clean(media.caption), kind="text/plain")


def _news_lines(component: Element, sheet: Sheet) -> None:
    content = sheet.content
    lines = _add(component, "NewsLines")
    _add(lines, "HeadLine", sheet.headline)
    if content.deck:
        _add(lines, "SubHeadLine", xml.line(content.deck))
    for credit in content.credits:
        if credit.printed and credit.role is not CreditRole.TRANSLATOR:
            _add(lines, "ByLine", xml.line(credit.name))
    place = prose.city(content)
    if place is not None:
        _add(lines, "DateLine", xml.line(place[0]))
    if sheet.media is not None and sheet.media.credit_line:
        _add(lines, "CreditLine", xml.line(sheet.media.credit_line))
    if sheet.media is not None and sheet.media.copyright:
        _add(lines, "CopyrightLine", xml.line(sheet.media.copyright))
    _add(lines, "SlugLine", xml.line(content.slug))
    for keyword in content.keywords:
        _add(lines, "KeywordLine", xml.line(keyword))
    for kind, text in _notes(sheet):
        line = _add(lines, "NewsLine")
        _add(line, "NewsLineType", FormalName=kind)
        _add(line, "NewsLineText", xml.line(text))


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
            _add(_add(administered, "Creator"), "Party", FormalName=credit.name)
    for source in sheet.content.sources:
        _add(_add(administered, "Source"), "Party", FormalName=source.name)


def _rights(component: Element, sheet: Sheet) -> None:
    rights = _add(component, "RightsMetadata")
    owned = _add(rights, "Copyright")
    _add(owned, "CopyrightHolder", xml.line(sheet.provider))
    _add(owned, "CopyrightDate", str(sheet.first_at.astimezone(sheet.agency.zoneinfo).year))
    for restriction in sheet.content.restrictions:
        usage = _add(rights, "UsageRights")
        _add(usage, "Limitations", xml.line(restriction.words), lang=sheet.content.language)
    term = None if sheet.media is None else data_mining_term(sheet.media)
    if term is not None:
        _add(rights, "Property", FormalName="DataMining", Value=term)


def _described(component: Element, sheet: Sheet) -> None:
    content, agency = sheet.content, sheet.agency
    described = _add(component, "DescriptiveMetadata")
    _add(described, "Language", FormalName=content.language)
    if content.type is ItemType.TEXT:
        _add(described, "Genre", FormalName=content.form.value)
    for topic in content.topics:
        _add(_add(described, "SubjectCode"), "Subject", FormalName=topic.partition(":")[2] or topic)
    place = prose.city(content)
    if place is not None:
        location = _add(described, "Location", HowPresent="Origin")
        _add(location, "Property", FormalName="City", Value=place[0])
        if place[1] is not None:
            _add(location, "Property", FormalName="Country", Value=place[1])
    code, labels = category_labels(agency, content.section)
    label = in_language(labels, content.language, agency)
    category = _add(described, "Property", FormalName="AAcat", Value=code)
    _add(category, "Property", FormalName="Label", Value=label)


def _story(sheet: Sheet) -> str:
    return story.story_html(sheet.content, sheet.agency)


def _text(component: Element, text: str, kind: str = "text/html") -> None:
    item = _add(component, "ContentItem")
    _add(item, "MediaType", FormalName="Text")
    _add(item, "MimeType", FormalName=kind)
    _add(item, "DataContent", text)


def _file(component: Element, sheet: Sheet, rendition: Rendition, media: Media) -> None:
    guid = sheet.entry.header.guid
    item = _add(component, "ContentItem", Href=file_name(guid, rendition, media.file_name))
    _add(item, "MediaType", FormalName=_MEDIA_TYPE.get(sheet.content.type, "ComplexData"))
    _add(item, "MimeType", FormalName=rendition.type)
    facts = _add(item, "Characteristics")
    _add(facts, "SizeInBytes", str(rendition.bytes))
    unit = "InPoints" if rendition.in_points else ""
    sizes = (
        (f"Width{unit}", rendition.width),
        (f"Height{unit}", rendition.height),
        ("DurationMilliseconds", rendition.duration_ms),
    )
    for name, value in sizes:
        if value is not None:
            _add(facts, "Property", FormalName=name, Value=str(value))
    _add(facts, "Property", FormalName="Rendition", Value=rendition.name.value)
