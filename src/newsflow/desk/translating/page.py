"""Side by side: the original and its translation, paragraph against paragraph; and what the page's buttons do."""

import asyncio
import secrets
from dataclasses import dataclass, replace

from starlette.responses import Response
from starlette.routing import Route

from newsflow.accounts.people import Act, may
from newsflow.db.pool import reading, transaction
from newsflow.desk.frame import DeskFrame, answer, desk_frame, done, times
from newsflow.desk.items.found import address_of
from newsflow.desk.translating.offers import offers_of
from newsflow.desk.translating.rows import pairs_of
from newsflow.desk.translating.sides import PairRow, Slip, StoryPair, known_of, rows_of
from newsflow.desk.translating.words import HOLDS, language_name
from newsflow.desk.translating.writing import accepted, held, rows_read, slips
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.desk.writing.page import Writer
from newsflow.desk.writing.saving import keep
from newsflow.desk.writing.sheet import BarAct, DraftFacts, acts_of, facts_of
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.errors import BadInputError, ConflictError
from newsflow.domain.text import direction
from newsflow.domain.worded import worded
from newsflow.newsroom import drafts, locks, moves
from newsflow.newsroom.rows import Draft, Lock
from newsflow.newsroom.saves import save
from newsflow.newsroom.translation.machine_draft import machine_draft
from newsflow.newsroom.translation.machine_marks import Marked, marked
from newsflow.newsroom.translation.orders import Holds, Order, order_of_draft
from newsflow.newsroom.translation.pairing import Beside, beside_of
from newsflow.web.moments import Moment
from newsflow.web.pages import page
from newsflow.web.say import noop as _
from newsflow.web.say import tongue


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two texts."""

    language: str
    direction: str
    spoken: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The order that the translation answers."""

    number: int
    deadline: Moment | None
    is_late: bool
    note: str
    holds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPage:
    """An original beside its translation."""

    frame: DeskFrame
    draft: DraftFacts
    address: str
    original: Side
    target: Side
    version: int
    """The original's version that is translated; 0: a draft's, which has none."""
    latest: int
    """The version that it is at now, where its words differ; else 0."""
    wanted: Wanted | None
    rows: tuple[PairRow, ...]
    story: tuple[StoryPair, ...]
    """What of its story was translated into the language before."""
    waiting: int
    """Sentences of a machine that nobody has touched or accepted."""
    slips: tuple[Slip, ...]
    writer: Writer | None
    read_only: bool
    acts: tuple[BarAct, ...]
    ready: str
    """Where one says that it may go out with its original; "" where it does not wait for it."""
    editor: str
    engine: str
    """The machine that could draft it; "" where none is, or somebody has begun."""


PAIR = page("desk/translation/page.html", PairPage)


def routes(desk: Desk) -> list[Route]:
    """The page's address."""
    path = "/drafts/{draft:int}/translate"
    return [
        Route(path, signed_in(desk, translating, Act.WRITE), methods=["GET", "POST"]),
        Route(f"{path}/machine", signed_in(desk, machine, Act.WRITE), methods=["POST"]),
    ]


async def translating(visit: Visit) -> Response:
    """The page; posted, it is saved and goes on as the button says."""
    number = int(visit.request.path_params["draft"])
    if visit.request.method != "POST":
        async with reading(visit.desk.pool) as db:
            found = await drafts.get(db, number)
            is_pair = await beside_of(db, found.dispatch(), number) is not None
        return await _shown(visit, number) if is_pair else done(f"/desk/drafts/{number}")
    sitting = _sitting(visit)
    await keep(visit, number, sitting=sitting, by_hand=True, read=rows_read)
    return await _act(visit, number, sitting)


async def _act(visit: Visit, number: int, sitting: str) -> Response:
    address = f"/desk/drafts/{number}/translate"
    if visit.form.has("accept"):
        await accepted(visit, number)
        return done(address, "accepted")
    match visit.form.line("does"):
        case "release":
            return done(f"/desk/drafts/{number}/release")
        case "hand_on":
            async with transaction(visit.desk.pool) as db:
                await locks.leave(db, number, visit.hand, sitting=sitting)
                await moves.hand_on(db, number, visit.hand, visit.now, words="")
            return done("/desk/translations", "handed")
        case "ready":
            order = await _order_of(visit, number)
            return done(_ready(order) or address)
        case "caught_up":
            await _catch_up(visit, number, sitting)
            return done(address, "caught_up")
        case _:
            return done(address, "saved")


async def _order_of(visit: Visit, number: int) -> Order | None:
    async with reading(visit.desk.pool) as db:
        return await order_of_draft(db, number)


async def machine(visit: Visit) -> Response:
    """A machine's draft, put in as any other save; each of its sentences is marked."""
    number = int(visit.request.path_params["draft"])
    engine, base = visit.desk.engine, visit.form.line("base_save")
    if engine is None or not base.isdecimal() or len(base) > 9:
        raise BadInputError(
            "No machine is set up here.", worded("Draft %(draft)s.", draft=number), "Translate it yourself."
        )
    pool = visit.desk.pool
    sitting = _sitting(visit)
    await machine_draft(pool, engine, number, visit.hand, visit.now, base_save=int(base), sitting=sitting)
    return done(f"/desk/drafts/{number}/translate", "machine_drafted")


