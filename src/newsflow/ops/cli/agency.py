"""Commands for the agency's description: print what is in force, put a file in force."""

from pathlib import Path

import click

from newsflow.newsroom.description.agency_file import read_agency
from newsflow.newsroom.description.in_force import FILE, FROM_FILE, InForce, in_force, put_in_force
from newsflow.newsroom.description.writing import as_toml
from newsflow.ops.cli.acting import Acting, act, as_option
from newsflow.ops.cli.desk import hand_of
from newsflow.ops.cli.start import data_option


async def _found(acting: Acting) -> InForce:
    return await in_force(acting.db, acting.agency)


@click.command()
@data_option
def agency(*, data: Path | None) -> None:
    """Print the description in force as an agency.toml."""
    found = act(data, _found)
    whose = "as agency.toml says" if found.number == FROM_FILE else f"description {found.number}"
    click.echo(f"# In force: {whose}.\n\n{as_toml(found.agency)}", nl=False)


@click.command("agency-take")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_option
@data_option
def agency_take(*, file: Path, as_email: str, data: Path | None) -> None:
    """Put the description in FILE in force; every process takes it within seconds."""

    async def work(acting: Acting) -> int:
        found = await _found(acting)
        wanted = read_agency(file, code=acting.agency.code)
        hand = await hand_of(acting, as_email)
        return await put_in_force(acting.db, hand, acting.clock(), after=found, part=FILE, agency=wanted)

    click.echo(f"Description {act(data, work)} is in force.")
