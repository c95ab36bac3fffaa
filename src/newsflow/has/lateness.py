"""How late this process is in noticing what has arrived: a client is not to be blamed for our being busy."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

BEAT_S = 0.01
WINDOW_S = 0.5
"""A turn of the loop is remembered for one to two of these."""
TURNS = 3
"""Turns of the loop that may pass from a request's arrival to our noticing it: accepted, read, begun."""

Late = Callable[[], float]
"""Gives the seconds by which a request may have arrived before it was noticed."""


def on_time() -> float:
    """Never late: for tests that set the time themselves."""
    return 0.0


@dataclass(slots=True)
class Lateness:
    """The lateness of this process's loop. It beats only while it is asked, so that an idle process sleeps."""

    worst: float = 0.0
    worst_before: float = 0.0
    window_ends: float = 0.0
    due: float = 0.0
    asked: bool = False
    beating: bool = False

    def __call__(self) -> float:
        """The longest that a request noticed now may have waited, by the slowest turn of late, this one included."""
        self.asked = True
        # Not the loop's own time: that stands still within a turn.
        now = time.monotonic()
        if not self.beating:
            self.beating = True
            self.worst = self.worst_before = 0.0
            self.window_ends = now + WINDOW_S
            self._again(now)
        return TURNS * max(self.worst, self.worst_before, now - self.due)

    def _beat(self) -> None:
        now = time.monotonic()
        self.worst = max(self.worst, now - self.due)
        if now >= self.window_ends:
            if not self.asked:
                self.beating = False
                return
            self.asked = False
            self.worst_before, self.worst = self.worst, 0.0
            self.window_ends = now + WINDOW_S
        self._again(now)

    def _again(self, now: float) -> None:
        self.due = now + BEAT_S
        asyncio.get_running_loop().call_later(BEAT_S, self._beat)
