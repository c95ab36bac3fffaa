"""The one real clock."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, aware, in UTC: what is passed in wherever a `Clock` is asked for."""
    return datetime.now(UTC)
