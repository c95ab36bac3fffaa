"""Since when and until when, as people say it."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from newsflow.matching.tree import Before, Since

_AGO = re.compile(r"([0-9]{1,4})([mhdw])")
_UNIT = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?"
)
_DAYS_AGO = {"today": 0, "yesterday": 1}


def since(said: str, zone: ZoneInfo, now: datetime) -> Since | None:
    """From that moment on, or from the beginning of that day; None where it cannot be read."""
    first = _first(said, zone, now)
    return None if first is None else Since(first)


def before(said: str, zone: ZoneInfo, now: datetime) -> Before | None:
    """Up to that moment, or to the end of that day; None where it cannot be read."""
    try:
        day = _day(said, zone, now)
        last = _first(said, zone, now) if day is None else _midnight(day + timedelta(days=1), zone)
    except (ValueError, OverflowError):
        return None
    return None if last is None else Before(last)


def _first(said: str, zone: ZoneInfo, now: datetime) -> datetime | None:
    try:
        ago = _AGO.fullmatch(said.lower())
        if ago is not None:
            return now - int(ago[1]) * _UNIT[ago[2]]
        day = _day(said, zone, now)
        if day is not None:
            return _midnight(day, zone)
        if _MOMENT.fullmatch(said) is None:
            return None
        moment = datetime.fromisoformat(said.upper())
        return (moment.replace(tzinfo=zone) if moment.tzinfo is None else moment).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _day(said: str, zone: ZoneInfo, now: datetime) -> date | None:
    if said.lower() in _DAYS_AGO:
        return now.astimezone(zone).date() - timedelta(days=_DAYS_AGO[said.lower()])
    return date.fromisoformat(said) if _DAY.fullmatch(said) else None


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)
