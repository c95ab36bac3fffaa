"""Commands against the worst day: backup, restore, and the erasure orders kept outside."""

import asyncio
import os
from pathlib import Path

import click
from psycopg import AsyncConnection

from newsflow.ops.access import app_dsn, owner_dsn, running_database
from newsflow.ops.backup import Restoring, Source
from newsflow.ops.backup import restore as restore_backup
from newsflow.ops.backup import take as take_backup
from newsflow.ops.backup.orders import as_lines, orders_of
from newsflow.ops.cli.start import data_option, started
from newsflow.ops.clock import now
from newsflow.ops.demo import AGENCY_FILE
from newsflow.ops.setting_table import TABLE
from newsflow.ops.settings import Settings
from newsflow.wire.read import head

EMPTY_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("folder", type=EMPTY_FOLDER)
@data_option
def backup(folder: Path, data: Path | None) -> None:
    """Back up the running system into FOLDER: database, objects, settings, keys."""
    settings = started(data=data)
    with running_database(settings):
        asyncio.run(take_backup(folder.absolute(), source_of(settings), now, click.echo))


def source_of(settings: Settings) -> Source:
    """What the settings say there is to back up."""
    plain = {
        row.name: os.environ[row.name] for row in TABLE if not row.is_secret and os.environ.get(row.name)
    }
    return Source(
        owner_dsn=owner_dsn(settings, os.environ),
        objects=None if settings.objects.bucket else settings.objects.folder,
        bucket=settings.objects if settings.objects.bucket else None,
        server_key=settings.server_key,
        agency_file=settings.agency_file or AGENCY_FILE,
        settings=plain,
    )


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--data", required=True, type=EMPTY_FOLDER, help="The new data folder, empty or not there yet.")
@click.option("--past", type=click.IntRange(0), default=0, help="Begin past this entry number at least.")
@click.option("--past-number", type=click.IntRange(0), default=0, help="Number items past this at least.")
@click.option(
    "--erasures",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Orders to carry out again: a file of `newsflow erasures export`, or a later backup's erasures.jsonl.",
)
@click.option("--database-user", help="The system user of the database server, where we are root.")
def restore(
    *,
    folder: Path,
    data: Path,
    past: int,
    past_number: int,
    erasures: Path | None,
    database_user: str | None,
) -> None:
    """Restore the backup in FOLDER into a new data folder, in a new epoch of the wire."""
    place = started(data=data).objects
    asked = Restoring(
        past=past,
        past_number=past_number,
        orders=erasures,
        database_user=database_user,
        bucket=place if place.bucket else None,
    )
    done = asyncio.run(restore_backup(folder.absolute(), data.absolute(), asked, now, click.echo))
    click.echo(
        f"Start it with `newsflow up --data {data}`, with NEWSFLOW_AGENCY_FILE={data.absolute() / 'agency.toml'}."
        f" Tell subscribers: entries {done.epoch.void_from} to {done.epoch.void_to} are void."
    )


@click.group()
def erasures() -> None:
    """Erasure orders, to be kept outside the database."""


@erasures.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@data_option
def export(file: Path, data: Path | None) -> None:
    """Write every erasure order to FILE, one JSON object a line: `newsflow restore --erasures` takes it."""
    settings = started(data=data)

    async def lines() -> tuple[int, bytes]:
        async with await AsyncConnection.connect(app_dsn(settings)) as db:
            wire = (await head(db)).wire
            orders = await orders_of(db, wire)
        return len(orders.recorded), as_lines(orders, wire)

    with running_database(settings):
        count, text = asyncio.run(lines())
    making = file.with_name(f".{file.name}.making")
    making.write_bytes(text)
    making.rename(file)
    click.echo(f"{count} orders are in {file}. Keep it with the backups.")
