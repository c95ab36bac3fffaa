"""How long to wait after what went wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

FIRST_S = 0.5
LONGEST_S = 30.0
ASKED_LONGEST_S = 3600.0
"""So long at most the client waits because a server says so: a wrong header must not still a reader for ever."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something went wrong that waiting mends; told to whoever wants to log it."""

    because: str
    wait_s: float
    times: int
    """How often in a row, this one counted."""


def backoff(times: int, jitter: float) -> float:
    """Seconds before trying again after so many failures in a row (the first is 1).

    Doubles from 0.5 s to 30 s; `jitter`, 0 to 1, takes up to half of it away, so that a thousand readers that
    were cut off together do not come back together.
    """
    whole = min(LONGEST_S, FIRST_S * 2.0 ** min(times - 1, 10))
    return whole * (1 - jitter / 2)


def asked_wait(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that `Retry-After` asks for, in either of its forms; None where it asks for nothing readable."""
    said = headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return min(float(said[:9]), ASKED_LONGEST_S)
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    wait = (until if until.tzinfo else until.replace(tzinfo=UTC)) - now
    return min(max(wait, timedelta()).total_seconds(), ASKED_LONGEST_S)
