"""Commands for the database: bring it up to date, look at it, carry it over to a new PostgreSQL."""

import asyncio
import json
import os
from pathlib import Path

import click

from newsflow.ops.access import owner_dsn, running_database
from newsflow.ops.cli.start import data_option, started
from newsflow.ops.clock import now
from newsflow.ops.doctor import Finding, Gravity, examine
from newsflow.ops.embedded.upgrade import carry_over
from newsflow.ops.preparation import agency_of, prepare


@click.command()
@data_option
def migrate(data: Path | None) -> None:
    """Bring the database up to date, as its owner: schema, wire, the agency's codes."""
    settings = started(data=data)
    agency = agency_of(settings)
    with running_database(settings, begins=True):
        done = asyncio.run(prepare(owner_dsn(settings, os.environ), agency, now))
    for name in done:
        click.echo(name)
    click.echo(f"{len(done)} migrations ran; the database is up to date.")


@click.command()
@data_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of lines.")
def doctor(*, data: Path | None, as_json: bool) -> None:
    """Say what is wrong here. Exit code: 0 all is well, 1 something is odd, 2 something is wrong."""
    settings = started(data=data)
    with running_database(settings):
        findings = asyncio.run(examine(settings))
    gravest = max((finding.gravity for finding in findings), default=Gravity.WELL)
    click.echo(_as_json(findings) if as_json else _as_lines(findings))
    raise SystemExit(int(gravest))


def _as_json(findings: list[Finding]) -> str:
    rows = [{"gravity": finding.gravity.name.lower(), "says": finding.says} for finding in findings]
    return json.dumps({"findings": rows}, ensure_ascii=False, indent=2)


def _as_lines(findings: list[Finding]) -> str:
    return "\n".join(f"{finding.gravity.name.lower():5}  {finding.says}" for finding in findings)


@click.command()
@data_option
@click.option(
    "--old-programs",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The bin folder of the PostgreSQL that made the data folder, where it is not found.",
)
def upgrade(*, data: Path | None, old_programs: Path | None) -> None:
    """Carry the embedded database over to this PostgreSQL's major version; the old one is kept."""
    settings = started(data=data)
    kept = carry_over(settings.data, database_user=settings.database_user, old_programs=old_programs)
    if kept is None:
        click.echo("The data folder is of this version already; nothing was done.")
    else:
        click.echo(
            f"The data folder is carried over. The old cluster is kept in {kept}; remove it when all is well."
        )
