"""Commands that give or end what is kept of a person of the desk, in an administrator's name."""

from pathlib import Path

import click

from newsflow.accounts.audit import note
from newsflow.accounts.erasing import erase_of_desk
from newsflow.accounts.hand import cli_hand
from newsflow.accounts.managing import check_of_desk
from newsflow.accounts.people import Act, authorise, by_email
from newsflow.desk.privacy.export import kept_of
from newsflow.ops.cli.acting import Acting, act, as_option
from newsflow.ops.cli.start import data_option


@click.command("person-data")
@click.argument("email")
@as_option
@data_option
def person_data(*, email: str, as_email: str, data: Path | None) -> None:
    """Print all that is kept of the person of the desk EMAIL, as JSON; that it was asked for is written down.

    Example: newsflow person-data editor@fil.example --as admin@fil.example > editor.json
    """

    async def work(acting: Acting) -> bytes:
        now = acting.clock()
        hand = cli_hand(await by_email(acting.db, as_email), now)
        authorise(hand.person, Act.MANAGE_PEOPLE)
        person = await by_email(acting.db, email)
        check_of_desk(person)
        await note(acting.db, hand, "export_person", f"person:{person.id}", at=now)
        return await kept_of(acting.db, person, now, whole=True)

    click.echo(act(data, work), nl=False)


@click.command("person-erase")
@click.argument("email")
@as_option
@data_option
def person_erase(*, email: str, as_email: str, data: Path | None) -> None:
    """Erase the person of the desk EMAIL. The wire and the trail keep an opaque id; the name stays under it for a while.

    Example: newsflow person-erase editor@fil.example --as admin@fil.example
    """

    async def work(acting: Acting) -> str:
        now = acting.clock()
        hand = cli_hand(await by_email(acting.db, as_email), now)
        person = await by_email(acting.db, email)
        await erase_of_desk(acting.db, hand, person, now=now)
        return f"{person.id} is erased; the name stays under what they released for {acting.settings.kept.desk_names.days} days."

    click.echo(act(data, work))
