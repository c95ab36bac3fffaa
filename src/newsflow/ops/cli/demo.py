"""`newsflow demo-load`: the demo agency's people, subscribers and dispatches onto an empty wire."""

import asyncio
from dataclasses import replace
from pathlib import Path

import click

import newsflow
from newsflow.db.pool import open_pool
from newsflow.domain.errors import ConflictError
from newsflow.objects import ObjectStoreError, open_store
from newsflow.ops.access import app_dsn, running_database
from newsflow.ops.cli.start import data_option, started
from newsflow.ops.clock import now
from newsflow.ops.demo.load import GENERATED, Loaded, load
from newsflow.ops.demo.media import load_media
from newsflow.ops.demo.tell import told, write_logins
from newsflow.ops.preparation import agency_of
from newsflow.ops.settings import Settings

COPY = Path("shared", "seeds")
"""Plain copy for the copy reader, beside the project's folder where a developer has some."""


@click.command("demo-load")
@data_option
@click.option("--more", type=click.IntRange(0, 20_000), default=GENERATED, show_default=True,
              help="How many dispatches to make from templates, besides the written ones.")  # fmt: skip
@click.option("--seed", type=int, default=1, show_default=True, help="Other seed, other dispatches.")
def demo_load(*, data: Path | None, more: int, seed: int) -> None:
    """Load the demo onto an empty wire; refuse any other. `newsflow up --demo` does it where there is none yet."""
    settings = started(data=data)
    with running_database(settings):
        loaded = asyncio.run(_load(settings, more, seed))
    write_logins(settings.data, loaded.logins)
    for line in told(loaded, settings.public_url):
        click.echo(line)


async def _load(settings: Settings, more: int, seed: int) -> Loaded:
    project = Path(newsflow.__file__).parents[2]
    async with open_pool(app_dsn(settings), at_most=1) as pool:
        agency = agency_of(settings)
        loaded = await load(
            pool,
            now,
            agency,
            server_key=settings.server_key.encode(),
            more=more,
            seed=seed,
            copy=project.parent / COPY,
        )
        try:
            shown = await load_media(pool, now, agency, open_store(settings.objects))
        except (ConflictError, ObjectStoreError) as error:
            click.echo(f"The demo goes without its media. {error}", err=True)
            return loaded
        return replace(loaded, entries=loaded.entries + len(shown))
