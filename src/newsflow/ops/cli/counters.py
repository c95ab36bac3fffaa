"""The command that shows what subscribers' machines asked and were refused, by the minute."""

from pathlib import Path

import click

from newsflow.ops.cli.acting import Acting, act, json_option, show
from newsflow.ops.cli.start import data_option
from newsflow.subscribers.counters import counted
from newsflow.subscribers.rows import Counted

DAY_MINUTES = 24 * 60


@click.command()
@click.option(
    "--minutes",
    type=click.IntRange(1, 31 * DAY_MINUTES),
    default=60,
    show_default=True,
    help="How far back, the current minute included.",
)
@click.option("--each", "by_minute", is_flag=True, help="Each minute by itself instead of the sum.")
@json_option
@data_option
def counters(*, minutes: int, by_minute: bool, as_json: bool, data: Path | None) -> None:
    """Show how often subscribers' machines searched and were refused; a count is up to 5 s late.

    Example: newsflow counters --minutes 10 --each
    """

    async def work(acting: Acting) -> list[Counted]:
        return await counted(acting.db, now=acting.clock(), minutes=minutes, by_minute=by_minute)

    found: list[dict[str, object]] = [
        {
            "minute" if by_minute else "last": f"{one.minute:%Y-%m-%dT%H:%MZ}",
            "subscriber": one.subscriber or None,
            "what": one.what,
            "number": one.number,
        }
        for one in act(data, work)
    ]
    show(found, as_json=as_json, empty="Nothing was searched or refused.")
