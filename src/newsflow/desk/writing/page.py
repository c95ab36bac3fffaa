"""The editor's pages: a new draft, a draft, what its buttons do."""

import secrets
from dataclasses import dataclass, replace
from functools import partial

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act, may
from newsflow.db.pool import reading, transaction
from newsflow.desk.frame import DeskFrame, answer, desk_frame, done, times
from newsflow.desk.media.story import StoryMedia, story_media
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.desk.writing.beside import beside
from newsflow.desk.writing.fields import Fields, read_fields
from newsflow.desk.writing.going_out import Zones, zones_of
from newsflow.desk.writing.gone import check_readable
from newsflow.desk.writing.moving import moved, taken_over
from newsflow.desk.writing.saving import begun, keep
from newsflow.desk.writing.sheet import (
    BarAct,
    Check,
    Choices,
    DraftFacts,
    Suggestion,
    acts_of,
    choices_of,
    facts_of,
    fields_of,
    gauge_of,
    gauges_of,
    moves_of,
    printed_dateline,
    sentence_of,
    word_count,
)
from newsflow.desk.writing.suggesting import Vocabularies, open_slugs
from newsflow.desk.writing.words import EVENTS, title_of
from newsflow.domain.codes import Action
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.errors import NewsflowError
from newsflow.newsroom import drafts, locks
from newsflow.newsroom.release import replaces_of
from newsflow.newsroom.rows import Draft, DraftEvent, Lock
from newsflow.newsroom.series_drafts import is_media_draft
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue
from newsflow.web.within.refused import REFUSALS, Refused, refused
from newsflow.web.within.views import Sheet

TOLD_EVENTS = frozenset({"sent_back", "refused", "taken_over"})
PASSED_OVER = frozenset({"asked", "planned", "unplanned"})
"""What hides no word that came before it."""
"""What the next writer must read before they go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Somebody else who writes in the draft now."""

    name: str
    since: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What happened to the draft last, and the words that came with it."""

    words: str
    text: str
    at: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorPage:
    """The editor."""

    frame: DeskFrame
    draft: DraftFacts
    fields: Fields
    choices: Choices
    problems: dict[str, str]
    refused: Refused | None
    note: str
    """What was to go with a move that was refused."""
    writer: Writer | None
    notes: tuple[Note, ...]
    read_only: bool
    is_new: bool
    is_next: bool
    is_correction: bool
    gauge: int
    gauges: str
    """Every gauge, as JSON, for a form or language that is chosen later."""
    words: int
    mark: str
    dateline: str
    zones: Zones
    sentence: str
    acts: tuple[BarAct, ...]
    moves: tuple[BarAct, ...]
    waits: bool
    """A request for a second look is open: a change withdraws it."""
    is_scheduled: bool
    """It goes out at its hour: a change takes that back."""
    goes_out: str
    checks: tuple[Check, ...]
    suggestions: tuple[Suggestion, ...]
    media: StoryMedia
    subscribers: Sheet
    public: Sheet | None
    not_public: str


EDITOR = page("desk/draft/page.html", EditorPage)


def routes(desk: Desk, known: Vocabularies) -> list[Route]:
    """The editor's addresses."""
    write, both = Act.WRITE, ["GET", "POST"]
    return [
        Route("/drafts/new", signed_in(desk, partial(new_draft, known), write), methods=both),
        Route("/drafts/{draft:int}", signed_in(desk, partial(one_draft, known)), methods=both),
        Route(
            "/drafts/{draft:int}/take-over",
            signed_in(desk, partial(take_over, known), write),
            methods=["POST"],
        ),
    ]


async def new_draft(known: Vocabularies, visit: Visit) -> Response:
    """An empty editor; its first save begins the draft."""
    content = begun(visit)
    if visit.request.method != "POST":
        return await _shown(visit, known, _Open(content=content))
    read = read_fields(visit.form, content, visit.desk.agency, tongue(visit.language))
    async with transaction(visit.desk.pool) as db:
        number = await drafts.create(db, read.content, visit.now, by=visit.person.id, planned=read.planned)
        await locks.take(db, number, visit.hand, visit.now, sitting=_sitting(visit))
    return await _act(visit, known, number, read.problems)


async def one_draft(known: Vocabularies, visit: Visit) -> Response:
    """A draft in the editor; posted, it is saved and moved as the button says."""
    number = int(visit.request.path_params["draft"])
    if visit.request.method != "POST":
        opened = await _open(visit, number)
        if is_media_draft(opened.content):
            return done(f"/desk/series/{number}")
        return await _shown(visit, known, opened)
    problems = await keep(visit, number, sitting=_sitting(visit), by_hand=True)
    return await _act(visit, known, number, problems)


