"""What the live streams of a process share: one look at the database for all that ask at the same time, and their events."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Seen = TypeVar("Seen")


class SharedLook(Generic[Seen]):
    """What the last look saw; a new one is taken when it is older than `every_s`."""

    def __init__(self, look: Callable[[], Awaitable[Seen]], every_s: float) -> None:
        """Nothing is seen yet."""
        self._look = look
        self._every_s = every_s
        self._seen: tuple[float, Seen] | None = None
        self._lock = asyncio.Lock()

    async def now(self) -> Seen:
        """What is there, not older than `every_s`. Raises what looking raises, and the next who asks looks again."""
        clock = asyncio.get_running_loop().time
        async with self._lock:
            if self._seen is None or clock() - self._seen[0] >= self._every_s:
                found = await self._look()
                self._seen = clock(), found
            return self._seen[1]


def event(name: str, html: str) -> str:
    """A server-sent event that carries a part of a page."""
    lines = "".join(f"data: {line}\n" for line in html.splitlines())
    return f"event: {name}\n{lines}\n"
