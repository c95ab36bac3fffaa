"""`newsflow erase`: an order to erase, carried out everywhere and recorded, in the names of two people."""

from dataclasses import dataclass
from pathlib import Path

import click

from newsflow.accounts.people import Act, authorise, by_email
from newsflow.newsroom.legal.erasing import Done, Reach, carry_out, reach
from newsflow.objects import open_store
from newsflow.ops.cli.acting import Acting, act, json_option, show
from newsflow.ops.cli.start import data_option
from newsflow.wire.erase import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The order as the command line gives it."""

    law: str
    file_number: str
    asked_by: str
    as_email: str
    second_email: str


@click.command()
@click.argument("guids", nargs=-1, required=True, metavar="GUID…")
@click.option("--law", help="Under which law, such as “Press Act, § 12”.")
@click.option("--file", "file_number", help="The number of the file that the order lies in.")
@click.option(
    "--asked-by", help="Who asked: a court, an office; never a private person's name. It stands for ever."
)
@click.option("--as", "as_email", metavar="EMAIL", help="Who orders it: an administrator or a chief.")
@click.option("--second", "second_email", metavar="EMAIL", help="The second person, of the same rank.")
@click.option(
    "--version",
    "wanted",
    type=click.IntRange(1),
    multiple=True,
    help="Only this version; may be given several times. Without it all versions.",
)
@click.option("--dry-run", is_flag=True, help="Only say what it would touch; needs no names.")
@json_option
@data_option
def erase(
    *, guids: tuple[str, ...], law: str | None, file_number: str | None, asked_by: str | None,
    as_email: str | None, second_email: str | None, wanted: tuple[int, ...], dry_run: bool, as_json: bool,
    data: Path | None,
) -> None:  # fmt: skip
    """Empty the texts of items GUID… and delete their files, by an order that is recorded; headers and numbers stay.

    What is erased cannot be had back. Begin with --dry-run: it lists what goes, and what lies near and stays.

    Example: newsflow erase nf:text:20261123:42 --law "Press Act, § 12" --file "4 C 77/26" --asked-by "Harbour Town Court" --as chief@fil.example --second admin@fil.example
    """
    if len(set(guids)) > 1 and wanted:
        raise click.UsageError("--version goes with one GUID.")
    if dry_run:
        show(_as_rows(act(data, lambda acting: reach(acting.db, guids, wanted))), as_json=as_json, empty="")
        return
    asked = Asked(
        law=_given(law, "--law"),
        file_number=_given(file_number, "--file"),
        asked_by=_given(asked_by, "--asked-by"),
        as_email=_given(as_email, "--as"),
        second_email=_given(second_email, "--second"),
    )

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


def _given(value: str | None, option: str) -> str:
    if value is None or not value.strip():
        raise click.UsageError(f"An erasure is recorded with {option}.")
    return value.strip()


async def _order(acting: Acting, asked: Asked, found: Reach) -> Order:
    people = [await by_email(acting.db, email) for email in (asked.as_email, asked.second_email)]
    for person in people:
        authorise(person, Act.ERASE)
    return Order(
        law=asked.law,
        file_number=asked.file_number,
        asked_by=asked.asked_by,
        ordered_by=people[0].id,
        second=people[1].id,
        targets=found.targets,
    )


def _as_rows(found: Reach) -> list[dict[str, object]]:
    rows = [
        _row("entry", f"{each.guid} version {each.version} ({each.action.value}, {each.seq})", "emptied")
        for each in found.entries
    ]
    rows += [_row("file", digest, "deleted") for digest in found.files]
    rows += [
        _row("file", use.sha256, f"stays: {use.guid} version {use.version} shows it") for use in found.kept
    ]
    if found.beside.drafts:
        rows.append(_row("drafts", str(found.beside.drafts), "emptied; open ones are dropped"))
    if found.beside.lines:
        rows.append(_row("site", f"{found.beside.lines} lines of the edition log", "emptied"))
    rows += [
        _row("near", each.guid, f"stays: {each.why}; name it too if the order covers it")
        for each in found.near
    ]
    return rows


def _row(touches: str, which: str, then: str) -> dict[str, object]:
    return {"touches": touches, "which": which, "then": then}
