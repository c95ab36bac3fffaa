"""`newsflow edition …`: what an editor does to the public site. It sends subscribers nothing."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import BinaryIO

import click

from newsflow.accounts.people import Act, Person, authorise, by_email
from newsflow.domain.guid import Guid
from newsflow.newsroom import editions
from newsflow.newsroom.duty import lent_to
from newsflow.ops.cli.acting import Acting, act, as_option
from newsflow.ops.cli.desk import moment
from newsflow.ops.cli.given_file import read_text
from newsflow.ops.cli.start import data_option
from newsflow.wire.read import item

guid_argument = click.argument("guid")


def _edit(
    data: Path | None, as_email: str, guid: str, change: Callable[[Acting, Guid, Person], Awaitable[None]]
) -> None:
    async def work(acting: Acting) -> None:
        person = await by_email(acting.db, as_email)
        authorise(person, Act.EDIT_EDITION, lent=await lent_to(acting.db, person, acting.clock()))
        await change(acting, (await item(acting.db, guid)).guid, person)

    act(data, work)


@click.group()
def edition() -> None:
    """Say what the public site shows of an item."""


@edition.command()
@guid_argument
@as_option
@data_option
def show(*, guid: str, as_email: str, data: Path | None) -> None:
    """Make item GUID public, shortened by the agency's rules."""

    async def change(acting: Acting, found: Guid, person: Person) -> None:
        await editions.show(acting.db, acting.clock, acting.agency, found, person.id)

    _edit(data, as_email, guid, change)
    click.echo(f"{guid} is on the site.")


@edition.command()
@guid_argument
@as_option
@data_option
def hide(*, guid: str, as_email: str, data: Path | None) -> None:
    """Take item GUID off the site until an editor shows it again."""

    async def change(acting: Acting, found: Guid, person: Person) -> None:
        await editions.hide(acting.db, acting.clock, acting.agency, found, person.id)

    _edit(data, as_email, guid, change)
    click.echo(f"{guid} is off the site.")


@edition.command()
@guid_argument
@click.argument("file", type=click.File("rb"))
@click.option("--headline", help="A headline of the site's own.")
@click.option("--deck", help="A deck of the site's own.")
@as_option
@data_option
def summary(
    *, guid: str, file: BinaryIO, headline: str | None, deck: str | None, as_email: str, data: Path | None
) -> None:
    """Show item GUID with the summary in FILE (a paragraph a block; - for standard input).

    Example: echo "The ferry is back." | newsflow edition summary nf:text:20261123:42 - --as editor@fil.example
    """
    paragraphs = read_text(file, "summary").split("\n\n")

    async def change(acting: Acting, found: Guid, person: Person) -> None:
        await editions.set_summary(
            acting.db,
            acting.clock,
            acting.agency,
            found,
            person.id,
            summary=paragraphs,
            headline=headline,
            deck=deck,
        )

    _edit(data, as_email, guid, change)
    click.echo(f"{guid} stands on the site in the editor's words.")


@edition.command()
@guid_argument
@click.option("--until", help="Until this moment, RFC 3339 with offset; without it until it is unpinned.")
@as_option
@data_option
def pin(*, guid: str, until: str | None, as_email: str, data: Path | None) -> None:
    """Let item GUID lead its front page."""
    end = None if until is None else moment(until)

    async def change(acting: Acting, found: Guid, person: Person) -> None:
        await editions.pin(acting.db, acting.clock, acting.agency, found, person.id, until=end)

    _edit(data, as_email, guid, change)
    click.echo(f"{guid} leads its front page.")


@edition.command()
@guid_argument
@as_option
@data_option
def unpin(*, guid: str, as_email: str, data: Path | None) -> None:
    """Let item GUID stand where urgency and freshness put it."""

    async def change(acting: Acting, found: Guid, person: Person) -> None:
        await editions.unpin(acting.db, acting.clock, acting.agency, found, person.id)

    _edit(data, as_email, guid, change)
    click.echo(f"{guid} is no longer pinned.")
