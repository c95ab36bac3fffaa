"""The wire: what the subscriber may know of, newest first, as far as the address narrows it; what is new is marked."""

from dataclasses import dataclass
from datetime import timedelta

from starlette.responses import Response
from starlette.routing import Route

from newsflow.db.pool import reading, transaction
from newsflow.db.query import Connection, row
from newsflow.portal.asked import asked_of, tree_of
from newsflow.portal.density import DensityChoice, choices, density_of
from newsflow.portal.face import HOME
from newsflow.portal.filters import Filters, filters_of
from newsflow.portal.lines import PUT_PLACE, Line, Place, lines_of
from newsflow.portal.listening import live_at
from newsflow.portal.questions import kept_links, said
from newsflow.portal.reader import ENDLESS, Slice, reader_of
from newsflow.portal.said_so import slice_of
from newsflow.portal.shared import unseen
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.within.frame import FaceFrame, FaceLink, answer, frame_of
from newsflow.wire.read import head

LINES = 60
NOTHING = Slice((), None)
AWAY = timedelta(minutes=10)
"""Who shows no sign of reading for so long has left; what came since is marked when they are back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WirePage:
    """What the page of the wire shows."""

    frame: FaceFrame
    filters: Filters
    kept: tuple[FaceLink, ...]
    asked: str
    """The question as the address says it; "" for the whole wire."""
    lines: tuple[Line, ...]
    older: str
    """Where older lines are; "" at the end."""
    newest: str
    """The first page of the same question; "" when this is it."""
    live: str
    """Where new lines come from; on older pages, where no line is added, what changes and stops; "" under an error."""
    is_first: bool
    new: int
    has_contract: bool
    is_over: bool
    """Whether no contract runs, though nobody suspended them: a suspension is told on every page."""
    sent: int
    """How many items colleagues sent that the reader has not looked at."""
    density: str
    densities: tuple[DensityChoice, ...]


WIRE_PAGE = page("portal/wire/page.html", WirePage)


async def show(visit: Visit) -> Response:
    """The page. A question that cannot be read shows nothing, and says why: never the whole wire in its stead."""
    asked = asked_of(visit)
    tree, fault = tree_of(asked, visit)
    before = number(visit.request.query_params.get("before", "")) or ENDLESS
    is_first = before == ENDLESS
    async with reading(visit.portal.pool) as db:
        # Before the lines are read: what comes in between is then sent twice rather than not at all.
        seen = (await head(db)).seq
        reader = await reader_of(db, visit)
        found = NOTHING if fault else await slice_of(db, visit, reader, tree, before=before, limit=LINES)
    async with transaction(visit.portal.pool) as db:
        place = await stand_at(db, visit, seen) if is_first and visit.looker is None else None
        left_at = None if place is None or place.left_at >= seen else place.left_at
        lines = await lines_of(db, visit, found.known, left_at=left_at)
        kept = await kept_links(db, visit, asked)
        density = await density_of(db, visit)
        sent = await unseen(db, visit)
    context = WirePage(
        frame=await frame_of(visit, _("Wire")),
        filters=filters_of(visit, asked, reader.contracts, HOME, fault),
        kept=kept,
        asked=said(asked),
        lines=lines,
        older="" if found.older is None else asked.address(HOME, before=found.older),
        newest="" if is_first else asked.address(HOME),
        live="" if fault else live_at(visit, seen, asked.pairs()),
        is_first=is_first,
        new=sum(line.is_new for line in lines),
        has_contract=reader.has_contract,
        is_over=not reader.has_contract and visit.person.suspended_since is None,
        sent=sent,
        density=density.value,
        densities=choices(visit, density),
    )
    return answer(visit, WIRE_PAGE, context)


def number(text: str) -> int | None:
    """A wire number of an address; None where it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else None


async def stand_at(db: Connection, visit: Visit, seen: int) -> Place:
    """The reader's place, now that they have seen that number."""
    facts = {
        "person": visit.person.id, "seen": seen, "at": visit.now, "away_since": visit.now - AWAY,
        "endless": ENDLESS,
    }  # fmt: skip
    place = await row(db, PUT_PLACE, facts)
    assert place is not None
    return place


def routes(portal: Portal) -> list[Route]:
    """The first page of the portal."""
    return [Route("/", signed_in(portal, show, of=own), methods=["GET", "HEAD"])]
