"""How often one API user may ask: per user, from the last accepted arrival (§1.1, C9)."""

from collections.abc import Callable
from dataclasses import dataclass, field

from newsflow.domain.errors import TooFastError

USERS_REMEMBERED = 10_000
"""API users whose last arrival is kept before those that are long past are forgotten."""

Monotonic = Callable[[], float]
"""Gives seconds that never run backwards."""


@dataclass(slots=True)
class Pace:
    """The pace of one web process: `least_s` seconds between two requests, `slack_s` forgiven."""

    least_s: float
    slack_s: float
    accepted: dict[str, float] = field(default_factory=dict[str, float])

    def take(self, username: str, arrived: float, late: float = 0.0) -> None:
        """Accept a request noticed at `arrived`, or raise TooFastError with the seconds to wait.

        It may have arrived `late` seconds before it was noticed, and then so much more has passed until the next.
        The wait is named without the slack, so that whoever waits exactly that long is never refused again.
        """
        last = self.accepted.get(username)
        # Times are compared in whole microseconds: sums of binary fractions miss the edge by a hair.
        since = None if last is None else round((arrived - last) * 1_000_000)
        if since is not None and since < round((self.least_s - self.slack_s) * 1_000_000):
            wait = self.least_s - since / 1_000_000
            raise TooFastError("Too many requests.", "", f"Try again in {wait:.3f} sec.", wait_s=wait)
        self.accepted[username] = arrived - late
        if len(self.accepted) > USERS_REMEMBERED:
            self._forget(arrived)

    def _forget(self, now: float) -> None:
        """Keep only those whose last request still counts."""
        self.accepted = {name: at for name, at in self.accepted.items() if now - at < self.least_s}
