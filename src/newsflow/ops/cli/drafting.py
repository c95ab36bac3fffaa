"""Commands that make and change drafts from JSON with the domain's field names (docs/formats/draft.md)."""

from pathlib import Path
from typing import BinaryIO, cast

import click

from newsflow.accounts.hand import CLI, cli_hand
from newsflow.accounts.people import Act, authorise, by_email
from newsflow.domain.codes import Action
from newsflow.domain.content import as_json, from_json
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.errors import BadInputError
from newsflow.newsroom import drafts
from newsflow.newsroom.locks import leave
from newsflow.newsroom.plans import plan
from newsflow.newsroom.saves import save
from newsflow.ops.cli.acting import Acting, act, as_option, json_text
from newsflow.ops.cli.desk import moment
from newsflow.ops.cli.given_file import read_json
from newsflow.ops.cli.start import data_option
from newsflow.wire.read import item

planned_option = click.option(
    "--planned",
    metavar="HOUR",
    help="The hour that it is to be released at, RFC 3339 with offset; `schedule` takes it.",
)
file_argument = click.argument("file", type=click.File("rb"))


def _read(file: BinaryIO) -> Dispatch:
    fields = read_json(file, object, "draft", "See docs/formats/draft.md.")
    if not isinstance(fields, dict):
        raise BadInputError(
            "A draft is one JSON object.", f"{file.name} is none.", "See docs/formats/draft.md."
        )
    return from_json(cast("dict[str, object]", fields))


@click.command()
@file_argument
@as_option
@click.option("--updates", metavar="GUID", help="The item that this is the next version of.")
@click.option(
    "--corrects", metavar="GUID", help="The item that this corrects; the draft says what was wrong."
)
@planned_option
@data_option
def draft(
    *,
    file: BinaryIO,
    as_email: str,
    updates: str | None,
    corrects: str | None,
    planned: str | None,
    data: Path | None,
) -> None:
    """Make a draft from FILE (JSON; - for standard input); prints its number.

    Example: newsflow draft lead.json --as reporter@fil.example --updates nf:text:20261123:42
    """
    if updates and corrects:
        raise BadInputError("A draft updates or corrects.", "Both were given.", "Give one of them.")
    content, hour = _read(file), None if planned is None else moment(planned)

    async def work(acting: Acting) -> int:
        person = await by_email(acting.db, as_email)
        authorise(person, Act.WRITE)
        of = updates or corrects
        guid = None if of is None else (await item(acting.db, of)).guid
        action = Action.CORRECT if corrects else Action.UPDATE if updates else Action.NEW
        return await drafts.create(
            acting.db, content, acting.clock(), by=person.id, guid=guid, action=action, planned=hour
        )

    click.echo(act(data, work))


@click.command("draft-change")
@click.argument("number", type=int)
@file_argument
@as_option
@planned_option
@click.option("--unplanned", is_flag=True, help="Planned for no hour any more.")
@data_option
def draft_change(
    *, number: int, file: BinaryIO, as_email: str, planned: str | None, unplanned: bool, data: Path | None
) -> None:
    """Replace draft NUMBER's content by FILE's. A scheduled one goes back to writing."""
    if planned is not None and unplanned:
        raise BadInputError("A draft is planned for an hour or for none.", "Both were given.", "Give one.")
    content, hour = _read(file), None if planned is None else moment(planned)

    async def work(acting: Acting) -> None:
        hand, now = cli_hand(await by_email(acting.db, as_email), acting.clock()), acting.clock()
        base = (await drafts.get(acting.db, number)).save
        await save(acting.db, number, content, hand, now, base_save=base, sitting=CLI, by_hand=True)
        if hour is not None or unplanned:
            await plan(acting.db, number, hour, hand, now, sitting=CLI)
        await leave(acting.db, number, hand, sitting=CLI)

    act(data, work)
    click.echo(f"Draft {number} is changed.")


@click.command("draft-show")
@click.argument("number", type=int)
@data_option
def draft_show(*, number: int, data: Path | None) -> None:
    """Print draft NUMBER as JSON, ready to be edited and given to draft-change."""

    async def work(acting: Acting) -> Dispatch:
        return (await drafts.get(acting.db, number)).dispatch()

    click.echo(json_text(as_json(act(data, work))))
