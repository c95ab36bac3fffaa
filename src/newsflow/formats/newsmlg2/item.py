"""What every item of G2 begins with: its own attributes, the catalogs that its codes are from, and links."""

from collections.abc import Iterable
from datetime import datetime

from newsflow.domain.agency import Agency
from newsflow.domain.codes import Action, ItemType
from newsflow.domain.entry import STOPS
from newsflow.domain.text import direction
from newsflow.formats import newscodes
from newsflow.formats.glossary import scheme
from newsflow.formats.names import Format, media_type
from newsflow.formats.newscodes import PubStatus
from newsflow.formats.sheet import Link, Relation, seconds
from newsflow.formats.xml import Element, add, clean, line, put, root

G2 = "http://iptc.org/std/nar/2006-10-01/"
CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"
"""IPTC's own catalog, in the version that readers without a network carry."""
SCHEMES = (
    "action", "description", "form", "item", "note", "package", "place", "property", "relation",
    "rendition", "role", "section", "term",
)  # fmt: skip
"""The agency's own lists. Their aliases are `x-` and the name, so that none is taken for IPTC's."""

_RELATIONS = {
    Relation.STORY: "irel:seeAlso",
    Relation.REPLACES: "irel:previousVersion",
}
"""Relations that IPTC has a code for; the others are the agency's own."""


def own(name: str, code: str) -> str:
    """A code of one of the agency's own lists, as a QCode; a QCode holds no blanks."""
    assert name in SCHEMES
    return f"x-{name}:{'_'.join(code.split()) or '-'}"


def g2_root(tag: str, agency: Agency, guid: str, version: int, language: str) -> Element:
    """The first element of an item, with its catalogs."""
    item = root(
        tag, xmlns=G2, standard="NewsML-G2", standardversion="2.35", conformance="power", guid=guid,
        version=str(version), lang=language, dir=direction(language),
    )  # fmt: skip
    put(item, "catalogRef", href=CATALOG)
    catalog = add(item, "catalog")
    for name in SCHEMES:
        put(catalog, "scheme", alias=f"x-{name}", uri=f"{scheme(agency, name)}:")
    return item


def named(parent: Element, name: str | None, language: str) -> None:
    """A name of what the parent stands for."""
    if name is not None and line(name):
        put(parent, "name", line(name), lang=language)


def linked(parent: Element, links: Iterable[Link]) -> None:
    """Links to other items, each with the version that is meant."""
    for link in links:
        rel = _RELATIONS.get(link.relation) or own("relation", link.relation.value)
        _target(parent, "link", link, rel)


def members(group: Element, links: Iterable[Link]) -> None:
    """References to the items of a package, in order."""
    for link in links:
        _target(group, "itemRef", link, None)


def _target(parent: Element, tag: str, link: Link, rel: str | None) -> None:
    """A reference with hints, so that a desk knows what it would fetch: class, times, title, and of media caption."""
    found = add(
        parent, tag, rel=rel, residref=link.guid, version=str(link.version), href=link.address,
        contenttype=media_type(Format.NEWSML_G2, link.type),
    )  # fmt: skip
    _hints(found, link.type, link.at)
    status = _status(link)
    if status is not None:
        put(found, "pubStatus", qcode=f"stat:{status.value}")
    put(found, "title", line(link.title), lang=link.language)
    media = None if link.sheet is None else link.sheet.media
    if media is not None:
        told = (("drol:caption", media.caption), (own("description", "alt-text"), media.alt_text))
        for role, text in told:
            if text and clean(text).strip():
                put(found, "description", clean(text), role=role, lang=link.language)


def _hints(parent: Element, kind: ItemType, at: datetime) -> None:
    put(parent, "itemClass", qcode=f"ninat:{newscodes.NATURE_OF[kind].value}")
    put(parent, "versionCreated", seconds(at))


def _status(link: Link) -> PubStatus | None:
    """The linked item's status, as far as a link knows it: that of what was stopped, and of embedded media."""
    if link.action in STOPS:
        return PubStatus.WITHHELD if link.action is Action.HOLD else PubStatus.CANCELED
    return None if link.sheet is None else newscodes.pub_status(link.sheet)
