"""Commands that read the wire: wire and show."""

from dataclasses import dataclass
from pathlib import Path

import click

from newsflow.domain.content import as_json as content_json
from newsflow.domain.dispatch import Dispatch
from newsflow.domain.entry import STOPS, Entry
from newsflow.domain.errors import NotFoundError
from newsflow.ops.cli.acting import (
    Acting,
    act,
    as_text,
    for_terminal,
    header_row,
    json_option,
    json_text,
    show,
    table,
)
from newsflow.ops.cli.start import data_option
from newsflow.subscribers.ledger import takers
from newsflow.wire.read import READ_LIMIT, item, last, read, versions

ERASED = "(erased by order)"


@click.command()
@click.option("--after", type=click.IntRange(0), help="Entries after this number; the last ones without it.")
@click.option(
    "--limit", type=click.IntRange(1, READ_LIMIT), default=20, show_default=True, help="Entries at most."
)
@json_option
@data_option
def wire(*, after: int | None, limit: int, as_json: bool, data: Path | None) -> None:
    """List entries of the wire in order."""

    async def work(acting: Acting) -> list[Entry]:
        return await (last(acting.db, limit) if after is None else read(acting.db, after, limit))

    rows = [
        header_row(e.header) | {"language": _part(e, "language"), "headline": _part(e, "headline")}
        for e in act(data, work)
    ]
    show(rows, as_json=as_json, empty="The wire has nothing after that.")


def _part(entry: Entry, name: str) -> object:
    return ERASED if entry.content is None else getattr(entry.content, name)


@dataclass(frozen=True, slots=True)
class Shown:
    """An item as it is shown: its entries, the one whose text is printed, and who took it."""

    entries: list[Entry]
    chosen: Entry
    taken: list[dict[str, object]]


@click.command(name="show")
@click.argument("guid")
@click.option("--version", type=click.IntRange(1), help="This version; the latest without it.")
@json_option
@data_option
def show_item(*, guid: str, version: int | None, as_json: bool, data: Path | None) -> None:
    """Show an item: its entries, its latest text, and who took it. Of a stopped item there is only its notice."""

    async def work(acting: Acting) -> Shown:
        await item(acting.db, guid)
        entries = await versions(acting.db, guid)
        taken: list[dict[str, object]] = [
            {
                "subscriber": taking.subscriber,
                "version": taking.version,
                "path": taking.path,
                "times": taking.times,
                "first_at": taking.first_at,
            }
            for taking in await takers(acting.db, guid)
        ]
        return Shown(entries, _chosen(entries, version), taken)

    found = act(data, work)
    if as_json:
        content = None if found.chosen.content is None else content_json(found.chosen.content)
        whole = {
            "entries": [header_row(entry.header) for entry in found.entries],
            "content": content,
            "taken": found.taken,
        }
        click.echo(json_text(whole, indent=None))
        return
    for line in table([header_row(entry.header) for entry in found.entries]):
        click.echo(line)
    click.echo()
    for line in _lines(found.chosen):
        click.echo(for_terminal(line))
    click.echo()
    show(found.taken, as_json=False, empty="Nobody took it yet.")


def _chosen(entries: list[Entry], version: int | None) -> Entry:
    """The entry of that version; of a stopped item always the stop itself."""
    newest = entries[0]
    if version is None or newest.header.version == version:
        return newest
    found = next((entry for entry in entries if entry.header.version == version), None)
    if found is None:
        raise NotFoundError(
            "The item has no such version.",
            f"{newest.header.guid} has versions 1 to {newest.header.version}; asked for {version}.",
            "Name one of them.",
        )
    return newest if newest.header.action in STOPS else found


def _lines(entry: Entry) -> list[str]:
    """The text for people to read, with the facts that an editor asks for first."""
    said = entry.content
    if said is None:
        return [f"Version {entry.header.version}: {ERASED}"]
    facts = {
        "version": f"{entry.header.version} ({entry.header.action.value})",
        "form": f"{said.form.value}, {said.priority.value}, urgency {said.urgency}",
        "language": said.language,
        "section": f"{said.section}; packages {', '.join(said.packages)}",
        "story": said.slug,
        "embargo": None if said.embargo is None else as_text(said.embargo),
        "note": said.note,
    }
    lines = [f"{name + ':':<10} {value}" for name, value in facts.items() if value]
    return [*lines, "", said.headline, *([said.deck] if said.deck else []), *_body(said)]


def _body(said: Dispatch) -> list[str]:
    media = [said.media.caption] if said.media is not None and said.media.caption else []
    return [line for text in (*media, *(block.text() for block in said.body)) for line in ("", text)]
