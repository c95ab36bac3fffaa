"""Dates as the standards want them: ISO 8601's basic format, and what a source states of itself."""

import re
from datetime import UTC, date, datetime

from newsflow.formats.sheet import seconds


def basic(moment: datetime) -> str:
    """The moment in UTC, whole seconds, in the basic format that NITF and NewsML 1 want: `20260302T091000Z`."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    rf"{_DAY.pattern}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(\.[0-9]+)?(Z|[+-][0-9]{{2}}:[0-9]{{2}})"
)


def stated(value: str) -> str | None:
    """A date that a source states, as exact as it is: a day stays one, a moment as `seconds`. None for anything else."""
    try:
        if _DAY.fullmatch(value):
            return date.fromisoformat(value).isoformat()
        return seconds(datetime.fromisoformat(value)) if _MOMENT.fullmatch(value) else None
    except ValueError:
        return None
