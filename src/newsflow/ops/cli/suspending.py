"""Commands that suspend a subscriber, and lift it again."""

from pathlib import Path

import click

from newsflow.accounts.hand import cli_hand
from newsflow.accounts.people import by_email
from newsflow.domain.guid import SubscriberId
from newsflow.mail import send
from newsflow.newsroom.dealings import suspending
from newsflow.ops.cli.acting import Acting, act, as_option
from newsflow.ops.cli.start import data_option
from newsflow.web.within.letters import suspension_letter


@click.command()
@click.argument("subscriber")
@click.option("--because", required=True, help="Why; they read it too.")
@as_option
@data_option
def suspend(*, subscriber: str, because: str, as_email: str, data: Path | None) -> None:
    """Suspend SUBSCRIBER at once: no copy goes out to it by any way. Kills of what it took still come.

    Example: newsflow suspend gazette --because "The bill of March is not paid." --as admin@fil.example
    """

    async def work(acting: Acting) -> None:
        now = acting.clock()
        hand = cli_hand(await by_email(acting.db, as_email), now)
        for person in await suspending.suspend(acting.db, hand, SubscriberId(subscriber), because, now=now):
            await send(acting.db, suspension_letter(acting.agency, person, because), now)

    act(data, work)
    click.echo(f"{subscriber} is suspended.")


@click.command("suspend-end")
@click.argument("subscriber")
@as_option
@data_option
def suspend_end(*, subscriber: str, as_email: str, data: Path | None) -> None:
    """Lift the suspension of SUBSCRIBER."""

    async def work(acting: Acting) -> None:
        now = acting.clock()
        hand = cli_hand(await by_email(acting.db, as_email), now)
        for person in await suspending.lift(acting.db, hand, SubscriberId(subscriber), now=now):
            await send(acting.db, suspension_letter(acting.agency, person, None), now)

    act(data, work)
    click.echo(f"{subscriber} is suspended no more.")
