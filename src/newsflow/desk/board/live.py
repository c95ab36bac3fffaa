"""The board's live stream: the same part of the page again whenever something has changed, and at every minute.

A stream holds no connection to the database. All streams of a process share one look a second at what was last changed;
each asks for itself whether its session goes on and its person is who they were, so that signing out everywhere, a closed
account and a changed role end it within a second.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from newsflow.accounts.people import by_id
from newsflow.accounts.sessions import still_live
from newsflow.db.pool import reading
from newsflow.db.query import query, row
from newsflow.desk.board.page import LINES, Asked, lines_of
from newsflow.desk.visit import Desk, Visit, signed_in
from newsflow.web.within.shared_look import SharedLook, event

LOOK_S = 0.5
STREAM_S = 900.0
"""A stream ends after so long; the page opens the next one by itself."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What changes whenever the board may have: counts and last changes of what it shows."""

    mark: str


_MARK = query("desk.board_mark", Mark)


def routes(desk: Desk) -> list[Route]:
    """Where the board listens."""

    async def mark() -> str:
        async with reading(desk.pool) as db:
            found = await row(db, _MARK, {"now": desk.clock()})
        return found.mark if found else ""

    look = SharedLook(mark, LOOK_S)

    async def live(visit: Visit) -> Response:
        return StreamingResponse(_events(visit, look), media_type="text/event-stream")

    return [Route("/live", signed_in(desk, live))]


async def _events(visit: Visit, look: SharedLook[str]) -> AsyncIterator[str]:
    """The board's part as events; `over` when the session has ended, no more when the person is another than before."""
    desk, asked = visit.desk, Asked.of(visit)
    clock = asyncio.get_running_loop().time
    ends = clock() + STREAM_S
    seen = ""
    yield "retry: 1000\n\n"
    while clock() < ends:
        now = desk.clock()
        async with reading(desk.pool) as db:
            if not await still_live(db, visit.session, now, desk.terms):
                yield "event: over\ndata: \n\n"
                return
            if await by_id(db, visit.person.id) != visit.person:
                return
        mark = f"{await look.now()} {now:%H:%M}"  # ages are told in minutes
        if mark != seen:
            seen = mark
            lines = await lines_of(replace(visit, now=now), asked)
            yield event("board", desk.pages.speaking(visit.language).render(LINES, lines))
        await asyncio.sleep(LOOK_S)
