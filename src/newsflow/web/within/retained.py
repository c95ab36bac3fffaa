"""What is kept of a person, why and how long, in words with the spans that this installation has set; and all of it as a file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec
from starlette.responses import Response

from newsflow.domain.clock import rfc3339
from newsflow.domain.errors import BadInputError, ConflictError
from newsflow.domain.retention import Retention
from newsflow.domain.worded import worded
from newsflow.web.forms import Form
from newsflow.web.say import Tongue
from newsflow.web.say import noop as _

LINES_MOST = 200_000
"""Lines in one file: what one person cannot have within the times that things are kept for."""
CERTAIN = "yes"
"""What the box of an erasure says once it is ticked."""
FOR_EVER = _("for good")
WHILE_THERE = _("until the account is erased")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLine:
    """A row: what is kept, why, how long."""

    what: str
    why: str
    how_long: str


Span = str | Callable[[Retention], timedelta]
Row = tuple[str, str, Span]
"""What, why, how long."""


@dataclass(frozen=True, slots=True)
class PartLine:
    """A line of a part of the file, as JSON."""

    part: str
    line: str


def kept_lines(speaks: Tongue, kept: Retention, table: Iterable[Row]) -> tuple[KeptLine, ...]:
    """The table in a language."""
    return tuple(
        KeptLine(what=speaks.say(what), why=speaks.say(why), how_long=_said(speaks, span, kept))
        for what, why, span in table
    )


def _said(speaks: Tongue, span: Span, kept: Retention) -> str:
    if isinstance(span, str):
        return speaks.say(span)
    return speaks.say_n("%(count)s day", "%(count)s days", span(kept).days)


def as_json(found: list[PartLine], now: datetime, *, whole: bool) -> bytes:
    """The file, by parts. Raises ConflictError past LINES_MOST."""
    if len(found) > LINES_MOST:
        raise ConflictError(
            "This is more than one file holds.",
            worded("%(count)s lines.", count=LINES_MOST),
            "Ask the agency.",
        )
    parts: dict[str, list[msgspec.Raw]] = {}
    for one in found:
        parts.setdefault(one.part, []).append(msgspec.Raw(one.line.encode()))
    made = {"made_at": rfc3339(now), "whole": whole, **parts}
    return msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n"


def json_file(made: bytes, person: str) -> Response:
    """The file, to be saved."""
    headers = {"Content-Disposition": f'attachment; filename="{person}.json"', "Cache-Control": "no-store"}
    return Response(made, media_type="application/json", headers=headers)


def check_certain(form: Form) -> None:
    """Pass when the box of an erasure is ticked. Raises BadInputError."""
    if form.line("certain") != CERTAIN:
        raise BadInputError(
            "Tick that you are certain.", worded("Nothing was erased."), "It cannot be undone."
        )
