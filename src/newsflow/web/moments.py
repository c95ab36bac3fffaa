"""Times as a page shows them: exact, with the zone, and the whole RFC 3339 form beside (look.md, "Time is exact").

Numerals are 0–9 in every language, Arabic and Persian too: columns of times align, one dispatch reads alike in all
editions, and the Arabic-language wires write them so.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from newsflow.web.words import TimeWords

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time to show. `zone` is None for a date that has no time of day."""

    text: str
    machine: str
    """For `<time datetime>` and the hover: RFC 3339 with offset, or the date alone."""
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Times:
    """Writes moments in one language and one zone."""

    words: TimeWords
    zone: ZoneInfo

    def short(self, at: datetime, now: datetime) -> Moment:
        """ "14:07" today, "Mon 14:07" within the week before or to come, "14 Apr 2021" farther off."""
        here, today = at.astimezone(self.zone), now.astimezone(self.zone).date()
        time = f"{here:%H:%M}"
        if here.date() == today:
            text = time
        elif abs(today - here.date()) < WEEK:
            text = f"{self.words.weekdays_short[here.weekday()]} {time}"
        else:
            text = self._date(here.date(), self.words.months_short)
            return Moment(text=text, machine=here.isoformat(timespec="seconds"))
        return Moment(text=text, machine=here.isoformat(timespec="seconds"), zone=_offset(here))

    def hour(self, at: datetime) -> Moment:
        """The time of day alone, for a list that stands under its day."""
        here = at.astimezone(self.zone)
        return Moment(text=f"{here:%H:%M}", machine=here.isoformat(timespec="seconds"), zone=_offset(here))

    def exact(self, at: datetime, now: datetime) -> Moment:
        """As `short`, but never without the time of day: "14 Apr 2021, 14:07" farther off."""
        here, today = at.astimezone(self.zone), now.astimezone(self.zone).date()
        if abs(today - here.date()) < WEEK:
            return self.short(at, now)
        text = self.words.date_time.format(
            date=self._date(here.date(), self.words.months_short), time=f"{here:%H:%M}"
        )
        return Moment(text=text, machine=here.isoformat(timespec="seconds"), zone=_offset(here))

    def full(self, at: datetime) -> Moment:
        """The date and the time of day."""
        here = at.astimezone(self.zone)
        text = self.words.date_time.format(
            date=self._date(here.date(), self.words.months), time=f"{here:%H:%M}"
        )
        return Moment(text=text, machine=here.isoformat(timespec="seconds"), zone=_offset(here))

    def today(self, now: datetime) -> Moment:
        """The day in the zone, with its weekday."""
        day = now.astimezone(self.zone).date()
        text = self.words.long_date.format(
            weekday=self.words.weekdays[day.weekday()],
            day=self._day(day),
            month=self.words.months[day.month - 1],
            year=day.year,
        )
        return Moment(text=text, machine=day.isoformat())

    def day(self, day: date) -> Moment:
        """A date that has no time of day, and gets none."""
        return Moment(text=self._date(day, self.words.months), machine=day.isoformat())

    def _date(self, day: date, months: tuple[str, ...]) -> str:
        return self.words.date.format(day=self._day(day), month=months[day.month - 1], year=day.year)

    def _day(self, day: date) -> str:
        return self.words.day_one if day.day == 1 else str(day.day)


def _offset(here: datetime) -> str:
    """The zone as its distance from UTC: the same in every language, and never ambiguous as CST is."""
    offset = here.utcoffset() or timedelta()
    minutes = int(offset.total_seconds()) // 60
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02}' if rest else ''}"
