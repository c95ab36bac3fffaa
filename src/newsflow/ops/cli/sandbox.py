"""The command that runs a wire to try code on, on a developer's own machine."""

import asyncio
import tempfile
from pathlib import Path

import click

from newsflow.domain.agency import Agency
from newsflow.ops.embedded import EmbeddedDatabase
from newsflow.ops.preparation import AGENCY_FILE, read_agency
from newsflow.ops.sandbox import run_sandbox

PORT = 8090


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="The port; 0 takes a free one.",
)
@click.option(
    "--every",
    type=click.FloatRange(0, 3600),
    default=20.0,
    show_default=True,
    help="Seconds between two drills; 0 plays those that are asked for alone.",
)
def sandbox(*, port: int, every: float) -> None:
    """Run a wire to try code on, on this machine alone, until Ctrl-C; nothing of it stays.

    Example: newsflow sandbox --every 5
    """
    with tempfile.TemporaryDirectory(prefix="newsflow-sandbox-") as home:
        Path(home).chmod(0o755)  # as root, the server runs as a user that must reach its data folder
        with EmbeddedDatabase.open(Path(home) / "database") as database:
            asyncio.run(run_sandbox(database, demo_agency(), port=port, every_s=every, say=click.echo))


def demo_agency() -> Agency:
    """The agency that ships with the program."""
    return read_agency(AGENCY_FILE)
