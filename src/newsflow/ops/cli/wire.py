"""Commands that read the wire: wire, show, explain."""

import json
from pathlib import Path

import click

from newsflow.domain.content import as_json as content_json
from newsflow.domain.entry import STOPS, Entry
from newsflow.matching.facts import facts_of
from newsflow.matching.ruling import Ruling, rule_any
from newsflow.ops.cli.acting import Acting, act, header_row, json_option, show
from newsflow.ops.cli.start import data_option
from newsflow.subscribers.api_users import account
from newsflow.subscribers.ledger import takers, took
from newsflow.wire.read import READ_LIMIT, item, last, latest, read, versions


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
    return "(erased by order)" if entry.content is None else getattr(entry.content, name)


@click.command(name="show")
@click.argument("guid")
@click.option("--version", type=click.IntRange(1), help="This version; the latest without it.")
@json_option
@data_option
def show_item(*, guid: str, version: int | None, as_json: bool, data: Path | None) -> None:
    """Show an item: its entries, its latest text, and who took it."""

    async def work(acting: Acting) -> dict[str, object]:
        await item(acting.db, guid)
        entries = await versions(acting.db, guid)
        shown = next((e for e in entries if version in (None, e.header.version)), None)
        stopped = entries[0].header.action in STOPS
        if shown is None or (stopped and shown is not entries[0]):
            shown = entries[0]
        content = None if shown.content is None else content_json(shown.content)
        ledger = [
            {
                "subscriber": t.subscriber,
                "version": t.version,
                "path": t.path,
                "times": t.times,
                "first_at": t.first_at,
            }
            for t in await takers(acting.db, guid)
        ]
        return {"entries": [header_row(e.header) for e in entries], "content": content, "taken": ledger}

    found = act(data, work)
    click.echo(json.dumps(found, ensure_ascii=False, indent=None if as_json else 2, default=str))


@click.command()
@click.argument("guid")
@click.argument("username")
@json_option
@data_option
def explain(*, guid: str, username: str, as_json: bool, data: Path | None) -> None:
    """Say what API user USERNAME may have of item GUID, and why.

    Example: newsflow explain nf:text:20261123:42 7000001
    """

    async def work(acting: Acting) -> Ruling:
        asking = await account(acting.db, username)
        entry = await latest(acting.db, (await item(acting.db, guid)).guid)
        found = await item(acting.db, guid)
        if entry.content is None:
            raise click.ClickException(f"The text of {guid} was erased by order; its facts are gone with it.")
        facts = facts_of(entry.header, entry.content, embargoed=found.embargoed)
        had = await took(acting.db, asking.subscriber, [facts.notice_of or facts.guid])
        return rule_any(facts, asking.contracts, bool(had), acting.clock())

    ruling = act(data, work)
    if as_json:
        click.echo(
            json.dumps({"verdict": ruling.verdict.value, "because": ruling.because}, ensure_ascii=False)
        )
        return
    click.echo(f"{ruling.verdict.value}: {guid} for {username}")
    for reason in ruling.because:
        click.echo(f"  {reason}")
