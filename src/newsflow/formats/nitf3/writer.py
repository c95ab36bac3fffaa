"""An item as NITF: head and body are the core; its files, and the items that belong to it, are filled in."""

from newsflow.domain.codes import ItemType
from newsflow.formats.choices import Choices
from newsflow.formats.core import Core, Slot, children, mark, xml_core
from newsflow.formats.nitf3.body import NITF, VERSION, body
from newsflow.formats.nitf3.head import head, meta
from newsflow.formats.sheet import File, Links, Sheet
from newsflow.formats.xml import Element, add, clean, line, put, root

_MEDIA_TYPES = {
    ItemType.PICTURE: "image",
    ItemType.VIDEO: "video",
    ItemType.GRAPH: "image",
}


def core(sheet: Sheet, choices: Choices) -> Core:
    """The document; the place for links is among the metas, that for files at the end of body.content."""
    nitf = root("nitf", xmlns=NITF, uno=sheet.header.guid, version=VERSION, baselang=sheet.content.language)
    head(nitf, sheet)
    mark(body(nitf, sheet, choices), Slot.FILES)
    return xml_core(nitf)


def fill(sheet: Sheet, links: Links, choices: Choices) -> dict[Slot, bytes]:
    """Other items as metas, five facts each in a row; the files as one media element with all its renditions."""
    assert choices is not None
    metas = root("head")
    for link in links.items:
        name = f"link-{link.relation.value}"
        meta(metas, name, link.guid)
        meta(metas, f"{name}-version", str(link.version))
        meta(metas, f"{name}-language", link.language)
        meta(metas, f"{name}-title", link.title)
        if link.address is not None:
            meta(metas, f"{name}-address", link.address)
    content = root("body.content")
    if links.files:
        _media(content, sheet, links.files)
    return {Slot.LINKS: children(metas), Slot.FILES: children(content)}


def _media(parent: Element, sheet: Sheet, files: tuple[File, ...]) -> None:
    held = sheet.media
    assert held is not None
    media = add(parent, "media", **{"media-type": _MEDIA_TYPES.get(sheet.content.type, "data")})
    for file in files:
        _digest(media, file)
    for file in files:
        made = file.rendition
        pixels = not made.in_points
        put(
            media, "media-reference", source=file.address, name=made.name.value, copyright=held.copyright,
            width=str(made.width) if made.width is not None and pixels else None,
            height=str(made.height) if made.height is not None and pixels else None,
            units="pixels" if pixels and (made.width or made.height) else None,
            time=None if made.duration_ms is None else str(made.duration_ms),
            **{
                "mime-type": made.type,
                "time-unit-of-measure": None if made.duration_ms is None else "milliseconds",
                "source-credit": held.credit_line, "alternate-text": held.alt_text,
            },
        )  # fmt: skip
    if clean(held.caption).strip():
        put(media, "media-caption", clean(held.caption))
    if held.credit_line:
        put(media, "media-producer", line(held.credit_line))


def _digest(media: Element, file: File) -> None:
    """Size and digest of a rendition, and a page's size, which the reference has no room for."""
    made = file.rendition
    name = made.name.value
    facts = [(f"{name}.bytes", str(made.bytes)), (f"{name}.sha256", made.sha256)]
    if made.in_points:
        sides = (("width", made.width), ("height", made.height))
        facts += [(f"{name}.{side}-in-points", str(points)) for side, points in sides if points is not None]
    for fact, value in facts:
        put(media, "media-metadata", name=fact, value=value)
