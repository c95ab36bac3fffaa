"""contentSet: the copy in the way that the subscriber chose, or the files of media."""

from collections.abc import Iterator

from newsflow.domain.media import Rendition, RenditionName
from newsflow.formats import newscodes
from newsflow.formats.body import copy, markup
from newsflow.formats.body_html import add_block
from newsflow.formats.choices import Choices, G2Body
from newsflow.formats.newsmlg2.item import own
from newsflow.formats.nitf3.body import inside
from newsflow.formats.sheet import File, Sheet
from newsflow.formats.xml import Element, add, put

XHTML = "http://www.w3.org/1999/xhtml"
SHA_256 = "http://www.w3.org/2001/04/xmlenc#sha256"
_IPTC_HAS = frozenset({RenditionName.PRINT, RenditionName.THUMB, RenditionName.POSTER, RenditionName.WEB})


def text(contents: Element, sheet: Sheet, choices: Choices) -> None:
    """The copy: NITF or XHTML in its own namespace, or HTML escaped."""
    language = sheet.content.language
    match choices.g2_body:
        case G2Body.NITF:
            written = add(
                contents,
                "inlineXML",
                contenttype="application/nitf+xml",
                contenttypestandardversion="3.6",
                lang=language,
            )
            inside(written, sheet, choices)
        case G2Body.XHTML:
            _xhtml(
                add(contents, "inlineXML", contenttype="application/xhtml+xml", lang=language), sheet, choices
            )
        case G2Body.INLINE_DATA:
            html = markup(copy(sheet, choices))
            put(contents, "inlineData", html, contenttype="text/html", lang=language)


def _xhtml(parent: Element, sheet: Sheet, choices: Choices) -> None:
    html = add(parent, "html", xmlns=XHTML)
    put(add(html, "head"), "title", sheet.headline)
    body = add(html, "body", lang=sheet.content.language)
    for block in copy(sheet, choices):
        add_block(body, block)


def remote(contents: Element, file: File) -> None:
    """A file by its address, with size and digest; `id` is the name under which we hold it."""
    made = file.rendition
    name = f"rnd:{newscodes.rendition(made.name)}" if made.name in _IPTC_HAS else own("rendition", made.name)
    sides = {"width": made.width, "height": made.height}
    known = {side: str(length) for side, length in sides.items() if length is not None and not made.in_points}
    if made.duration_ms is not None:
        known |= {"duration": str(round(made.duration_ms / 1000)), "durationunit": "timeunit:seconds"}
    found = add(
        contents, "remoteContent", id=made.name.value, rendition=name, href=file.address, contenttype=made.type,
        size=str(made.bytes), **known,
    )  # fmt: skip
    put(found, "hash", made.sha256, hashtypeuri=SHA_256)
    for fact, number in _exact(made):
        put(found, "remoteContentExtProperty", rel=own("property", fact), value=str(number))


def _exact(made: Rendition) -> Iterator[tuple[str, int]]:
    """What goes beyond pixels and whole seconds, in which every receiver reads sides and length."""
    if made.in_points:
        sides = (("width-in-points", made.width), ("height-in-points", made.height))
        yield from ((side, points) for side, points in sides if points is not None)
    if made.duration_ms is not None:
        yield "duration-in-milliseconds", made.duration_ms
