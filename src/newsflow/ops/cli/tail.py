"""The command that follows a wire over its API: any wire, from any machine."""

from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import cast

import click

from newsflow.client import Client, ClientError, Entry, Event, FileStore, NewEpoch, Trouble
from newsflow.client.reading import Options, Tuning
from newsflow.ops.cli.acting import for_terminal, json_option, json_text


@click.command()
@click.argument("url")
@click.option("--user", help="The API user's name; without it the secret goes as a bearer token.")
@click.option(
    "--secret-file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The file that holds the secret; without it the command asks.",
)  # fmt: skip
@click.option(
    "--after",
    metavar="CURSOR",
    default="head",
    show_default=True,
    help="Where to begin: <epoch>.<seq>, 0, head.",
)
@click.option(
    "--cursor", type=click.Path(dir_okay=False, path_type=Path),
    help="A file that keeps the cursor: the next run goes on where this one ended.",
)  # fmt: skip
@click.option("--filter", "question", help="Only what answers this question of the query language.")
@click.option("--format", "form", help="The document's format, such as ninjs-3.1.")
@click.option("--live", is_flag=True, help="Read the event stream in place of polls.")
@click.option("--once", is_flag=True, help="End at the wire's head in place of waiting.")
@click.option("--number", type=click.IntRange(1), help="End after so many lines.")
@json_option
def tail(
    *, url: str, user: str | None, secret_file: Path | None, after: str, cursor: Path | None, question: str | None,
    form: str | None, live: bool, once: bool, number: int | None, as_json: bool,
) -> None:  # fmt: skip
    """Follow a wire over its API: URL is the API's address, such as https://wire.example/v1.

    Example: newsflow tail https://wire.example/v1 --user 7000001 --secret-file secret --cursor gazette.cursor
    """
    given = click.prompt("Secret", hide_input=True) if secret_file is None else secret_file.read_text("utf-8")
    store = None if cursor is None else FileStore(cursor)
    kept = None if store is None else store.load()
    options: Options = {"after": kept or after, "live": live, "until_head": once}
    if question is not None:
        options["filter"] = question
    if form is not None:
        options["format"] = form
    tuning = Tuning(on_trouble=_told)
    try:
        with Client(url, user=user, secret=str(given).strip(), tuning=tuning) as client:
            for event in islice(client.follow(**options), number):
                click.echo(json_text(row_of(event), indent=None) if as_json else for_terminal(line_of(event)))
                if store is not None:
                    store.save(event.cursor)
    except ClientError as error:
        raise click.ClickException(str(error)) from error
    except KeyboardInterrupt:
        return


def row_of(event: Event) -> dict[str, object]:
    """An event as JSON: an entry with its document, or the new epoch."""
    if isinstance(event, NewEpoch):
        return {
            "cursor": str(event.cursor),
            "void_from": event.void_from,
            "void_to": event.void_to,
            "said": event.said,
        }
    return {
        "cursor": str(event.cursor), "guid": event.guid, "version": event.version, "action": event.action,
        "at": event.at, "digest": event.digest, "verdict": event.ruling.verdict, "because": list(event.ruling.because),
        "may_publish": event.may_publish, "not_before": event.not_before, "must_remove": event.must_remove,
        "format": event.format, "document": event.document,
    }  # fmt: skip


def line_of(event: Event) -> str:
    """An event in one line for people."""
    if isinstance(event, NewEpoch):
        void = "" if event.void_from is None else f"; numbers {event.void_from} to {event.void_to} are void"
        return f"{event.cursor}  NEW EPOCH{void}"
    return f"{event.cursor}  {_moment(event.at)}  {event.action:<9} {event.guid} v{event.version}  {_use(event)}  {_title(event)}".rstrip()


def _use(entry: Entry) -> str:
    if entry.must_remove is not None:
        return f"{entry.ruling.verdict}, remove by {_moment(entry.must_remove)}"
    if entry.not_before is not None:
        return f"{entry.ruling.verdict}, not before {_moment(entry.not_before)}"
    return f"{entry.ruling.verdict}, {'may be published' if entry.may_publish else 'not for publication'}"


def _moment(at: datetime) -> str:
    """To the second, in UTC."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _title(entry: Entry) -> str:
    """The headline, where the document is an object that has one; the first line of any other."""
    if isinstance(entry.document, dict):
        found: object = entry.document.get("headline") or next(
            iter(entry.document.get("headlines") or ()), ""
        )
        return (
            str(cast("dict[str, object]", found).get("value", "")) if isinstance(found, dict) else str(found)
        )
    return (entry.document or "").partition("\n")[0]


def _told(trouble: Trouble) -> None:
    click.echo(for_terminal(f"{trouble.because} Again in {trouble.wait_s:.1f} s."), err=True)
