"""Figures for the chief: how fast each language desk translates, and how much of it had to be corrected."""

from dataclasses import dataclass
from datetime import datetime

from newsflow.db.query import Connection, query, rows

DESKS_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Speed:
    """One desk (a language's section) in a span of time; minutes are from the original's release to the translation's."""

    language: str
    section: str
    translations: int
    median_minutes: float
    ninth_decile_minutes: float
    late: int
    """After their deadline."""
    corrected: int
    """By a correction, after they were out."""
    machine_share: float
    """Per cent, on average."""

    @property
    def corrected_share(self) -> float:
        """Per cent of the translations that were corrected after release."""
        return 100 * self.corrected / self.translations if self.translations else 0.0


_SPEED = query("newsroom/translation.speed", Speed)


async def speeds(db: Connection, *, since: datetime, until: datetime) -> list[Speed]:
    """The desks' figures for ordered translations that came out in that span."""
    return await rows(db, _SPEED, {"since": since, "until": until, "limit": DESKS_LIMIT})
