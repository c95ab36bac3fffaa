"""The parts of a NewsItem that are about the item: envelope, identification, management."""

from newsflow.domain.agency import Agency
from newsflow.domain.codes import Form
from newsflow.domain.guid import parse_guid
from newsflow.formats import newscodes
from newsflow.formats.core import Slot, mark
from newsflow.formats.dates import basic
from newsflow.formats.facts import extras
from newsflow.formats.newscodes import PubStatus
from newsflow.formats.newsml1.names import provider_id, urn
from newsflow.formats.sheet import Link, Relation, Sheet, seconds
from newsflow.formats.xml import Element, add, line, put

_STATUS = {PubStatus.USABLE: "Usable", PubStatus.WITHHELD: "Withheld", PubStatus.CANCELED: "Canceled"}

_ELSEWHERE = frozenset({"ai_use", "dateline_date", "number_in_series"})
"""Further facts that stand with the rights, the places or whoever made it."""


def envelope(newsml: Element, sheet: Sheet) -> None:
    """Which service it comes from, when, how fast."""
    found = add(newsml, "NewsEnvelope")
    put(found, "DateAndTime", basic(sheet.header.at))
    put(found, "NewsService", FormalName=sheet.agency.code)
    for package in sheet.content.packages:
        put(found, "NewsProduct", FormalName=package)
    put(found, "Priority", FormalName=str(sheet.content.urgency))


def identification(item: Element, sheet: Sheet) -> None:
    """The item's names, and which revision this is."""
    header = sheet.header
    known = add(item, "Identification")
    names = add(known, "NewsIdentifier")
    put(names, "ProviderId", provider_id(sheet.agency))
    put(names, "DateId", parse_guid(header.guid).day)
    put(names, "NewsItemId", header.guid)
    put(names, "RevisionId", str(header.version), PreviousRevision=str(header.version - 1), Update="N")
    put(names, "PublicIdentifier", urn(sheet.agency, header.guid, header.version))
    put(known, "NameLabel", line(sheet.content.slug))


def management(item: Element, sheet: Sheet) -> None:
    """Status, times, urgency, the place for links, what the version is to the last one, and further facts."""
    header, content = sheet.header, sheet.content
    managed = add(item, "NewsManagement")
    put(managed, "NewsItemType", FormalName="Advisory" if content.form is Form.ADVISORY else "News")
    put(managed, "FirstCreated", basic(sheet.first_at))
    put(managed, "ThisRevisionCreated", basic(header.at))
    held = sheet.embargo is not None and content.form is not Form.ADVISORY
    put(managed, "Status", FormalName="Embargoed" if held else _STATUS[newscodes.pub_status(sheet)])
    if held and sheet.embargo is not None:
        change = add(managed, "StatusWillChange")
        put(change, "FutureStatus", FormalName="Usable")
        put(change, "DateAndTime", basic(sheet.embargo))
    put(managed, "Urgency", FormalName=str(content.urgency))
    mark(managed, Slot.LINKS)
    signal = newscodes.signal(sheet.action)
    if signal is not None:
        put(managed, "Instruction", FormalName=signal.value.capitalize())
    for name, value in _properties(sheet):
        put(managed, "Property", FormalName=name, Value=value)


def _properties(sheet: Sheet) -> list[tuple[str, str]]:
    header, content = sheet.header, sheet.content
    found = [("entry", f"{header.epoch}/{header.guid}/{header.version}")]
    if sheet.embargo is not None:
        found.append(("embargo", seconds(sheet.embargo)))
    if content.story is not None:
        found.append(("story", content.story))
    return found + [(name.replace("_", "-"), text) for name, text in extras(sheet) if name not in _ELSEWHERE]


def linked(managed: Element, links: tuple[Link, ...], agency: Agency) -> None:
    """The original first, as what this derives from, then the others by relation."""
    for link in links:
        if link.relation is Relation.ORIGINAL:
            _told(add(managed, "DerivedFrom", FormalName="original", NewsItem=urn_of(link, agency)), link)
    for link in links:
        if link.relation not in {Relation.ORIGINAL, Relation.MEMBER}:
            name = link.relation.value
            _told(add(managed, "AssociatedWith", FormalName=name, NewsItem=urn_of(link, agency)), link)


def members(component: Element, links: tuple[Link, ...], agency: Agency) -> None:
    """The items of a series, in order."""
    for link in links:
        _told(add(component, "NewsItemRef", NewsItem=urn_of(link, agency)), link)


def urn_of(link: Link, agency: Agency) -> str:
    """The linked item's URN, of the version that is meant."""
    return urn(agency, link.guid, link.version)


def _told(parent: Element, link: Link) -> None:
    """The linked item's type, title and, where the account has one, address, as comments: there is no other place."""
    put(parent, "Comment", link.type.value, FormalName="type")
    put(parent, "Comment", line(link.title), FormalName="title", lang=link.language)
    if link.address is not None:
        put(parent, "Comment", line(link.address), FormalName="address")
