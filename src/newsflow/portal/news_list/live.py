"""The news list live: its lines again whenever one of them has changed, and at every minute, since an hour passes unseen.

A stream holds no connection to the database. All streams of a process share one look at what was last changed; each asks every
two seconds whether its session goes on and its contracts run.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta

from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from newsflow.db.pool import reading
from newsflow.db.query import query, row
from newsflow.portal.listening import made_at
from newsflow.portal.live import ASK_S, STREAM_S, why_ended
from newsflow.portal.news_list.page import DAYS_PART, days_of, listed
from newsflow.portal.visit import Portal, Visit, own, signed_in
from newsflow.web.within.shared_look import SharedLook, event

LOOK_S = 1.0
BACK = timedelta(days=2)
"""Lines expected longer ago than this are looked at with the next minute, not at once."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A text that changes whenever the list may have."""

    mark: str


_MARK = query("portal.news_list_mark", Mark)


def routes(portal: Portal) -> list[Route]:
    """Where the list's page listens."""

    async def mark() -> str:
        async with reading(portal.pool) as db:
            found = await row(db, _MARK, {"since": portal.clock() - BACK})
        return found.mark if found else ""

    look = SharedLook(mark, LOOK_S)

    async def live(visit: Visit) -> Response:
        return StreamingResponse(_events(visit, look), media_type="text/event-stream")

    return [Route("/news-list/live", signed_in(portal, live, of=own), methods=["GET"])]


async def _events(visit: Visit, look: SharedLook[str]) -> AsyncIterator[str]:
    """The lines as events of the name `board`; `over` when the session has ended, `off` when access is off."""
    portal, made = visit.portal, made_at(visit)
    clock = asyncio.get_running_loop().time
    ends, asks_at = clock() + STREAM_S, 0.0
    seen = ""
    yield "retry: 1000\n\n"
    while clock() < ends:
        now = replace(visit, now=portal.clock())
        if clock() >= asks_at:
            asks_at = clock() + ASK_S
            ended = await why_ended(now, made)
            if ended is not None:
                yield f"event: {ended}\ndata: \n\n"
                return
        mark = f"{await look.now()} {now.now:%H:%M}"
        if mark != seen:
            seen = mark
            part = days_of(now, await listed(now))
            html = portal.pages.speaking(visit.language).render(DAYS_PART, part)
            yield event("board", html)
        await asyncio.sleep(LOOK_S)
