"""Legal requests at the command line: the inbox, enter one, decide one. Another person confirms on the desk's page."""

from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import click

from newsflow.accounts.hand import cli_hand
from newsflow.accounts.people import by_email
from newsflow.domain.clock import as_utc
from newsflow.domain.redaction import MARK
from newsflow.newsroom.legal.decisions import decide
from newsflow.newsroom.legal.plans import Verdict, read_changes
from newsflow.newsroom.legal.requests import Asker, Kind, NewRequest, open_request, requests
from newsflow.ops.cli.acting import Acting, act, as_option, json_option, show
from newsflow.ops.cli.given_file import read_text
from newsflow.ops.cli.start import data_option


@click.command()
@click.option("--closed", is_flag=True, help="What is closed, the latest first.")
@json_option
@data_option
def legal(*, closed: bool, as_json: bool, data: Path | None) -> None:
    """List the open legal requests, the nearest deadline first."""

    async def work(acting: Acting) -> list[dict[str, object]]:
        return [
            {
                "request": asked.id,
                "kind": asked.kind,
                "due": asked.due_at.isoformat(timespec="minutes"),
                "state": asked.state,
                "asked_by": asked.asked_by,
                "law": asked.law,
                "file": asked.file_number,
                "items": " ".join(asked.guids),
            }
            for asked in await requests(acting.db, closed=closed)
        ]

    show(act(data, work), as_json=as_json, empty="No legal request is closed." if closed else "None is open.")


@click.command(name="legal-open")
@click.argument("guids", nargs=-1, metavar="GUID…")
@click.option(
    "--kind", type=click.Choice([kind.value for kind in Kind]), required=True, help="What is asked."
)
@click.option("--law", required=True, help="On which law, such as “Press Act, § 12”.")
@click.option("--file", "file_number", default="", help="Their file number; else the request's own.")
@click.option("--asked-by", required=True, help="A court, an office, “the person concerned”: never a name.")
@click.option("--due", required=True, help="The deadline, with its zone: 2026-12-01T12:00+03:00.")
@click.option("--name", default="", help="Who asks; kept apart, forgotten in time.")
@click.option("--address", default="", help="How they are reached; as --name.")
@click.option("--letter", type=click.File("rb"), help="A file with what they wrote; as --name.")
@as_option
@data_option
def legal_open(
    *, guids: tuple[str, ...], kind: str, law: str, file_number: str, asked_by: str, due: str, name: str,
    address: str, letter: BinaryIO | None, as_email: str, data: Path | None,
) -> None:  # fmt: skip
    """Enter a legal request about the items GUID… into the inbox.

    Example: newsflow legal-open nf:text:20261123:42 --kind anonymise --law "Data Protection Act, § 17" --asked-by "the person concerned" --due 2026-12-01T12:00+03:00 --as chief@fil.example
    """
    words = "" if letter is None else read_text(letter, "letter")

    async def work(acting: Acting) -> int:
        now = acting.clock()
        asked = NewRequest(
            kind=Kind(kind),
            asked_by=asked_by,
            law=law,
            file_number=file_number,
            came_at=now,
            due_at=_moment(due),
            asker=Asker(name=name, address=address, letter=words),
            guids=guids,
        )
        hand = cli_hand(await by_email(acting.db, as_email), now)
        return await open_request(acting.db, asked, hand, now)

    click.echo(f"Request {act(data, work)} is in the inbox.")


@click.command(name="legal-decide")
@click.argument("request", type=int)
@click.argument("verdict", type=click.Choice([verdict.value for verdict in Verdict]))
@click.option("--reason", required=True, help="Why, for the file.")
@click.option("--passage", "passages", multiple=True, help="To redact: words that go; several times.")
@click.option("--put", default=MARK, show_default=True, help="What stands in a passage's place.")
@click.option("--name", "names", multiple=True, metavar="NAME=INITIALS", help="To anonymise; several times.")
@as_option
@data_option
def legal_decide(
    *, request: int, verdict: str, reason: str, passages: tuple[str, ...], put: str, names: tuple[str, ...],
    as_email: str, data: Path | None,
) -> None:  # fmt: skip
    """Decide legal request REQUEST. Nothing is touched: it prints where another person sees it and confirms it.

    Example: newsflow legal-decide 3 anonymise --name "Deniz Karman=D. K." --reason "Acquitted." --as chief@fil.example
    """
    changes = read_changes(Verdict(verdict), "\n".join(passages or names), put)

    async def work(acting: Acting) -> str:
        now = acting.clock()
        await decide(
            acting.db,
            acting.agency,
            request,
            Verdict(verdict),
            hand=cli_hand(await by_email(acting.db, as_email), now),
            now=now,
            reason=reason,
            changes=changes,
        )
        return f"{acting.settings.public_url}/desk/legal/{request}"

    click.echo(f"Decided. Another person confirms it at {act(data, work)}.")


def _moment(text: str) -> datetime:
    try:
        return as_utc(datetime.fromisoformat(text))
    except ValueError as error:
        raise click.BadParameter(
            f"“{text}” is no moment with a zone: {error}.", param_hint="--due"
        ) from error
