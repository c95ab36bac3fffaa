"""When a picture was taken, as far as its file says. No time and no zone is made up."""

import re
from datetime import date, datetime

_PARTS = re.compile(
    r"(\d{4})[-:]?(\d\d)[-:]?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?"
)


def stated(text: str | None) -> str | None:
    """`YYYY-MM-DD`, or RFC 3339 where time and zone are both said; None for what is no date."""
    found = _PARTS.fullmatch(text.strip(" \0")) if text else None
    if found is None:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    try:
        on = date(int(year), int(month), int(day)).isoformat()
        if hour is None or zone is None:
            return on
        offset = zone if zone == "Z" or ":" in zone else f"{zone[:3]}:{zone[3:]}"
        at = f"{on}T{hour}:{minute}:{second or '00'}{offset}"
        datetime.fromisoformat(at)
    except ValueError:
        return None
    return at
