"""Pages from memory: an answer holds for as long as nothing has happened on the wire or in the edition log.

Whether it holds is asked of the database each time, in one row by key; so a kill, an editor's word or an erasure
ends every page at once, on every node, with nothing to purge. Times and pins are told to the minute.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from weakref import WeakValueDictionary

from starlette.requests import Request
from starlette.responses import Response

from newsflow.db.pool import Pool, reading
from newsflow.db.query import query, row
from newsflow.domain.clock import Clock
from newsflow.web.pages import revalidated

MOST_BYTES = 32_000_000
LONGEST_BYTES = 1_000_000
"""What is larger, such as a month's sitemap, is made each time."""
LONGEST_ADDRESS = 500
BRIEF = timedelta(milliseconds=500)
"""How long what many ask for again and again is answered without a look at the database."""
KEYS: Mapping[str, str] = MappingProxyType({"Surrogate-Key": " ", "Cache-Tag": ","})
"""The headers that name an answer's keys to a cache before us, and what stands between two keys."""
_CONDITIONS = frozenset({b"if-none-match", b"if-modified-since"})

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Heads:
    """How far wire, edition log and erasures have got."""

    epoch: int
    wire: int
    edition: int
    erased: int


HEADS = query("site.heads", Heads)

State = tuple[Heads, int]


@dataclass(slots=True)
class Memory:
    """The answers of one process, the longest unasked dropped first."""

    pool: Pool
    clock: Clock
    held: OrderedDict[str, tuple[State, Response]] = field(
        default_factory=OrderedDict[str, tuple[State, Response]]
    )
    making: "WeakValueDictionary[str, asyncio.Lock]" = field(
        default_factory=WeakValueDictionary[str, asyncio.Lock]
    )
    """Pages that somebody makes just now."""
    size: int = 0
    hits: int = 0

    def remembering(self, endpoint: Endpoint) -> Endpoint:
        """The endpoint, its answers from memory while they hold. Its answers depend on the address alone."""

        async def answer(request: Request) -> Response:
            key = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            known = self._known(key, await self._state())
            if known is not None:
                return revalidated(request, known)
            # A crowd at one page makes it once: whoever comes meanwhile waits, and looks again at how far all has got.
            alone = self.making.setdefault(key, asyncio.Lock())
            async with alone:
                state = await self._state()
                known = self._known(key, state)
                if known is not None:
                    return revalidated(request, known)
                made = await endpoint(_unconditional(request))
                if made.status_code != 200:
                    return made
                if (await self._state())[0] != state[0]:
                    return _unkeyed(made)
                if len(made.body) <= LONGEST_BYTES and len(key) <= LONGEST_ADDRESS:
                    self._keep(key, state, made)
            return revalidated(request, _copy(made))

        return answer

    def _known(self, key: str, state: State) -> Response | None:
        """A copy of what was made at that address, if it was made of that state."""
        known = self.held.get(key)
        if known is None or known[0] != state:
            return None
        self.held.move_to_end(key)
        self.hits += 1
        return _copy(known[1])

    async def _state(self) -> State:
        async with reading(self.pool) as db:
            heads = await row(db, HEADS)
        assert heads is not None
        return heads, int(self.clock().timestamp()) // 60

    def _keep(self, key: str, state: State, made: Response) -> None:
        before = self.held.pop(key, None)
        self.size += len(made.body) - (len(before[1].body) if before else 0)
        self.held[key] = (state, made)
        while self.size > MOST_BYTES:
            _, (_, dropped) = self.held.popitem(last=False)
            self.size -= len(dropped.body)


def brief(clock: Clock, endpoint: Endpoint) -> Endpoint:
    """The endpoint, whose answer stands for `BRIEF` without a question to the database, whoever asks. It depends on
    nothing in the request.
    """
    held: list[tuple[datetime, Response]] = []

    async def answer(request: Request) -> Response:
        now = clock()
        if not held or now >= held[0][0]:
            made = await endpoint(_unconditional(request))
            if made.status_code != 200:
                return made
            held[:] = [(now + BRIEF, made)]
        return revalidated(request, _copy(held[0][1]))

    return answer


def _copy(made: Response) -> Response:
    """A response of the same bytes and headers: whoever answers with it may add to it."""
    copied = Response(bytes(made.body), status_code=made.status_code)
    copied.raw_headers = list(made.raw_headers)
    return copied


def _unkeyed(made: Response) -> Response:
    """What was made while something came, a kill perhaps, whose word a cache before us may have had already: it has no
    keys, so that none stores it.
    """
    for header in KEYS:
        if header in made.headers:
            del made.headers[header]
    return made


def _unconditional(request: Request) -> Request:
    """The request of somebody who has nothing yet: a 304 could not be kept."""
    headers = [(name, value) for name, value in request.scope["headers"] if name not in _CONDITIONS]
    return Request({**request.scope, "headers": headers})
