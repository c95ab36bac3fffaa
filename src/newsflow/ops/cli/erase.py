"""`newsflow erase`: an order to erase, carried out everywhere and recorded, in the names of two people."""

from pathlib import Path

import click

from newsflow.accounts.people import Act, authorise, by_email
from newsflow.newsroom.legal.erasing import Done, Reach, carry_out, reach
from newsflow.objects import open_store
from newsflow.ops.cli.acting import Acting, act, json_option, show
from newsflow.ops.cli.ordering import Asked, order_options, touched
from newsflow.ops.cli.start import data_option
from newsflow.wire.erase import Order


@click.command()
@click.argument("guids", nargs=-1, required=True, metavar="GUID…")
@order_options("An erasure")
@click.option(
    "--version",
    "wanted",
    type=click.IntRange(1),
    multiple=True,
    help="Only this version; may be given several times. Without it all versions.",
)
@json_option
@data_option
def erase(
    *, guids: tuple[str, ...], asked: Asked | None, wanted: tuple[int, ...], as_json: bool, data: Path | None
) -> None:
    """Empty the texts of items GUID… and delete their files, by an order that is recorded; headers and numbers stay.

    What is erased cannot be had back. Begin with --dry-run: it lists what goes, and what lies near and stays.

    Example: newsflow erase nf:text:20261123:42 --law "Press Act, § 12" --file "4 C 77/26" --asked-by "Harbour Town Court" --as chief@fil.example --second admin@fil.example
    """
    if len(set(guids)) > 1 and wanted:
        raise click.UsageError("--version goes with one GUID.")
    if asked is None:
        show(_as_rows(act(data, lambda acting: reach(acting.db, guids, wanted))), as_json=as_json, empty="")
        return

    async def work(acting: Acting) -> tuple[Reach, Done]:
        found = await reach(acting.db, guids, wanted)
        order = await _order(acting, asked, found)
        store = open_store(acting.settings.objects)
        return found, await carry_out(acting.db, store, order, acting.clock())

    found, done = act(data, work)
    if as_json:
        show(
            [{"order": done.number, "entries": len(found.entries), "files": len(done.files)}],
            as_json=True,
            empty="",
        )
        return
    click.echo(
        f"Order {done.number} is carried out: {len(found.entries)} entries emptied, {len(done.files)} files deleted."
    )
    click.echo(
        "Write the orders out now: newsflow erasures export FILE. Backups from before still hold the text."
    )


async def _order(acting: Acting, asked: Asked, found: Reach) -> Order:
    people = [await by_email(acting.db, email) for email in (asked.as_email, asked.second_email)]
    for person in people:
        authorise(person, Act.ERASE)
    return asked.order(ordered_by=people[0].id, second=people[1].id, targets=found.targets)


def _as_rows(found: Reach) -> list[dict[str, object]]:
    rows = [
        touched("entry", f"{each.guid} version {each.version} ({each.action.value}, {each.seq})", "emptied")
        for each in found.entries
    ]
    rows += [touched("file", digest, "deleted") for digest in found.files]
    rows += [
        touched("file", use.sha256, f"stays: {use.guid} version {use.version} shows it") for use in found.kept
    ]
    if found.beside.drafts:
        rows.append(touched("drafts", str(found.beside.drafts), "emptied; open ones are dropped"))
    if found.beside.lines:
        rows.append(touched("site", f"{found.beside.lines} lines of the edition log", "emptied"))
    rows += [
        touched("near", each.guid, f"stays: {each.why}; name it too if the order covers it")
        for each in found.near
    ]
    return rows
