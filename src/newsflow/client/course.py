"""What a reader asks next and makes of each answer. It neither asks nor waits: `sync.py` and `aio.py` do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from newsflow.client.cursor import Cursor
from newsflow.client.entry import Batch, Entry, entry_of, in_order, lost_of, page_of, problem_of
from newsflow.client.errors import RefusedError, UnreadableError
from newsflow.client.pace import Trouble, asked_wait, backoff
from newsflow.client.sse import Frames

OK, CONFLICT, TIMED_OUT, TOO_MANY, BROKEN = 200, 409, 408, 429, 500
GOOD_STREAM = "text/event-stream"
SMALL_PAGES = (5, 1)
"""Entries that are asked for after a failure, and after another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked for: a filter in the query language, a format; None: everything, in the contract's format."""

    filter: str | None = None
    format: str | None = None

    def params(self) -> dict[str, str]:
        """The wish as it stands in an address."""
        given = {"filter": self.filter, "format": self.format}
        return {name: value for name, value in given.items() if value is not None}


@dataclass(slots=True, kw_only=True)
class Course:
    """One reader's way along the wire."""

    cursor: Cursor
    wish: Wish
    jitter: Callable[[], float]
    clock: Callable[[], datetime]
    _failures: int = 0
    _ever: bool = False
    """Whether this address ever answered as an API does."""
    _frames: Frames = field(default_factory=Frames)

    def pull(self, wait_s: int) -> dict[str, str]:
        """The parameters of the next `/entries`."""
        wait = {"wait": str(wait_s)} if wait_s else {}
        # A line that breaks before a whole page came may carry a small one: so a reader gets on over any line.
        small = (
            {"limit": str(SMALL_PAGES[min(self._failures, len(SMALL_PAGES)) - 1])} if self._failures else {}
        )
        return {"after": str(self.cursor), **self.wish.params(), **wait, **small}

    def pulled(self, status: int, headers: Mapping[str, str], body: bytes) -> Batch | Trouble:
        """What an answer to `pull` brings, or how long to wait. Raises RefusedError, UnreadableError."""
        if status != OK:
            return self.failed(status, headers, body)
        try:
            batch = page_of(body, self.cursor)
        except UnreadableError as error:
            if self._ever or "json" in headers.get("content-type", ""):
                return self.cut(str(error))
            raise
        self._went_well()
        self.cursor = batch.cursor
        return batch

    def stream(self) -> tuple[dict[str, str], dict[str, str]]:
        """The parameters and headers of the next `/stream`."""
        self._frames = Frames()
        return self.wish.params(), {"Last-Event-ID": str(self.cursor), "Accept": GOOD_STREAM}

    def opened(self, headers: Mapping[str, str]) -> None:
        """Pass when what answers 200 is a stream. Raises UnreadableError."""
        if GOOD_STREAM not in headers.get("content-type", ""):
            message = "The answer is no event stream."
            raise UnreadableError(message)
        self._ever = True

    def streamed(self, chunk: bytes) -> Batch | Trouble | None:
        """What a piece of the stream completes; None where that is nothing, Trouble where the stream is no good."""
        entries: list[Entry] = []
        cursor = self.cursor
        try:
            for frame in self._frames.feed(chunk):
                if frame.name not in {"entry", "head"} or not frame.id:
                    continue
                there = Cursor.read(frame.id)
                if there.seq <= cursor.seq and there.epoch == cursor.epoch:
                    continue
                if frame.name == "entry":
                    if there.seq <= cursor.seq:
                        continue
                    entries.append(entry_of(frame.data, there))
                cursor = there
            events = in_order(tuple(entries))
        except (UnreadableError, ValueError) as error:
            return self.cut(str(error))
        self._went_well()
        if cursor == self.cursor:
            return None
        self.cursor = cursor
        return Batch(events=events, cursor=cursor, at_head=False)

    def failed(self, status: int, headers: Mapping[str, str], body: bytes) -> Batch | Trouble:
        """What another status than 200 means. Raises RefusedError for what would be refused again."""
        if status == CONFLICT:
            lost = lost_of(body)
            self._went_well()
            self.cursor = lost.cursor
            return Batch(events=(lost,), cursor=lost.cursor, at_head=False)
        said = problem_of(body) or "The server refuses."
        if status in {TOO_MANY, TIMED_OUT} or status >= BROKEN:
            return self.cut(f"{said} (HTTP {status})", asked_wait(headers, self.clock()))
        raise RefusedError(status, said)

    def cut(self, because: str, asked_s: float | None = None) -> Trouble:
        """How long to wait after a failure: what was asked for, and never less than our own patience."""
        self._failures += 1
        own = backoff(self._failures, self.jitter())
        return Trouble(because, own if asked_s is None else max(asked_s, own), self._failures)

    def _went_well(self) -> None:
        self._failures, self._ever = 0, True
