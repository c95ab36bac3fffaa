"""How much an API user may ask: a bucket each of requests, filled evenly; told in RateLimit headers (IETF draft 10)."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

from newsflow.api.reply import Fields
from newsflow.domain.errors import TooFastError
from newsflow.web.headed import HeadedError

STREAMS_AT_ONCE = 20
"""Of one login, in one web process."""
USERS_REMEMBERED = 10_000
WINDOW_S = 60

Monotonic = Callable[[], float]


class LimitError(HeadedError, TooFastError):
    """A bucket is empty; the reply's headers say when it is full again."""

    def __init__(self, what: str, which: str, what_now: str, *, wait_s: float, headers: Fields) -> None:
        """As its two kinds, with the seconds to wait and the headers."""
        TooFastError.__init__(self, what, which, what_now, wait_s=wait_s)
        self.headers = headers


@dataclass(slots=True)
class Limits:
    """The buckets of one web process: `a_minute` requests in any minute, at once or evenly."""

    a_minute: int
    monotonic: Monotonic
    what: str = "requests"
    """As the headers name it."""
    _left: dict[str, tuple[float, float]] = field(default_factory=dict[str, tuple[float, float]])

    def take(self, username: str) -> Fields:
        """Count a request, or raise LimitError with the seconds to wait; gives the headers that say what is left."""
        now = self.monotonic()
        left, since = self._left.get(username, (float(self.a_minute), now))
        left = min(float(self.a_minute), left + (now - since) * self.a_minute / WINDOW_S)
        if left < 1:
            wait = (1 - left) * WINDOW_S / self.a_minute
            raise LimitError(
                f"Too many {self.what}.",
                f"This login has {self.a_minute} a minute.",
                "Wait as Retry-After says.",
                wait_s=wait,
                headers=self._fields(left),
            )
        if username not in self._left and len(self._left) >= USERS_REMEMBERED:
            self._forget(now)
        self._left[username] = (left - 1, now)
        return self._fields(left - 1)

    def refused(self, wait_s: float) -> Fields:
        """The headers of a refusal for another reason than the bucket's: nothing is left before Retry-After is over.

        The draft wants `t` to name no earlier moment than Retry-After.
        """
        return self._said(0, int(wait_s + 0.999))

    def _fields(self, left: float) -> Fields:
        return self._said(int(left), int((self.a_minute - left) * WINDOW_S / self.a_minute + 0.999))

    def _said(self, left: int, in_s: int) -> Fields:
        return (
            ("RateLimit-Policy", f'"{self.what}";q={self.a_minute};w={WINDOW_S}'),
            ("RateLimit", f'"{self.what}";r={left};t={in_s}'),
        )

    def _forget(self, now: float) -> None:
        """Keep only those whose bucket is not full again."""
        self._left = {
            name: (left, since)
            for name, (left, since) in self._left.items()
            if left + (now - since) * self.a_minute / WINDOW_S < self.a_minute
        }


@dataclass(slots=True)
class StreamsOpen:
    """How many streams each login has open, in one web process."""

    _open: dict[str, int] = field(default_factory=dict[str, int])

    def check(self, username: str) -> None:
        """Pass when the login may open one more. Raises TooFastError."""
        if self._open.get(username, 0) >= STREAMS_AT_ONCE:
            raise TooFastError(
                "Too many streams are open.", f"This login has {STREAMS_AT_ONCE}.", "Close one.", wait_s=5
            )

    @contextmanager
    def one(self, username: str) -> Generator[None]:
        """Within it the login has one more."""
        self._open[username] = self._open.get(username, 0) + 1
        try:
            yield
        finally:
            self._open[username] -= 1
            if not self._open[username]:
                del self._open[username]
