"""Dates as copy prints them: day first, months in words, eastern digits, with or without a time."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache

from newsflow.copyreader.folding import plain
from newsflow.copyreader.labels import TABLES
from newsflow.domain.codes import DateKind, Precision, Zone
from newsflow.domain.dispatch import SourceDate

FIRST_YEAR, LAST_YEAR = 1850, 2149
SOLAR_YEARS = range(1300, 1500)
"""Years of the Iranian calendar; no copy is of those years of ours."""
_ZONES = {
    "gmt": 0,
    "utc": 0,
    "z": 0,
    "tsi": 180,
    "trt": 180,
    "msk": 180,
    "мск": 180,
    "cet": 60,
    "cest": 120,
    "غرينتش": 0,
    "جرينتش": 0,
}
_ZONE = r"(?: ?\(? ?(?:ب?توقيت )?(?P<zone>(?:gmt|utc|tsi|trt|msk|мск|cest|cet|غرينتش|جرينتش)(?![^\W\d])(?: ?[+-] ?\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2}|z) ?\)?)?"
_HOUR = r"(?P<{0}h>[01]?\d|2[0-4])(?:[:.h]| h |  ?: ?)(?P<{0}m>[0-5]\d)(?::(?P<{0}s>[0-5]\d)(?:\.\d+)?)?(?!\d|[.,:]\d)(?: ?(?P<{0}ap>[ap]\.?m\b\.?))?"
_NUMERIC = (
    r"(?P<y1>\d{4})(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})(?:(?!\w)|(?=t\d))"
    r"|(?P<d2>\d{1,2}) ?(?P<s2>[-/.]) ?(?P<m2>\d{1,2}) ?(?P=s2) ?(?P<y2>\d{4}(?!\w)|\d{2}(?!\w|[./-]\d))"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A date in a folded text at `start` to `end`; `year` is None where none is printed."""

    start: int
    end: int
    day: int
    month: int
    year: int | None
    clock: time | None = None
    offset_minutes: int | None = None
    precise_to: Precision = Precision.DAY

    def calendar_day(self) -> date | None:
        """The day, where its year is printed."""
        return None if self.year is None else date(self.year, self.month, self.day)

    def source_date(self, kind: DateKind, text: str, zone: tzinfo) -> SourceDate | None:
        """The date as a draft keeps it: no time is invented, and an assumed zone is said to be one."""
        day = self.calendar_day()
        if day is None:
            return None
        if self.clock is None:
            return SourceDate(
                kind=kind, value=day.isoformat(), precision=Precision.DAY, zone=Zone.NONE, text=text
            )
        at = self.at(zone)
        stated = Zone.ASSUMED if self.offset_minutes is None else Zone.STATED
        value = "" if at is None else at.isoformat(timespec="seconds")
        return SourceDate(kind=kind, value=value, precision=self.precise_to, zone=stated, text=text)

    def at(self, zone: tzinfo) -> datetime | None:
        """The moment, where a time is printed: in its stated zone, else in `zone`."""
        day = self.calendar_day()
        if day is None or self.clock is None:
            return None
        stated = None if self.offset_minutes is None else timezone(timedelta(minutes=self.offset_minutes))
        return datetime.combine(day, self.clock, tzinfo=stated or zone)


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Folded month names of every table. “mar” in two languages is the same month; a clash goes to the first."""
    found: dict[str, int] = {}
    for table in TABLES.values():
        for number, names in enumerate(table.months, start=1):
            for name in names:
                found.setdefault(plain(name), number)
    return found


@lru_cache(maxsize=1)
def _solar_months() -> dict[str, int]:
    return {
        plain(name): number
        for table in TABLES.values()
        for number, name in enumerate(table.solar_months, start=1)
    }


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = {*_months(), *_solar_months()}
    months = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    fillers = {plain(word) for table in TABLES.values() for word in table.date_fillers}
    small = "|".join(re.escape(word) for word in sorted(fillers, key=len, reverse=True))
    worded = (
        rf"(?P<d3>\d{{1,2}})(?:er|st|nd|rd|th|\.|º|o)?(?: de| of)? ?-?(?P<n3>{months})(?!\w)\.?(?:/ ?(?:{months})(?!\w))?"
        rf"(?:,? ?-?(?:de |del |of |في )?(?P<y3>\d{{4}})(?!\w)(?: ?(?:г\.?|года)(?!\w))?)?"
        rf"|(?P<n4>{months})(?!\w)\.? (?P<d4>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:.h]\d|\d)(?:,? (?P<y4>\d{{4}})(?!\w))?"
    )
    between = rf"(?:(?:[ ,|.t-]|\b(?:{small})\b){{0,6}}?)"
    before = rf"(?:{_HOUR.format('b')}{_ZONE.replace('zone', 'bzone')}[ ,|-]{{1,3}}(?:(?:{small}) ){{0,2}})?"
    after = rf"(?:{between}(?<!\d){_HOUR.format('a')}{_ZONE}(?!\w))?"
    return re.compile(rf"(?<![\w.,/:-]){before}(?<!\d)(?:{_NUMERIC}|{worded})(?:{after})")


def find(folded: str) -> list[Stated]:
    """The dates in a folded text, in order. What can't be a day of the calendar is none."""
    found: list[Stated] = []
    for match in _pattern().finditer(folded):
        stated = _stated(match)
        if stated is not None:
            found.append(stated)
    return found