async def _catch_up(visit: Visit, number: int, sitting: str) -> None:
    """Nothing; the draft says that it was made from the original's latest version."""
    async with transaction(visit.desk.pool) as db:
        found = await drafts.locked(db, number)
        content = found.dispatch()
        beside = await held(db, content, number)
        source = content.translated_from
        if beside.latest_version is None or source is None:
            raise ConflictError(
                "The original has not moved on.",
                worded("Draft %(draft)s.", draft=number),
                "Load the page again.",
            )
        content = replace(content, translated_from=replace(source, version=beside.latest_version))
        base = found.save
        await save(db, number, content, visit.hand, visit.now, base_save=base, sitting=sitting, by_hand=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """A translation as it is opened."""

    draft: Draft
    content: Dispatch
    beside: Beside
    lock: Lock | None
    order: Order | None
    marked: tuple[Marked, ...]
    rows: tuple[PairRow, ...]
    story: tuple[StoryPair, ...]
    slips: tuple[Slip, ...]


async def _open(visit: Visit, number: int) -> _Open:
    async with reading(visit.desk.pool) as db:
        draft = await drafts.get(db, number)
        content = draft.dispatch()
        beside = await held(db, content, number)
        sentences = await marked(db, number, content)
        known = await known_of(db, beside, content, sentences)
        bare = await asyncio.to_thread(rows_of, beside, content, known)
        rows, story = await offers_of(db, beside, content, bare)
        return _Open(
            draft=draft,
            content=content,
            beside=beside,
            lock=await locks.lock_of(db, number, visit.now),
            order=await order_of_draft(db, number),
            marked=sentences,
            rows=rows,
            story=story,
            slips=await slips(db, visit, draft, pairs_of(beside.original, content)),
        )


async def _shown(visit: Visit, number: int) -> Response:
    opened = await _open(visit, number)
    draft, content, beside = opened.draft, opened.content, opened.beside
    writes = times(visit)
    other = opened.lock if opened.lock and opened.lock.holder != visit.person.id else None
    theirs = visit.person.works_for(language=content.language, section=content.section)
    is_done = draft.state in drafts.DONE_STATES
    saved_at = writes.short(draft.changed_at, visit.now)
    somebody = tongue(visit.language).say(_("Somebody"))
    facts = facts_of(visit, draft, content, sitting=_sitting(visit), saved_at=saved_at)
    address = f"{facts.address}/translate"
    context = PairPage(
        frame=await desk_frame(visit, _("Translate")),
        draft=replace(
            facts,
            autosave=f"{address}/autosave",
            beside=f"{address}/beside",
            kept_as=f"{draft.id}.translate",
        ),
        address=address,
        original=_side(visit, beside.original.language, _address(opened)),
        target=_side(visit, content.language, ""),
        version=beside.version or 0,
        latest=beside.latest_version or 0,
        wanted=None if opened.order is None else _wanted(visit, opened.order),
        rows=opened.rows,
        story=opened.story,
        waiting=sum(not one.accepted for one in opened.marked),
        slips=opened.slips,
        writer=Writer(name=other.name or somebody, since=writes.short(other.taken_at, visit.now))
        if other
        else None,
        read_only=other is not None or is_done or not theirs or not may(visit.person, Act.WRITE),
        acts=acts_of(visit, draft),
        ready=_ready(opened.order),
        editor=facts.address,
        engine=_engine(visit, opened),
    )
    return answer(visit, PAIR, context)


def _ready(order: Order | None) -> str:
    waits = order is not None and order.holds == Holds.WITH and order.original is None
    return f"/desk/translations/{order.id}/ready" if order is not None and waits else ""


def _engine(visit: Visit, opened: _Open) -> str:
    """The machine is offered while nothing is translated: it writes over what is there."""
    engine = visit.desk.engine
    return "" if engine is None or any(row.text for row in opened.rows) else engine.name


def _address(opened: _Open) -> str:
    source = opened.content.translated_from
    if source is not None and source.item is not None:
        return address_of(source.item)
    order = opened.order
    return "" if order is None or order.original_draft is None else f"/desk/drafts/{order.original_draft}"


def _side(visit: Visit, language: str, address: str) -> Side:
    return Side(
        language=language,
        direction=direction(language),
        spoken=language_name(visit, language),
        address=address,
    )


def _wanted(visit: Visit, order: Order) -> Wanted:
    due = order.deadline
    return Wanted(
        number=order.id,
        deadline=None if due is None else times(visit).short(due, visit.now),
        is_late=due is not None and due <= visit.now,
        note=order.note,
        holds=tongue(visit.language).say(HOLDS[order.holds]) if order.holds else "",
    )


def _sitting(visit: Visit) -> str:
    return visit.form.line("sitting")[:40] or secrets.token_urlsafe(9)
