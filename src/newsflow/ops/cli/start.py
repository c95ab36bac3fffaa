"""What every command does first: read the settings and set the logs up."""

import os
from collections.abc import Mapping
from pathlib import Path

import click

from newsflow.ops.address import left_address
from newsflow.ops.embedded.folder import DataFolder
from newsflow.ops.logging import configure_logging
from newsflow.ops.settings import Settings

_PUBLIC_URL = "NEWSFLOW_PUBLIC_URL"

data_option = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    help="The data folder (NEWSFLOW_DATA).",
)


def started(environ: Mapping[str, str] | None = None, *, data: Path | None = None) -> Settings:
    """The settings of the environment, the data folder replaced where the command names one; logging is on."""
    given = dict(os.environ if environ is None else environ)
    if data is not None:
        given["NEWSFLOW_DATA"] = str(data.absolute())
    settings = Settings.read(given)
    configure_logging(settings.log_level, settings.log_format)
    return settings


def started_beside_node(data: Path | None) -> Settings:
    """As `started`, for a command that may print links: they lead to the node, whatever port it was given.

    NEWSFLOW_PUBLIC_URL goes before what the node left in the data folder.
    """
    settings = started(data=data)
    left = None if _PUBLIC_URL in os.environ else left_address(DataFolder(settings.data))
    if left is None:
        return settings
    return started({**os.environ, _PUBLIC_URL: left}, data=data)
