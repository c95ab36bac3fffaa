"""What was changed in the settings, by whom: each description beside the one before it."""

from dataclasses import dataclass
from itertools import pairwise

from starlette.responses import Response
from starlette.routing import Route

from newsflow.db.pool import reading
from newsflow.desk.frame import DeskFrame, answer, times
from newsflow.desk.visit import Desk, Visit
from newsflow.desk.wire_settings.setting import Setting, frame_of, page_of, setting
from newsflow.domain.errors import NewsflowError
from newsflow.newsroom.description.agency_file import read_text
from newsflow.newsroom.description.in_force import InForce, Kept, changes, kept
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import tongue
from newsflow.web.within.act_words import part_in_words

DESCRIPTIONS = 20
PLACES = 40
"""So many places of one change are shown; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """A place that changed: what it said, what it says."""

    place: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One change."""

    number: int
    at: Moment
    name: str
    part: str
    places: tuple[PlaceLine, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """The changes, the last first."""

    frame: DeskFrame
    setting: Setting
    changes: tuple[ChangeLine, ...]


PAGE = page("desk/settings/history.html", HistoryPage)


async def show(visit: Visit, found: InForce, error: NewsflowError | None) -> Response:
    """The last changes."""
    async with reading(visit.desk.pool) as db:
        kept_now = await kept(db, DESCRIPTIONS + 1)
    context = HistoryPage(
        frame=await frame_of(visit),
        setting=setting(visit, found, error, tab="history"),
        changes=tuple(_change(visit, one, before) for one, before in pairwise(kept_now)),
    )
    return answer(visit, PAGE, context)


def _change(visit: Visit, one: Kept, before: Kept) -> ChangeLine:
    differs = changes(read_text(before.said), read_text(one.said))
    lines = tuple(PlaceLine(place=place, was=was, now=now) for place, (was, now) in differs.items())
    return ChangeLine(
        number=one.number,
        at=times(visit).full(one.at),
        name=one.name or "",
        part=part_in_words(tongue(visit.language), one.part),
        places=lines[:PLACES],
        more=max(0, len(lines) - PLACES),
    )


def routes(desk: Desk) -> list[Route]:
    """The changes."""
    return page_of(desk, "/history", show)
