"""What will end: said in the headers of each answer that it concerns, 90 days before at the least."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from newsflow.api.openapi import NOTICE_DAYS
from newsflow.api.reply import Fields

PAGE = "/v1/openapi.json"


@dataclass(frozen=True, slots=True)
class Ending:
    """A part of the API that ends: every address that begins with `path`. Raises ValueError for too short a notice."""

    path: str
    announced: datetime
    ends: datetime

    def __post_init__(self) -> None:
        """Hold the promise."""
        if self.ends - self.announced < timedelta(days=NOTICE_DAYS):
            msg = f"{self.path} would end {self.ends - self.announced} after its notice; {NOTICE_DAYS} days are promised"
            raise ValueError(msg)

    def fields(self) -> Fields:
        """Deprecation (RFC 9745), Sunset (RFC 8594), and where it is said what to use instead."""
        return (
            ("Deprecation", f"@{int(self.announced.timestamp())}"),
            ("Sunset", format_datetime(self.ends.astimezone(UTC), usegmt=True)),
            ("Link", f'<{PAGE}>; rel="deprecation"; type="application/json"'),
        )


ENDINGS: tuple[Ending, ...] = ()
"""Nothing ends."""


def endings_of(path: str, endings: Sequence[Ending] = ENDINGS) -> Fields:
    """The headers of an answer."""
    return tuple(field for each in endings if path.startswith(each.path) for field in each.fields())
