"""The parts of newsml29 that media have and texts do not: caption, rights, files (§1.8)."""

from newsflow.domain.codes import ItemType
from newsflow.domain.media import Media, Rendition, RenditionName
from newsflow.formats import newscodes
from newsflow.has import xml
from newsflow.has.sheet import Sheet
from newsflow.has.xml import Element, add, put

NATURE = {ItemType.GRAPH: "ninat:graphic"} | dict.fromkeys(
    (ItemType.FILE, ItemType.PICTURE_GROUP, ItemType.VIDEO_GROUP, ItemType.GRAPH_GROUP), "ninat:composite"
)
"""IPTC's name of a type, where it is not ours."""
_RENDITION = {
    RenditionName.PRINT: "rnd:highRes",
    RenditionName.THUMB: "rnd:thumbnail",
    RenditionName.POSTER: "rnd:preview",
}


def nature(kind: ItemType) -> str:
    """The item class of a type, such as ninat:picture."""
    return NATURE.get(kind, f"ninat:{kind.value}")


def rights(parent: Element, media: Media) -> None:
    """The copyright's own words."""
    if media.copyright:
        put(parent, "copyrightNotice", xml.line(media.copyright))


def data_mining_term(media: Media) -> str | None:
    """What machines that learn may do with it, as PLUS names it; None where nothing is said."""
    return newscodes.data_mining(media.ai_use)


def data_mining(parent: Element, media: Media) -> None:
    """The same as an element, which G2 knows from 2.34 on."""
    term = data_mining_term(media)
    if term is not None:
        put(parent, "dataMining", uri=term)


def described(meta: Element, sheet: Sheet, media: Media) -> None:
    """Caption and credit line. There is one description: ELX joins all of them to the caption."""
    if media.credit_line:
        put(meta, "creditline", xml.line(media.credit_line))
    put(meta, "description", xml.clean(media.caption), lang=sheet.content.language)


def seen(meta: Element, media: Media) -> None:
    """What is seen, for those who do not see it."""
    for name, text in (("altText", media.alt_text), ("extendedDescription", media.extended_description)):
        if text:
            put(meta, "contentMetaExtProperty", rel=f"AAext:{name}", value=text)


def files(item: Element, sheet: Sheet) -> None:
    """The files that this account may have, each with its address."""
    content = add(item, "contentSet")
    for rendition in sheet.renditions:
        known = add(
            content,
            "remoteContent",
            href=f"/abone/document/{sheet.entry.header.guid}/{rendition.name.value}",
            rendition=_RENDITION.get(rendition.name, f"rnd:{rendition.name.value}"),
            contenttype=rendition.type,
            size=str(rendition.bytes),
            width=_said(rendition.width),
            height=_said(rendition.height),
            widthunit=_unit(rendition, rendition.width),
            heightunit=_unit(rendition, rendition.height),
            duration=_duration(rendition),
            durationunit=None if rendition.duration_ms is None else "timeunit:milliseconds",
        )
        put(known, "hash", rendition.sha256, hashtype="hash:sha256")


def _said(number: int | None) -> str | None:
    return None if number is None else str(number)


def _unit(rendition: Rendition, side: int | None) -> str | None:
    """Pixels are understood; a page's size is in points."""
    return "dimensionunit:points" if rendition.in_points and side is not None else None


def _duration(rendition: Rendition) -> str | None:
    return None if rendition.duration_ms is None else str(rendition.duration_ms)
