"""itemMeta: what is said of the item and this version, not of what it tells."""

from newsflow.domain.labels import label
from newsflow.formats import newscodes
from newsflow.formats.core import Slot, mark
from newsflow.formats.facts import desk_notes
from newsflow.formats.newsmlg2.item import named, own
from newsflow.formats.sheet import Sheet, seconds
from newsflow.formats.xml import Element, add, line, put


def item_meta(item: Element, sheet: Sheet) -> None:
    """The element, with the place for links."""
    header, content, language = sheet.header, sheet.content, sheet.content.language
    meta = add(item, "itemMeta")
    put(meta, "itemClass", qcode=f"ninat:{newscodes.NATURE_OF[content.type].value}")
    named(add(meta, "provider", literal=content.provider), sheet.provider, language)
    put(meta, "versionCreated", seconds(header.at))
    put(meta, "firstCreated", seconds(sheet.first_at))
    if sheet.embargo is not None:
        put(meta, "embargoed", seconds(sheet.embargo))
    put(meta, "pubStatus", qcode=f"stat:{newscodes.pub_status(sheet).value}")
    if sheet.media is not None and sheet.media.file_name:
        put(meta, "fileName", line(sheet.media.file_name))
    for package in content.packages:
        service = add(meta, "service", qcode=own("package", package))
        named(service, label(sheet.agency.packages, package, language, sheet.agency), language)
    for kind, text in _notes(sheet):
        put(meta, "edNote", text, role=own("note", kind), lang=language)
    signal = newscodes.signal(sheet.action)
    if signal is not None:
        put(meta, "signal", qcode=f"sig:{signal.value}")
    put(meta, "signal", qcode=own("action", sheet.action.value))
    mark(meta, Slot.LINKS)
    for name, value in _properties(sheet):
        put(meta, "itemMetaExtProperty", rel=own("item", name), value=value)


def _notes(sheet: Sheet) -> list[tuple[str, str]]:
    """What desks should know, by kind. A stopped item's notice is among them: a package has no other text."""
    stopped = line(" ".join(sheet.content.words())) if sheet.stopped else ""
    notice = (("notice", stopped),) if stopped else ()
    terms = [("term", line(term.words)) for term in sheet.content.restrictions if line(term.words)]
    return [*notice, *desk_notes(sheet), *terms]


def _properties(sheet: Sheet) -> list[tuple[str, str]]:
    """What G2 has no property for: the key that counts an entry once, priority by name, story, a notice's facts."""
    header, content = sheet.header, sheet.content
    found = [
        ("entry", f"{header.epoch}/{header.guid}/{header.version}"),
        ("priority", content.priority.value),
    ]
    if content.story is not None:
        found.append(("story", content.story))
    if content.notice_of is not None:
        told = content.notice_of
        found += [("notice-action", told.action.value), ("notice-first-issued", seconds(told.at))]
        if told.reason is not None:
            found.append(("notice-reason", told.reason.value))
    if sheet.media is not None and sheet.media.series is not None:
        found.append(("number-in-series", str(sheet.media.number)))
    return found
