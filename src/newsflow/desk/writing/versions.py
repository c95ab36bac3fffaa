"""Every version of a draft that was saved, and any two of them word by word."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response
from starlette.routing import Route

from newsflow.db.pool import reading
from newsflow.desk.frame import DeskFrame, answer, desk_frame, times
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.desk.writing.gone import check_readable
from newsflow.desk.writing.words import EVENTS, HOURS, title_of
from newsflow.domain.text import direction
from newsflow.domain.word_diff import PartDiff, diff
from newsflow.newsroom import drafts
from newsflow.newsroom.rows import DraftEvent, Save
from newsflow.newsroom.saves import get_save, saves_of
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue

SHOWN = 200
"""Versions on one page: all that were saved by hand, and the latest of those saved while somebody typed."""

_PLANS = frozenset({"planned", "unplanned"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveLine:
    """A version of the list."""

    number: int
    at: Moment
    who: str
    by_hand: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something that happened to the draft, and the words that came with it."""

    words: str
    text: str
    at: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionsPage:
    """The list, and what two versions differ in."""

    frame: DeskFrame
    address: str
    headline: str
    language: str
    direction: str
    older: int
    newer: int
    parts: tuple[PartDiff, ...]
    saves: tuple[SaveLine, ...]
    notes: tuple[Note, ...]


VERSIONS = page("desk/draft/versions.html", VersionsPage)


def routes(desk: Desk) -> list[Route]:
    """Where a draft's versions are."""
    return [Route("/drafts/{draft:int}/versions", signed_in(desk, versions))]


async def versions(visit: Visit) -> Response:
    """The versions of a draft; the two that the address names are compared, else the last two."""
    number = int(visit.request.path_params["draft"])
    speaks, writes = tongue(visit.language), times(visit)
    async with reading(visit.desk.pool) as db:
        draft = await drafts.get(db, number)
        await check_readable(db, draft)
        saves = await saves_of(db, number)
        events = await drafts.events(db, number)
        newer = _chosen(visit, "new", saves, draft.save)
        older = _chosen(visit, "old", saves, _before(saves, newer))
        old, new = await get_save(db, number, older), await get_save(db, number, newer)
    somebody = speaks.say(_("Somebody"))
    parts = await asyncio.to_thread(diff, old, new)
    context = VersionsPage(
        frame=await desk_frame(visit, _("Versions")),
        address=f"/desk/drafts/{number}",
        headline=title_of(draft.headline, visit.language),
        language=new.language,
        direction=direction(new.language),
        older=older,
        newer=newer,
        parts=() if all(part.is_same for part in parts) else parts,
        saves=tuple(
            SaveLine(
                number=save.number,
                at=writes.short(save.saved_at, visit.now),
                who=save.name or somebody,
                by_hand=save.by_hand,
            )
            for save in _listed(saves, older, newer)
        ),
        notes=tuple(_note(visit, event) for event in _settled(events)),
    )
    return answer(visit, VERSIONS, context)


def _note(visit: Visit, event: DraftEvent) -> Note:
    speaks, writes = tongue(visit.language), times(visit)
    name, at = event.name or speaks.say(_("Somebody")), writes.short(event.at, visit.now)
    if event.act in HOURS and event.note:
        hour = writes.full(datetime.fromisoformat(event.note))
        said = speaks.say(HOURS[event.act], name=name, hour=f"{hour.text} {hour.zone or ''}".strip())
        return Note(words=said, text="", at=at)
    return Note(words=speaks.say(EVENTS[event.act], name=name), text=event.note, at=at)


def _settled(events: list[DraftEvent]) -> list[DraftEvent]:
    """The events without the hours that the same person planned on the way to the next one, the newest first."""
    return [
        event
        for newer, event in zip([None, *events], events, strict=False)
        if newer is None or event.act not in _PLANS or newer.act not in _PLANS or newer.by != event.by
    ]


def _chosen(visit: Visit, name: str, saves: list[Save], usual: int) -> int:
    asked = visit.request.query_params.get(name, "")
    known = {str(save.number) for save in saves}
    return int(asked) if asked in known else usual


def _before(saves: list[Save], newer: int) -> int:
    """What a version is compared with unless one is named: the one saved by hand before it, else the one before."""
    earlier = [save for save in saves if save.number < newer]
    return next((save.number for save in earlier if save.by_hand), earlier[0].number if earlier else newer)


def _listed(saves: list[Save], *always: int) -> list[Save]:
    """The versions that a page lists, the newest first."""
    typed = [save.number for save in saves if not save.by_hand][:SHOWN]
    return [save for save in saves if save.by_hand or save.number in typed or save.number in always][
        : 2 * SHOWN
    ]
