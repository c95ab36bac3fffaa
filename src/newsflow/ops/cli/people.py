"""Commands for people and subscribers: who there is, and making the first ones."""

from pathlib import Path

import click

from newsflow.accounts.passwords import check_password
from newsflow.accounts.people import Role, add_person
from newsflow.accounts.people import people as all_people
from newsflow.domain.guid import SubscriberId
from newsflow.ops.cli.acting import Acting, act, json_option, show
from newsflow.ops.cli.given_names import a_name, an_email
from newsflow.ops.cli.start import data_option
from newsflow.subscribers.contracts import contracts_of
from newsflow.subscribers.contracts import subscribers as all_subscribers


@click.command()
@json_option
@data_option
def people(*, as_json: bool, data: Path | None) -> None:
    """List the people of the desk and of subscribers."""

    async def work(acting: Acting) -> list[dict[str, object]]:
        return [
            {"email": p.email, "name": p.name, "role": p.role, "subscriber": p.subscriber, "active": p.active}
            for p in await all_people(acting.db)
        ]

    show(act(data, work), as_json=as_json, empty="Nobody yet. Add the first with `newsflow person-add`.")


@click.command("person-add")
@click.argument("email")
@click.argument("name")
@click.option(
    "--role", type=click.Choice([role.value for role in Role]), required=True, help="What they are."
)
@click.option(
    "--password", prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for where not given."
)
@data_option
def person_add(*, email: str, name: str, role: str, password: str, data: Path | None) -> None:
    """Add a person EMAIL called NAME.

    Example: newsflow person-add chief@fil.example "Derya Akyol" --role chief
    """

    address, called = an_email(email), a_name("person's name", name)
    check_password(password, address, called)

    async def work(acting: Acting) -> str:
        return await add_person(
            acting.db, email=address, name=called, role=Role(role), now=acting.clock(), password=password
        )

    click.echo(f"{email} is {role}, known to the wire as {act(data, work)}.")


@click.command()
@json_option
@data_option
def subscribers(*, as_json: bool, data: Path | None) -> None:
    """List the subscribers by their ids, with their contracts."""

    async def work(acting: Acting) -> list[dict[str, object]]:
        found: list[dict[str, object]] = []
        for subscriber in await all_subscribers(acting.db):
            found.extend(
                {"id": subscriber.id, "subscriber": subscriber.name, "contract": c.id, "title": c.title, "starts": c.starts, "ends": c.ends,
                 "runs": c.runs(acting.clock())}
                for c in await contracts_of(acting.db, SubscriberId(subscriber.id))
            )  # fmt: skip
        return found

    show(act(data, work), as_json=as_json, empty="No subscribers yet.")
