"""What will end: said in the headers of each answer that it concerns, 90 days before at the least."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from starlette.types import ASGIApp, Receive, Scope, Send

from newsflow.api.openapi import NOTICE_DAYS
from newsflow.api.reply import Fields, with_fields

PAGE = "/v1/openapi.json"
REAL, TEST = "/v1/", "/v1/test/"


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


def endings_of(path: str, endings: Sequence[Ending]) -> Fields:
    """The headers of an answer. A test wire tells what will end on the real one: that is where code is tried."""
    real = REAL + path.removeprefix(TEST) if path.startswith(TEST) else path
    meant = [each for each in endings if path.startswith(each.path) or real.startswith(each.path)]
    return tuple(field for each in meant for field in each.fields())


@dataclass(frozen=True, slots=True)
class Announcing:
    """An application under `/v1/`, each answer of which says what will end of what was asked."""

    app: ASGIApp
    endings: Sequence[Ending]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await self.app(scope, receive, with_fields(send, endings_of(scope["path"], self.endings)))
