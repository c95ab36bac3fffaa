"""How a command does its work: one transaction on the running database, with the agency and the clock."""

import asyncio
import json
import re
import textwrap
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import click

from newsflow.db.pool import transaction
from newsflow.db.query import Connection
from newsflow.domain.agency import Agency
from newsflow.domain.characters import tidied
from newsflow.domain.clock import Clock, rfc3339
from newsflow.domain.entry import Header
from newsflow.ops.access import app_pool, running_database
from newsflow.ops.cli.start import started_beside_node
from newsflow.ops.clock import now
from newsflow.ops.preparation import agency_of_wire
from newsflow.ops.settings import Settings

Result = TypeVar("Result")

LONGEST_CELL = 80
WIDTH = 100
INDENT = "    "
BELOW = "↓"
"""What stands in the cell of a text that is too long for one."""
OBEYED = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal may obey and JSON leaves as it is: controls, and marks of direction."""

json_option = click.option("--json", "as_json", is_flag=True, help="JSON instead of a table.")
as_option = click.option(
    "--as", "as_email", required=True, metavar="EMAIL", help="In whose name: a person of the desk."
)


@dataclass(frozen=True, slots=True)
class Acting:
    """What a command works with: a connection in a transaction, the agency, the clock, the settings."""

    db: Connection
    agency: Agency
    clock: Clock
    settings: Settings


def act(data: Path | None, work: Callable[[Acting], Awaitable[Result]]) -> Result:
    """What `work` gives, done in one transaction that is committed when it returns and rolled back when it fails."""
    settings = started_beside_node(data)

    async def done() -> Result:
        async with app_pool(settings, at_most=1) as pool, transaction(pool) as db:
            agency = (await agency_of_wire(db, settings)).agency
            return await work(Acting(db, agency, now, settings))

    with running_database(settings):
        return asyncio.run(done())


def show(rows: Sequence[Mapping[str, object]], *, as_json: bool, empty: str) -> None:
    """Print rows as JSON, or as a table with a head; `empty` is said where there are none."""
    if as_json:
        click.echo(json_text(list(rows)))
        return
    for line in table(rows) if rows else [empty]:
        click.echo(line)


def table(rows: Sequence[Mapping[str, object]]) -> list[str]:
    """The lines of a table with a head; of no rows, none. A long text stands under its row, whole."""
    if not rows:
        return []
    names = list(rows[0])
    texts = [[_text(row[name]) for name in names] for row in rows]
    cells = [[BELOW if _is_long(text) else text for text in row] for row in texts]
    widths = [max(len(name), *(len(line[i]) for line in cells)) for i, name in enumerate(names)]

    def laid(line: Sequence[str]) -> str:
        return "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()

    lines = [laid([name.upper() for name in names])]
    for row, line in zip(texts, cells, strict=True):
        lines.append(laid(line))
        for name, text in zip(names, row, strict=True):
            lines += _below(name, text) if _is_long(text) else []
    return lines


def as_text(value: object) -> str:
    """A value that JSON has no type for: a moment in RFC 3339."""
    return rfc3339(value) if isinstance(value, datetime) else str(value)


def _text(value: object) -> str:
    return "" if value is None else for_terminal(as_text(value))


def for_terminal(text: str) -> str:
    """The text without what a terminal would obey: controls, and marks that turn what stands after them."""
    return tidied(text, lines=True)


def json_text(value: object, *, indent: int | None = 2) -> str:
    """JSON of the same value, where what a terminal would obey is written as an escape."""
    plain = json.dumps(value, ensure_ascii=False, indent=indent, default=as_text)
    return OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)


def _is_long(text: str) -> bool:
    return len(text) > LONGEST_CELL or "\n" in text


def _below(name: str, text: str) -> list[str]:
    """The text under its column's name, in lines for a terminal; addresses and ids stay whole, to be copied."""
    wrapping = textwrap.TextWrapper(
        WIDTH, subsequent_indent=INDENT * 2, break_long_words=False, break_on_hyphens=False
    )
    first, *rest = text.splitlines()
    lines = wrapping.wrap(f"{INDENT}{name.upper()}: {first}")
    for line in rest:
        lines += wrapping.wrap(f"{INDENT * 2}{line}")
    return lines


def header_row(header: Header) -> dict[str, object]:
    """An entry's header as a row for people and for JSON."""
    return {
        "seq": header.seq,
        "at": rfc3339(header.at),
        "guid": header.guid,
        "version": header.version,
        "action": header.action.value,
    }
