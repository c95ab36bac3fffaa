"""How a command does its work: one transaction on the running database, with the agency and the clock."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import click

from newsflow.db.pool import transaction
from newsflow.db.query import Connection
from newsflow.domain.agency import Agency
from newsflow.domain.clock import Clock, rfc3339
from newsflow.domain.entry import Header
from newsflow.ops.access import app_pool, running_database
from newsflow.ops.cli.start import started
from newsflow.ops.clock import now
from newsflow.ops.preparation import agency_of_wire
from newsflow.ops.settings import Settings

Result = TypeVar("Result")

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
    settings = started(data=data)

    async def done() -> Result:
        async with app_pool(settings, at_most=1) as pool, transaction(pool) as db:
            agency = (await agency_of_wire(db, settings)).agency
            return await work(Acting(db, agency, now, settings))

    with running_database(settings):
        return asyncio.run(done())


def show(rows: Sequence[dict[str, object]], *, as_json: bool, empty: str) -> None:
    """Print rows as JSON, or as a table with a head; `empty` is said where there are none."""
    if as_json:
        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=2, default=as_text))
        return
    for line in table(rows) if rows else [empty]:
        click.echo(line)


def table(rows: Sequence[dict[str, object]]) -> list[str]:
    """The lines of a table with a head; of no rows, none."""
    if not rows:
        return []
    names = list(rows[0])
    cells = [[_cell(row[name]) for name in names] for row in rows]
    widths = [max(len(name), *(len(line[i]) for line in cells)) for i, name in enumerate(names)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in ([name.upper() for name in names], *cells)
    ]


def as_text(value: object) -> str:
    """A value that JSON has no type for: a moment in RFC 3339."""
    return rfc3339(value) if isinstance(value, datetime) else str(value)


def _cell(value: object) -> str:
    text = "" if value is None else as_text(value)
    return text if len(text) <= 80 else text[:79] + "…"


def header_row(header: Header) -> dict[str, object]:
    """An entry's header as a row for people and for JSON."""
    return {
        "seq": header.seq,
        "at": rfc3339(header.at),
        "guid": header.guid,
        "version": header.version,
        "action": header.action.value,
    }
