"""The live wire: each change as the line that the page would show, numbered by the wire, so that nothing is ever skipped.

A stream holds no connection to the database. All streams of a process share one look at the wire's head; each reads its own
lines only when the head has moved, and asks every two seconds whether its session goes on, its person is who they were, and
the contracts run that ran when the page was made.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime

from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from newsflow.accounts.people import by_id
from newsflow.accounts.sessions import still_live
from newsflow.db.pool import reading, transaction
from newsflow.db.query import Connection
from newsflow.matching.tree import EVERYTHING, NOTHING, Tree
from newsflow.portal.asked import asked_of, tree_of
from newsflow.portal.lines import Line, lines_of
from newsflow.portal.listening import made_at
from newsflow.portal.reader import Known, reader_of, saying
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.portal.wire import number, stand_at
from newsflow.subscribers.contracts import contracts_of
from newsflow.web.pages import page
from newsflow.web.within.shared_look import SharedLook
from newsflow.wire.read import head

LOOK_S = 0.5
ASK_S = 2.0
STAND_S = 60.0
"""How often it is written down that the reader is still there."""
STREAM_S = 900.0
"""A stream ends after so long; the page opens the next one by itself, from where it was."""
BURST = 200
"""Lines in one go, at most; who is further behind is told to load the page again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePart:
    """One line, as the page has it."""

    line: Line


LINE = page("portal/wire/_part.html", LinePart)


def routes(portal: Portal) -> list[Route]:
    """Where the wire's page listens."""

    async def last() -> int:
        async with reading(portal.pool) as db:
            return (await head(db)).seq

    look = SharedLook(last, LOOK_S)

    async def live(visit: Visit) -> Response:
        return StreamingResponse(_events(visit, look), media_type="text/event-stream")

    return [Route("/live", signed_in(portal, live, of=own), methods=["GET"])]


async def _events(visit: Visit, look: SharedLook[int]) -> AsyncIterator[str]:
    """Lines as events; `over` when the session has ended or the person is another than before, `off` when access is off."""
    portal = visit.portal
    tree, fault = tree_of(asked_of(visit), visit)
    tree = NOTHING if fault else tree
    clock = asyncio.get_running_loop().time
    ends, asks_at, stands_at = clock() + STREAM_S, 0.0, 0.0
    seen, made = _from(visit), made_at(visit)
    yield "retry: 1000\n\n"
    while clock() < ends:
        now = replace(visit, now=portal.clock())
        if clock() >= asks_at:
            asks_at = clock() + ASK_S
            ended = await why_ended(now, made)
            if ended is not None:
                yield f"event: {ended}\ndata: \n\n"
                return
        last = await look.now()
        if last > seen:
            async with reading(portal.pool) as db:
                sent, events = await _since(db, now, tree, seen, last)
            for event in events:
                yield event
            seen = sent
            stands_at = 0.0
        if clock() >= stands_at and visit.looker is None:
            stands_at = clock() + STAND_S
            async with transaction(portal.pool) as db:
                await stand_at(db, now, seen)
        await asyncio.sleep(LOOK_S)


def _from(visit: Visit) -> int:
    """The number that the page has seen: the browser's own word when it comes back, else the address's."""
    said = visit.request.headers.get("last-event-id", "")
    return number(said) or number(visit.request.query_params.get("after", "")) or 0


async def why_ended(visit: Visit, made: datetime) -> str | None:
    """Why a stream of a page that was made then ends now, `over` or `off`; None where it goes on."""
    async with reading(visit.portal.pool) as db:
        live = await still_live(db, visit.session, visit.now, visit.portal.terms)
        person = await by_id(db, visit.person.id)
        contracts = await contracts_of(db, visit.subscriber)
    if any(one.runs(made) and not one.runs(visit.now) for one in contracts):
        return "off"
    if person is not None and person.suspended_since != visit.person.suspended_since:
        return "off"
    return None if live and person == visit.person else "over"


async def _since(db: Connection, visit: Visit, tree: Tree, seen: int, last: int) -> tuple[int, list[str]]:
    """The events of what changed after `seen`, oldest first, and the number that they reach."""
    reader = await reader_of(db, visit)
    found = await reader.slice(db, after=seen, limit=BURST, members=True)
    reached = max([last, *(one.item.seq for one in found.known)])
    if found.older is not None:
        return reached, [f"id: {reached}\nevent: behind\ndata: \n\n"]
    asked = await _asked_for(db, tree, found.known)
    lines = await lines_of(db, visit, found.known)
    events = [
        _event(visit, line, asked=line.seq in asked)
        for line in reversed(lines)
        if line.seq in asked or line.is_notice
    ]
    return reached, [*events, f"id: {reached}\n\n"]


async def _asked_for(db: Connection, tree: Tree, known: tuple[Known, ...]) -> frozenset[int]:
    """Those that the page asks for. The copy is asked too, as the page's own question may have words."""
    on_page = [one for one in known if one.item.series is None]
    return (
        frozenset(one.item.seq for one in on_page) if tree == EVERYTHING else await saying(db, tree, on_page)
    )


def _event(visit: Visit, line: Line, *, asked: bool) -> str:
    """A line for its place; a stop also where the page does not ask for it: the line may stand there from before."""
    name = "line" if asked else "gone"
    html = visit.portal.pages.speaking(visit.language).render(LINE, LinePart(line=line))
    data = "".join(f"data: {part}\n" for part in html.splitlines())
    return f"id: {line.seq}\nevent: {name}\n{data}\n"
