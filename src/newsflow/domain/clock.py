"""What time it is, as something passed in."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the present moment as an aware UTC datetime. Only `ops/` makes a real one."""


def as_utc(moment: datetime) -> datetime:
    """The same moment in UTC. Raises ValueError when `moment` names no zone."""
    if moment.tzinfo is None:
        msg = f"{moment.isoformat()} names no time zone. Say which zone it is in."
        raise ValueError(msg)
    return moment.astimezone(UTC)


def rfc3339(moment: datetime) -> str:
    """`moment` as RFC 3339 in UTC with six decimals and `Z`: one spelling, so that digests are stable."""
    return as_utc(moment).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
