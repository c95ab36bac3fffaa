"""The parts of newsml29 that media have and texts do not: caption, rights, files (§1.8)."""

from collections.abc import Iterator

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
            **_measures(rendition),
        )
        put(known, "hash", rendition.sha256, hashtype="hash:sha256")
        for fact, number in _exact(rendition):
            if number is not None:
                put(known, "remoteContentExtProperty", rel=f"AAext:{fact}", value=str(number))


def _measures(rendition: Rendition) -> dict[str, str]:
    """Sides in pixels and the length in whole seconds: what every reader takes them for.

    The schema points to IPTC's lists for other units, and codes for points or milliseconds stand in none that we found.
    """
    sides = {} if rendition.in_points else {"width": rendition.width, "height": rendition.height}
    known = {side: str(pixels) for side, pixels in sides.items() if pixels is not None}
    if rendition.duration_ms is not None:
        known |= {"duration": str(round(rendition.duration_ms / 1000)), "durationunit": "timeunit:seconds"}
    return known


def _exact(rendition: Rendition) -> Iterator[tuple[str, int | None]]:
    """What goes beyond that, under names of our own."""
    if rendition.in_points:
        yield "widthInPoints", rendition.width
        yield "heightInPoints", rendition.height
    yield "durationInMilliseconds", rendition.duration_ms
