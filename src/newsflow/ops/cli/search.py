"""Commands of the archive: search, and the care of its index."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import click

from newsflow.domain.codes import Verdict
from newsflow.matching.query import parse
from newsflow.objects import open_store
from newsflow.ops.cli.acting import Acting, act, for_terminal, json_option, json_text, show, table
from newsflow.ops.cli.start import data_option, started
from newsflow.ops.index_health import IndexHealth, index_health
from newsflow.search.find import PAGE_LIMIT, Found, Hit, Search, Sort, find
from newsflow.search.marks import Marked
from newsflow.search.place import Reached
from newsflow.search.reader import Archive
from newsflow.search.snapshot import load, save
from newsflow.search.standing import Asker
from newsflow.search.stored import Kept, fetch_index, store_index
from newsflow.subscribers.api_users import account


@click.command()
@click.argument("question", nargs=-1)
@click.option("--for", "username", metavar="USERNAME", help="What this API user's contracts let it find.")
@click.option("--sort", type=click.Choice([each.value for each in Sort]), default="newest", show_default=True)
@click.option("--limit", type=click.IntRange(1, PAGE_LIMIT), default=20, show_default=True)
@click.option("--offset", type=click.IntRange(0, 1_000_000), default=0, help="Leave so many out.")
@click.option(
    "--counts", "counted", is_flag=True, help="Count what is found by section, language and the rest."
)
@click.option("--marks", "marked", is_flag=True, help="Show the passages that say the words.")
@click.option("--like", metavar="GUID", help="What says much the same as this item.")
@json_option
@data_option
def search(
    *,
    question: tuple[str, ...],
    username: str | None,
    sort: str,
    limit: int,
    offset: int,
    counted: bool,
    marked: bool,
    like: str | None,
    as_json: bool,
    data: Path | None,
) -> None:
    """Look up QUESTION in the archive: words, "phrases" and fields, as docs/query.md has them.

    \b
    newsflow search deprem lang:tr since:1w
    newsflow search '"old harbour" -form:notice' --marks
    newsflow search section:world --counts --limit 1
    newsflow search ferry --for 7000001 --sort relevance
    newsflow search --like nf:text:20261123:42
    """

    async def work(acting: Acting) -> Found:
        now = acting.clock()
        asker = None
        if username is not None:
            asking = await account(acting.db, username)
            asker = Asker(subscriber=asking.subscriber, contracts=asking.contracts)
        wanted = Search(
            tree=parse(" ".join(question), acting.agency, now), asker=asker, now=now, zone=acting.agency.zoneinfo,
            sort=Sort(sort), offset=offset, limit=limit, counted=counted, marked=marked, like=like,
        )  # fmt: skip
        return await find(acting.db, Archive(acting.settings.search), wanted)

    found = act(data, work)
    if as_json:
        click.echo(json_text({"total": found.total, "hits": _rows(found), "counts": _counts(found)}))
        return
    for line in table([{name: row[name] for name in _SHOWN} for row in _rows(found)]):
        click.echo(line)
    for hit in found.hits if marked else ():
        _show_marks(hit)
    for facet, values in ((facet, values) for facet, values in _counts(found).items() if values):
        click.echo(
            for_terminal(f"{facet + ':':<10} {'  '.join(f'{name} {n}' for name, n in values.items())}")
        )
    click.echo(f"{found.total} found.")


_SHOWN = ("at", "guid", "language", "form", "title")


def _rows(found: Found) -> list[dict[str, object]]:
    return [
        {
            "at": hit.item.at,
            "guid": hit.item.guid,
            "version": hit.item.version,
            "action": hit.item.action,
            "language": hit.item.language,
            "form": hit.item.form,
            "section": hit.item.section,
            "title": _title(hit),
            "ruling": hit.ruling.verdict.value,
            "marks": [{"text": each.text, "at": each.marks} for each in hit.marks],
        }
        for hit in found.hits
    ]


def _title(hit: Hit) -> str:
    """The headline; of a notice what happened and the slug alone."""
    if hit.ruling.verdict is Verdict.NOTICE or hit.item.headline is None:
        return f"({hit.item.action}) {hit.item.slug or hit.item.guid}"
    return hit.item.headline


def _counts(found: Found) -> Mapping[str, Mapping[str, int]]:
    if found.counts is None:
        return {}
    return {facet.value: dict(values) for facet, values in found.counts.by.items()}


def _show_marks(hit: Hit) -> None:
    if hit.marks:
        click.echo(f"\n{hit.item.guid}")
    for each in hit.marks:
        click.echo(f"    {_in_brackets(each)}")


def _in_brackets(each: Marked) -> str:
    text, done = "", 0
    for start, end in each.marks:
        text += f"{each.text[done:start]}[{each.text[start:end]}]"
        done = end
    return for_terminal(" ".join((text + each.text[done:]).split()))


@click.command(name="search-index")
@click.option("--rebuild", is_flag=True, help="Have the worker build it anew beside the one that is asked.")
@json_option
@data_option
def search_index(*, rebuild: bool, as_json: bool, data: Path | None) -> None:
    """Say how far this node's search index is, and what it refused."""

    async def work(acting: Acting) -> IndexHealth:
        if rebuild:
            acting.settings.search.ask_to_rebuild()
        return await index_health(acting.db, acting.settings.search)

    health = act(data, work)
    if as_json:
        click.echo(json_text(asdict(health)))
        return
    click.echo(
        f"The index has read {health.seq} of {health.head} entries ({health.share} %): {health.items} items,"
        f" segments: {health.segments}."
        + (" It is to be built anew, or being so." if health.rebuilding else "")
    )
    if health.parked:
        show([asdict(one) for one in health.parked], as_json=False, empty="")


_file = click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)


@click.command(name="search-save")
@_file
@data_option
def search_save(*, file: Path | None, data: Path | None) -> None:
    """Write this node's search index into FILE, or else into the object store, where new nodes look for it.

    The worker may go on. The store keeps the newest alone.
    """
    if file is not None:
        reached = save(started(data=data).search, file)
        click.echo(f"{file} has the index up to {reached.cursor}, {file.stat().st_size / 1e6:.1f} MB.")
        return

    async def work(acting: Acting) -> Kept:
        store = open_store(acting.settings.objects)
        return await store_index(acting.db, store, acting.settings.search, acting.clock())

    kept = act(data, work)
    click.echo(
        f"The object store has the index up to {kept.reached.cursor}, {kept.bytes / 1e6:.1f} MB ({kept.sha256})."
    )


@click.command(name="search-load")
@_file
@data_option
def search_load(*, file: Path | None, data: Path | None) -> None:
    """Take the search index of FILE, or else the newest of the object store, for this node, whose worker must not run.

    A worker that finds no index takes the store's by itself.
    """
    if file is not None:
        reached = load(started(data=data).search, file)
    else:

        async def work(acting: Acting) -> Reached:
            return await fetch_index(acting.db, open_store(acting.settings.objects), acting.settings.search)

        reached = act(data, work)
    click.echo(f"The index has read up to {reached.cursor}; the worker goes on from there.")
