"""Commands for an administrator: test wires (docs/api/test-wire.md)."""

from pathlib import Path

import click

from newsflow.api.test_wire import Drill, make_test_wire
from newsflow.api.test_wire import drill as play
from newsflow.ops.cli.acting import Acting, act, json_option, show
from newsflow.ops.cli.start import data_option


@click.command("test-wire")
@click.argument("contract")
@json_option
@data_option
def test_wire(*, contract: str, as_json: bool, data: Path | None) -> None:
    """Give CONTRACT a test wire, or its test wire a new secret; prints address and login, this once.

    Example: newsflow test-wire gazette-2026
    """

    async def work(acting: Acting) -> dict[str, object]:
        secret = await make_test_wire(
            acting.db, contract, server_key=acting.settings.server_key.encode(), now=acting.clock()
        )
        address = f"{acting.settings.public_url.rstrip('/')}/v1/test"
        return {"address": address, "user": contract, "secret": secret}

    show([act(data, work)], as_json=as_json, empty="")


@click.command()
@click.argument("contract")
@click.argument("what", type=click.Choice([each.value for each in Drill]))
@json_option
@data_option
def drill(*, contract: str, what: str, as_json: bool, data: Path | None) -> None:
    """Play a drill on CONTRACT's test wire: new, update, correction, hold, kill, embargo, limits, cuts …

    A hold, kill, withdrawal or restore is played in steps: this prints the text; the rest comes once a reader is past it,
    else 30 s later.

    Example: newsflow drill gazette-2026 kill
    """

    async def work(acting: Acting) -> list[dict[str, object]]:
        played = await play(acting.db, contract, Drill(what), agency=acting.agency, now=acting.clock())
        return [
            {"seq": each.seq, "guid": each.guid, "version": each.version, "action": each.action.value,
             "headline": each.content.headline}
            for each in played
        ]  # fmt: skip

    show(act(data, work), as_json=as_json, empty="")
