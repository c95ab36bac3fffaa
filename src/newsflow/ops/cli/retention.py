"""The command that says how long what is kept, and that forgets at once what is older."""

import asyncio
from pathlib import Path

import click

from newsflow.ops.access import app_pool, running_database
from newsflow.ops.ageing import age
from newsflow.ops.cli.acting import json_option, show
from newsflow.ops.cli.start import data_option, started_beside_node
from newsflow.ops.clock import now
from newsflow.ops.setting_table import KEPT_FOR, TABLE


@click.command()
@click.option("--now", "at_once", is_flag=True, help="Forget what is older now, as a worker does every hour.")
@json_option
@data_option
def retention(*, at_once: bool, as_json: bool, data: Path | None) -> None:
    """Show how many days what is kept that names a person, and by which setting.

    Example: newsflow retention --now
    """
    settings = started_beside_node(data)
    says = {row.name: row.says for row in TABLE}
    kept = [
        {"setting": name, "days": getattr(settings.kept, part).days, "what": says[name]}
        for part, name in KEPT_FOR.items()
    ]
    show(kept, as_json=as_json, empty="")
    if not at_once:
        return

    async def work() -> None:
        async with app_pool(settings, at_most=1) as pool:
            await age(pool, now, settings.kept, asyncio.Event())

    with running_database(settings):
        asyncio.run(work())
    click.echo("What is older is gone.", err=True)
