"""Bounds of time as HAS clients write them (§1.3)."""

import re
from datetime import UTC, datetime, timedelta, timezone

from newsflow.domain.errors import BadInputError

ACCEPTS = "`*`, `NOW`, 2016-08-30T10:45:00Z, 2016-08-30 or 30/08/2016 (UTC)"

_DAY = re.compile(
    r"(?:(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)|(?P<d2>\d\d)/(?P<m2>\d\d)/(?P<y2>\d{4}))", re.ASCII
)
_TIME = re.compile(
    r"[Tt ](?P<h>\d\d):(?P<min>\d\d)(?::(?P<s>\d\d)(?:[.,]\d{1,9})?)?(?P<zone>[Zz]|[+ -]\d\d:?\d\d)?",
    re.ASCII,
)
_SECOND = timedelta(seconds=1)
_DAY_LONG = timedelta(days=1)


def start(text: str, now: datetime) -> datetime | None:
    """The first moment that a `start_date` lets in, floored to the second; None when there is no bound."""
    found = _read("start_date", text, now)
    return None if found is None else found[0]


def end(text: str, now: datetime) -> datetime | None:
    """The first moment after what an `end_date` lets in; None when there is no bound.

    The bound is inclusive at HAS's own precision: a second, or a day where only a day was given. `NOW` is no
    bound, since nothing on the wire is of later.
    """
    if _bare(text).upper() == "NOW":
        return None
    found = _read("end_date", text, now)
    return None if found is None else found[0] + found[1]


def _bare(text: str) -> str:
    """The value without the literal double quotes that OMK sends around it."""
    return text.strip().strip('"').strip()


def _read(field: str, text: str, now: datetime) -> tuple[datetime, timedelta] | None:
    """The moment and how long it lasts, or None for no bound. Raises BadInputError naming the field."""
    bare = _bare(text)
    if bare in {"", "*"}:
        return None
    if bare.upper() == "NOW":
        return now.replace(microsecond=0), _SECOND
    try:
        return _moment(bare)
    except (ValueError, OverflowError):
        raise BadInputError(
            f"{field} is no date that can be read.", f"Got “{text[:60]}”.", f"{field} accepts {ACCEPTS}."
        ) from None


def _moment(text: str) -> tuple[datetime, timedelta]:
    day = _DAY.match(text)
    if day is None:
        msg = "no day"
        raise ValueError(msg)
    year, month, date = (int(day[name] or day[f"{name}2"]) for name in ("y", "m", "d"))
    rest = text[day.end() :]
    if not rest:
        return _bounded(datetime(year, month, date, tzinfo=UTC)), _DAY_LONG
    time = _TIME.fullmatch(rest)
    if time is None:
        msg = "no time"
        raise ValueError(msg)
    moment = datetime(
        year, month, date, int(time["h"]), int(time["min"]), int(time["s"] or 0), tzinfo=_zone(time["zone"])
    )
    return _bounded(moment.astimezone(UTC)), _SECOND


def _bounded(moment: datetime) -> datetime:
    """The moment, if the database and its neighbours in time can hold it."""
    if not 1900 <= moment.year < 9999:
        msg = "out of bounds"
        raise ValueError(msg)
    return moment


def _zone(text: str | None) -> timezone:
    """UTC, or the offset that was given; in a form the `+` of one arrives as a space."""
    if text is None or text in "Zz":
        return UTC
    sign = -1 if text[0] == "-" else 1
    digits = text[1:].replace(":", "")
    return timezone(sign * timedelta(hours=int(digits[:2]), minutes=int(digits[2:])))
