"""`newsflow fsck`: prove the wire."""

import asyncio
import json
from dataclasses import asdict
from pathlib import Path

import click
from psycopg import AsyncConnection, IsolationLevel

from newsflow.newsroom.editions import edition_faults
from newsflow.ops.access import app_dsn, running_database
from newsflow.ops.cli.start import data_option, started
from newsflow.ops.preparation import agency_of_wire
from newsflow.wire import fsck as wire_fsck


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of lines.")
@click.option(
    "--editions", is_flag=True, help="Also rebuild the public site's log by today's rules and compare."
)
@data_option
def fsck(*, as_json: bool, editions: bool, data: Path | None) -> None:
    """Prove the wire: no hole, no reordering, digests right. Exit code 1 when it is not whole."""
    settings = started(data=data)

    async def checked() -> wire_fsck.Report:
        async with await AsyncConnection.connect(app_dsn(settings)) as db:
            await db.set_isolation_level(IsolationLevel.REPEATABLE_READ)
            report = await wire_fsck.fsck(db)
            if editions:
                agency = (await agency_of_wire(db, settings)).agency
                report.faults += await edition_faults(db, agency)
            return report

    with running_database(settings):
        report = asyncio.run(checked())
    if as_json:
        click.echo(json.dumps(asdict(report), ensure_ascii=False, indent=2))
    else:
        for fault in report.faults:
            click.echo(fault)
        number = len(report.faults)
        whole = "whole" if not number else "1 fault" if number == 1 else f"{number} faults"
        click.echo(
            f"{report.entries} entries, {report.items} items, {report.erased} erased by order,"
            f" {report.epochs} epochs: {whole}."
        )
    raise SystemExit(1 if report.faults else 0)