async def take_over(known: Vocabularies, visit: Visit) -> Response:
    """Writing in a draft, taken over from whoever has it."""
    number = int(visit.request.path_params["draft"])
    try:
        return await taken_over(visit, number)
    except REFUSALS as error:
        return await _shown_again(visit, known, number, error)


async def _act(visit: Visit, known: Vocabularies, number: int, problems: dict[str, str]) -> Response:
    """On after a save: what the pressed button says besides."""
    if problems:
        return await _shown(visit, known, replace(await _open(visit, number), problems=problems))
    try:
        return await moved(visit, number, sitting=_sitting(visit))
    except REFUSALS as error:
        return await _shown_again(visit, known, number, error)


async def _shown_again(visit: Visit, known: Vocabularies, number: int, error: NewsflowError) -> Response:
    """The draft as it is saved, with what was refused and the note that was to go with it."""
    opened = replace(
        await _open(visit, number), refused=refused(visit, error), words=visit.form.text("words")
    )
    return await _shown(visit, known, opened, status=error.status)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """A draft as it is opened: who writes in it, what happened to it."""

    content: Dispatch
    """As it is saved; a lead with the flash that it was begun behind among what it replaces, once that is out."""
    draft: Draft | None = None
    lock: Lock | None = None
    events: tuple[DraftEvent, ...] = ()
    problems: dict[str, str] | None = None
    refused: Refused | None = None
    words: str = ""


async def _open(visit: Visit, number: int) -> _Open:
    async with reading(visit.desk.pool) as db:
        found = await drafts.get(db, number)
        await check_readable(db, found)
        content = found.dispatch()
        content = replace(content, replaces=await replaces_of(db, found, content))
        lock = await locks.lock_of(db, number, visit.now)
        events = await drafts.events(db, number)
    return _Open(content=content, draft=found, lock=lock, events=tuple(events))


async def _shown(visit: Visit, known: Vocabularies, opened: _Open, *, status: int = 200) -> Response:
    draft, content, agency = opened.draft, opened.content, visit.desk.agency
    planned = None if draft is None else draft.planned
    writes = times(visit)
    is_done = draft is not None and draft.state in drafts.DONE_STATES
    held = opened.lock if opened.lock and not is_done else None
    other = held if held and held.holder != visit.person.id else None
    saved_at = None if draft is None else writes.short(draft.changed_at, visit.now)
    theirs = visit.person.works_for(language=content.language, section=content.section)
    around = await beside(visit, known, draft, content)
    context = EditorPage(
        frame=await desk_frame(visit, title_of(content.headline, visit.language)),
        draft=facts_of(visit, draft, content, sitting=_sitting(visit), saved_at=saved_at),
        fields=fields_of(content, planned, agency),
        choices=replace(
            choices_of(visit, content),
            slugs=await open_slugs(visit),
            places=await known.places(content.language),
        ),
        problems=opened.problems or {},
        refused=opened.refused,
        note=opened.words,
        writer=Writer(name=other.name or _someone(visit), since=writes.short(other.taken_at, visit.now))
        if other
        else None,
        notes=_notes(visit, opened.events),
        read_only=other is not None or is_done or not theirs or not may(visit.person, Act.WRITE),
        is_new=draft is None,
        is_next=draft is not None and draft.guid is not None,
        is_correction=draft is not None and draft.action == Action.CORRECT,
        gauge=gauge_of(content, agency.desk.checks),
        gauges=gauges_of(agency),
        words=word_count(content),
        mark=agency.mark,
        dateline=printed_dateline(content, agency),
        zones=zones_of(visit, planned, content.embargo),
        sentence=sentence_of(visit, content),
        acts=acts_of(visit, draft),
        moves=moves_of(visit, draft),
        waits=draft is not None and draft.state == "for_approval",
        is_scheduled=draft is not None and draft.state == "scheduled",
        goes_out=around.goes_out,
        checks=around.checks,
        suggestions=around.suggestions,
        media=await story_media(visit, draft, content),
        subscribers=around.subscribers,
        public=around.public,
        not_public=around.not_public,
    )
    return answer(visit, EDITOR, context, status=status)


def _notes(visit: Visit, events: tuple[DraftEvent, ...]) -> tuple[Note, ...]:
    """The last thing that happened, where the writer must know of it."""
    last = next((event for event in events if event.act not in PASSED_OVER), None)
    if last is None or last.act not in TOLD_EVENTS:
        return ()
    said = tongue(visit.language).say(EVENTS[last.act], name=last.name or _someone(visit))
    return (Note(words=said, text=last.note, at=times(visit).short(last.at, visit.now)),)


def _someone(visit: Visit) -> str:
    return tongue(visit.language).say(_("Somebody"))


def _sitting(visit: Visit) -> str:
    """The name of this open editor: what its form says, a new one for a page that is only now opened."""
    return visit.form.line("sitting")[:40] or secrets.token_urlsafe(9)
