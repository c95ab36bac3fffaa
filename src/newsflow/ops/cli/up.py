"""`newsflow up`: a whole node with one command."""

import asyncio
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from newsflow.ops.access import owner_dsn
from newsflow.ops.cli.start import data_option, started
from newsflow.ops.clock import now
from newsflow.ops.demo import BEGINS
from newsflow.ops.embedded.folder import reachable_folder
from newsflow.ops.preparation import agency_of, has_administrator, prepare
from newsflow.ops.serving import theme_of
from newsflow.ops.settings import Settings
from newsflow.ops.supervisor import Plan, Supervisor
from newsflow.ops.web_server import listeners

DEMO_FOLDER = Path("demo-data")


@click.command()
@data_option
@click.option("--port", type=click.IntRange(0, 65535), help="The port (NEWSFLOW_PORT); 0 takes a free one.")
@click.option("--demo", is_flag=True, help="Fill an empty database with the demo agency.")
@click.option(
    "--ready-file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A file to write once it answers: address and logins as JSON.",
)
@click.option("--agency-code", help="The agency's code (NEWSFLOW_AGENCY_CODE).")
@click.option("--database-user", help="The system user of the database server, where we are root.")
def up(
    *,
    data: Path | None,
    port: int | None,
    demo: bool,
    ready_file: Path | None,
    agency_code: str | None,
    database_user: str | None,
) -> None:
    """Run the database, the web server and the workers until Ctrl-C."""
    asked = {
        "NEWSFLOW_PORT": None if port is None else str(port),
        "NEWSFLOW_AGENCY_CODE": agency_code,
        "NEWSFLOW_DATABASE_USER": database_user,
    }
    environ = {**os.environ, **{name: value for name, value in asked.items() if value is not None}}
    settings = started(environ, data=data)
    if settings.is_embedded and data is None:
        default = DEMO_FOLDER.absolute() if demo and "NEWSFLOW_DATA" not in os.environ else settings.data
        environ["NEWSFLOW_DATA"] = str(reachable_folder(default, settings.database_user))
    else:
        environ["NEWSFLOW_DATA"] = str(settings.data)
    environ["NEWSFLOW_PORT"] = str(_free_port(settings))
    settings = Settings.read(environ)
    agency = agency_of(settings)
    theme_of(
        settings, agency
    )  # what is wrong in it is said here, and not by a child that ends again and again

    def bring_up_to_date() -> bool:
        # The demo's dispatches are of the days before, and a wire's time never runs back.
        dsn = owner_dsn(settings, os.environ)
        asyncio.run(prepare(dsn, agency, lambda: now() - BEGINS if demo else now()))
        return asyncio.run(has_administrator(dsn))

    plan = Plan(settings, without_owner(environ), demo=demo, ready_file=ready_file)
    raise SystemExit(asyncio.run(_run(plan, bring_up_to_date)))


async def _run(plan: Plan, bring_up_to_date: Callable[[], bool]) -> int:
    return await Supervisor(plan, migrate=bring_up_to_date, say=click.echo).run()


def without_owner(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment for the web process and the workers, who have no business with the owner's password."""
    return {
        name: value for name, value in environ.items() if not name.startswith("NEWSFLOW_OWNER_DATABASE_URL")
    }


def _free_port(settings: Settings) -> int:
    """The port to use, tried on every address before anything is started; SetupError when it is taken."""
    tried = listeners(settings.hosts, settings.port)
    port = int(tried[0].getsockname()[1])
    for listener in tried:
        listener.close()
    return port
