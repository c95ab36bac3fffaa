"""`GET /v1/entries`: the wire in order from a cursor on; waits for what is to come, if asked."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

import msgspec
from starlette.types import Receive, Scope

from newsflow.api.asked import Asked
from newsflow.api.gone import gone, rings_ending, rings_leaving, rung
from newsflow.api.kept import REPLIES_KEPT, Page
from newsflow.api.pages import Pages
from newsflow.api.reader import Reader, WhoIs
from newsflow.api.reply import Reply, is_held, tagged
from newsflow.api.taking import Takings
from newsflow.domain.clock import Clock
from newsflow.matching.query import parse
from newsflow.web.headers import origin
from newsflow.wire.read import Cursor

PARAMETERS = ("after", "filter", "format", "limit", "wait")
ENTRIES = 100
ENTRIES_AT_MOST = 1000
WAIT_AT_MOST_S = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """From where, how many entries at most, and how long to wait for one."""

    cursor: Cursor
    limit: int
    wait_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Puller:
    """Answers cursor pulls."""

    pages: Pages
    takings: Takings
    clock: Clock
    monotonic: Callable[[], float]
    public_url: str | None

    async def pull(self, scope: Scope, receive: Receive, asked: Asked, reader: Reader, who: WhoIs) -> Reply:
        """The page after the cursor; an empty one, with where to go on, when nothing came in the time to wait.

        Raises BadInputError, QuestionError, LostCursorError.
        """
        if reader.question:
            parse(reader.question, self.pages.agency, self.clock())
        cursor = asked.cursor(asked.fields.get("after"), (await self.pages.window.view()).head)
        wanted = _Wanted(
            cursor=cursor,
            limit=asked.number("limit", ENTRIES, 1, ENTRIES_AT_MOST),
            wait_s=asked.number("wait", 0, 0, WAIT_AT_MOST_S),
        )
        while True:
            page, reader, now = await self._page(scope, receive, reader, wanted, who)
            reply = self._reply(scope, asked, page)
            if scope["method"] == "HEAD" or not page.handed or is_held(scope, reply.etag):
                return reply
            taken = await self.takings.page(reader, cursor.seq, page, now)
            if await self.pages.stands(page):
                return reply if taken is page else self._reply(scope, asked, taken)
            # The same entries once more and none besides, so that each stop can hold it up but once.
            wanted = replace(wanted, limit=len(page.frames))

    async def _page(
        self, scope: Scope, receive: Receive, reader: Reader, wanted: _Wanted, who: WhoIs
    ) -> tuple[Page, Reader, datetime]:
        """The first page that holds something, or the last one looked at when the time is over."""
        now = self.clock()
        page = await self.pages.after(reader, wanted.cursor, wanted.limit, now)
        if page.frames or not wanted.wait_s:
            return page, reader, now
        ends, window = self.monotonic() + wanted.wait_s, self.pages.window
        leaving = asyncio.ensure_future(gone(receive))
        try:
            async with window.bell() as bell:
                rings_leaving(bell, leaving)
                ending = rings_ending(bell, scope)
                while True:
                    # Whatever comes from here on rings: it is looked for before anything is waited for.
                    bell.clear()
                    reader = replace(reader, account=await who())
                    now = self.clock()
                    page = await self.pages.after(reader, page.cursor, wanted.limit, now)
                    left = ends - self.monotonic()
                    if page.frames or left <= 0 or ending.is_set():
                        return page, reader, now
                    if page.at_head:
                        await rung(bell, leaving, left)
        finally:
            leaving.cancel()

    def _reply(self, scope: Scope, asked: Asked, page: Page) -> Reply:
        following = {**asked.fields, "after": str(page.cursor)}
        link = f"{origin(scope, self.public_url)}/v1/entries?{urlencode(following)}"
        kept = page.replies.get(link)
        if kept is not None:
            return kept
        entries = b",".join([each.body for each in page.frames])
        body = b'{"entries":[%b],"next":%b}' % (entries, msgspec.json.encode(link))
        made = tagged(Reply(body=body, headers=(("Link", f'<{link}>; rel="next"'),)))
        if len(page.replies) < REPLIES_KEPT:
            page.replies[link] = made
        return made
