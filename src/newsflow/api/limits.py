"""How much an API user may ask: a bucket each of requests, filled evenly; told in RateLimit headers (IETF draft 10)."""

from collections.abc import Callable
from dataclasses import dataclass, field

from newsflow.api.reply import Fields
from newsflow.domain.errors import TooFastError

USERS_REMEMBERED = 10_000
WINDOW_S = 60

Monotonic = Callable[[], float]


@dataclass(slots=True)
class Limits:
    """The buckets of one web process: `a_minute` requests in any minute, at once or evenly."""

    a_minute: int
    monotonic: Monotonic
    _left: dict[str, tuple[float, float]] = field(default_factory=dict[str, tuple[float, float]])

    def take(self, username: str) -> Fields:
        """Count a request, or raise TooFastError with the seconds to wait; gives the headers that say what is left."""
        now = self.monotonic()
        left, since = self._left.get(username, (float(self.a_minute), now))
        left = min(float(self.a_minute), left + (now - since) * self.a_minute / WINDOW_S)
        if left < 1:
            wait = (1 - left) * WINDOW_S / self.a_minute
            raise TooFastError(
                "Too many requests.",
                f"This login has {self.a_minute} a minute.",
                "Wait as Retry-After says.",
                wait_s=wait,
            )
        if username not in self._left and len(self._left) >= USERS_REMEMBERED:
            self._forget(now)
        self._left[username] = (left - 1, now)
        return self._fields(left - 1)

    def left(self, username: str) -> Fields:
        """The headers alone, for a request that was refused."""
        now = self.monotonic()
        left, since = self._left.get(username, (float(self.a_minute), now))
        return self._fields(
            max(0.0, min(float(self.a_minute), left + (now - since) * self.a_minute / WINDOW_S))
        )

    def _fields(self, left: float) -> Fields:
        full_in = int((self.a_minute - left) * WINDOW_S / self.a_minute + 0.999)
        return (
            ("RateLimit-Policy", f'"requests";q={self.a_minute};w={WINDOW_S}'),
            ("RateLimit", f'"requests";r={int(left)};t={full_in}'),
        )

    def _forget(self, now: float) -> None:
        """Keep only those whose bucket is not full again."""
        self._left = {
            name: (left, since)
            for name, (left, since) in self._left.items()
            if left + (now - since) * self.a_minute / WINDOW_S < self.a_minute
        }
