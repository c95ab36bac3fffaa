"""Hours as a form takes them: the agency's own day and time, the zone spelled out, never a guess."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from newsflow.domain.errors import BadInputError
from newsflow.domain.worded import worded

_SHAPE = "%Y-%m-%dT%H:%M"


def shown_hour(at: datetime | None, zone: ZoneInfo) -> str:
    """The hour in the zone as a `datetime-local` field holds it; "" for none."""
    return "" if at is None else at.astimezone(zone).strftime(_SHAPE)


def read_hour(text: str, zone: ZoneInfo) -> datetime | None:
    """The hour that a field names in the zone, None for an empty one.

    Raises BadInputError for what is no hour, and for one that the clocks skip or have twice on that day.
    """
    if not text.strip():
        return None
    try:
        local = datetime.strptime(text.strip()[:16], _SHAPE).replace(tzinfo=zone)
        at = local.astimezone(UTC)
    except (ValueError, OverflowError):  # the first hours of year 1 are in no year elsewhere
        raise BadInputError("This is no hour.", f"“{text[:40]}”.", "Write it as 2026-03-09T14:30.") from None
    if at.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise BadInputError(
            "The clocks skip this hour.",
            worded("“%(given)s” in %(key)s.", given=text, key=zone.key),
            "Choose another.",
        )
    if local.replace(fold=1).utcoffset() != local.utcoffset():
        raise BadInputError(
            "This hour comes twice that day.",
            worded("“%(given)s” in %(key)s.", given=text, key=zone.key),
            "Choose another.",
        )
    return at


def spelled_zone(zone: ZoneInfo, at: datetime) -> str:
    """The zone by its name and its distance from UTC at that time: “Europe/Istanbul, UTC+03:00”."""
    offset = at.astimezone(zone).strftime("%z")
    return f"{zone.key}, UTC{offset[:3]}:{offset[3:]}"
