"""The board's live stream: the same part of the page again whenever something has changed, and at every minute.

A stream holds no connection to the database. All streams of a process share one look a second at what was last changed;
each asks for itself whether its session goes on and its person is who they were, so that signing out everywhere, a closed
account and a changed role end it within a second.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from newsflow.accounts.people import by_id
from newsflow.accounts.sessions import still_live
from newsflow.db.pool import Pool, reading
from newsflow.db.query import query, row
from newsflow.desk.board.page import LINES, Asked, lines_of
from newsflow.desk.visit import Desk, Visit, signed_in

LOOK_S = 0.5
STREAM_S = 900.0
"""A stream ends after so long; the page opens the next one by itself."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What changes whenever the board may have: counts and last changes of what it shows."""

    mark: str


_MARK = query("desk.board_mark", Mark)


@dataclass(slots=True)
class Watch:
    """One look at the database for all who look at the board at the same time."""

    pool: Pool
    mark: str = ""
    looked: float = -1.0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def now(self, at: datetime) -> str:
        """The mark, not older than LOOK_S; the minute is part of it, as ages are told in minutes."""
        clock = asyncio.get_running_loop().time
        async with self.lock:
            if clock() - self.looked >= LOOK_S:
                async with reading(self.pool) as db:
                    found = await row(db, _MARK, {"now": at})
                self.mark = found.mark if found else ""
                self.looked = clock()
            return f"{self.mark} {at:%H:%M}"


def routes(desk: Desk) -> list[Route]:
    """Where the board listens."""
    watch = Watch(desk.pool)

    async def live(visit: Visit) -> Response:
        return StreamingResponse(_events(visit, watch), media_type="text/event-stream")

    return [Route("/live", signed_in(desk, live))]


async def _events(visit: Visit, watch: Watch) -> AsyncIterator[str]:
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
        mark = await watch.now(now)
        if mark != seen:
            seen = mark
            lines = await lines_of(replace(visit, now=now), asked)
            yield event("board", desk.pages.speaking(visit.language).render(LINES, lines))
        await asyncio.sleep(LOOK_S)


def event(name: str, html: str) -> str:
    """A server-sent event that carries a part of a page."""
    lines = "".join(f"data: {line}\n" for line in html.splitlines())
    return f"event: {name}\n{lines}\n"