def _stated(match: re.Match[str]) -> Stated | None:
    part = match.groupdict()
    day = next(int(part[key]) for key in ("d1", "d2", "d3", "d4") if part[key])
    month = next((int(part[key]) for key in ("m1", "m2") if part[key]), 0)
    name = part["n3"] or part["n4"] or ""
    solar = name in _solar_months()
    if not month:
        month = _solar_months()[name] if solar else _months()[name]
    year = next((int(part[key]) for key in ("y1", "y2", "y3", "y4") if part[key]), None)
    if part["y2"] and len(part["y2"]) == 2:
        year = 2000 + int(part["y2"])
    if solar or year in SOLAR_YEARS:
        gregorian = from_solar(year, month, day) if year is not None and year in SOLAR_YEARS else None
        if gregorian is None:
            return None
        year, month, day = gregorian.year, gregorian.month, gregorian.day
    if month > 12 and day <= 12 and part["d2"]:
        day, month = month, day  # 04/14/2021 can only be read month first
    if not _is_day(year, month, day):
        return None
    clock, precision = _clock(part, "a") if part["ah"] else _clock(part, "b")
    offset = _offset(part["zone"] or part["bzone"])
    return Stated(match.start(), match.end(), day, month, year, clock, offset, precision)


def from_solar(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of one of the Iranian calendar, None where there is no such day. 1300 to 1499 only.

    Eight leap years in 33, the first of 1400 being 21 March 2021; exact for these two centuries.
    """
    longest = 31 if month <= 6 else 30
    if not 1 <= month <= 12 or not 1 <= day <= longest:
        return None
    before = (month - 1) * 31 if month <= 7 else 186 + (month - 7) * 30
    ordinal = _first_of(year) + before + day - 1
    return date.fromordinal(ordinal) if ordinal < _first_of(year + 1) else None


def _first_of(year: int) -> int:
    shifted = year + 1595
    return 365 * shifted + shifted // 33 * 8 + (shifted % 33 + 3) // 4 - 356032


def _is_day(year: int | None, month: int, day: int) -> bool:
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return False
    try:
        date(year or 2000, month, day)
    except ValueError:
        return False
    return True


def _clock(part: dict[str, str | None], side: str) -> tuple[time | None, Precision]:
    hour, minute, second = part[f"{side}h"], part[f"{side}m"], part[f"{side}s"]
    if hour is None or minute is None:
        return None, Precision.DAY
    hours = int(hour) % 24
    half = part[f"{side}ap"]
    if half and hours <= 12:
        hours = hours % 12 + (12 if half.startswith("p") else 0)
    precision = Precision.SECOND if second else Precision.MINUTE
    return time(hours, int(minute), int(second or 0)), precision


def _offset(zone: str | None) -> int | None:
    if not zone:
        return None
    name = re.match(r"[^\W\d]+", zone)
    base = _ZONES.get(name.group(), 0) if name else 0
    shift = re.search(r"([+-]) ?(\d{1,2}?)(?::?(\d{2}))?$", zone)
    if shift is None:
        return base
    minutes = int(shift.group(2)) * 60 + int(shift.group(3) or 0)
    return base + (minutes if shift.group(1) == "+" else -minutes) if minutes < 24 * 60 else None


def nearest_year(month: int, day: int, near: date) -> date | None:
    """That day of the calendar in the year that brings it nearest to `near`."""
    days = [
        date(year, month, day) for year in range(near.year - 1, near.year + 2) if _is_day(year, month, day)
    ]
    return min(days, key=lambda one: abs(one - near), default=None)
