"""A series' draft: its own words, and its files in the order in which they go out."""

import secrets
from dataclasses import dataclass, replace

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act, may
from newsflow.db.pool import reading, transaction
from newsflow.db.query import Connection
from newsflow.desk.frame import DeskFrame, answer, desk_frame, done, times
from newsflow.desk.media.into import SITTING, series_address
from newsflow.desk.media.lines import AssetLine, line_of
from newsflow.desk.media.words import KINDS, SERIES
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.desk.writing.fields import Fields, ReadForm
from newsflow.desk.writing.going_out import Zones, zones_of
from newsflow.desk.writing.saving import autosaved, keep, read_draft
from newsflow.desk.writing.sheet import BarAct, Choices, choices_of, fields_of, moves_of
from newsflow.desk.writing.words import STATES
from newsflow.domain.codes import ItemType
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.errors import NewsflowError
from newsflow.domain.media import MEMBER_OF, Media
from newsflow.media import AssetState, assets, chosen
from newsflow.newsroom import drafts, locks, moves
from newsflow.newsroom.rows import Draft
from newsflow.newsroom.series_drafts import assets_in, in_this_order, is_media_draft
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import tongue
from newsflow.web.within.refused import REFUSALS, Refused, refused

OFFERED = 24
"""Files that a series is offered to take, the newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesPage:
    """The page of a series."""

    frame: DeskFrame
    address: str
    draft_address: str
    item_address: str
    kind: str
    draft_id: int
    state_text: str
    is_over: bool
    waits: bool
    may_release: bool
    may_hand_on: bool
    moves: tuple[BarAct, ...]
    note: str
    """What was typed to go with a move."""
    save: int
    saved_at: Moment
    sitting: str
    """The name of this open page."""
    fields: Fields
    caption: str
    choices: Choices
    zones: Zones
    out: int
    """How many members are on the wire already; they keep their places."""
    members: tuple[AssetLine, ...]
    offered: tuple[AssetLine, ...]
    problems: dict[str, str]
    refused: Refused | None


_KINDS = KINDS | SERIES
SERIES_PAGE = page("desk/media/series.html", SeriesPage)


def routes(desk: Desk) -> list[Route]:
    """The page's address, and where it saves to while one types."""
    path, write = "/series/{draft:int}", Act.WRITE
    return [
        Route(path, signed_in(desk, series, write), methods=["GET", "POST"]),
        Route(f"{path}/autosave", signed_in(desk, autosave, write), methods=["POST"]),
    ]


async def series(visit: Visit) -> Response:
    """The page; posted, it is saved, its order changed, and it is moved as the button says."""
    number = int(visit.request.path_params["draft"])
    async with reading(visit.desk.pool) as db:
        draft = await drafts.get(db, number)
    content = draft.dispatch()
    if not is_media_draft(content) and (
        content.type is ItemType.TEXT or draft.state not in drafts.DONE_STATES
    ):
        return done(f"/desk/drafts/{number}")
    if visit.request.method != "POST":
        return await _shown(visit, draft)
    try:
        problems = await _saved(visit, number)
        if problems:
            async with reading(visit.desk.pool) as db:
                draft = await drafts.get(db, number)
            return await _shown(visit, draft, problems=problems)
        return await _moved(visit, number)
    except REFUSALS as error:
        return await _shown(visit, draft, error=error)


async def autosave(visit: Visit) -> Response:
    """A save while one types."""
    return await autosaved(visit, series_read)


async def series_read(_db: Connection, visit: Visit, draft: Draft) -> ReadForm:
    """What the form says of the series, and the order of its files."""
    before = draft.dispatch()
    read = read_draft(visit, draft)
    media = replace(before.media or Media(), caption=visit.form.text("caption").strip())
    content = in_this_order(replace(read.content, media=media), _order(visit, before))
    return replace(read, content=content)


async def _saved(visit: Visit, number: int) -> dict[str, str]:
    """The form, saved whole, and the lock left; gives the fields that stay as they were, each with why."""
    sitting = visit.form.line("sitting")[:40] or SITTING
    problems = await keep(visit, number, sitting=sitting, by_hand=True, read=series_read)
    async with transaction(visit.desk.pool) as db:
        await locks.leave(db, number, visit.hand, sitting=sitting)
    return problems


def _order(visit: Visit, before: Dispatch) -> list[str]:
    """The files as the form has them, after the button that moves one: `up:<id>`, `down:<id>` or `out:<id>`."""
    order = [*visit.form.texts("members"), *visit.form.texts("add")] or list(assets_in(before))
    way, _, one = visit.form.line("move").partition(":")
    if one not in order:
        return order
    place = order.index(one)
    order.remove(one)
    if way != "out":
        order.insert(max(0, place - 1) if way == "up" else place + 1, one)
    return order


async def _moved(visit: Visit, number: int) -> Response:
    address, words = series_address(number), visit.form.text("words").strip()
    does = visit.form.line("does")
    if does == "release":
        return done(f"/desk/drafts/{number}/release")
    async with transaction(visit.desk.pool) as db:
        match does:
            case "hand_on":
                await moves.hand_on(db, number, visit.hand, visit.now, words=words)
                return done("/desk/", "handed")
            case "take":
                await moves.take(db, number, visit.hand, visit.now)
                return done(address, "taken")
            case "send_back":
                await moves.send_back(db, number, visit.hand, visit.now, words=words)
                return done("/desk/", "sent_back")
            case "drop":
                await moves.drop(db, number, visit.hand, visit.now, words=words)
                return done("/desk/", "dropped")
            case _:
                return done(address, "saved")


async def _shown(
    visit: Visit,
    draft: Draft,
    *,
    problems: dict[str, str] | None = None,
    error: NewsflowError | None = None,
) -> Response:
    content, say = draft.dispatch(), tongue(visit.language).say
    wanted = assets_in(content)
    async with reading(visit.desk.pool) as db:
        members = await chosen(db, wanted)
        others = [one for one in await assets(db, [AssetState.READY]) if one.id not in wanted]
    kind = MEMBER_OF.get(content.type, content.type)
    guid = draft.released_guid or draft.guid
    media = content.media or Media()
    context = SeriesPage(
        note=visit.form.typed("words"),
        frame=await desk_frame(visit, content.headline or _KINDS[content.type]),
        address=series_address(draft.id),
        draft_address=f"/desk/drafts/{draft.id}",
        item_address=f"/desk/items/{guid}" if guid else "",
        kind=say(_KINDS[content.type]),
        draft_id=draft.id,
        state_text=say(STATES[draft.state]),
        is_over=draft.state in drafts.DONE_STATES,
        waits=draft.state == "for_approval",
        may_release=may(visit.person, Act.RELEASE, lent=visit.lent),
        may_hand_on=draft.state == "writing",
        moves=moves_of(visit, draft),
        save=draft.save,
        saved_at=times(visit).short(draft.changed_at, visit.now),
        sitting=visit.form.line("sitting")[:40] or secrets.token_urlsafe(9),
        fields=fields_of(content, draft.planned, visit.desk.agency),
        caption=media.caption,
        choices=choices_of(visit, content),
        zones=zones_of(visit, draft.planned, content.embargo),
        out=len(media.members) - len(wanted),
        members=tuple(line_of(visit, one) for one in members),
        offered=tuple(line_of(visit, one) for one in others if one.kind is kind)[:OFFERED],
        problems=problems or {},
        refused=None if error is None else refused(visit, error),
    )
    return answer(visit, SERIES_PAGE, context, status=200 if error is None else error.status)
