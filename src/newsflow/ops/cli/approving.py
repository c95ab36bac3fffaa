"""Commands of the second look: what waits, approve, refuse, what is looked at afterwards."""

from pathlib import Path

import click

from newsflow.accounts.proving import ProofMissingError
from newsflow.domain.entry import Header
from newsflow.newsroom.approvals import approve as approve_request
from newsflow.newsroom.approvals import get, open_requests, version_of
from newsflow.newsroom.approvals import refuse as refuse_request
from newsflow.newsroom.duty import look_after, owed_looks
from newsflow.ops.cli.acting import Acting, act, as_option, json_option, show
from newsflow.ops.cli.desk import hand_of, say
from newsflow.ops.cli.start import data_option


@click.command()
@json_option
@data_option
def approvals(*, as_json: bool, data: Path | None) -> None:
    """List what waits for its second look, the oldest first."""

    async def work(acting: Acting) -> list[dict[str, object]]:
        return [
            {
                "request": asked.id,
                "draft": asked.draft,
                "asked_by": asked.name or asked.asked_by,
                "asked_at": asked.asked_at.isoformat(timespec="seconds"),
                "because": asked.because,
                "headline": version_of(asked).headline,
                "digest": asked.digest_hex,
            }
            for asked in await open_requests(acting.db)
        ]

    show(act(data, work), as_json=as_json, empty="Nothing waits.")


@click.command()
@click.argument("request")
@as_option
@click.option("--digest", required=True, help="The text's digest, as `newsflow approvals --json` prints it.")
@json_option
@data_option
def approve(*, request: str, as_email: str, digest: str, as_json: bool, data: Path | None) -> None:
    """Give the second word for what REQUEST asks: a text that was asked for elsewhere than here.

    Example: newsflow approve ar_5b0c… --digest 9f2a… --as editor@fil.example
    """

    async def work(acting: Acting) -> list[Header]:
        hand = await hand_of(acting, as_email)
        try:
            done = await approve_request(
                acting.db, acting.clock, acting.agency, request, hand, digest_hex=digest
            )
        except ProofMissingError as needs:
            where = f"{acting.settings.public_url}/desk/approvals/{request}"
            raise ProofMissingError(needs.what, needs.which, f"Do it at {where}.") from needs
        if done.due is not None:
            click.echo(f"It goes out at {done.due.isoformat()}.", err=True)
        return list(done.headers)

    say(act(data, work), as_json=as_json)


@click.command()
@click.argument("request")
@as_option
@click.option("--why", required=True, help="What is to be mended.")
@data_option
def refuse(*, request: str, as_email: str, why: str, data: Path | None) -> None:
    """Refuse what REQUEST asks: its draft is being written again."""

    async def work(acting: Acting) -> int:
        hand = await hand_of(acting, as_email)
        await refuse_request(acting.db, acting.clock, request, hand, why=why)
        return (await get(acting.db, request)).draft

    click.echo(f"Draft {act(data, work)} is being written again.")


@click.command()
@click.argument("number", type=int, required=False)
@click.option("--as", "as_email", metavar="EMAIL", help="Who has looked at NUMBER.")
@click.option("--words", default="", help="What they found.")
@json_option
@data_option
def looks(*, number: int | None, as_email: str | None, words: str, as_json: bool, data: Path | None) -> None:
    """List what one person did alone and nobody else has looked at; with NUMBER, say that one has."""

    async def work(acting: Acting) -> list[dict[str, object]]:
        if number is not None and as_email is not None:
            hand = await hand_of(acting, as_email)
            await look_after(acting.db, number, hand, acting.clock(), words=words)
        return [
            {
                "number": owed.id,
                "act": owed.act,
                "guid": owed.guid,
                "by": owed.name or owed.by,
                "at": owed.at.isoformat(timespec="seconds"),
                "reason": owed.reason,
            }
            for owed in await owed_looks(acting.db)
        ]

    if number is not None and as_email is None:
        raise click.UsageError("Who has looked? Give --as EMAIL.")
    show(act(data, work), as_json=as_json, empty="Nothing waits for a look.")
