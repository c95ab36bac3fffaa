"""The head of NITF: codes and dates for machines, and as meta what the standard has no element for."""

from newsflow.domain.codes import CreditRole, Form, PlaceRole
from newsflow.domain.labels import label, section_name
from newsflow.formats import newscodes
from newsflow.formats.core import Slot, mark
from newsflow.formats.dates import basic
from newsflow.formats.facts import desk_notes, encoded_terms, extras, parties
from newsflow.formats.nitf3.body import place
from newsflow.formats.sheet import Sheet, seconds
from newsflow.formats.xml import Element, add, line, put

_FUNCTIONS = {
    CreditRole.WRITER: "writer-author",
    CreditRole.PHOTOGRAPHER: "photographer",
    CreditRole.TAKEN_BY: "photographer",
    CreditRole.EDITOR: "editor",
    CreditRole.WEB_EDITOR: "editor",
}
"""What a credited person did, in the words that NITF has for it; the house's own word stands beside it."""

_IN_ELEMENTS = frozenset({"dateline_date", "number_in_series"})
"""Further facts that NITF has elements for."""


def head(nitf: Element, sheet: Sheet) -> None:
    """The head element: title, meta, links, subjects, docdata, pubdata, who worked on it."""
    parent = add(nitf, "head")
    put(parent, "title", sheet.headline)
    for name, text in _facts(sheet):
        meta(parent, name, text)
    mark(parent, Slot.LINKS)
    _subjects(parent, sheet)
    _docdata(parent, sheet)
    _pubdata(parent, sheet)
    for party in parties(sheet):
        role = party.role.replace("-", "_")
        if role in set(CreditRole):
            function = _FUNCTIONS.get(CreditRole(role), "other")
            put(parent, "revision-history", name=party.name, function=function, comment=party.role)


def meta(parent: Element, name: str, text: str) -> None:
    """A named fact."""
    put(parent, "meta", name=name, content=text)


def _facts(sheet: Sheet) -> list[tuple[str, str]]:
    header, content, media = sheet.header, sheet.content, sheet.media
    found = [
        ("version", str(header.version)),
        ("entry", f"{header.epoch}/{header.guid}/{header.version}"),
        ("first-issued", seconds(sheet.first_at)),
    ]
    if sheet.embargo is not None:
        found.append(("embargo", seconds(sheet.embargo)))
    found += [(name.replace("_", "-"), text) for name, text in extras(sheet) if name not in _IN_ELEMENTS]
    found += [
        (party.role, party.name) for party in parties(sheet) if party.role in {"source", "original-agency"}
    ]
    found += [("package", package) for package in content.packages]
    if content.story is not None:
        found.append(("story", content.story))
    terms = encoded_terms(sheet)
    if terms is not None:
        found.append(("use-terms", terms))
    if media is not None and media.file_name is not None:
        found.append(("file-name", media.file_name))
    return found


def _subjects(head: Element, sheet: Sheet) -> None:
    """The old subject codes under IPTC's name; media topics, which NITF never knew, beside them under their own."""
    content, topics = sheet.content, sheet.topics
    tobject = add(head, "tobject", **{"tobject.type": "news"})
    put(tobject, "tobject.property", **{"tobject.property.type": newscodes.GENRE_OF[content.form].value})
    old = dict.fromkeys(filter(None, map(topics.subject, content.topics)))
    for scheme, numbers in (("IPTC", old), ("medtop", [code.partition(":")[2] for code in content.topics])):
        for number in numbers:
            name = topics.label(f"medtop:{number}", content.language)
            put(tobject, "tobject.subject", **{
                "tobject.subject.ipr": scheme, "tobject.subject.refnum": number,
                "tobject.subject.type": None if name is None else line(name),
            })  # fmt: skip


def _docdata(head: Element, sheet: Sheet) -> None:
    header, content, agency = sheet.header, sheet.content, sheet.agency
    data = add(head, "docdata", **{"management-status": _status(sheet)})
    if content.correction:
        put(data, "correction", info=content.correction, regsrc=agency.code, **{"id-string": header.guid})
    for where in content.places:
        if where.role is PlaceRole.HAPPENED_AT:
            put(data, "evloc", city=where.name, **{"iso-cc": where.code})
    put(data, "doc-id", regsrc=agency.code, **{"id-string": header.guid})
    put(data, "urgency", **{"ed-urg": str(content.urgency)})
    put(data, "date.issue", norm=basic(header.at))
    put(data, "date.release", norm=basic(sheet.embargo or header.at))
    if sheet.media is not None and sheet.media.series is not None:
        put(data, "series", **{"series.part": str(sheet.media.number)})
    for kind, text in desk_notes(sheet):
        put(data, "ed-msg", info=text, **{"msg-type": kind})
    put(data, "du-key", key=content.slug, version=str(header.version))
    year = str(sheet.first_at.astimezone(agency.zoneinfo).year)
    put(data, "doc.copyright", year=year, holder=sheet.provider)
    _rights(data, sheet)
    words = [line(keyword) for keyword in content.keywords if line(keyword)]
    if words:
        keys = add(data, "key-list")
        for word in words:
            put(keys, "keyword", key=word)
    _identified(data, sheet)


def _status(sheet: Sheet) -> str:
    """As NITF names it: an embargo is a status of its own there."""
    if sheet.embargo is not None and sheet.content.form is not Form.ADVISORY:
        return "embargoed"
    return newscodes.pub_status(sheet).value


def _rights(data: Element, sheet: Sheet) -> None:
    for term in sheet.content.restrictions:
        put(
            data, "doc.rights", owner=sheet.provider, limitations=term.words,
            startdate=None if term.starts is None else basic(term.starts),
            enddate=None if term.ends is None else basic(term.ends),
            type=" ".join(term.media) or None,
            **{
                "location-code": " ".join(term.territories) or None,
                "code-source": "ISO 3166-1" if term.territories else None,
            },
        )  # fmt: skip


def _identified(data: Element, sheet: Sheet) -> None:
    content, agency = sheet.content, sheet.agency
    found = add(data, "identified-content")
    for where in content.places:
        if where.role is not PlaceRole.FILED_FROM:
            place(found, where.name, where.country, where.code)
    section = section_name(agency, content.section, content.language)
    put(found, "classifier", line(section), type="section", value=content.section)
    for package in content.packages:
        name = label(agency.packages, package, content.language, agency) or package
        put(found, "classifier", line(name), type="package", value=package)


def _pubdata(head: Element, sheet: Sheet) -> None:
    section = section_name(sheet.agency, sheet.content.section, sheet.content.language)
    put(head, "pubdata", name=sheet.provider, **{
        "date.publication": basic(sheet.header.at), "position.section": section,
    })  # fmt: skip
