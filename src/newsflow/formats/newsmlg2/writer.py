"""An item as G2: a newsItem, of a series a packageItem; what one account may see beside it is filled in."""

from newsflow.domain.media import MEMBER_OF
from newsflow.formats.choices import Choices
from newsflow.formats.core import Core, Slot, children, mark, xml_core
from newsflow.formats.newsmlg2 import contents
from newsflow.formats.newsmlg2.content_meta import content_meta
from newsflow.formats.newsmlg2.item import g2_root, linked, members, own
from newsflow.formats.newsmlg2.item_meta import item_meta
from newsflow.formats.newsmlg2.rights import rights
from newsflow.formats.sheet import Links, Relation, Sheet
from newsflow.formats.xml import Element, add, root


def core(sheet: Sheet, choices: Choices) -> Core:
    """The document. Links stand in itemMeta, files in the contentSet, a series' items in its group."""
    series = sheet.content.type in MEMBER_OF
    header, language = sheet.header, sheet.content.language
    item = g2_root(
        "packageItem" if series else "newsItem", sheet.agency, header.guid, header.version, language
    )
    rights(item, sheet)
    item_meta(item, sheet)
    content_meta(item, sheet)
    if series:
        _group(item, sheet)
    elif sheet.media is None:
        contents.text(add(item, "contentSet"), sheet, choices)
    else:
        mark(add(item, "contentSet"), Slot.FILES)
    return xml_core(item)


def _group(item: Element, sheet: Sheet) -> None:
    """The series' items in order; of a stopped series no group, since none of it may be used."""
    if sheet.stopped:
        return
    group_set = add(item, "groupSet", root="series")
    group = add(group_set, "group", id="series", role=own("relation", "series"), mode="pgrmod:seq")
    mark(group, Slot.MEMBERS)


def fill(sheet: Sheet, links: Links, choices: Choices) -> dict[Slot, bytes]:
    """Links, files and members, each by address where the account has one."""
    assert choices is not None
    meta, files, group = root("itemMeta"), root("contentSet"), root("group")
    series = sheet.content.type in MEMBER_OF
    inside = links.of(Relation.MEMBER) if series else ()
    linked(meta, (link for link in links.items if link not in inside))
    members(group, inside)
    for file in links.files:
        contents.remote(files, file)
    return {Slot.LINKS: children(meta), Slot.FILES: children(files), Slot.MEMBERS: children(group)}
