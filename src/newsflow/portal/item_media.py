"""The files of an item, and the pictures of a series, as its page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from newsflow.domain.dispatch import Dispatch
from newsflow.domain.media import Rendition, RenditionName
from newsflow.domain.text import direction
from newsflow.formats.sheet import Link, Relation
from newsflow.portal.lines import item_address
from newsflow.portal.opened import Opened
from newsflow.portal.visit import Visit
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.rendition_words import NAMES
from newsflow.web.words import words

PREVIEWS = (RenditionName.THUMB, RenditionName.POSTER, RenditionName.WEB)
"""What is shown small, the first that is there."""
FOR_LOOKING = frozenset({RenditionName.THUMB, RenditionName.POSTER})
"""Files that are no use but to look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """A file to be had."""

    name: str
    address: str
    facts: str
    """Type, size in pixels, weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A member of a series, or the item's own preview."""

    address: str
    preview: str
    """Where the small picture is; "" where there is none to show."""
    width: int
    height: int
    alt: str
    caption: str
    credit: str
    language: str
    direction: str
    files: tuple[FileLine, ...]


def file_lines(visit: Visit, guid: str, files: Iterable[Rendition]) -> tuple[FileLine, ...]:
    """The files that the reader may have."""
    say = tongue(visit.language).say
    return tuple(
        FileLine(
            name=say(NAMES[file.name]),
            address=item_address(guid, "files", file.name.value),
            facts=_facts(file),
        )
        for file in files
    )


def file_choices(visit: Visit, found: Opened) -> tuple[tuple[str, str], ...]:
    """The kinds of files of an item and its members that may be chosen of, by name and in words."""
    members = [file.rendition.name for link in found.links.of(Relation.MEMBER) for file in link.files]
    names = dict.fromkeys([*(file.name for file in found.files), *members])
    kinds = [name for name in names if name not in FOR_LOOKING]
    say = tongue(visit.language).say
    return tuple((name.value, say(NAMES[name])) for name in kinds) if len(kinds) > 1 else ()


def _facts(file: Rendition) -> str:
    size = f"{file.width} × {file.height}" if file.width and file.height else ""
    return " · ".join(part for part in (file.type.partition("/")[2], size, weight(file.bytes)) if part)


def weight(size: int) -> str:
    """How heavy a file is: 812 B, 64 kB, 3.1 MB."""
    if size < 1_000:
        return f"{size} B"
    return f"{size / 1_000:.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def pictures(visit: Visit, found: Opened) -> tuple[Picture, ...]:
    """The members of a series, in order; of a picture or a film its own preview."""
    content = found.content
    if content is None:
        return ()
    own = [_picture(visit, found.item.guid, content, found.files)] if content.media and found.files else []
    return (*own, *(_member(visit, link) for link in found.links.of(Relation.MEMBER) if link.sheet))


def _member(visit: Visit, link: Link) -> Picture:
    assert link.sheet is not None
    return _picture(visit, link.guid, link.sheet.content, [file.rendition for file in link.files])


def _picture(visit: Visit, guid: str, content: Dispatch, files: Iterable[Rendition]) -> Picture:
    held = {file.name: file for file in files}
    shown = next(
        (held[name] for name in PREVIEWS if name in held and held[name].type.startswith("image/")), None
    )
    media = content.media
    return Picture(
        address=item_address(guid),
        preview="" if shown is None else item_address(guid, "files", shown.name.value),
        width=(shown.width if shown else None) or 320,
        height=(shown.height if shown else None) or 240,
        alt=(media.alt_text if media else None) or content.headline,
        caption=(media.caption if media else "") or content.headline,
        credit=(media.credit_line if media else None) or "",
        language=content.language,
        direction=direction(content.language),
        files=file_lines(visit, guid, [file for file in held.values() if file.name not in FOR_LOOKING]),
    )


def media_facts(visit: Visit, content: Dispatch) -> tuple[tuple[str, str], ...]:
    """What is said of a picture, a film, a graphic or a series; nothing of a text."""
    media, say = content.media, tongue(visit.language).say
    if media is None:
        return ()
    between = words(content.language).site.separator
    told = (
        (_("Caption"), media.caption),
        (_("Credit line"), media.credit_line),
        (_("Copyright"), media.copyright),
        (_("Taken at"), media.taken_at),
        (_("Places"), between.join(place.name for place in content.places)),
        (_("Keywords"), between.join(content.keywords)),
    )
    return tuple((say(label), value) for label, value in told if value)
