"""What a reader may choose, the same for both clients."""

import random
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypedDict

import httpx

from newsflow.client.course import Course, Wish
from newsflow.client.cursor import HEAD, START, Cursor
from newsflow.client.pace import Trouble
from newsflow.client.store import CursorStore

CONNECT_S = 10.0
GRACE_S = 15.0
"""How much longer than its own wait a long poll may take."""
SILENCE_S = 60.0
"""A stream says something every few seconds; one that is silent for so long is dead."""
WAIT_S = 30


class Options(TypedDict, total=False):
    """The choices of `follow` and `batches`."""

    after: Cursor | str
    """Where to begin when `store` holds no cursor yet: at a cursor or the `"head"`; at the first entry without it."""
    store: CursorStore
    """Keeps the cursor: of each event once the loop asks for the next, so a crash brings the last one again."""
    filter: str
    """A question in the query language."""
    format: str
    """A document format; the contract's own without it."""
    wait_s: int
    """How long the server may hold a poll open."""
    live: bool
    """Read the event stream in place of polls."""
    until_head: bool
    """End when nothing more is there, in place of waiting for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The choices of one reader, with what it has when it leaves something open."""

    after: Cursor | str = START
    store: CursorStore | None = None
    filter: str | None = None
    format: str | None = None
    wait_s: int = WAIT_S
    live: bool = False
    until_head: bool = False

    def course(self, tuning: "Tuning") -> Course:
        """The way of this reader, from the cursor in its store or from where it is to begin."""
        kept = None if self.store is None else self.store.load()
        after = Cursor.read(self.after) if isinstance(self.after, str) else self.after
        return Course(
            cursor=kept or after,
            wish=Wish(filter=self.filter, format=self.format),
            jitter=tuning.jitter,
            clock=tuning.clock,
        )

    def streams(self, course: Course) -> bool:
        """Whether to read the stream: it has no end to wait for, and to resume it takes a number."""
        return self.live and not self.until_head and course.cursor != HEAD

    def poll_s(self, course: Course) -> int:
        """How long a poll may be held open; not at all while it is to say where the head is."""
        return 0 if self.until_head or course.cursor == HEAD else self.wait_s


def _now() -> datetime:
    return datetime.now(UTC)


def _quiet(_: Trouble) -> None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """What tests and patient people set: who hears of trouble, how waits are spread, what time it is."""

    on_trouble: Callable[[Trouble], None] = _quiet
    jitter: Callable[[], float] = random.random
    clock: Callable[[], datetime] = _now
    connect_s: float = CONNECT_S
    grace_s: float = GRACE_S
    silence_s: float = SILENCE_S

    def polling(self, wait_s: int) -> httpx.Timeout:
        """The timeouts of a poll."""
        return httpx.Timeout(self.connect_s, read=wait_s + self.grace_s)

    def streaming(self) -> httpx.Timeout:
        """The timeouts of a stream."""
        return httpx.Timeout(self.connect_s, read=self.silence_s)


NORMAL = Tuning()


class Bearer(httpx.Auth):
    """Sends a secret as a bearer token."""

    def __init__(self, secret: str) -> None:
        self.header = f"Bearer {secret}"

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The request with its secret."""
        request.headers["Authorization"] = self.header
        yield request


def login(user: str | None, secret: str) -> httpx.Auth:
    """How a request says who asks: by Basic with a user's name, by bearer without one."""
    return httpx.BasicAuth(user, secret) if user is not None else Bearer(secret)
