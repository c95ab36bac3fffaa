"""How each subscriber stands: what runs and until when, how much it asks and takes, and whether it has fallen silent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from newsflow.db.query import Connection, query, rows
from newsflow.subscribers.contracts import SUBSCRIBERS_LIMIT
from newsflow.subscribers.quota import day_of, first_of_month

SILENT_DAYS = 7
"""Who asked nothing for so many days is silent, where no other number is asked for."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A subscriber with what runs, until when, and how much it asks and takes."""

    id: str
    name: str
    running: int
    ends: datetime | None
    """When the last of what runs ends; None where something runs without end, or nothing runs."""
    month: int
    last_asked: datetime | None
    people: int
    logins: int
    company_group: str | None
    """The name of the group that it is in."""
    suspended: bool

    def is_silent(self, now: datetime, days: int) -> bool:
        """Whether a contract runs and nobody has asked for so many days."""
        last = self.last_asked
        return self.running > 0 and not self.suspended and (last is None or last < now - timedelta(days=days))


_STANDING = query("subscribers/reports.standing", Standing)


async def standing(db: Connection, now: datetime, zone: ZoneInfo) -> list[Standing]:
    """All subscribers, by name; the month is that of the agency's zone."""
    today = day_of(now, zone)
    asked = {"month": first_of_month(today), "today": today, "now": now, "limit": SUBSCRIBERS_LIMIT}
    return await rows(db, _STANDING, asked)
