"""The reader's own list of saved items, as they stand now: what was killed since stands there as its notice."""

from dataclasses import dataclass

from starlette.responses import Response
from starlette.routing import Route

from newsflow.db.pool import reading, transaction
from newsflow.db.query import Connection, query, rows
from newsflow.formats.names import FEEDS
from newsflow.formats.writers import WRITERS
from newsflow.portal.item_formats import format_name
from newsflow.portal.lines import Line, lines_of
from newsflow.portal.listening import live_at
from newsflow.portal.reader import reader_of
from newsflow.portal.shared import SharedLine, shared
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.within.frame import FaceFrame, answer, frame_of
from newsflow.wire.read import head

SAVED_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved item's id."""

    guid: str


_SAVED = query("portal.saved", Kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """What the list shows."""

    frame: FaceFrame
    lines: tuple[Line, ...]
    shared: tuple[SharedLine, ...]
    formats: tuple[tuple[str, str], ...]
    live: str


SAVED_PAGE = page("portal/wire/saved.html", SavedPage)


async def saved_guids(db: Connection, visit: Visit) -> list[str]:
    """The ids of what the reader saved, the latest first."""
    return [one.guid for one in await rows(db, _SAVED, {"person": visit.person.id, "limit": SAVED_SHOWN})]


async def show(visit: Visit) -> Response:
    """The list."""
    async with reading(visit.portal.pool) as db:
        seen = (await head(db)).seq
        reader = await reader_of(db, visit)
        known = await reader.named(db, await saved_guids(db, visit))
        lines = await lines_of(db, visit, known)
    async with transaction(visit.portal.pool) as db:
        sent = await shared(db, visit, reader)
    context = SavedPage(
        frame=await frame_of(visit, _("Saved items")),
        lines=lines,
        shared=sent,
        formats=tuple((form.value, format_name(visit, form)) for form in WRITERS if form not in FEEDS),
        live=live_at(visit, seen),
    )
    return answer(visit, SAVED_PAGE, context)


def routes(portal: Portal) -> list[Route]:
    """The list's address."""
    return [Route("/saved", signed_in(portal, show, of=own), methods=["GET", "HEAD"])]
