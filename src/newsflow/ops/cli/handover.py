"""Commands of the hand-over: what stands open, notes on what to watch, and signing for them."""

from datetime import datetime
from pathlib import Path

import click

from newsflow.newsroom.duty import handover as log
from newsflow.ops.cli.acting import Acting, act, as_option, json_option, show
from newsflow.ops.cli.desk import hand_of
from newsflow.ops.cli.start import data_option


@click.command()
@json_option
@data_option
def handover(*, as_json: bool, data: Path | None) -> None:
    """List what the next shift signs for: notes, holds, embargoes due, flashes without a lead, looks that are owed."""

    async def work(acting: Acting) -> list[dict[str, object]]:
        found = await log.handover(acting.db, acting.agency.desk, acting.clock())
        notes = [_row(f"note {line.id}", line.at, line.words) for line in found.lines]
        holds = [_row("held", item.at, f"{item.guid} {item.slug}") for item in found.holds]
        embargoes = [_row("embargo ends", item.at, f"{item.guid} {item.slug}") for item in found.embargoes]
        chains = [
            _row("flash without a lead", flash.at, f"{flash.guid} {flash.slug}") for flash in found.flashes
        ]
        looks = [_row(f"look {look.id}", look.at, f"{look.act} {look.guid}") for look in found.looks]
        return [*notes, *holds, *embargoes, *chains, *looks]

    show(act(data, work), as_json=as_json, empty="Nothing stands open.")


def _row(what: str, at: datetime, words: str) -> dict[str, object]:
    return {"what": what, "at": at.isoformat(timespec="minutes"), "words": words}


@click.command("handover-note")
@click.argument("words")
@as_option
@data_option
def handover_note(*, words: str, as_email: str, data: Path | None) -> None:
    """Add a note on what to watch; prints its number."""

    async def work(acting: Acting) -> int:
        return await log.watch(acting.db, await hand_of(acting, as_email), acting.clock(), words=words)

    click.echo(act(data, work))


@click.command("handover-close")
@click.argument("note", type=int)
@as_option
@data_option
def handover_close(*, note: int, as_email: str, data: Path | None) -> None:
    """Close note NOTE: nobody needs to watch this any more."""

    async def work(acting: Acting) -> None:
        await log.close(acting.db, note, await hand_of(acting, as_email), acting.clock())

    act(data, work)
    click.echo(f"Note {note} is closed.")


@click.command("handover-sign")
@as_option
@data_option
def handover_sign(*, as_email: str, data: Path | None) -> None:
    """Sign for everything that stands open now."""

    async def work(acting: Acting) -> int:
        hand = await hand_of(acting, as_email)
        return await log.sign(acting.db, acting.agency.desk, hand, acting.clock())

    click.echo(f"Signed, as number {act(data, work)}.")
