"""A picture, a film or a graphic large: caption, credit, rights, embargo, and its files. In the ledger, free of the quota."""

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.db.pool import reading
from newsflow.domain.codes import Action, ItemType
from newsflow.domain.media import Rendition, RenditionName
from newsflow.domain.text import direction
from newsflow.formats.sheet import Relation
from newsflow.portal.item_media import FOR_LOOKING, FileLine, file_lines, media_facts
from newsflow.portal.item_view import STATED
from newsflow.portal.lines import Mark, item_address, marks_of
from newsflow.portal.opened import Opened, opened, taken
from newsflow.portal.pictures.preview import Preview, preview
from newsflow.portal.rights import Right, rights
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import tongue
from newsflow.web.within.frame import answer, times

PLAYED = (RenditionName.WEB, RenditionName.SD)
"""What a page plays, the first that is there and that a browser may know."""
PLAYABLE = frozenset({"video/mp4", "video/webm"})

LARGER = (RenditionName.WEB, RenditionName.RASTER)
"""What a picture or a graphic is shown larger by, the first that is there."""
SHOWABLE = frozenset({"image/jpeg", "image/png"})
"""What every browser shows; a graphic's raster may be a TIFF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is said of it. Of what was stopped, its notice alone."""

    spoken: str
    """The language of all but the copy."""
    guid: str
    address: str
    headline: str
    language: str
    direction: str
    slug: str
    at: Moment
    marks: tuple[Mark, ...]
    stated: str
    told: tuple[str, ...]
    is_over: bool
    """Whether no contract runs now."""
    preview: Preview | None
    """None where no copy may be had."""
    film: str
    """Where the film to be played is; "" where there is none."""
    film_type: str
    is_drawing: bool
    large: str
    """Where the picture for the web is, or a graphic's raster, which is a taking; "" where there is none."""
    embargo: Moment | None
    facts: tuple[tuple[str, str], ...]
    rights: tuple[Right, ...]
    files: tuple[FileLine, ...]
    series: str
    """The page of the series that it is in; "" where there is none to be had."""
    all_files: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LookPart:
    """What the grid's page asks for."""

    look: Look


LOOK_PART = page("portal/pictures/look.html", LookPart)


async def show(visit: Visit) -> Response:
    """The part of a page that says it all of one."""
    async with reading(visit.portal.pool) as db:
        found = await opened(db, visit, visit.request.path_params["guid"])
    await taken(visit, found.reader, [found.take(visit, "look", counts=False)] if found.handed else [])
    return answer(visit, LOOK_PART, LookPart(look=_look(visit, found)))


def _look(visit: Visit, found: Opened) -> Look:
    item, content, writes = found.item, found.content, times(visit)
    film = next((one for one in _named(found, PLAYED) if one.type in PLAYABLE), None)
    large = next((one for one in _named(found, LARGER) if one.type in SHOWABLE), None)
    series = next((link.guid for link in found.links.of(Relation.SERIES)), None)
    hour = None if content is None else content.embargo
    return Look(
        spoken=visit.language,
        guid=item.guid,
        address=item_address(item.guid),
        headline=(content.headline if content else item.headline if found.stopped else None) or item.slug,
        language=item.language,
        direction=direction(item.language),
        slug=item.slug,
        at=writes.short(item.at, visit.now),
        marks=marks_of(visit, item),
        stated=tongue(visit.language).say(STATED[Action(item.action)]) if found.stopped else "",
        told=found.told(),
        is_over=not found.reader.has_contract,
        preview=None if content is None else preview(item.guid, content, found.files),
        film=_address(found, film),
        film_type=film.type if film else "",
        is_drawing=item.type == ItemType.GRAPH,
        large=_address(found, large),
        embargo=writes.full(hour) if hour is not None and item.embargoed else None,
        facts=() if content is None else media_facts(visit, content),
        rights=() if content is None else rights(visit, content),
        files=file_lines(visit, item.guid, (one for one in found.files if one.name not in FOR_LOOKING)),
        series="" if series is None else item_address(series),
        all_files="" if series is None else item_address(series, "all.zip"),
    )


def _named(found: Opened, names: tuple[RenditionName, ...]) -> list[Rendition]:
    return [file for name in names for file in found.files if file.name == name]


def _address(found: Opened, file: Rendition | None) -> str:
    return "" if file is None else item_address(found.item.guid, "files", file.name.value)


def routes(portal: Portal) -> list[Route]:
    """Where one of the grid is said of in full."""
    return [Route("/pictures/{guid}", signed_in(portal, show, of=own), methods=["GET"])]
